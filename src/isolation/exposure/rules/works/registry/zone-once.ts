import { closed, notVisible, open, type Evidence } from '../../../evidence.ts';
import { subscriptionOf } from '../../../graph/subscription.ts';
import { nodeNetworks } from '../../../graph/reach/node-networks.ts';
import { hasAllSharedLinks, privateDnsZoneType, unclearLink, zonesOf, type ZoneLink } from '../../../graph/reach/private-dns.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** A network asks one zone of a name. */
export const worksZoneOnce: ExposureRule = {
  id: 'works-zone-once',
  kind: 'works',
  title: 'A network should be linked to one DNS zone of a name',
  short: 'Two zones of a name',
  leak: 'Azure refuses to link a network to two private DNS zones of the same name, so that one of two registries or API servers is never found.',
  seen: ['Microsoft.Network/privateDnsZones/virtualNetworkLinks: virtualNetwork.id'],
  severity: 'high',
  remedy: 'Keep the records of everything that the network reaches in one zone of the name, and delete the other link.',
  sources: ['Azure DNS documentation, "What is a virtual network link?": a network is linked to one zone of a name', 'Azure/AgentBaker, e2e: ensurePrivateDNSZone'],
  // The second zone is asked as well, and may lack the records.
  implies: ['works-registry-records'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const { inventory } = cluster;
      const { items, rest } = nodeNetworks(cluster);
      const found = items.flatMap(({ name, key }) => twice(zonesOf(key, inventory)).map((link) => open(`network \`${name}\` is linked to more than one zone \`${link.name}\``, link.spot, { target: link.name })));
      const unclear = items.flatMap(({ key }) => [...new Set(zonesOf(key, inventory).map((link) => link.name))]).flatMap((name) => unclearLink(name, inventory));
      // Zones of other subscriptions are not looked at: on a living network Azure itself has refused the second link.
      const isWhole = rest.length === 0 && items.every(({ resource }) => inventory.isComplete(privateDnsZoneType, subscriptionOf(resource?.id))) && hasAllSharedLinks(inventory);
      const unseen: readonly Evidence[] = isWhole ? [] : [notVisible('every link of the network to a private DNS zone')];
      const all = [...found, ...unclear, ...unseen];
      return all.length > 0 ? all : [closed('the network is linked to each zone once')];
    }),
};

/** The second and further links to different zones of one name. */
function twice(links: readonly ZoneLink[]): readonly ZoneLink[] {
  const seen = new Map<string, ZoneLink['zone']>();
  return links.filter(({ name, zone }) => {
    if (!seen.has(name)) {
      seen.set(name, zone);
      return false;
    }
    // Two links to one zone are one too many as well, but say nothing of two zones.
    return zone === undefined || seen.get(name) !== zone;
  });
}
