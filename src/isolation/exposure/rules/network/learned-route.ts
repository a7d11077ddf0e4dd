import { isUnknown, type Unknown } from '../../../../language/unknown.ts';
import { closed, notVisible, open, undetermined, type Evidence, type Listed } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import { connectionsOf, type Connection } from '../../graph/connections.ts';
import type { Inventory } from '../../graph/inventory.ts';
import { linkOf, type SubnetView } from '../../graph/network.ts';
import { placeOf, subnetsOf } from '../../graph/places.ts';
import { bodyOf, isOneOf, step, type Spot } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** Routes that nobody wrote: what gateways, route servers and hubs announce. */
export const learnedRoute: ExposureRule = {
  id: 'egress-learned-route',
  kind: 'egress',
  title: 'Subnets should learn no routes',
  short: 'Learned routes',
  leak: 'A gateway, a route server or a hub announces routes to every subnet that takes them, a default route among them when the other side wishes, and nothing on the subnet or in its route table shows it.',
  seen: [
    'Microsoft.Network/routeTables: disableBgpRoutePropagation',
    'Microsoft.Network/virtualNetworkGateways, virtualHubs/ipConfigurations: the subnet that they stand in',
    'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections: remoteVirtualNetwork.id',
    'Microsoft.Network/virtualNetworks/virtualNetworkPeerings: useRemoteGateways',
  ],
  severity: 'high',
  remedy: 'Give the subnet a route table with `disableBgpRoutePropagation: true`.',
  sources: ['Azure documentation, "Azure virtual network traffic routing": border gateway protocol', 'Azure documentation, "Azure Route Server frequently asked questions (FAQ)"', 'Azure/AKS issue #5112'],
  // Where a gateway stands, or a peering uses one, the networks are joined as well.
  implies: ['egress-peering'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.flatMap((subnet) => inSubnet(subnet, cluster)), ...rest];
  },
};

/** Propagation is on unless the table of the subnet says otherwise. */
function inSubnet(subnet: SubnetView, { inventory }: ClusterView): readonly Evidence[] {
  const { spot: link, to } = linkOf(subnet, 'routeTable', inventory);
  const switched = to.kind === 'found' ? step(bodyOf(to.resource), 'properties', 'disableBgpRoutePropagation') : undefined;
  const isOff = switched === undefined ? false : isOneOf(switched, [true]);
  if (isOff === true && switched !== undefined) return [closed(`the route table of subnet \`${subnet.name}\` takes no learned routes`, switched)];
  const sources = sourcesOf(subnet, inventory);
  if (sources.items.length === 0 && sources.rest.length === 0) return [closed(`nothing announces routes to subnet \`${subnet.name}\``, link)];
  if (to.kind === 'outside') return [notVisible(`the route table of subnet \`${subnet.name}\``, link)];
  if (to.kind === 'unknown') return [undetermined(`the route table of subnet \`${subnet.name}\` is not known: ${to.why}`, link)];
  const at = switched ?? link;
  if (isUnknown(isOff)) return [undetermined(`whether subnet \`${subnet.name}\` takes learned routes is not known: ${isOff.why}`, at, { wanted: true })];
  return [...sources.items.map((source) => taught(subnet, source, at)), ...sources.rest];
}

interface Source {
  readonly by: string;
  readonly connection: Connection;
  /** Set when it is not known whether routes come from there. */
  readonly unknown?: Unknown;
}

function taught(subnet: SubnetView, { by, connection, unknown }: Source, at: Spot): Evidence {
  if (unknown !== undefined) return undetermined(`subnet \`${subnet.name}\` learns the routes of ${by}, or not: ${unknown.why}`, connection.spot);
  // The gateway is what may not be deployed; the table, or the subnet without one, is what would keep its routes out.
  const spot = connection.spot.resource.mayBeAbsent === undefined ? at : connection.spot;
  return open(`subnet \`${subnet.name}\` learns the routes of ${by}`, spot, { ...(at === spot && at.pointer.endsWith('Propagation') ? { wanted: true } : {}), ...(connection.target === undefined ? {} : { target: connection.target }) });
}

function sourcesOf(subnet: SubnetView, inventory: Inventory): Listed<Source> {
  const { items, rest } = connectionsOf(placeOf(subnet), inventory);
  return { items: items.flatMap(sourceOf), rest };
}

/** A peering teaches nothing but the other network's own prefixes, unless it uses the gateways there. */
function sourceOf(connection: Connection): readonly Source[] {
  const { kind, name, properties } = connection;
  if (kind !== 'peering') return [{ by: `${kind} \`${name}\``, connection }];
  const uses = properties === undefined ? false : isOneOf(step(properties, 'useRemoteGateways'), [true]);
  if (uses === false) return [];
  const by = `the gateways behind peering \`${name}\``;
  return [isUnknown(uses) ? { by, connection, unknown: uses } : { by, connection }];
}
