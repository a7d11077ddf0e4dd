import type { Resource } from '../../../arm/resource.ts';
import { notVisible, undetermined, type Evidence, type Listed } from '../evidence.ts';
import type { ClusterView } from './cluster.ts';
import type { Followed, Inventory } from './inventory.ts';
import { followNetwork, type SubnetView } from './network.ts';
import { isMissing, step } from './spot.ts';

/** A virtual network that pools live in, given or only named. */
export interface NetworkPlace {
  readonly name: string;
  /** Absent where only its id is known. */
  readonly resource?: Resource;
  readonly id: string | undefined;
}

/** What things that a reference leads to are found by: the resource, or the id (in lower case) of one that was not given. */
export type PlaceKey = Resource | string;

/** The key of what a reference leads to; undefined where that is nothing, or not known. */
export function keyOf(to: Followed): PlaceKey | undefined {
  if (to.kind === 'found') return to.resource;
  return to.kind === 'outside' ? to.id.toLowerCase() : undefined;
}

export function placeKey({ resource, id, name }: NetworkPlace): PlaceKey {
  return resource ?? (id ?? name).toLowerCase();
}

/** The virtual network of a subnet. */
export function placeOf({ network, resource }: SubnetView): NetworkPlace {
  if (network !== undefined) return { name: network.name, resource: network, id: network.id };
  const id = resource.id?.replace(/\/subnets\/[^/]*\/*$/i, '');
  return { name: resource.name.split('/')[0] ?? '', id };
}

/** The subnets of a cluster's nodes and pods. `rest` also says that there may be pools, and with them subnets, that are not seen. */
export function subnetsOf(cluster: ClusterView): Listed<SubnetView> {
  const { items, rest } = cluster.network.subnets;
  return { items, rest: [...rest, ...cluster.pools.rest] };
}

/** The virtual networks of a cluster's nodes and pods, each once, with those that were not given. */
export function placesOf(cluster: ClusterView): Listed<NetworkPlace> {
  const { network, pools, inventory } = cluster;
  if (network.kind !== 'own') return { items: network.networks.map((resource) => ({ name: resource.name, resource, id: resource.id })), rest: subnetsOf(cluster).rest };
  const items = new Map<PlaceKey, NetworkPlace>();
  const missing = new Map<string, Evidence>();
  for (const { name, spot } of pools.items) {
    for (const property of ['vnetSubnetID', 'podSubnetID']) {
      const subnet = step(spot, property);
      if (isMissing(subnet) || subnet.value === '') continue;
      const to = followNetwork(subnet, inventory);
      if (to.kind === 'found') items.set(to.resource, { name: to.resource.name, resource: to.resource, id: to.resource.id });
      else if (to.kind === 'outside') {
        const called = to.id.split('/').at(-1) ?? '';
        items.set(to.id.toLowerCase(), { name: called, id: to.id });
        missing.set(to.id.toLowerCase(), notVisible(`virtual network \`${called}\``, subnet));
      } else missing.set(`${name} ${subnet.pointer}`, undetermined(`the virtual network of pool \`${name}\` is not known${to.kind === 'unknown' ? `: ${to.why}` : ''}`, subnet));
    }
  }
  return { items: [...items.values()], rest: [...missing.values(), ...pools.rest] };
}

/**
 * Whether all children of this type that a resource has were given: their list is complete, or that of the resources themselves, whose
 * documents Azure shows with their children (subnets, peerings, routes, security rules).
 */
export function isWhole(parent: Resource | undefined, childType: string, inventory: Inventory): boolean {
  return parent !== undefined && (inventory.isComplete(childType, parent.id) || inventory.isComplete(parent.type, parent.id));
}
