import type { Resource } from '../../../../arm/resource.ts';
import { notVisible, type Listed } from '../../evidence.ts';
import type { ClusterView } from '../cluster.ts';
import type { Inventory } from '../inventory.ts';
import { followSubnet } from '../network.ts';
import { oncePerThing } from '../once.ts';
import { isMissing, step, type Spot } from '../spot.ts';

/** What is tied to a network is found by: its id (in lower case), or the resource where that is not known in full. */
export type NetworkKey = Resource | string;

/** A network that nodes live in. */
export interface NodeNetwork {
  readonly name: string;
  readonly key: NetworkKey;
  /** Absent where only its id is known. */
  readonly resource: Resource | undefined;
  /** Where a pool, or the network itself, says so. */
  readonly spot: Spot;
}

/** The networks of a cluster's nodes, each once. Of the network that AKS makes only what lies in the node resource group is known. */
export function nodeNetworks(cluster: ClusterView): Listed<NodeNetwork> {
  return networksOf(cluster, cluster.inventory);
}

const networksOf = oncePerThing(networksIn, ({ resource }: ClusterView) => [resource, '']);

function networksIn({ network, pools, inventory, properties }: ClusterView): Listed<NodeNetwork> {
  const found = new Map<NetworkKey, NodeNetwork>();
  let isUnclear = network.kind !== 'own' && network.subnets.rest.length > 0;
  for (const { spot: pool } of pools.items) {
    const spot = step(pool, 'vnetSubnetID');
    if (isMissing(spot) || spot.value === '') continue;
    const one = networkOfSubnet(spot, inventory);
    if (one === undefined) isUnclear = true;
    else found.set(one.key, { ...one, spot });
  }
  if (network.kind === 'managed') for (const resource of network.networks) found.set(keyOf(resource), { name: resource.name, key: keyOf(resource), resource, spot: step(properties, 'nodeResourceGroup') });
  return { items: [...found.values()], rest: [...(isUnclear ? [notVisible('the network of the nodes')] : []), ...pools.rest] };
}

/** The network that a subnet's id leads into; undefined where it is not known. */
export function networkOfSubnet(spot: Spot, inventory: Inventory): Omit<NodeNetwork, 'spot'> | undefined {
  const to = followSubnet(spot, inventory, []);
  if (to.kind === 'found' && to.subnet.network !== undefined) return { name: to.subnet.network.name, key: keyOf(to.subnet.network), resource: to.subnet.network };
  const id = to.kind === 'found' ? to.subnet.resource.id : to.kind === 'outside' ? to.id : undefined;
  const network = id?.replace(/\/subnets\/[^/]*\/*$/i, '');
  if (network === undefined || network === id) return undefined;
  const outer = inventory.follow({ ...spot, value: network });
  if (outer.kind === 'found') return { name: outer.resource.name, key: keyOf(outer.resource), resource: outer.resource };
  return { name: network.split('/').at(-1) ?? '', key: network.toLowerCase(), resource: undefined };
}

function keyOf(network: Resource): NetworkKey {
  return network.id?.toLowerCase() ?? network;
}

/** What a reference to a network is found by. A whole id is not followed: of the networks that are linked to a zone most are of no matter. */
export function networkKey(spot: Spot, inventory: Inventory): NetworkKey | undefined {
  if (typeof spot.value === 'string') return spot.value === '' ? undefined : spot.value.replace(/\/+$/, '').toLowerCase();
  const to = inventory.follow(spot);
  return to.kind === 'found' ? keyOf(to.resource) : undefined;
}
