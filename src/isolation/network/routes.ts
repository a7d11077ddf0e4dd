import { isUnknown, type Unknown } from '../../language/unknown.ts';
import { partText } from './addresses/internet-text.ts';
import { addressesOf, internetOf, type Addresses, type Prefixes } from './addresses/internet.ts';
import { ipv4, ipv6, prefixOf, type Family } from './addresses/prefixes.ts';
import type { Point } from './addresses/ranges.ts';
import { enclosingLength, longestPrefixes, type Candidate, type Carried, type Origin } from './routing/longest-prefix.ts';
import { readRoute, type NextHop, type Route, type WrittenRoute } from './routing/route.ts';

/** What decides besides the user-defined routes of a subnet. A prefix, or a list of them, may be Unknown. */
export interface RouteSurroundings {
  /** `addressSpace.addressPrefixes` of the virtual network. */
  readonly networkPrefixes: Prefixes;
  /** Of the route table; with `true` the subnet gets no routes from gateways. Absent is false. */
  readonly disableBgpRoutePropagation?: unknown;
  /** Prefixes that virtual network gateways or route servers teach the network. Unknown where there may be one; empty where there is none. */
  readonly learned: Prefixes;
}

/** A way that packets to a part of the Internet take out of the subnet. */
export interface RouteWay {
  /** `None` drops them. Unknown when the route's next hop is. */
  readonly hop: NextHop | Unknown;
  /** The private address of a virtual appliance; Unknown or absent when it is not known or not written. */
  readonly nextHopIpAddress?: string | Unknown;
  /** The prefix or service tag of the route as it is written; Unknown when it is. */
  readonly prefix: string | Unknown;
  readonly origin: Origin;
  /** Of a user-defined route. */
  readonly name?: string;
  readonly pointer?: string;
  /** The part of the Internet in words: `the Internet but for 20.0.0.0/8`. */
  readonly to: string;
  /** Why it is not certain that any packet takes this way; absent when it is. */
  readonly perhaps?: string;
}

export interface InternetRoutes {
  /** Routes that carry no address of the Internet are not among them. */
  readonly ways: readonly RouteWay[];
  /** Why there may be others: clauses. Nothing is closed by routes while this is not empty. */
  readonly unknown: readonly { readonly why: string; readonly pointer?: string }[];
}

/**
 * 400 user-defined routes are allowed in a table, and 4,000 that a gateway teaches ("Azure subscription and service limits", networking; ExpressRoute private
 * peering). A document of more than this is not followed.
 */
const mostRoutes = 10_000;

/**
 * The ways that packets to the Internet take, by the longest prefix. Prefixes that are learned but not known may replace the system's default route as a whole
 * and any other route in part: gateways teach the prefixes of networks behind them, or a default route.
 * @param routes `routes` of the route table of the subnet; empty without one
 */
export function internetRoutes(routes: readonly WrittenRoute[], surroundings: RouteSurroundings): InternetRoutes {
  if (routes.length > mostRoutes) return { ways: [], unknown: [{ why: `the route table has more than ${mostRoutes} routes, too many to follow` }] };
  const read = routes.map(readRoute);
  const network = addressesOf(surroundings.networkPrefixes);
  const { learned, unknown } = learnedOf(surroundings);
  const more = { read, network, learned, isMore: unknown.length > 0 };
  const ways = waysOf(ipv4, more);
  const v6 = network.ipv6.length > 0 || network.perhapsIpv6 ? waysOf(ipv6, more) : [];
  const asKnown = network.ipv6.length > 0 ? v6 : v6.map((way) => ({ ...way, perhaps: 'whether the network has IPv6 addresses is not known' }));
  return { ways: [...ways, ...asKnown, ...waysOfUnknownPrefixes(read, ways)], unknown };
}

function learnedOf({ disableBgpRoutePropagation, learned }: RouteSurroundings): { readonly learned: readonly string[]; readonly unknown: InternetRoutes['unknown'] } {
  // "When you disable route propagation, the system doesn't add routes to the route table" ("Azure virtual network traffic routing", border gateway protocol).
  if (disableBgpRoutePropagation === true) return { learned: [], unknown: [] };
  if (isUnknown(learned)) return { learned: [], unknown: [{ why: `which routes a gateway teaches is not known: ${learned.why}` }] };
  if (learned.length > mostRoutes) return { learned: [], unknown: [{ why: `gateways teach more than ${mostRoutes} routes, too many to follow` }] };
  if (learned.length > 0 && isUnknown(disableBgpRoutePropagation)) return { learned: [], unknown: [{ why: `whether the subnet gets the routes that a gateway teaches is not known: ${disableBgpRoutePropagation.why}` }] };
  const [why] = addressesOf(learned).unknown;
  return { learned: learned.filter((prefix) => typeof prefix === 'string'), unknown: why === undefined ? [] : [{ why: `which routes a gateway teaches is not known: ${why}` }] };
}

interface Everything {
  readonly read: readonly Route[];
  readonly network: Addresses;
  readonly learned: readonly string[];
  /** There may be more routes that are learned. */
  readonly isMore: boolean;
}

/** A route as far as it is chosen and told: a user-defined one, or a text of the prefix that is learned or the system's. */
interface Known {
  readonly hop: NextHop | Unknown;
  readonly text: string;
  readonly route?: Route;
}

function waysOf<P extends Point>(family: Family<P>, { read, network, learned, isMore }: Everything): readonly RouteWay[] {
  const internet = family.of(internetOf(network));
  const [from = family.end] = family.addresses;
  // "Azure creates a default route to the 0.0.0.0/0 address prefix, with the Internet next hop type" (0.0.0.0/0 address prefix). The page says
  // nothing of IPv6; that a subnet which has it is routed in the same way is assumed, since nothing is closed by leaving a route out.
  const system: Candidate<P, Known> = { from, end: family.end, length: 0, origin: 'system', route: { hop: 'Internet', text: family.name === 'IPv4' ? '0.0.0.0/0' : '::/0' } };
  const candidates = [
    system,
    ...read.flatMap((route) => ('prefix' in route.destination ? candidateOf(family, 'user', { hop: route.hop, text: route.destination.text, route }) : [])),
    ...learned.flatMap((text) => candidateOf(family, 'learned', { hop: 'VirtualNetworkGateway', text })),
  ];
  const others = { tagged: read.filter(({ destination }) => 'tag' in destination), hidden: read.filter(({ destination }) => isUnknown(destination)), isMore };
  return longestPrefixes(internet, candidates).map((one) => {
    const { origin, route: { hop, text, route } } = one.candidate;
    const way = route === undefined ? { hop, prefix: text, origin } : userWay(route, text);
    return { ...way, to: partText(family, internet, one.part), ...perhaps(doubtOf(family, one, others)) };
  });
}

function candidateOf<P extends Point>(family: Family<P>, origin: Origin, route: Known): readonly Candidate<P, Known>[] {
  const prefix = prefixOf(route.text);
  if (prefix?.family !== family.name) return [];
  const [from, end] = family.of(prefix.family === 'IPv4' ? { ipv4: [prefix.from, prefix.end], ipv6: [] } : { ipv4: [], ipv6: [prefix.from, prefix.end] });
  return from === undefined || end === undefined ? [] : [{ from, end, length: prefix.length, origin, route }];
}

/** No service tag holds all of a prefix as short as this. */
const shortPrefix = 8;

/** Why a route may carry nothing: others, of which not all is known, may take every address of its part. */
function doubtOf<P extends Point>(family: Family<P>, { candidate, part, hasTwin }: Carried<P, Known>, { tagged, hidden, isMore }: { readonly tagged: readonly Route[]; readonly hidden: readonly Route[]; readonly isMore: boolean }): string | undefined {
  const { origin, length, route: { hop } } = candidate;
  if (hasTwin) return 'another route has the same prefix';
  if (isMore && origin === 'system') return 'a gateway may teach a default route';
  const others = hidden.filter((other) => other.hop !== hop);
  const [one] = others;
  // One prefix covers the part only when it is longer than the route's own, or as long and preferred.
  const enclosing = one === undefined ? 0 : enclosingLength(family, part);
  if (one !== undefined && (others.length > 1 || enclosing > length || (enclosing === length && origin !== 'user'))) return `the address prefix of route \`${one.name}\` is not known`;
  const tag = tagged.find((other) => other.hop !== hop);
  return tag !== undefined && length > shortPrefix ? `the route for ${textOf(tag)} may be for longer prefixes` : undefined;
}

/** Routes for service tags, and those of which the prefix is not known. */
function waysOfUnknownPrefixes(read: readonly Route[], known: readonly RouteWay[]): readonly RouteWay[] {
  const hidden = read.filter(({ destination }) => isUnknown(destination));
  return read.flatMap((route) => {
    const { destination } = route;
    if (isUnknown(destination)) return [{ ...userWay(route, destination), to: 'a part of the Internet that is not known', perhaps: `its address prefix is not known: ${destination.why}` }];
    if (!('tag' in destination)) return [];
    // "The system gives preference to the route with the explicit prefix when there's an exact prefix match" ("Service Tags for user-defined routes"), and as
    // ever to a longer one. Prefixes of tags are longer than a half of all addresses, and no tag's are all among those of another but Azure's own.
    const longer = known.filter((way) => way.hop !== route.hop).map(({ prefix }) => (isUnknown(prefix) ? '' : prefix)).find((prefix) => (prefixOf(prefix)?.length ?? 0) > 1);
    const doubt = longer === undefined ? undefined : `the route for ${longer} may be for longer prefixes`;
    const other = hidden.find(({ hop }) => hop !== route.hop);
    const doubtOfHidden = other === undefined ? undefined : `the address prefix of route \`${other.name}\` is not known`;
    return [{ ...userWay(route, destination.tag), to: `what the service tag ${destination.tag} holds`, ...perhaps(doubt ?? doubtOfHidden) }];
  });
}

function textOf({ destination }: Route): string {
  return 'tag' in destination ? destination.tag : '';
}

function userWay({ hop, name, pointer, nextHopIpAddress }: Route, prefix: string | Unknown): Omit<RouteWay, 'to'> {
  return { hop, prefix, origin: 'user', name, pointer, ...(nextHopIpAddress === undefined ? {} : { nextHopIpAddress }) };
}

function perhaps(doubt: string | undefined): Pick<RouteWay, 'perhaps'> {
  return doubt === undefined ? {} : { perhaps: doubt };
}
