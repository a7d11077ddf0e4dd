/** Azure by others' hands: direct requests to the sandbox with its own token, over HTTPS. */
import { request } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { isJsonObject, textAt, type JsonObject } from '../../src/arm/json.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { versionFor } from '../sandbox/version-for.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export function call(sandbox: Sandbox, method: string, path: string, body?: object): Promise<Answer> {
  const url = `${sandbox.armEndpoint}${path}${path.includes('?') ? '&' : '?'}api-version=${versionFor(path)}`;
  const headers = { 'authorization': `Bearer ${sandbox.accessToken()}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, ca: sandbox.caCertificate, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, body: text === '' ? undefined : (JSON.parse(text) as unknown) });
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

export function groupId(sandbox: Sandbox, group: string): string {
  return `/subscriptions/${sandbox.subscriptionId}/resourceGroups/${group}`;
}

export function clusterId(sandbox: Sandbox, group: string, name: string): string {
  return `${groupId(sandbox, group)}/providers/Microsoft.ContainerService/managedClusters/${name}`;
}

/** An isolated cluster with one system pool of one node; `properties` are put over it. */
export function isolatedCluster(properties: JsonObject = {}): JsonObject {
  return {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    sku: { name: 'Base', tier: 'Standard' },
    properties: {
      dnsPrefix: 'seed',
      agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets' }],
      networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'none' },
      bootstrapProfile: { artifactSource: 'Cache' },
      apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
      autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
      ...properties,
    },
  };
}

/** A cluster as `az aks create` makes it without a word on isolation, but private. */
export function leakingCluster(properties: JsonObject = {}): JsonObject {
  return isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' }, bootstrapProfile: { artifactSource: 'Direct' }, ...properties });
}

/** A policy rule that denies what the condition holds for. Made in pieces: a literal with `then` looks like a promise to linters. */
export function denyRule(condition: JsonObject): JsonObject {
  return Object.fromEntries<unknown>([['if', condition], ['then', { effect: 'deny' }]]);
}

/**
 * Makes resource group and cluster and waits until the service has come to rest with them. What no write of an isolated cluster may say today is put there afterwards, as
 * from a time before the rule; one that has it already may be written with it.
 */
export async function seedCluster(sandbox: Sandbox, group: string, name: string, body: JsonObject = isolatedCluster()): Promise<void> {
  await expectSuccess(call(sandbox, 'PUT', groupId(sandbox, group), { location: 'westeurope' }));
  const id = clusterId(sandbox, group, name);
  const isRefused = textAt(body, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') === 'Unmanaged' && (await channelOf(sandbox, id)) !== 'Unmanaged';
  await expectSuccess(call(sandbox, 'PUT', id, isRefused ? withChannel(body, 'NodeImage') : body));
  while ((await stateOf(sandbox, group, name)) !== 'Succeeded') await setTimeout(20);
  if (!isRefused) return;
  const { body: document } = await call(sandbox, 'GET', id);
  if (isJsonObject(document)) sandbox.arm.seed({ documents: [withChannel(document, 'Unmanaged')] });
}

async function channelOf(sandbox: Sandbox, id: string): Promise<string | undefined> {
  return textAt((await call(sandbox, 'GET', id)).body, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel');
}

function withChannel(body: JsonObject, nodeOSUpgradeChannel: string): JsonObject {
  const { properties } = body;
  return { ...body, properties: { ...(isJsonObject(properties) ? properties : {}), autoUpgradeProfile: { nodeOSUpgradeChannel } } };
}

export async function seedGroup(sandbox: Sandbox, group: string): Promise<void> {
  await expectSuccess(call(sandbox, 'PUT', groupId(sandbox, group), { location: 'westeurope' }));
}

async function stateOf(sandbox: Sandbox, group: string, name: string): Promise<string | undefined> {
  return textAt((await call(sandbox, 'GET', clusterId(sandbox, group, name))).body, 'properties', 'provisioningState');
}

async function expectSuccess(answer: Promise<Answer>): Promise<void> {
  const { status, body } = await answer;
  if (status >= 400) throw new Error(`The sandbox answered ${status}: ${JSON.stringify(body)}`);
}
