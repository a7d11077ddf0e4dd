import type { Resource } from '../../../../../arm/resource.ts';
import { closed, notVisible, open, type Evidence } from '../../../evidence.ts';
import { subscriptionOf } from '../../../graph/subscription.ts';
import type { ClusterView } from '../../../graph/cluster.ts';
import type { Inventory } from '../../../graph/inventory.ts';
import { nodeNetworks, type NodeNetwork } from '../../../graph/reach/node-networks.ts';
import { hasAllLinks, hasAllZoneGroups, keptZones, privateDnsZoneType, registryZone, unclearLink, zoneLinkType, zonesNamed, zonesOf } from '../../../graph/reach/private-dns.ts';
import { registryEndpoints } from '../../../graph/reach/registry-endpoints.ts';
import { bodyOf, isGiven, step } from '../../../graph/spot.ts';
import { isUnknown } from '../../../../../language/unknown.ts';
import type { ExposureRule } from '../../../rule.ts';
import { eachRegistry, ownRegistry } from '../../registry/bootstrap.ts';

/** How nodes find their registry by its name. */
export const worksRegistryZone: ExposureRule = {
  id: 'works-registry-zone',
  kind: 'works',
  title: 'The network of isolated nodes should be linked to the DNS zone of the registry',
  short: 'Registry zone',
  leak: 'Without a link to the private DNS zone nodes look the registry up in public, and get an address that they cannot reach; none comes up.',
  seen: ['Microsoft.Network/privateDnsZones/virtualNetworkLinks: virtualNetwork.id', 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups: privateDnsZoneConfigs[*].properties.privateDnsZoneId', 'Microsoft.Network/virtualNetworks: dhcpOptions.dnsServers'],
  severity: 'high',
  remedy: 'Link the network of the nodes to the private DNS zone `privatelink.azurecr.io` that holds the records of the registry, without registration.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Container Registry documentation, "Connect privately to an Azure container registry using Azure Private Link"'],
  look: (cluster) => eachRegistry(ownRegistry(cluster), cluster, (_, registry) => ofRegistry(registry, cluster)),
};

function ofRegistry(registry: Resource, cluster: ClusterView): readonly Evidence[] {
  const networks = nodeNetworks(cluster);
  const found = networks.items.flatMap((network) => ofNetwork(network, registry, cluster.inventory));
  return [...found, ...networks.rest];
}

function ofNetwork({ name, key, resource, spot }: NodeNetwork, registry: Resource, inventory: Inventory): readonly Evidence[] {
  const zone = registryZone(registry);
  const link = zonesOf(key, inventory).find((one) => one.name === zone);
  if (link !== undefined) return [closed(`network \`${name}\` is linked to \`${zone}\``, link.spot)];
  const servers = resource === undefined ? undefined : step(bodyOf(resource), 'properties', 'dhcpOptions', 'dnsServers');
  if (servers !== undefined && (isGiven(servers) || isUnknown(servers.value))) return [notVisible(`what the DNS servers of network \`${name}\` answer`, servers)];
  const unclear = unclearLink(zone, inventory);
  if (unclear.length > 0) return unclear;
  const [first, ...others] = keepersOf(registry, inventory);
  const isNear = inventory.isComplete(privateDnsZoneType, subscriptionOf(resource?.id)) && hasAllLinks(zone, inventory);
  const isSeen = isWhole(inventory) || (first !== undefined && others.length === 0 && inventory.isComplete(zoneLinkType, first.id));
  if (!isSeen) return [notVisible(`a link of network \`${name}\` to \`${zone}\`${isNear ? ' in another subscription' : ''}`, spot)];
  const [given] = zonesNamed(zone, inventory);
  const at = first ?? given;
  return [open(`network \`${name}\` is not linked to \`${zone}\`, and nodes do not find the registry`, at === undefined ? spot : bodyOf(at))];
}

/** Zones may lie in any subscription. */
function isWhole(inventory: Inventory): boolean {
  return inventory.isComplete(zoneLinkType, undefined) && inventory.isComplete(privateDnsZoneType, undefined);
}

/** The zones that endpoints keep their records in: where there is one, nodes have to ask that one. */
function keepersOf(registry: Resource, inventory: Inventory): readonly Resource[] {
  const endpoints = registryEndpoints(registry, inventory).items.map(({ endpoint }) => endpoint);
  // Whoever can look is asked for groups that were not given.
  const known = endpoints.filter((endpoint) => hasAllZoneGroups(endpoint, inventory) || keptZones(endpoint, inventory).length > 0);
  const zones = known.flatMap((endpoint) => keptZones(endpoint, inventory)).flatMap(({ to }) => (to.kind === 'found' ? [to.resource] : []));
  return [...new Set(zones)];
}
