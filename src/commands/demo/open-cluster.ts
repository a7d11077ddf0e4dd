import { request } from 'node:https';
import { apiVersions } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import type { OpenSandbox } from '../sandbox.ts';

/** What Azure said to a write. */
export interface Answer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What anybody with access could send: a cluster with a load balancer for its way out, without the action, straight to Azure. */
export async function putOpenCluster(open: OpenSandbox, group: string, name: string): Promise<Answer> {
  return await put(open, `/resourceGroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`, apiVersions.managedClusters, {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: {
      dnsPrefix: name,
      agentPoolProfiles: ['system', 'work'].map((pool, index) => ({ name: pool, mode: index === 0 ? 'System' : 'User', count: 2, vmSize: 'Standard_D4ds_v5', type: 'VirtualMachineScaleSets' })),
      networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' },
      apiServerAccessProfile: { enablePrivateCluster: true },
    },
  });
}

export async function putGroup(open: OpenSandbox, group: string): Promise<Answer> {
  return await put(open, `/resourceGroups/${group}`, apiVersions.resourceGroups, { location: 'westeurope' });
}

async function put({ sandbox }: OpenSandbox, path: string, apiVersion: string, body: JsonObject): Promise<Answer> {
  const url = `${sandbox.armEndpoint}/subscriptions/${sandbox.subscriptionId}${path}?api-version=${apiVersion}`;
  const answer = await send(url, body, sandbox.accessToken(), sandbox.caCertificate);
  const document: unknown = JSON.parse(answer.text === '' ? '{}' : answer.text);
  return { status: answer.status, code: textAt(document, 'error', 'code') ?? '', message: textAt(document, 'error', 'message') ?? '' };
}

async function send(url: string, body: JsonObject, token: string, ca: string): Promise<{ readonly status: number; readonly text: string }> {
  return await new Promise((resolve, reject) => {
    const headers = { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = request(url, { method: 'PUT', headers, ca }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}
