/** The private endpoints of the registry, as far as the network reaches them. */
import { arrayAt, textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../../arm/resource-id.ts';
import { defaultEndpointId, networkIdOf, subscriptionScopeOf } from '../names.ts';
import { idKey } from '../seen.ts';
import type { RegistrySite } from '../site.ts';
import { privateEndpointType } from '../types.ts';

export interface Endpoint {
  readonly id: string;
  readonly document: JsonObject;
  readonly subnetId: string;
  /** `Approved`, `Pending`, `Rejected`, `Disconnected`; undefined where the registry knows of no connection. */
  readonly status: string | undefined;
  readonly connectionId: string | undefined;
  /** False where it stands in a network that ours is peered with. */
  readonly isInNetwork: boolean;
}

export type EndpointSight =
  | { readonly state: 'found'; readonly endpoint: Endpoint }
  | { readonly state: 'absent' }
  /** The name that ours would have is another's. */
  | { readonly state: 'taken'; readonly id: string }
  | { readonly state: 'unread'; readonly id: string; readonly why: string };

/** More connections are looked up in one list: clusters of a company share a registry. */
const mostSingleReads = 6;

/** The endpoint that nodes of the network reach the registry through: in the network, or in one that it is peered with. Approved ones first. */
export function endpointOf(site: RegistrySite): EndpointSight {
  const { registry, network, look } = site;
  const networks = reachedNetworks(site);
  const living = look.document(registry.id);
  if (living.state === 'unread') return { ...living, id: registry.id };
  const connections = living.state === 'found' ? connectionsOf(living.value) : [];
  const subscriptions = new Set(networks.map((id) => subscriptionScopeOf(id).toLowerCase()));
  // An endpoint lies in the subscription of its network ("What is a private endpoint?").
  const near = connections.filter(({ endpointId }) => subscriptions.has(subscriptionScopeOf(endpointId).toLowerCase()));
  if (near.length > mostSingleReads) for (const scope of subscriptions) look.list({ type: privateEndpointType, scope });
  const own = defaultEndpointId(network, registry);
  let unread: { readonly id: string; readonly why: string } | undefined;
  const found: Endpoint[] = [];
  for (const { endpointId, status, connectionId } of near) {
    const sight = near.length > mostSingleReads ? glimpsed(site, endpointId) : look.document(endpointId);
    if (sight.state === 'unread') unread ??= { id: endpointId, why: sight.why };
    if (sight.state !== 'found') continue;
    const endpoint = endpointFrom(endpointId, sight.value, { status, connectionId }, site, networks);
    if (endpoint !== undefined) found.push(endpoint);
  }
  const best = found.toSorted((left, right) => rank(left) - rank(right))[0];
  if (best !== undefined) return { state: 'found', endpoint: best };
  if (unread !== undefined) return { state: 'unread', ...unread };
  const ours = look.document(own);
  if (ours.state !== 'found') return ours.state === 'absent' ? ours : { ...ours, id: own };
  const endpoint = endpointFrom(own, ours.value, { status: undefined, connectionId: undefined }, site, networks);
  const isOurs = arrayAt(ours.value, 'properties', 'privateLinkServiceConnections').some((one) => sameId(textAt(one, 'properties', 'privateLinkServiceId') ?? '', registry.id));
  return endpoint === undefined || !isOurs ? { state: 'taken', id: own } : { state: 'found', endpoint };
}

function rank({ status, isInNetwork }: Endpoint): number {
  return (status?.toLowerCase() === 'approved' ? 0 : 2) + (isInNetwork ? 0 : 1);
}

/** What a list shows is read; what it does not show is elsewhere. */
function glimpsed({ look }: RegistrySite, id: string): ReturnType<RegistrySite['look']['document']> {
  const list = look.list({ type: privateEndpointType, scope: subscriptionScopeOf(id) });
  if (list.state !== 'found') return list;
  const document = look.glimpse(id);
  return document === undefined ? { state: 'absent' } : { state: 'found', value: document };
}

function endpointFrom(id: string, document: JsonObject, connection: Pick<Endpoint, 'status' | 'connectionId'>, { network }: RegistrySite, networks: readonly string[]): Endpoint | undefined {
  const subnetId = textAt(document, 'properties', 'subnet', 'id') ?? '';
  const place = networkIdOf(subnetId);
  if (place === undefined || !networks.some((one) => sameId(one, place))) return undefined;
  return { id, document, subnetId, ...connection, isInNetwork: sameId(place, network.id) };
}

/** The network itself, and those that it is joined to. */
function reachedNetworks({ network, look }: RegistrySite): readonly string[] {
  const living = look.document(network.id);
  const peerings = living.state === 'found' ? arrayAt(living.value, 'properties', 'virtualNetworkPeerings') : [];
  const joined = peerings.filter((peering) => textAt(peering, 'properties', 'peeringState')?.toLowerCase() === 'connected');
  return [network.id, ...joined.map((peering) => textAt(peering, 'properties', 'remoteVirtualNetwork', 'id')).filter((id) => id !== undefined)];
}

interface Connection extends Pick<Endpoint, 'status' | 'connectionId'> {
  readonly endpointId: string;
}

function connectionsOf(registry: JsonObject): readonly Connection[] {
  const found = new Map<string, Connection>();
  for (const one of arrayAt(registry, 'properties', 'privateEndpointConnections')) {
    const endpointId = textAt(one, 'properties', 'privateEndpoint', 'id');
    if (endpointId === undefined || parseResourceId(endpointId) === undefined) continue;
    found.set(idKey(endpointId), { endpointId, status: textAt(one, 'properties', 'privateLinkServiceConnectionState', 'status'), connectionId: textAt(one, 'id') });
  }
  return [...found.values()];
}
