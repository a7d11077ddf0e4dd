import type { Resource } from '../../../../../arm/resource.ts';
import { isUnknown } from '../../../../../language/unknown.ts';
import { closed, notVisible, open, undetermined, type Evidence } from '../../../evidence.ts';
import type { ClusterView } from '../../../graph/cluster.ts';
import type { Inventory } from '../../../graph/inventory.ts';
import { nodeNetworks, type NodeNetwork } from '../../../graph/reach/node-networks.ts';
import { endpointsReached, registryEndpoints, type RegistryEndpoint } from '../../../graph/reach/registry-endpoints.ts';
import { step, textIn, type Spot } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { eachRegistry, ownRegistry } from '../../registry/bootstrap.ts';

/** The way from nodes to their registry. */
export const worksRegistryEndpoint: ExposureRule = {
  id: 'works-registry-endpoint',
  kind: 'works',
  title: 'Isolated nodes should reach their registry through a private endpoint',
  short: 'Registry endpoint',
  leak: 'Nodes without a way out reach the registry only through an approved private endpoint in their network, or in one that is joined to it; without it none comes up.',
  seen: ['Microsoft.Network/privateEndpoints: privateLinkServiceConnections[*].properties.privateLinkServiceId, subnet.id', 'Microsoft.ContainerRegistry/registries: privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status', 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings: remoteVirtualNetwork.id'],
  severity: 'high',
  remedy: 'Make a private endpoint for the group `registry` of the registry in the network of the nodes, and approve its connection.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Private Link documentation, "What is a private endpoint?"'],
  look: (cluster) => eachRegistry(ownRegistry(cluster), cluster, (properties, registry) => ofRegistry(registry, step(properties, 'privateEndpointConnections'), cluster)),
};

function ofRegistry(registry: Resource, list: Spot, cluster: ClusterView): readonly Evidence[] {
  const endpoints = registryEndpoints(registry, cluster.inventory);
  const networks = nodeNetworks(cluster);
  const usable = endpoints.items.filter(({ isApproved }) => isApproved !== false);
  const waiting = endpoints.items.filter(({ isApproved }) => isApproved === false);
  const found = networks.items.map((network) => ofNetwork(network, registry, list, { usable, waiting, rest: endpoints.rest }, cluster.inventory));
  return [...found, ...networks.rest];
}

interface Endpoints {
  readonly usable: readonly RegistryEndpoint[];
  readonly waiting: readonly RegistryEndpoint[];
  readonly rest: readonly Evidence[];
}

function ofNetwork(network: NodeNetwork, { name }: Resource, list: Spot, { usable, waiting, rest }: Endpoints, inventory: Inventory): Evidence {
  const reached = endpointsReached(network, usable, inventory);
  const approved = reached.find(({ isApproved }) => isApproved === true);
  if (approved !== undefined) return closed(`nodes in \`${network.name}\` reach registry \`${name}\` through private endpoint \`${approved.endpoint.name}\``, approved.subnet);
  const [perhaps] = reached;
  if (perhaps !== undefined) return undetermined(`whether private endpoint \`${perhaps.endpoint.name}\` is approved is not known${isUnknown(perhaps.isApproved) ? `: ${perhaps.isApproved.why}` : ''}`, perhaps.status);
  const what = `how nodes in \`${network.name}\` reach registry \`${name}\``;
  // Hubs and gateways join networks as well, which no peering of this network shows.
  if (usable.length > 0 || rest.length > 0) return notVisible(what, usable[0]?.subnet ?? list);
  const [first] = waiting;
  if (first !== undefined) return open(`private endpoint \`${first.endpoint.name}\` of registry \`${name}\` is not approved (\`${textIn(first.status) ?? 'by hand'}\`)`, first.status);
  return open(`registry \`${name}\` has no private endpoint, and nodes in \`${network.name}\` do not reach it`, list);
}
