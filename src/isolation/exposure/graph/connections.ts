import type { Resource } from '../../../arm/resource.ts';
import { isUnknown } from '../../../language/unknown.ts';
import { notVisible, undetermined, type Evidence, type Listed } from '../evidence.ts';
import { childrenIn, ownName, type Child } from './children.ts';
import type { Inventory } from './inventory.ts';
import { followNetwork, subnetType, virtualNetworkType } from './network.ts';
import { oncePer, oncePerThing } from './once.ts';
import { isWhole, keyOf, placeKey, type NetworkPlace, type PlaceKey } from './places.ts';
import { bodyOf, elements, isMissing, step, textIn, type Spot } from './spot.ts';

/** Something that joins a network to others. */
export interface Connection {
  /** `peering`: by a name in the network. The others by the name of what stands in it, or is tied to it. */
  readonly kind: 'peering' | 'gateway' | 'route server' | 'hub connection';
  readonly name: string;
  /** Where it is tied to the network: `remoteVirtualNetwork.id` of a peering, the subnet's id of a gateway. */
  readonly spot: Spot;
  /** The id of the other side, or of the gateway itself, as far as it is known. */
  readonly target: string | undefined;
  /** `properties` of a peering. */
  readonly properties?: Spot;
}

export const peeringType = `${virtualNetworkType}/virtualNetworkPeerings`;
const gatewayType = 'Microsoft.Network/virtualNetworkGateways';
const hubAddressType = 'Microsoft.Network/virtualHubs/ipConfigurations';
const hubConnectionType = 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections';

/** What joins a network to others, in the order peerings, gateways, route servers, hubs. `rest` says what there may be besides. */
export const connectionsOf = oncePerThing(connect, (place: NetworkPlace) => [placeKey(place), '']);

function connect(place: NetworkPlace, inventory: Inventory): Listed<Connection> {
  const peerings = peeringsOf(place, inventory);
  const { byNetwork, unclear } = tiedTo(inventory);
  const tied = byNetwork.get(placeKey(place)) ?? [];
  const standing = place.resource === undefined ? { items: [], rest: [] } : inSubnets(place.resource, inventory);
  const unseen = standing.items.filter(({ target }) => target === undefined || !tied.some((known) => known.target?.toLowerCase() === target.toLowerCase()));
  return { items: [...peerings.items, ...tied, ...unseen], rest: [...peerings.rest, ...standing.rest, ...unclear] };
}

function peeringsOf({ name: network, resource }: NetworkPlace, inventory: Inventory): Listed<Connection> {
  const given: { readonly items: readonly Child[]; readonly unknown?: { readonly spot: Spot } } =
    resource === undefined ? { items: [] } : childrenIn(resource, 'virtualNetworkPeerings', peeringType, inventory);
  const items = given.items.map(({ name, properties }): Connection => {
    const remote = step(properties, 'remoteVirtualNetwork', 'id');
    return { kind: 'peering', name, properties, spot: remote, target: targetOf(remote, inventory) };
  });
  const unknown = given.unknown === undefined ? [] : [undetermined(`the peerings of virtual network \`${network}\` are not known`, given.unknown.spot)];
  // A connection to a virtual hub shows in the network as a peering with the hub's own network (Virtual WAN: RemoteVnetToHubPeering_…).
  return { items, rest: [...unknown, ...(isWhole(resource, peeringType, inventory) ? [] : [notVisible(`peerings of virtual network \`${network}\` that are made elsewhere`)])] };
}

function targetOf(spot: Spot, inventory: Inventory): string | undefined {
  const to = inventory.follow(spot);
  if (to.kind === 'found') return to.resource.id ?? to.resource.name;
  return to.kind === 'outside' ? to.id : undefined;
}

interface Tied {
  readonly byNetwork: ReadonlyMap<PlaceKey, readonly Connection[]>;
  /** What may be tied to any network. */
  readonly unclear: readonly Evidence[];
}

/** Gateways, route servers and hub connections, by the network that they name; peerings of networks that were not given, by their id. */
const tiedTo = oncePer((inventory): Tied => {
  const byNetwork = new Map<PlaceKey, Connection[]>();
  const unclear: Evidence[] = [];
  const tie = (connection: Connection, key: PlaceKey | undefined): void => {
    if (key === undefined) {
      if (isUnknown(connection.spot.value)) unclear.push(undetermined(`the virtual network of ${connection.kind} \`${connection.name}\` is not known: ${connection.spot.value.why}`, connection.spot));
      return;
    }
    const there = byNetwork.get(key);
    if (there === undefined) byNetwork.set(key, [connection]);
    // A gateway that is active twice has two addresses in its subnet.
    else if (!there.some(({ spot, kind }) => spot.resource === connection.spot.resource && kind === connection.kind)) there.push(connection);
  };
  for (const gateway of inventory.ofType(gatewayType)) {
    for (const address of elements(step(bodyOf(gateway), 'properties', 'ipConfigurations')).spots) {
      const spot = step(address, 'properties', 'subnet', 'id');
      tie({ kind: 'gateway', name: gateway.name, spot, target: gateway.id ?? gateway.name }, keyOf(followNetwork(spot, inventory)));
    }
  }
  // A route server is a virtual hub with an address in a subnet (Azure Route Server: template reference).
  for (const address of inventory.ofType(hubAddressType)) {
    const spot = step(bodyOf(address), 'properties', 'subnet', 'id');
    const server = address.name.split('/')[0] ?? '';
    tie({ kind: 'route server', name: server, spot, target: address.id === undefined ? server : upTo(address.id, 'ipConfigurations') }, keyOf(followNetwork(spot, inventory)));
  }
  for (const connection of inventory.ofType(hubConnectionType)) {
    const spot = step(bodyOf(connection), 'properties', 'remoteVirtualNetwork', 'id');
    const hub = connection.name.split('/')[0] ?? '';
    tie({ kind: 'hub connection', name: ownName(connection), spot, target: connection.id === undefined ? hub : upTo(connection.id, 'hubVirtualNetworkConnections') }, keyOf(inventory.follow(spot)));
  }
  for (const peering of inventory.ofType(peeringType)) {
    if (inventory.parentOf(peering) !== undefined || peering.id === undefined) continue;
    const properties = step(bodyOf(peering), 'properties');
    const spot = step(properties, 'remoteVirtualNetwork', 'id');
    tie({ kind: 'peering', name: ownName(peering), properties, spot, target: targetOf(spot, inventory) }, upTo(peering.id, 'virtualNetworkPeerings').toLowerCase());
  }
  return { byNetwork, unclear };
});

/** The id before a child's type and name. */
function upTo(id: string, childType: string): string {
  return id.replace(new RegExp(`/${childType}/[^/]*/*$`, 'i'), '');
}

/**
 * Gateways and route servers as the network itself shows them: their subnets have names that Azure prescribes, and list the addresses in them.
 * Whoever sees all subnets sees all gateways. ("About VPN Gateway configuration settings", "What is Azure Route Server?")
 */
function inSubnets(network: Resource, inventory: Inventory): Listed<Connection> {
  const { items, unknown } = childrenIn(network, 'subnets', subnetType, inventory);
  const found = items.flatMap(({ name, properties }): readonly Connection[] => {
    const kind = standsIn(name);
    if (kind === undefined) return [];
    const addresses = elements(step(properties, 'ipConfigurations')).spots;
    const owners = new Map(addresses.map((address) => {
      const id = textIn(step(address, 'id'));
      const owner = id === undefined ? undefined : upTo(id, 'ipConfigurations');
      return [owner?.toLowerCase(), { kind, name: owner?.split('/').at(-1) ?? name, spot: address, target: owner }] as const;
    }));
    return [...owners.values()];
  });
  const unclear = unknown === undefined ? [] : [undetermined(`the subnets of virtual network \`${network.name}\` are not known: ${unknown.why.why}`, unknown.spot)];
  return { items: found, rest: [...unclear, ...(isWhole(network, subnetType, inventory) ? [] : [notVisible(`gateways of virtual network \`${network.name}\` that are made elsewhere`)])] };
}

function standsIn(subnet: string): 'gateway' | 'route server' | undefined {
  const lower = subnet.toLowerCase();
  if (lower === 'gatewaysubnet') return 'gateway';
  return lower === 'routeserversubnet' ? 'route server' : undefined;
}

/** Whether anything is written of the other side. */
export function isTied({ spot }: Connection): boolean {
  return !isMissing(spot) && spot.value !== '';
}
