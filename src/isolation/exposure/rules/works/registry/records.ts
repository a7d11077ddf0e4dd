import type { Resource } from '../../../../../arm/resource.ts';
import { isUnknown } from '../../../../../language/unknown.ts';
import { closed, notVisible, open, undetermined, type Evidence } from '../../../evidence.ts';
import type { ClusterView } from '../../../graph/cluster.ts';
import type { Inventory } from '../../../graph/inventory.ts';
import { nodeNetworks } from '../../../graph/reach/node-networks.ts';
import { addressRecord, addressRecordType, hasAllZoneGroups, keptZones, registryZone, zonesNamed, zonesOf } from '../../../graph/reach/private-dns.ts';
import { registryEndpoints } from '../../../graph/reach/registry-endpoints.ts';
import { registryType } from '../../../graph/registry.ts';
import { bodyOf, elements, step, textIn } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { eachRegistry, ownRegistry } from '../../registry/bootstrap.ts';

const replicationType = `${registryType}/replications`;

/** The names of the registry: its own, and one for its data in each region. */
export const worksRegistryRecords: ExposureRule = {
  id: 'works-registry-records',
  kind: 'works',
  title: 'The DNS zone should hold every name of the registry',
  short: 'Registry records',
  leak: 'A registry has two names, its own and one for its data in each region; without the second a login works and every download fails.',
  seen: ['Microsoft.Network/privateDnsZones/A: name, aRecords', 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups: privateDnsZoneConfigs', 'Microsoft.ContainerRegistry/registries: location', 'Microsoft.ContainerRegistry/registries/replications: location'],
  severity: 'high',
  remedy: 'Give the private endpoint a DNS zone group, which keeps the records, or write the A records `<registry>` and `<registry>.<region>.data` with the addresses of the endpoint, one of the latter for each region of the registry.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Container Registry documentation, "Connect privately to an Azure container registry using Azure Private Link"'],
  look: (cluster) => eachRegistry(ownRegistry(cluster), cluster, (_, registry) => ofRegistry(registry, cluster)),
};

function ofRegistry(registry: Resource, cluster: ClusterView): readonly Evidence[] {
  const { inventory } = cluster;
  const endpoints = registryEndpoints(registry, inventory);
  const kept = endpoints.items.flatMap(({ endpoint }) => keptZones(endpoint, inventory));
  const [first] = kept;
  if (first !== undefined) return [closed(`a zone group keeps the records of registry \`${registry.name}\``, first.spot)];
  const mayBeKept = endpoints.items.map(({ endpoint }) => hasAllZoneGroups(endpoint, inventory)).includes(false) || endpoints.rest.length > 0;
  const zones = zonesAsked(registry, cluster);
  if (zones.length === 0) return [notVisible(`the zone \`${registryZone(registry)}\` that nodes ask`, bodyOf(registry))];
  return zones.flatMap((zone) => ofZone(zone, registry, mayBeKept, inventory));
}

/** The zones that the networks of the nodes are linked to; where no link is known, the only one of that name. */
function zonesAsked(registry: Resource, cluster: ClusterView): readonly Resource[] {
  const name = registryZone(registry);
  const linked = nodeNetworks(cluster).items.flatMap(({ key }) => zonesOf(key, cluster.inventory)).flatMap((link) => (link.name === name && link.zone !== undefined ? [link.zone] : []));
  if (linked.length > 0) return [...new Set(linked)];
  const named = zonesNamed(name, cluster.inventory);
  return named.length === 1 ? named : [];
}

function ofZone(zone: Resource, registry: Resource, mayBeKept: boolean, inventory: Inventory): readonly Evidence[] {
  const { names, rest } = namesOf(registry, inventory);
  const isWhole = inventory.isComplete(addressRecordType, zone.id) && !mayBeKept;
  const found = names.map((name) => ofName(name, zone, isWhole, inventory));
  return [...found, ...rest];
}

function ofName(name: string, zone: Resource, isWhole: boolean, inventory: Inventory): Evidence {
  const record = addressRecord(zone, name, inventory);
  if (record === undefined) return isWhole ? open(`zone \`${zone.name}\` has no record \`${name}\``, bodyOf(zone)) : notVisible(`record \`${name}\` of zone \`${zone.name}\``, bodyOf(zone));
  const list = step(bodyOf(record), 'properties', 'aRecords');
  if (isUnknown(list.value)) return undetermined(`the addresses of record \`${name}\` are not known: ${list.value.why}`, list);
  return elements(list).spots.length === 0 ? open(`record \`${name}\` of zone \`${zone.name}\` has no address`, list) : closed(`zone \`${zone.name}\` has record \`${name}\``, list);
}

/** `<registry>`, and `<registry>.<region>.data` for its region and that of each replica. */
function namesOf(registry: Resource, inventory: Inventory): { readonly names: readonly string[]; readonly rest: readonly Evidence[] } {
  const places = [registry, ...inventory.childrenOf(registry, replicationType)].map((one) => step(bodyOf(one), 'location'));
  const regions = places.flatMap((place) => textIn(place)?.replaceAll(' ', '').toLowerCase() ?? []);
  const unknown = places.filter((place) => textIn(place) === undefined).map((place) => notVisible(`the region of registry \`${registry.name}\``, place));
  const replicas = inventory.isComplete(replicationType, registry.id) ? [] : [notVisible(`replicas of registry \`${registry.name}\` that are made elsewhere`)];
  return { names: [registry.name, ...new Set(regions.map((region) => `${registry.name}.${region}.data`))], rest: [...unknown.slice(0, 1), ...replicas] };
}
