/** Runs of `remove cluster` against the sandbox in the process. */
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { removeCluster, type RemoveClusterOptions } from '../../../src/commands/remove-cluster.ts';
import type { Outcome } from '../../../src/commands/tools.ts';
import { roleStampFor } from '../../../src/isolation/deployment/removal.ts';
import { ownTags } from '../../../src/isolation/deployment/variant.ts';
import { subscriptionId } from '../../../src/sandbox/identities.ts';
import { createInProcessArm, silentLogger, type Connection, type InProcessArm } from '../../azure/in-process-arm.ts';
import { isolatedCluster } from '../../sandbox/arm-client.ts';

export const subscription = `/subscriptions/${subscriptionId}`;
export const group = `${subscription}/resourceGroups/rg-demo`;
export const names = { subscriptionId, resourceGroup: 'rg-demo', name: 'demo' };
export const clusterId = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;
const tags = ownTags(names);
const network = `${group}/providers/Microsoft.Network`;
const guid = (digit: string): string => `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;
const regional = { location: 'westeurope', tags };

/** Writes past the record, and lets an hour pass. */
export function putIn(azure: InProcessArm, path: string, apiVersion: string, body: JsonObject): JsonObject {
  const answer = azure.ask('PUT', `${path}?api-version=${apiVersion}`, body);
  if (answer.status >= 300) throw new Error(`PUT ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  azure.clock.pass(3_600_000);
  return isJsonObject(answer.body) ? answer.body : {};
}

/** What `deploy` makes for a cluster with a network and a registry of one's own, beside things of others. @param clusterTags of the cluster and its group */
export function deployed(clusterTags: JsonObject = tags): InProcessArm {
  const azure = createInProcessArm({ roundTrip: 60_000 });
  putIn(azure, group, '2024-11-01', { location: 'westeurope', tags: clusterTags });
  putIn(azure, `${subscription}/resourceGroups/rg-other`, '2024-11-01', { location: 'westeurope' });
  putIn(azure, `${network}/networkSecurityGroups/guard`, '2025-05-01', { ...regional, properties: {} });
  putIn(azure, `${network}/virtualNetworks/net`, '2025-05-01', {
    ...regional,
    properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: ['nodes', 'endpoints'].map((name, index) => ({ name, properties: { addressPrefix: `10.0.${index}.0/24`, networkSecurityGroup: { id: `${network}/networkSecurityGroups/guard` } } })) },
  });
  const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/demoregistry`;
  putIn(azure, registry, '2025-11-01', { ...regional, sku: { name: 'Premium' }, properties: {} });
  putIn(azure, `${network}/privateEndpoints/endpoint`, '2025-05-01', {
    ...regional,
    properties: { subnet: { id: `${network}/virtualNetworks/net/subnets/endpoints` }, privateLinkServiceConnections: [{ name: 'registry', properties: { privateLinkServiceId: registry, groupIds: ['registry'] } }] },
  });
  const zone = `${network}/privateDnsZones/privatelink.azurecr.io`;
  putIn(azure, zone, '2024-06-01', { location: 'global', tags });
  putIn(azure, `${zone}/virtualNetworkLinks/net`, '2024-06-01', { location: 'global', tags, properties: { virtualNetwork: { id: `${network}/virtualNetworks/net` }, registrationEnabled: false } });
  const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/kubelet`;
  const { properties } = putIn(azure, identity, '2024-11-30', regional);
  const role = (scope: string, name: string, description: string): void => void putIn(azure, `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, '2022-04-01', {
    properties: { roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d`, principalId: at(properties, 'principalId'), principalType: 'ServicePrincipal', description },
  });
  role(`${subscription}/resourceGroups/rg-other`, guid('1'), roleStampFor(names));
  role(registry, guid('2'), `${roleStampFor(names)}2`);
  putIn(azure, clusterId, '2026-05-01', isolatedCluster({}, { tags: { ...clusterTags, team: 'a' } }));
  // AKS gives its tags to what it makes; a tag alone says nothing, nor do both of another cluster.
  putIn(azure, `${subscription}/resourceGroups/MC_rg-demo_demo_westeurope/providers/Microsoft.ManagedIdentity/userAssignedIdentities/agentpool`, '2024-11-30', regional);
  putIn(azure, `${subscription}/resourceGroups/rg-other/providers/Microsoft.ManagedIdentity/userAssignedIdentities/theirs`, '2024-11-30', { location: 'westeurope', tags: { 'aks-isolation-cluster': tags['aks-isolation-cluster'] ?? '' } });
  putIn(azure, `${subscription}/resourceGroups/rg-other/providers/Microsoft.ManagedIdentity/userAssignedIdentities/others`, '2024-11-30', { location: 'westeurope', tags: ownTags({ ...names, name: 'demo2' }) });
  azure.forget();
  return azure;
}

export async function runRemove(azure: InProcessArm, changes: Partial<RemoveClusterOptions> = {}, connection: Connection = {}): Promise<Outcome> {
  const signal = connection.signal ?? new AbortController().signal;
  const tools = { arm: azure.connect(connection), clock: azure.clock, logger: connection.logger ?? silentLogger, signal, version: '0.0.0-test' };
  return await removeCluster({ ...names, confirm: 'demo', dryRun: false, planHash: undefined, pollInterval: 15_000, ...changes }, tools);
}

/** What was written: the last two segments of paths. */
export function deletionsOf(azure: InProcessArm): readonly string[] {
  return azure.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${decodeURIComponent(path).split('/').slice(-2).join('/')}`);
}

/** Everything that is there: resources, groups and role assignments, by id in lower case. */
export function remaining(azure: InProcessArm): readonly string[] {
  const ids = (path: string): readonly string[] => arrayAt(azure.ask('GET', path).body, 'value').map((one) => (textAt(one, 'id') ?? '').replace(`${subscription}/`, '').toLowerCase());
  return [
    ...ids(`${subscription}/resources?api-version=2021-04-01`), ...ids(`${subscription}/resourceGroups?api-version=2024-11-01`),
    ...ids(`${subscription}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`),
  ].toSorted();
}
