/** Isolated clusters with something switched on, in the sandbox, and what is wrong with them as the engine judges it. */
import { apiVersions } from '../../../src/arm/api-versions.ts';
import { at, isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import type { Resource } from '../../../src/arm/resource.ts';
import type { FailingCluster, RemediateOptions } from '../../../src/commands/drift/remediate/options.ts';
import type { Tools } from '../../../src/commands/tools.ts';
import { exposuresOf } from '../../../src/isolation/exposure/answers.ts';
import type { CompleteList } from '../../../src/isolation/exposure/graph/inventory.ts';
import { exposureFindings } from '../../../src/isolation/exposure/findings.ts';
import { judgeExposures } from '../../../src/isolation/exposure/meant/meant.ts';
import { mergeDocument } from '../../../src/isolation/document/merge.ts';
import { subscriptionId } from '../../../src/sandbox/identities.ts';
import { createInProcessArm, silentLogger, type Connection, type InProcessArm, type InProcessArmOptions } from '../../azure/in-process-arm.ts';
import { put } from '../../azure/leaking-estate.ts';

export const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
export const idOf = (name: string): string => `${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;

const closed: JsonObject = {
  location: 'westeurope',
  identity: { type: 'SystemAssigned' },
  properties: {
    dnsPrefix: 'c',
    networkProfile: { networkPlugin: 'azure', networkPolicy: 'azure', outboundType: 'none' },
    bootstrapProfile: { artifactSource: 'Cache' },
    nodeResourceGroupProfile: { restrictionLevel: 'ReadOnly' },
    apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
    agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets' }],
  },
};

/** What opens a cluster without a disruption to mend it, and with one. */
export const runCommandOn: JsonObject = { apiServerAccessProfile: { disableRunCommand: false } };
export const unmanaged: JsonObject = { autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' } };

/** An Azure with clusters of these names and properties over those of a closed one, at rest. */
export function failingEstate(clusters: Readonly<Record<string, JsonObject>>, settings: InProcessArmOptions = {}): InProcessArm {
  // Polls wait in real time, for a millisecond; what Azure does meanwhile takes as long as the requests do.
  const arm = createInProcessArm({ roundTrip: 20_000, ...settings });
  put(arm, group, { location: 'westeurope' }, apiVersions.resourceGroups);
  for (const [name, properties] of Object.entries(clusters)) put(arm, idOf(name), mergeDocument(closed, { properties: withoutRefused(properties) }), apiVersions.managedClusters);
  arm.clock.pass(3_600_000);
  for (const [name, properties] of Object.entries(clusters)) addRefused(arm, name, properties);
  arm.forget();
  return arm;
}

/** What a write of an isolated cluster may say. */
function withoutRefused(properties: JsonObject): JsonObject {
  return at(properties, 'autoUpgradeProfile', 'nodeOSUpgradeChannel') === 'Unmanaged' ? { ...properties, autoUpgradeProfile: {} } : properties;
}

/** No write of today leads there, but a cluster may be so from a time before the rule. */
function addRefused(arm: InProcessArm, name: string, properties: JsonObject): void {
  if (withoutRefused(properties) !== properties) arm.controls.seed({ documents: [mergeDocument(document(arm, name), { properties: unmanaged })] });
}

/** Changes a cluster as somebody else would, and lets Azure come to rest unless told otherwise. */
export function change(arm: InProcessArm, name: string, properties: JsonObject, { rest = true }: { readonly rest?: boolean } = {}): void {
  put(arm, idOf(name), mergeDocument(closed, { properties: withoutRefused(properties) }), apiVersions.managedClusters);
  if (rest) arm.clock.pass(3_600_000);
  addRefused(arm, name, properties);
}

export function document(arm: InProcessArm, name: string): JsonObject {
  const { body } = arm.ask('GET', `${idOf(name)}?api-version=${apiVersions.managedClusters}`);
  return isJsonObject(body) ? body : {};
}

/** What the engine says of the cluster as it lives now, as far as its own document tells. */
export function judged(arm: InProcessArm, name: string, complete: readonly CompleteList[] = [{ type: 'Microsoft.ContainerService/managedClusters/agentPools', scope: idOf(name) }]): FailingCluster {
  const cluster: Resource = { id: idOf(name), type: 'Microsoft.ContainerService/managedClusters', name, body: document(arm, name) };
  const [found] = judgeExposures(exposuresOf([cluster], complete), []).clusters;
  return { id: idOf(name), name, found: found === undefined ? [] : exposureFindings(found) };
}

export function rulesOf({ found }: FailingCluster): readonly string[] {
  return found.map(({ finding }) => finding.rule);
}

export function toolsFor(arm: InProcessArm, connection: Connection = {}): Tools {
  return { arm: arm.connect(connection), clock: arm.clock, logger: connection.logger ?? silentLogger, signal: connection.signal ?? new AbortController().signal, version: '0' };
}

export function options(overrides: Partial<RemediateOptions> = {}): RemediateOptions {
  return { allowDisruption: false, allowedSubscriptions: [], dryRun: false, planHash: undefined, pollInterval: 1, ...overrides };
}

export function writesIn(arm: InProcessArm): readonly string[] {
  return arm.requests.filter(({ method }) => method !== 'GET').map(({ method, path, status }) => `${method} ${path.split('/').at(-1) ?? ''} ${status ?? 'lost'}`);
}
