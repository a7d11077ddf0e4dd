import { arrayAt } from '../../../arm/json.ts';
import { segmentAfter } from '../../../arm/resource-id.ts';
import type { Resource } from '../../../arm/resource.ts';
import { fold } from '../../../language/fold.ts';
import { piecesOf } from '../../../language/partial-text.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';
import { notVisible, undetermined, type Evidence, type Listed } from '../evidence.ts';
import type { PoolView } from './pools.ts';
import type { Followed, Inventory } from './inventory.ts';
import { bodyOf, elements, isMissing, step, textIn, type Spot } from './spot.ts';

/** A subnet, written in its virtual network, as a resource of its own, or both. */
export interface SubnetView {
  /** `network/subnet`, for people. */
  readonly name: string;
  /** The resource that it stands in: the virtual network or the subnet itself. */
  readonly resource: Resource;
  /** Its virtual network, when that was given. */
  readonly network: Resource | undefined;
  /** The value at a path below its `properties`, from the declaration that says something there. */
  readonly at: (...path: readonly string[]) => Spot;
  /** The names of the pools whose nodes or pods live in it. */
  readonly pools: readonly string[];
}

/** A reference with what it leads to. */
export interface Link {
  readonly spot: Spot;
  readonly to: Followed;
}

export interface ClusterNetwork {
  /** `own`: pools name their subnets. `managed`: AKS makes the network. `unknown`: whether they do is not known. */
  readonly kind: 'own' | 'managed' | 'unknown';
  /** `rest` names those that are referred to and were not given, or says that the network of AKS is not visible. */
  readonly subnets: Listed<SubnetView>;
  /** The networks of these subnets, as far as they were given. */
  readonly networks: readonly Resource[];
  /** The subnet that the API server is injected into. */
  readonly apiServer: { readonly spot: Spot; readonly to: FollowedSubnet };
}

export type FollowedSubnet = Exclude<Followed, { kind: 'found' }> | { readonly kind: 'found'; readonly subnet: SubnetView };

export const virtualNetworkType = 'Microsoft.Network/virtualNetworks';
export const subnetType = `${virtualNetworkType}/subnets`;

interface ClusterParts {
  readonly resource: Resource;
  readonly properties: Spot;
  readonly pools: Listed<PoolView>;
  /** Id of the node resource group. */
  readonly group: string | undefined;
  readonly inventory: Inventory;
}

/** Where the nodes and pods of a cluster live. A cluster of which any pool names a subnet lives in a network of its owner. */
export function networkOf({ properties, pools, group, inventory }: ClusterParts): ClusterNetwork {
  const references = pools.items.flatMap(({ name, spot }) => ['vnetSubnetID', 'podSubnetID'].map((property) => ({ pool: name, spot: step(spot, property) }))).filter(({ spot }) => !isMissing(spot) && spot.value !== '');
  const apiSpot = step(properties, 'apiServerAccessProfile', 'subnetId');
  const apiServer = { spot: apiSpot, to: followSubnet(apiSpot, inventory, ['the API server']) };
  if (references.length === 0) return managedNetwork(pools, group, apiServer, inventory);
  const found = new Map<string, SubnetView>();
  const missing = new Map<string, Evidence>();
  for (const { pool, spot } of references) {
    const to = followSubnet(spot, inventory, [pool]);
    if (to.kind === 'found') {
      const key = `${to.subnet.resource.id ?? to.subnet.resource.deployment ?? ''}|${to.subnet.name}`.toLowerCase();
      const there = found.get(key);
      found.set(key, there === undefined ? to.subnet : { ...there, pools: [...new Set([...there.pools, pool])] });
    } else if (to.kind === 'outside') missing.set(to.id, notVisible(`subnet \`${nameOf(to.id)}\``, spot));
    else if (to.kind === 'unknown') missing.set(`${pool} ${spot.pointer}`, undetermined(`the subnet of pool \`${pool}\` is not known: ${to.why}`, spot));
  }
  const items = [...found.values()];
  const networks = [...new Set(items.flatMap(({ network }) => (network === undefined ? [] : [network])))];
  return { kind: 'own', subnets: { items, rest: [...missing.values()] }, networks, apiServer };
}

/** `network/subnet` from the end of an id. */
function nameOf(id: string): string {
  const segments = id.split('/');
  return [segments.at(-3), segments.at(-1)].join('/');
}

/** The network of AKS lies in the node resource group. */
function managedNetwork(pools: Listed<PoolView>, group: string | undefined, apiServer: ClusterNetwork['apiServer'], inventory: Inventory): ClusterNetwork {
  const networks = group === undefined ? [] : inventory.inGroup(virtualNetworkType, group);
  const items = networks.flatMap((network) => subnetsOf(network, inventory));
  const kind = pools.items.length === 0 ? 'unknown' : 'managed';
  // Asked in any case: whoever reads for the rules learns of the list by that.
  const isComplete = inventory.isComplete(virtualNetworkType, group);
  const isSeen = items.length > 0 && isComplete;
  return { kind, subnets: { items, rest: isSeen ? [] : [notVisible(kind === 'managed' ? 'the network that AKS makes' : 'the network of the pools')] }, networks, apiServer };
}

function subnetsOf(network: Resource, inventory: Inventory): readonly SubnetView[] {
  const names = arrayAt(network.body, 'properties', 'subnets').flatMap((subnet) => textIn(step({ resource: network, pointer: '', value: subnet }, 'name')) ?? []);
  const children = inventory.childrenOf(network, subnetType).map(({ name }) => name.split('/').at(-1) ?? '');
  return [...new Map([...names, ...children].map((name) => [name.toLowerCase(), name])).values()].flatMap((name) => subnetIn(network, name, [], inventory) ?? []);
}

/** Follows the reference to a subnet, which may be written in its network or as a resource of its own. */
export function followSubnet(spot: Spot, inventory: Inventory, pools: readonly string[]): FollowedSubnet {
  const near = typeof spot.value === 'string' ? inNetwork(spot, inventory, pools) : undefined;
  if (near !== undefined) return near;
  const direct = inventory.follow(spot);
  if (direct.kind === 'found') {
    const network = inventory.parentOf(direct.resource);
    const name = direct.resource.name.split('/').at(-1) ?? '';
    const within = network === undefined ? undefined : subnetIn(network, name, pools, inventory);
    return { kind: 'found', subnet: within ?? view([step(bodyOf(direct.resource), 'properties')], direct.resource, undefined, pools) };
  }
  if (direct.kind !== 'outside') return direct;
  const { parent, name } = parentReference(spot.value);
  const network = parent === undefined ? undefined : inventory.follow({ ...spot, value: parent });
  if (network?.kind === 'unknown') return network;
  const subnet = network?.kind === 'found' ? subnetIn(network.resource, name, pools, inventory) : undefined;
  if (subnet !== undefined) return { kind: 'found', subnet };
  const listed = network?.kind === 'found' ? step(bodyOf(network.resource), 'properties', 'subnets') : undefined;
  return listed !== undefined && isUnknown(listed.value) ? { kind: 'unknown', why: listed.value.why } : direct;
}

/** The subnet of a whole id in the document of its network, where Azure shows it: what stands there is missing nowhere else. */
function inNetwork(spot: Spot, inventory: Inventory, pools: readonly string[]): FollowedSubnet | undefined {
  const { parent, name } = parentReference(spot.value);
  const network = parent === undefined ? undefined : inventory.follow({ ...spot, value: parent });
  const subnet = network?.kind === 'found' ? subnetIn(network.resource, name, pools, inventory) : undefined;
  return subnet === undefined ? undefined : { kind: 'found', subnet };
}

/** Follows the reference to a subnet as far as its virtual network. */
export function followNetwork(subnet: Spot, inventory: Inventory): Followed {
  const near = typeof subnet.value === 'string' ? parentReference(subnet.value).parent : undefined;
  const outer = near === undefined ? undefined : inventory.follow({ ...subnet, value: near });
  if (outer?.kind === 'found') return outer;
  const direct = inventory.follow(subnet);
  if (direct.kind === 'none') return direct;
  const network = direct.kind === 'found' ? inventory.parentOf(direct.resource) : undefined;
  if (network !== undefined) return { kind: 'found', resource: network };
  const { parent } = parentReference(subnet.value);
  return parent === undefined ? (direct.kind === 'unknown' ? direct : { kind: 'unknown', why: 'what is written there is no id of a subnet' }) : inventory.follow({ ...subnet, value: parent });
}

/** The id of the network from that of its subnet, as far as it is known. */
function parentReference(value: unknown): { readonly parent: unknown; readonly name: string } {
  const pieces = piecesOf(value) ?? [];
  const last = pieces.at(-1) ?? '';
  const name = segmentAfter(last, 'subnets') ?? '';
  const parent = last.replace(/\/subnets\/[^/]*\/*$/i, '');
  if (name === '' || parent === last) return { parent: undefined, name };
  return { parent: pieces.length === 1 ? parent : new Unknown(isUnknown(value) ? value.why : '', { pieces: [...pieces.slice(0, -1), parent] }), name };
}

/** The subnet of that name, from every place where it is written. */
function subnetIn(network: Resource, name: string, pools: readonly string[], inventory: Inventory): SubnetView | undefined {
  const child = inventory.childrenOf(network, subnetType).find((one) => fold(one.name.split('/').at(-1) ?? '') === fold(name));
  const inline = elements(step(bodyOf(network), 'properties', 'subnets')).spots.find((one) => fold(textIn(step(one, 'name')) ?? '') === fold(name));
  const declarations = [...(child === undefined ? [] : [step(bodyOf(child), 'properties')]), ...(inline === undefined ? [] : [step(inline, 'properties')])];
  return declarations.length === 0 ? undefined : view(declarations, child ?? network, network, pools, `${network.name}/${name}`);
}

function view(declarations: readonly Spot[], resource: Resource, network: Resource | undefined, pools: readonly string[], name = resource.name): SubnetView {
  return {
    name,
    resource,
    network,
    pools,
    at: (...path) => {
      const spots = declarations.map((declaration) => step(declaration, ...path));
      return spots.find((spot) => !isMissing(spot)) ?? spots[0] ?? { resource, pointer: `/properties/${path.join('/')}`, value: undefined };
    },
  };
}

/** The security group, route table or NAT gateway that a subnet names. */
export function linkOf(subnet: SubnetView, property: 'networkSecurityGroup' | 'routeTable' | 'natGateway' | 'serviceGateway', inventory: Inventory): Link {
  const spot = subnet.at(property, 'id');
  return { spot, to: inventory.follow(spot) };
}
