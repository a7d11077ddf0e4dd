import type { Family } from '../addresses/prefixes.ts';
import { allPorts, allProtocols, protocolsWithPorts, type Packets } from './packets.ts';
import { covers, intersect, subtract, unite, type Point, type Ranges } from '../addresses/ranges.ts';
import type { SecurityRule, Side } from './security-rule.ts';
import { placesNear, placesWithin, platformTags, type TagPlaces } from './service-tags.ts';

/** What is known of the surroundings of a rule, for one IP version. */
export interface Surroundings<P extends Point> {
  readonly family: Family<P>;
  readonly internet: Ranges<P>;
  readonly tags: TagPlaces<P>;
  /** The addresses of the subnet, with a place of its own for those that are not known. */
  readonly sources: Ranges<P>;
  /** All prefixes of the virtual network, when they are known. */
  readonly network: Ranges<P> | undefined;
  /** Addresses of the Internet that the service tag VirtualNetwork may hold. */
  readonly alsoNetwork: Ranges<P>;
  /** Why it may. */
  readonly whyAlso: string;
}

/** The packets to the Internet that a rule matches. */
export interface Match<P extends Point> {
  /** Those that it certainly matches. */
  readonly least: readonly Packets<P>[];
  /** Those that it perhaps matches: by their numbers, and the places of service tags with them. */
  readonly most: readonly Packets<P>[];
  /** As `most`, but of the places of service tags only those whose address it perhaps matches; `taken` are the addresses that it names by number. */
  readonly touched: readonly { readonly packets: Packets<P>; readonly taken: Ranges<P> }[];
  /** Tags that are all the rule names: it matches nothing that is left when all of a tag is decided. Undefined for other rules. */
  readonly onlyTags: readonly Ranges<P>[] | undefined;
  /** Why `least` and `most` differ. */
  readonly doubt: string | undefined;
}

/** Of a rule for private addresses, as most are. */
const noMatch = { least: [], most: [], touched: [], onlyTags: undefined, doubt: undefined };

/** What a rule matches. */
export function matchOf<P extends Point>(rule: SecurityRule, around: Surroundings<P>): Match<P> {
  const destination = destinationOf(rule.destination, around);
  if (destination.most.length === 0) return noMatch;
  const source = sourceOf(rule.source, around);
  const sides = portSides(rule);
  const least = sides.sure.map((side) => ({ ...side, sources: source.least, destinations: destination.least }));
  const most = [...sides.sure, ...sides.perhaps].map((side) => ({ ...side, sources: source.most, destinations: destination.most }));
  const touched = [...sides.sure, ...sides.perhaps].map((one) => ({ packets: { ...one, sources: source.most, destinations: destination.touched }, taken: destination.numbers }));
  return { least, most, touched, onlyTags: destination.onlyTags, doubt: rule.protocol.why ?? rule.ports.why ?? rule.sourcePorts.why ?? sides.why ?? source.why ?? destination.why };
}

/** The protocols and ports of a rule. A rule for some ports matches no packet of a protocol without ports, or every: Azure does not say. */
function portSides({ protocol, ports, sourcePorts }: SecurityRule): { readonly sure: readonly PortSide[]; readonly perhaps: readonly PortSide[]; readonly why: string | undefined } {
  if (covers(ports.least, allPorts) && covers(sourcePorts.least, allPorts)) {
    return { sure: portSide(protocol.least, allPorts, allPorts), perhaps: portSide(subtract(protocol.most, protocol.least), allPorts, allPorts), why: undefined };
  }
  const withPorts = intersect(protocol.least, protocolsWithPorts);
  const portless = subtract(protocol.most, protocolsWithPorts);
  return {
    sure: portSide(withPorts, ports.least, sourcePorts.least),
    perhaps: [...portSide(intersect(protocol.most, protocolsWithPorts), ports.most, sourcePorts.most), ...portSide(portless, allPorts, allPorts)],
    why: portless.length > 0 ? 'whether a rule for some ports is one for protocols without ports is not documented' : undefined,
  };
}

function portSide(named: Ranges<number>, ports: Ranges<number>, sourcePorts: Ranges<number>): readonly PortSide[] {
  return [named, ports, sourcePorts].some(({ length }) => length === 0) ? [] : [{ protocols: named, ports, sourcePorts }];
}

type PortSide = Pick<Packets<number>, 'protocols' | 'ports' | 'sourcePorts'>;

interface Reach<P extends Point> {
  readonly least: Ranges<P>;
  readonly most: Ranges<P>;
  readonly why: string | undefined;
}

function destinationOf<P extends Point>(side: Side, around: Surroundings<P>): Reach<P> & { readonly touched: Ranges<P>; readonly numbers: Ranges<P>; readonly onlyTags: readonly Ranges<P>[] | undefined } {
  const { internet, tags, alsoNetwork, whyAlso } = around;
  const everywhere = unite(internet, tags.all);
  const written = around.family.of(side);
  if (side.everything || covers(written, internet)) return { least: everywhere, most: everywhere, touched: everywhere, numbers: [], onlyTags: undefined, why: undefined };
  const numbers = intersect(written, internet);
  // Prefixes that hold a part of the Internet may hold the addresses of any tag; that they hold nothing but Azure's is not so, unless little else is left.
  let least = numbers;
  let most = numbers.length === 0 ? numbers : unite(numbers, tags.all);
  let touched = numbers.length === 0 ? numbers : unite(numbers, subtract(tags.all, tags.elsewhere));
  let why: string | undefined;
  const services: Ranges<P>[] = [];
  let others = numbers.length > 0 || side.unknown.length > 0;
  for (const tag of side.tags) {
    const name = tag.toLowerCase();
    if (platformTags.has(name)) continue;
    if (name === 'internet') {
      if (alsoNetwork.length === 0) return { least: everywhere, most: everywhere, touched: everywhere, numbers: [], onlyTags: undefined, why: undefined };
      least = unite(least, subtract(internet, alsoNetwork));
      most = everywhere;
      touched = everywhere;
      why ??= `the service tag ${tag} does not hold what VirtualNetwork does, and ${whyAlso}`;
      others = true;
    } else if (name === 'virtualnetwork') {
      if (alsoNetwork.length === 0) continue;
      most = unite(most, unite(alsoNetwork, tags.all));
      touched = unite(touched, unite(alsoNetwork, tags.all));
      why ??= whyAlso;
      others = true;
    } else {
      const within = placesWithin(tags, name);
      services.push(within);
      least = unite(least, within);
      most = everywhere;
      touched = unite(touched, unite(internet, placesNear(tags, name)));
      why ??= `which addresses the service tag ${tag} holds is not known here`;
    }
  }
  const [unreadable] = side.unknown;
  if (unreadable !== undefined) return { least, most: everywhere, touched: everywhere, numbers: [], onlyTags: undefined, why: unreadable };
  return { least, most, touched, numbers, onlyTags: others ? undefined : services, why };
}

/** Application security groups as a destination are network interfaces of the network, and so no part of the Internet; as a source they may be these nodes. */
function sourceOf<P extends Point>(side: Side, around: Surroundings<P>): Reach<P> {
  const { family, sources, network } = around;
  const all: Reach<P> = { least: family.all, most: family.all, why: undefined };
  if (side.everything || side.tags.some((tag) => tag.toLowerCase() === 'virtualnetwork')) return all;
  const written = around.family.of(side);
  const known = family.addresses;
  if (covers(written, network ?? known) && covers(written, intersect(sources, known))) return all;
  const perhaps = { least: written, most: family.all };
  const [unreadable] = side.unknown;
  if (unreadable !== undefined) return { ...perhaps, why: unreadable };
  if (side.groups) return { ...perhaps, why: 'which nodes are in its application security groups is not known here' };
  // A subnet may have public addresses, which are the network's own: Azure's tags hold none of them.
  const isUnknown = subtract(sources, known).length > 0;
  if (!isUnknown || written.length === 0) return { least: written, most: written, why: undefined };
  return { least: written, most: unite(written, subtract(family.all, known)), why: 'the address prefixes of the subnet are not known' };
}

/** Every packet from the subnet to the Internet. */
export function allPackets<P extends Point>({ internet, tags, sources }: Surroundings<P>): Packets<P> {
  return { protocols: allProtocols, ports: allPorts, sourcePorts: allPorts, sources, destinations: unite(internet, tags.all) };
}
