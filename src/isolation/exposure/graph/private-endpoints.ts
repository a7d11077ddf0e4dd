import type { Resource } from '../../../arm/resource.ts';
import { isUnknown, type Unknown } from '../../../language/unknown.ts';
import { notVisible, undetermined, type Evidence, type Listed } from '../evidence.ts';
import type { ClusterView } from './cluster.ts';
import type { Followed, Inventory } from './inventory.ts';
import { followSubnet } from './network.ts';
import { oncePer } from './once.ts';
import { privateEndpointType } from './registry.ts';
import { bodyOf, elements, isMissing, step, textIn, type Spot } from './spot.ts';
import { subscriptionOf } from './subscription.ts';
import { addTo } from './add-to.ts';

/** A connection of a private endpoint that stands in a network of the cluster, or may. */
export interface Connection {
  readonly endpoint: Resource;
  /** `privateLinkServiceId`: what it leads to, an id or the alias of a private link service. */
  readonly service: Spot;
  readonly to: Followed;
  /** Set where it is not known in which network the endpoint stands. */
  readonly unplaced?: Unknown;
}

/**
 * Every connection of the private endpoints in the networks of a cluster, in whatever subnet: the network's routes to an endpoint hold for all of it
 * (Azure Private Link documentation, "What is a private endpoint?").
 */
export function connectionsInNetworkOf(cluster: ClusterView): Listed<Connection> {
  const { network, inventory } = cluster;
  const { byNetwork, unplaced, unread } = placed(inventory);
  const keys = networkKeys(cluster);
  const items = [...[...keys].flatMap((key) => byNetwork.get(key) ?? []), ...unplaced];
  const isSeen = network.kind !== 'unknown' && network.networks.length > 0 && network.subnets.rest.length === 0 && network.networks.every((one) => inventory.isComplete(privateEndpointType, subscriptionOf(one.id)));
  return { items, rest: [...unread.filter(({ spot }) => spot === undefined || isIn(spot.resource, keys, inventory)), ...unlisted(cluster), ...(isSeen ? [] : [notVisible('private endpoints in the network')])] };
}

interface Placed {
  readonly byNetwork: ReadonlyMap<NetworkKey, readonly Connection[]>;
  readonly unplaced: readonly Connection[];
  /** Endpoints of which the connections are not known. */
  readonly unread: readonly Evidence[];
}

const placed = oncePer((inventory): Placed => {
  const byNetwork = new Map<NetworkKey, Connection[]>();
  const unplaced: Connection[] = [];
  const unread: Evidence[] = [];
  for (const endpoint of inventory.ofType(privateEndpointType)) {
    const properties = step(bodyOf(endpoint), 'properties');
    const place = networkKey(step(properties, 'subnet', 'id'), inventory);
    for (const list of ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections']) {
      const { spots, unknown } = elements(step(properties, list));
      if (unknown !== undefined) unread.push(undetermined(`where private endpoint \`${endpoint.name}\` leads is not known: ${unknown.why}`, step(properties, list)));
      for (const spot of spots) {
        const service = step(spot, 'properties', 'privateLinkServiceId');
        const connection = { endpoint, service, to: inventory.follow(service) };
        if (isUnknown(place)) unplaced.push({ ...connection, unplaced: place });
        else if (place !== undefined) addTo(byNetwork, place, connection);
      }
    }
  }
  return { byNetwork, unplaced, unread };
});

/** A network by its id, as far as it is known, in lower case; by itself where nothing is. */
type NetworkKey = Resource | string;

function networkKeys({ pools, network, inventory }: ClusterView): ReadonlySet<NetworkKey> {
  const references = pools.items.flatMap(({ spot }) => ['vnetSubnetID', 'podSubnetID'].map((name) => step(spot, name)));
  const named = references.flatMap((reference) => {
    const key = networkKey(reference, inventory);
    return key === undefined || isUnknown(key) ? [] : [key];
  });
  return new Set([...network.networks.map((one) => keyOf(one)), ...named]);
}

/** The network of the subnet that a reference names. Nothing where nothing is named. */
function networkKey(subnet: Spot, inventory: Inventory): NetworkKey | Unknown | undefined {
  if (isMissing(subnet) || subnet.value === '') return undefined;
  const to = followSubnet(subnet, inventory, []);
  if (to.kind === 'outside') return withoutSubnet(to.id);
  if (to.kind === 'found') return to.subnet.network === undefined ? withoutSubnet(to.subnet.resource.id ?? to.subnet.name) : keyOf(to.subnet.network);
  return isUnknown(subnet.value) ? subnet.value : undefined;
}

function keyOf(network: Resource): NetworkKey {
  return network.id?.toLowerCase() ?? network;
}

function withoutSubnet(id: string): string {
  return id.toLowerCase().replace(/\/subnets\/[^/]*\/*$/, '');
}

function isIn(endpoint: Resource, keys: ReadonlySet<NetworkKey>, inventory: Inventory): boolean {
  const key = networkKey(step(bodyOf(endpoint), 'properties', 'subnet', 'id'), inventory);
  return key !== undefined && (isUnknown(key) || keys.has(key));
}

/** A living subnet lists the endpoints in it (REST reference of subnets, `privateEndpoints`, read-only), those of other subscriptions too. */
function unlisted({ network, inventory }: ClusterView): readonly Evidence[] {
  return network.networks.flatMap((one) =>
    elements(step(bodyOf(one), 'properties', 'subnets')).spots.flatMap((subnet) =>
      elements(step(subnet, 'properties', 'privateEndpoints')).spots.flatMap((reference) => {
        const spot = step(reference, 'id');
        return inventory.follow(spot).kind === 'outside' ? [notVisible(`private endpoint \`${textIn(spot)?.split('/').at(-1) ?? ''}\``, spot)] : [];
      }),
    ),
  );
}
