import type { Resource } from '../../../../arm/resource.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import type { Truth } from '../../../../language/truth.ts';
import { listed, notVisible, type Evidence, type Listed } from '../../evidence.ts';
import type { Inventory } from '../inventory.ts';
import { oncePerThing } from '../once.ts';
import { connectionsOf, endpointsTo, privateEndpointType } from '../registry.ts';
import { bodyOf, elements, isMissing, isOneOf, step, type Spot } from '../spot.ts';
import { networkKey, networkOfSubnet, type NetworkKey, type NodeNetwork } from './node-networks.ts';

/** A private endpoint that leads to a registry. */
export interface RegistryEndpoint {
  readonly endpoint: Resource;
  /** Whether the registry lets it in. */
  readonly isApproved: Truth;
  /** Where that is said. */
  readonly status: Spot;
  readonly network: Omit<NodeNetwork, 'spot'> | undefined;
  /** `subnet.id`. */
  readonly subnet: Spot;
}

/** The endpoints of a registry, from both sides: those that name it, and those that it lists (which are all that there are). */
export const registryEndpoints = oncePerThing(endpointsFor);

function endpointsFor(registry: Resource, inventory: Inventory): Listed<RegistryEndpoint> {
  const list = step(bodyOf(registry), 'properties', 'privateEndpointConnections');
  const naming = endpointsTo(registry, inventory);
  const found = new Map<Resource, RegistryEndpoint>();
  for (const endpoint of naming.items) found.set(endpoint, endpointOf(endpoint, undefined, registry, inventory));
  const missing: Evidence[] = [];
  for (const connection of elements(list).spots) {
    const id = step(connection, 'properties', 'privateEndpoint', 'id');
    const to = inventory.follow(id);
    const status = step(connection, 'properties', 'privateLinkServiceConnectionState', 'status');
    if (to.kind === 'found') found.set(to.resource, endpointOf(to.resource, status, registry, inventory));
    else missing.push(notVisible('a private endpoint of the registry', id));
  }
  // A registry that Azure shows lists its connections; a template cannot write them.
  const isListed = Array.isArray(list.value) || inventory.isComplete(privateEndpointType, registry.id);
  const { items, rest } = listed([...found.values()], isListed, 'private endpoints that are made elsewhere');
  return { items, rest: [...missing.slice(0, 1), ...(isListed ? [] : naming.rest.filter(({ notVisible: what }) => what === undefined)), ...rest] };
}

function endpointOf(endpoint: Resource, seen: Spot | undefined, registry: Resource, inventory: Inventory): RegistryEndpoint {
  const subnet = step(bodyOf(endpoint), 'properties', 'subnet', 'id');
  const own = connectionsOf(endpoint).find((connection) => {
    const to = inventory.follow(step(connection, 'properties', 'privateLinkServiceId'));
    return to.kind === 'found' && to.resource === registry;
  });
  const status = seen ?? step(own ?? bodyOf(endpoint), 'properties', 'privateLinkServiceConnectionState', 'status');
  return { endpoint, subnet, status, isApproved: approval(status, own), network: networkOfSubnet(subnet, inventory) };
}

/** A connection that is not made by hand is approved at once, as whoever makes it may do so ("What is a private endpoint?", approval workflow). */
function approval(status: Spot, connection: Spot | undefined): Truth {
  if (isUnknown(status.value)) return status.value;
  if (isMissing(status)) return connection === undefined || !connection.pointer.includes('/manualPrivateLinkServiceConnections/');
  return isOneOf(status, ['Approved']);
}

/** Those of the endpoints that stand in a network, or in one that it is peered with. */
export function endpointsReached<Endpoint extends Pick<RegistryEndpoint, 'network'>>({ key, resource }: NodeNetwork, endpoints: readonly Endpoint[], inventory: Inventory): readonly Endpoint[] {
  const joined = peersOf(resource, inventory);
  return endpoints.filter(({ network }) => network !== undefined && (network.key === key || joined.has(network.key)));
}

/** The networks that one is peered with, as far as that is written in it. */
function peersOf(network: Resource | undefined, inventory: Inventory): ReadonlySet<NetworkKey> {
  if (network === undefined) return new Set();
  const written = elements(step(bodyOf(network), 'properties', 'virtualNetworkPeerings')).spots.map((one) => step(one, 'properties'));
  const own = inventory.childrenOf(network, 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings').map((one) => step(bodyOf(one), 'properties'));
  return new Set([...written, ...own].flatMap((peering) => networkKey(step(peering, 'remoteVirtualNetwork', 'id'), inventory) ?? []));
}
