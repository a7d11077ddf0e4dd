import { agentPoolType } from '../../../arm/api-versions.ts';
import { at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import type { Operation, Operations } from '../operations.ts';
import { clusterSurface, poolSurface } from './api-surface.ts';
import { poolId, subscriptionOf, type AgentPool, type Cluster } from './cluster.ts';
import { asObject, compact, isEmptyObject } from '../documents.ts';

/** The answer to what: a PUT and a later GET of the same cluster differ (ground-truth/README.md, 6). */
export interface View {
  readonly answerTo: 'PUT' | 'GET';
  readonly apiVersion: string;
  readonly operations: Operations;
}

/** Since when documents carry an eTag (aks-network-isolation.md, 1.1). */
const etagSince = '2024-09-01';

/** A cluster as AKS answers it. */
export function renderCluster(cluster: Cluster, view: View): JsonObject {
  const operation = view.operations.runningOn(cluster.id.toLowerCase());
  const { given } = cluster;
  if (given !== undefined && operation === undefined) return renderGiven(cluster, given, view);
  const creating = operation?.kind === 'Creating';
  const { properties } = cluster;
  const isPrivate = at(properties, 'apiServerAccessProfile', 'enablePrivateCluster') === true;
  return compact({
    id: cluster.id,
    location: cluster.location,
    name: cluster.name,
    tags: cluster.tags,
    type: 'Microsoft.ContainerService/ManagedClusters',
    properties: clusterSurface(compact({
      provisioningState: operation?.kind ?? view.operations.restingState(cluster.id),
      ...properties,
      status: statusOf(cluster.id, operation, view),
      agentPoolProfiles: cluster.pools.map((pool) => ({ name: pool.name, ...renderPoolProperties(cluster, pool, view) })),
      networkProfile: withEffectiveAddresses(cluster, asObject(properties['networkProfile']), creating),
      privateLinkResources: isPrivate ? [privateLinkResource(cluster, view, operation?.kind === 'Updating')] : undefined,
      identityProfile: properties['identityProfile'] ?? (creating ? undefined : kubeletIdentity(cluster)),
    }), view.apiVersion),
    identity: creating ? withoutClientIds(cluster.identity) : cluster.identity,
    sku: cluster.sku,
    eTag: view.apiVersion >= etagSince ? cluster.etag : undefined,
  });
}

/** A cluster of which somebody said how it is. */
function renderGiven({ id, location, name, tags, identity, sku, etag }: Cluster, given: JsonObject, view: View): JsonObject {
  const unwell = view.operations.errorOf(id) === undefined ? {} : { provisioningState: view.operations.restingState(id), status: statusOf(id, undefined, view) };
  return compact({
    id,
    location,
    name,
    tags,
    type: 'Microsoft.ContainerService/ManagedClusters',
    properties: clusterSurface({ provisioningState: 'Succeeded', ...given, ...unwell }, view.apiVersion),
    identity,
    sku,
    eTag: view.apiVersion >= etagSince ? etag : undefined,
  });
}

/** A pool as its own resource. */
export function renderPool(cluster: Cluster, pool: AgentPool, view: View): JsonObject {
  return { id: poolId(cluster, pool.name), name: pool.name, type: agentPoolType, properties: poolSurface(renderPoolProperties(cluster, pool, view), view.apiVersion) };
}

/** A pool shows its own operation, else its cluster's; the cluster does not show its pools' (node-image-upgrade.json). */
function renderPoolProperties(cluster: Cluster, pool: AgentPool, view: View): JsonObject {
  const id = poolId(cluster, pool.name);
  const operation = view.operations.runningOn(id.toLowerCase()) ?? view.operations.runningOn(cluster.id.toLowerCase());
  return compact({
    eTag: view.apiVersion >= etagSince ? pool.etag : undefined,
    provisioningState: operation?.kind ?? view.operations.restingState(id),
    ...pool.properties,
    status: statusOf(id, operation, view),
    nodeLabels: pool.properties['nodeLabels'] ?? (view.answerTo === 'PUT' ? {} : undefined),
  });
}

/** Why something failed stands in it (aks-network-isolation.md 4.5: the status object). */
function statusOf(id: string, running: Operation | undefined, { operations }: View): JsonObject | undefined {
  const error = running === undefined ? operations.errorOf(id) : undefined;
  return error === undefined ? undefined : { provisioningError: error };
}

/** The public address that the service makes for a load balancer or NAT gateway is seen once it has been made; one that somebody said is kept. */
function withEffectiveAddresses(cluster: Cluster, network: JsonObject, creating: boolean): JsonObject {
  const { nodeResourceGroup, publicIpName } = cluster.made;
  const id = `/subscriptions/${subscriptionOf(cluster)}/resourceGroups/${nodeResourceGroup}/providers/Microsoft.Network/publicIPAddresses/${publicIpName}`;
  const withAddress = (profile: JsonObject): JsonObject => ({ ...profile, effectiveOutboundIPs: profile['effectiveOutboundIPs'] ?? [{ id }] });
  const { loadBalancerProfile, natGatewayProfile } = network;
  if (creating) return network;
  if (textAt(network, 'outboundType') === 'loadBalancer') {
    const { backendPoolType, ...addresses } = asObject(loadBalancerProfile);
    return { ...network, loadBalancerProfile: compact({ ...withAddress(addresses), backendPoolType }) };
  }
  if (natGatewayProfile === undefined) return network;
  return { ...network, natGatewayProfile: withAddress(asObject(natGatewayProfile)) };
}

/** Its id is shown by a GET only, the service behind it by an update's answer only. */
function privateLinkResource(cluster: Cluster, view: View, updating: boolean): JsonObject {
  const underlay = `/subscriptions/${subscriptionOf(cluster)}/resourceGroups/hcp-underlay-${cluster.location}-cx-3`;
  return compact({
    id: view.answerTo === 'GET' ? `${cluster.id}/privateLinkResources/management` : undefined,
    name: 'management',
    type: 'Microsoft.ContainerService/managedClusters/privateLinkResources',
    groupId: 'management',
    requiredMembers: ['management'],
    privateLinkServiceID: view.answerTo === 'PUT' && updating
      ? `${underlay}/providers/Microsoft.Network/privateLinkServices/${cluster.made.privateLinkServiceName}`
      : undefined,
  });
}

/** The kubelet identity that the service makes, with `resourcegroups` in lower case; a cluster with a principal has none. */
function kubeletIdentity(cluster: Cluster): JsonObject | undefined {
  if (cluster.identity === undefined || isEmptyObject(cluster.identity)) return undefined;
  const { nodeResourceGroup, kubeletClientId, kubeletObjectId } = cluster.made;
  const identities = `/subscriptions/${subscriptionOf(cluster)}/resourcegroups/${nodeResourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  return {
    kubeletidentity: { resourceId: `${identities}/${cluster.name}-agentpool`, clientId: kubeletClientId, objectId: kubeletObjectId },
  };
}

function withoutClientIds(identity: JsonObject | undefined): JsonObject | undefined {
  const assigned = identity?.['userAssignedIdentities'];
  if (identity === undefined || !isJsonObject(assigned)) return identity;
  const principals = Object.entries(assigned).map(([id, given]) => [id, { principalId: asObject(given)['principalId'] }] as const);
  return { ...identity, userAssignedIdentities: Object.fromEntries(principals) };
}
