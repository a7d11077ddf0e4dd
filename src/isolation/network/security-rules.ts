import { ipv4, ipv6, type Family } from './addresses/prefixes.ts';
import { addressesOf, internetOf, publicAddresses, type Addresses, type Prefixes } from './addresses/internet.ts';
import { flowThrough, type Flow, type Passage } from './filter/packet-flow.ts';
import { packetsText } from './filter/packets-text.ts';
import type { Budget, Packets } from './filter/packets.ts';
import { intersect, unite, type Point, type Ranges } from './addresses/ranges.ts';
import { allPackets, type Surroundings } from './filter/match.ts';
import { readRule, type RuleMark, type SecurityRule, type WrittenRule } from './filter/security-rule.ts';
import { placesOf, platformTags } from './filter/service-tags.ts';

/** Where the packets come from. A prefix, or a list of them, may be Unknown. */
export interface Network {
  /** `addressSpace.addressPrefixes` of the virtual network. */
  readonly networkPrefixes: Prefixes;
  /** `addressPrefix` or `addressPrefixes` of the subnet. */
  readonly subnetPrefixes: Prefixes;
  /**
   * What the service tag VirtualNetwork may hold besides: prefixes of peered and connected networks, and of the user-defined routes of the subnet, as it
   * "might also contain default routes" ("Azure service tags overview"). Left out: nothing.
   */
  readonly alsoVirtualNetwork?: Prefixes;
}

/** What becomes of packets to the Internet in network security groups. */
export type ThroughGroups =
  /** Some certainly pass: `what` says which, `by` names the rule of each group that allows them, in the order of the groups. */
  | { readonly state: 'open'; readonly what: string; readonly by: readonly RuleMark[] }
  /** None passes, and these rules deny them. */
  | { readonly state: 'closed'; readonly by: readonly RuleMark[] }
  /** `why` is a clause; the pointer leads to the rule that it is about. */
  | { readonly state: 'undetermined'; readonly why: string; readonly pointer?: string };

/** "Network security group rules per NSG: 1,000" (Azure subscription and service limits, networking); with room for the same rule read twice. */
const mostRules = 2000;
/** Boundaries of prefixes in all rules, and boundaries that are walked: a document of more is not one that people wrote, and costs seconds. */
const mostBoundaries = 400_000;
const mostWork = 4_000_000;

/**
 * Whether anything reaches the Internet through several network security groups, of the network interface and of the subnet: every one has to allow the same
 * packet ("How network security groups filter network traffic", outbound traffic). Without any group everything passes.
 */
export function internetThroughGroups(groups: readonly (readonly WrittenRule[])[], network: Network): ThroughGroups {
  if (groups.some((rules) => rules.length > mostRules)) return { state: 'undetermined', why: `a network security group has more than ${mostRules} rules, too many to follow` };
  const read = groups.map((rules) => rules.map(readRule).filter((rule) => rule !== undefined));
  if (read.flat().reduce((sum, { size }) => sum + size, 0) > mostBoundaries) return { state: 'undetermined', why: 'the rules name more address prefixes than can be followed' };
  const prefixes = { own: addressesOf(network.networkPrefixes), subnet: addressesOf(network.subnetPrefixes), also: addressesOf(network.alsoVirtualNetwork ?? []) };
  const answers = [through(ipv4, read, prefixes, true)];
  const v6 = speaksIpv6(prefixes);
  if (v6 !== 'no') answers.push(through(ipv6, read, prefixes, v6 === 'yes'));
  const first = answers.find(({ state }) => state === 'open') ?? answers.find(({ state }) => state === 'undetermined');
  return first ?? { state: 'closed', by: [...new Set(answers.flatMap((answer) => (answer.state === 'closed' ? answer.by : [])))] };
}

interface Prefixed {
  readonly own: Addresses;
  readonly subnet: Addresses;
  readonly also: Addresses;
}

/** Every subnet has IPv4 addresses; IPv6 it has beside them ("What is IPv6 for Azure Virtual Network?", limitations). */
function speaksIpv6({ own, subnet }: Prefixed): 'yes' | 'no' | 'perhaps' {
  if (subnet.ipv6.length > 0) return 'yes';
  const mayHave = own.ipv6.length > 0 || own.perhapsIpv6;
  return mayHave && subnet.perhapsIpv6 ? 'perhaps' : 'no';
}

/** @param isSpoken false when it is not known whether the subnet has addresses of this version at all */
function through<P extends Point>(family: Family<P>, groups: readonly (readonly SecurityRule[])[], prefixes: Prefixed, isSpoken: boolean): ThroughGroups {
  const written = new Map(groups.flat().flatMap(({ destination }) => destination.tags.map((tag) => [tag.toLowerCase(), tag] as const)));
  for (const name of ['internet', 'virtualnetwork', ...platformTags]) written.delete(name);
  const around = surroundings(family, new Set(written.keys()), prefixes);
  const all = allPackets(around);
  const start: Flow<P> = {
    certain: isSpoken ? [{ packets: certainly(all, around), room: around.internet, by: [] }] : [],
    possible: [{ packets: all, why: isSpoken ? undefined : { text: `whether the subnet has ${family.name} addresses is not known` } }],
    denied: new Set(),
  };
  const budget: Budget = { left: mostWork };
  const end = groups.reduce((flow, rules) => flowThrough(rules, flow, around, budget), start);
  if (budget.left < 0) return { state: 'undetermined', why: 'the rules cut the Internet into more pieces than can be followed' };
  const [passage] = end.certain;
  if (passage !== undefined) return open(passage, { ...around, written });
  const [left] = end.possible;
  if (left === undefined) return { state: 'closed', by: [...end.denied] };
  const why = end.possible.find((packets) => packets.why !== undefined)?.why;
  return { state: 'undetermined', why: why?.text ?? 'what the rules together leave open is not known', ...(why?.pointer === undefined ? {} : { pointer: why.pointer }) };
}

/** Every service tag has IPv4 addresses. Whether it has some of IPv6 is not known. */
function certainly<P extends Point>(all: Packets<P>, { family, internet, tags }: Surroundings<P>): Packets<P> {
  return family.name === 'IPv4' ? all : { ...all, destinations: unite(internet, tags.elsewhere) };
}

function open<P extends Point>({ packets, by }: Passage<P>, around: Parameters<typeof packetsText<P>>[1]): ThroughGroups {
  return { state: 'open', what: packetsText(packets, around), by };
}

function surroundings<P extends Point>(family: Family<P>, tags: ReadonlySet<string>, { own, subnet, also }: Prefixed): Surroundings<P> {
  const internet = family.of(internetOf(own));
  const known = family.of(subnet);
  const unknownSource: Ranges<P> = subnet.unknown.length > 0 || known.length === 0 ? [family.behind(0), family.behind(1)] : [];
  const [whyUnknown] = also.unknown;
  return {
    family,
    internet,
    tags: placesOf(family, tags),
    sources: unite(known, unknownSource),
    network: own.unknown.length === 0 ? family.of(own) : undefined,
    alsoNetwork: whyUnknown === undefined ? intersect(family.of(also), internet) : family.of(publicAddresses),
    whyAlso: whyUnknown === undefined ? 'that may hold prefixes of peered networks and of routes' : `what that holds is not known: ${whyUnknown}`,
  };
}

