/** Runs of `deploy` against the sandbox in the process. */
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { deploy } from '../../../src/commands/deploy.ts';
import type { DeployOptions } from '../../../src/commands/deploy/options.ts';
import type { Outcome } from '../../../src/commands/tools.ts';
import type { ClusterSpecification } from '../../../src/isolation/specification.ts';
import type { ArmOptions } from '../../../src/sandbox/arm/arm.ts';
import type { Handler } from '../../../src/sandbox/http.ts';
import { subscriptionId } from '../../../src/sandbox/identities.ts';
import { createInProcessArm, silentLogger, type Connection, type InProcessArm } from '../../azure/in-process-arm.ts';

export const subscription = `/subscriptions/${subscriptionId}`;
export const group = `${subscription}/resourceGroups/rg`;
export const clusterId = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;

export function deployOptions({ specification = {}, ...changes }: Partial<Omit<DeployOptions, 'specification'>> & { readonly specification?: Partial<ClusterSpecification> } = {}): DeployOptions {
  return {
    specification: { subscriptionId, resourceGroup: 'rg', name: 'demo', ...specification },
    assignPolicies: true, definitionScope: undefined, parameters: {}, enforcement: 'auto', owner: 'default', dryRun: false, planHash: undefined, failOn: 'auto', exposures: 'none', egress: [],
    pollInterval: 15_000, leaveTo: undefined, wait: true, prerequisites: 'create', acknowledgesImages: true, allowsUnverified: false, runner: 'run 1', ...changes,
  };
}

/** A cluster as most live: a load balancer for its way out, images from the public registry, the API server private from the start. */
export function openCluster(changes: JsonObject = {}, properties: JsonObject = {}): JsonObject {
  return {
    location: 'westeurope', identity: { type: 'SystemAssigned' }, sku: { name: 'Base', tier: 'Standard' }, ...changes,
    properties: {
      dnsPrefix: 'demo', networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'loadBalancer', loadBalancerSku: 'standard' },
      apiServerAccessProfile: { enablePrivateCluster: true }, bootstrapProfile: { artifactSource: 'Direct' },
      agentPoolProfiles: [
        { name: 'system', mode: 'System', count: 3, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets' },
        { name: 'work', mode: 'User', count: 2, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets' },
      ],
      ...properties,
    },
  };
}

/** An Azure with the resource group `rg` and, where given, the cluster `demo` in it, at rest. */
export function azure(cluster?: JsonObject, options: Partial<ArmOptions> & { readonly wrap?: (sandbox: Handler) => Handler } = {}): InProcessArm {
  const { wrap, ...settings } = options;
  const arm = createInProcessArm({ ...settings, ...(wrap === undefined ? {} : { handler: wrap }) });
  put(arm, `${group}?api-version=2024-11-01`, { location: 'westeurope' });
  if (cluster !== undefined) {
    put(arm, `${clusterId}?api-version=2026-05-01`, cluster);
    arm.clock.pass(3_600_000);
  }
  arm.forget();
  return arm;
}

/** Writes beside the run; fails the test when Azure refuses. */
export function put(arm: InProcessArm, path: string, body: JsonObject): void {
  const answer = arm.ask('PUT', path, body);
  if (answer.status >= 300) throw new Error(`PUT ${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
}

export async function runDeploy(arm: InProcessArm, changes: Parameters<typeof deployOptions>[0] = {}, connection: Connection = {}): Promise<Outcome> {
  const signal = connection.signal ?? new AbortController().signal;
  return await deploy(deployOptions(changes), { arm: arm.connect(connection), clock: arm.clock, logger: connection.logger ?? silentLogger, signal, version: '0.0.0-test' });
}

export function clusterIn(arm: InProcessArm): JsonObject {
  const { body } = arm.ask('GET', `${clusterId}?api-version=2026-05-01`);
  if (!isJsonObject(body)) throw new Error('There is no cluster.');
  return body;
}

/** "none Cache Succeeded": outbound type, source, and the states of cluster and pools. */
export function stateOf(arm: InProcessArm): string {
  const cluster = clusterIn(arm);
  const states = [textAt(cluster, 'properties', 'provisioningState'), ...arrayAt(cluster, 'properties', 'agentPoolProfiles').map((pool) => textAt(pool, 'provisioningState'))];
  return `${textAt(cluster, 'properties', 'networkProfile', 'outboundType') ?? ''} ${textAt(cluster, 'properties', 'bootstrapProfile', 'artifactSource') ?? ''} ${[...new Set(states)].join(' ')}`;
}

/** What was written to the cluster and around it, policies and the lease apart: method and the end of the path. */
export function writes(arm: InProcessArm): readonly string[] {
  return arm.requests.filter(({ method, path }) => method !== 'GET' && !/policy(?:Definitions|SetDefinitions|Assignments)|ResourceGraph|checkPolicyRestrictions|Microsoft\.Resources\/tags/i.test(path)).map(({ method, path, body }) => {
    const outbound = at(body, 'properties', 'networkProfile', 'outboundType');
    const source = at(body, 'properties', 'bootstrapProfile', 'artifactSource');
    return `${method} ${decodeURIComponent(path).split('/').slice(-2).join('/')}${typeof outbound === 'string' ? ` ${outbound} ${String(source)}` : ''}`;
  });
}
