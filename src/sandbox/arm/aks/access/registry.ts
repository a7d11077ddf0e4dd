import { arrayAt, at, textAt } from '../../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../../arm/resource-id.ts';
import { connectionsOf } from '../../resources/connections.ts';
import type { StoredResource } from '../../resources/store.ts';
import type { Arm, ArmState } from '../../state.ts';
import type { AgentPool, Cluster } from '../cluster.ts';
import type { ExtensionExit } from '../nodes/extension-error.ts';
import { sourceIn } from '../nodes/source.ts';
import { allowing, hasRole } from './role-check.ts';

/** Why nodes cannot start from a registry. */
export interface PullFailure {
  readonly exitCode: ExtensionExit;
  readonly about: string;
}

/**
 * Whether nodes of a pool that are made now start from the cluster's registry, where that is one of the user's (aks-network-isolation.md 2.2, 3.3): they find
 * its private endpoint, may pull with the kubelet identity, and it has the cache rule of AKS. @param moment when they are made, milliseconds since 1970
 */
export function pullFailure(cluster: Cluster, pool: AgentPool, moment: number, arm: Arm): PullFailure | undefined {
  const { registryId } = sourceIn(cluster.properties);
  if (registryId === undefined || sameId(parseResourceId(registryId)?.resourceGroup ?? '', cluster.made.nodeResourceGroup)) return undefined;
  const { state } = arm;
  const registry = state.resources.find(registryId);
  if (registry === undefined) return { exitCode: 211, about: `there is no registry ${registryId}` };
  if (!isReached(registry, networkOf(textAt(pool.properties, 'vnetSubnetID')), state)) return { exitCode: 211, about: `the name of ${registry.name} leads to no approved private endpoint in the network of the nodes` };
  if (!mayPull(cluster, registry, moment, arm)) return { exitCode: 212, about: registry.name };
  return hasCacheRule(registry, state) ? undefined : { exitCode: 207, about: `${registry.name} has no cache rule aks-managed-mcr of mcr.microsoft.com/* for aks-managed-repository/*` };
}

/** True when the registry's name leads to an endpoint of it: a zone that the network is linked to knows it. The network of the endpoint, where nodes stand in one of AKS's own. */
function isReached(registry: StoredResource, network: string | undefined, state: ArmState): boolean {
  // Only a Premium registry has private endpoints (Microsoft Learn, "Azure Container Registry service tiers").
  if (/^(?:basic|standard)$/i.test(textAt(registry.members, 'sku', 'name') ?? '')) return false;
  return connectionsOf(registry, state).some((connection) => {
    const endpoint = state.resources.find(textAt(connection, 'properties', 'privateEndpoint', 'id') ?? '');
    const isApproved = textAt(connection, 'properties', 'privateLinkServiceConnectionState', 'status') === 'Approved';
    const from = network ?? networkOf(textAt(endpoint?.properties, 'subnet', 'id'));
    return isApproved && endpoint !== undefined && from !== undefined && zonesOf(from, state).some((zone) => knows(zone, registry, endpoint, state));
  });
}

/** The zones of registries that a network is linked to. */
function zonesOf(network: string, state: ArmState): readonly StoredResource[] {
  return state.resources.ofType('Microsoft.Network/privateDnsZones').filter(({ id, name }) => (
    /^privatelink\.azurecr\./i.test(name)
    && state.resources.childrenOf(id, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks').some(({ properties }) => sameId(textAt(properties, 'virtualNetwork', 'id') ?? '', network))
  ));
}

/** The endpoint's zone group keeps the records, or somebody wrote them. */
function knows(zone: StoredResource, registry: StoredResource, endpoint: StoredResource, state: ArmState): boolean {
  const groups = state.resources.childrenOf(endpoint.id, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups');
  const isKept = groups.some(({ properties }) => arrayAt(properties, 'privateDnsZoneConfigs').some((config) => sameId(textAt(config, 'properties', 'privateDnsZoneId') ?? '', zone.id)));
  return isKept || state.resources.childrenOf(zone.id, 'Microsoft.Network/privateDnsZones/A').some(({ name }) => sameId(name, registry.name));
}

function mayPull(cluster: Cluster, registry: StoredResource, moment: number, arm: Arm): boolean {
  const kubelet = textAt(cluster.properties, 'identityProfile', 'kubeletidentity', 'objectId') ?? cluster.made.kubeletObjectId;
  const isByRepository = textAt(registry.properties, 'roleAssignmentMode')?.toLowerCase() === 'abacrepositorypermissions';
  const takesTokens = textAt(at(registry.properties, 'policies', 'azureADAuthenticationAsArmPolicy'), 'status')?.toLowerCase() !== 'disabled';
  return takesTokens && hasRole(kubelet, isByRepository ? allowing.pullByRepository : allowing.pull, registry.id, moment, arm);
}

/**
 * The rule as the documentation has it. That its name counts too is not certain: nodes only ask for what is below aks-managed-repository, which a rule of before March
 * 2025 has nothing of (aks-network-isolation.md 2.1).
 */
function hasCacheRule(registry: StoredResource, state: ArmState): boolean {
  return state.resources.childrenOf(registry.id, 'Microsoft.ContainerRegistry/registries/cacheRules').some(({ name, properties }) => (
    sameId(name, 'aks-managed-mcr') && sameId(textAt(properties, 'sourceRepository') ?? '', 'mcr.microsoft.com/*') && textAt(properties, 'targetRepository') === 'aks-managed-repository/*'
  ));
}

function networkOf(subnetId: string | undefined): string | undefined {
  return subnetId === undefined ? undefined : /^(.*\/virtualNetworks\/[^/]+)\/subnets\/[^/]+$/i.exec(subnetId)?.[1];
}
