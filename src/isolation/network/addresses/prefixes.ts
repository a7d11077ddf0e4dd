import { pairsOf, type Point, type Ranges } from './ranges.ts';

/** The addresses of an IP version as points, and the room behind them. */
export interface Family<P extends Point> {
  readonly name: 'IPv4' | 'IPv6';
  readonly bits: number;
  /** The first point behind all addresses. */
  readonly end: P;
  readonly addresses: Ranges<P>;
  /** All addresses, and the room behind them in which sets whose addresses are not known have their places. */
  readonly all: Ranges<P>;
  /** The place with this number behind all addresses. */
  readonly behind: (place: number) => P;
  readonly before: (address: P) => P;
  /** How many addresses there are in a prefix of this length. */
  readonly size: (length: number) => P;
  readonly text: (address: P) => string;
  /** The ranges of this version out of those of both. */
  readonly of: (ranges: { readonly ipv4: Ranges<number>; readonly ipv6: Ranges<bigint> }) => Ranges<P>;
  /** More addresses than all of Azure has: of so many, some belong to others. */
  readonly isVast: (ranges: Ranges<P>) => boolean;
}

const ipv4End = 2 ** 32;
const ipv6End = 2n ** 128n;
/** Far more places than a document can have service tags. */
const places = 2 ** 20;

export const ipv4: Family<number> = {
  name: 'IPv4',
  bits: 32,
  end: ipv4End,
  addresses: [0, ipv4End],
  all: [0, ipv4End + places],
  behind: (place) => ipv4End + place,
  of: (ranges) => ranges.ipv4,
  before: (address) => address - 1,
  size: (length) => 2 ** (32 - length),
  text: (address) => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.'),
  // A sixteenth of all addresses, 268 million; the address ranges that Microsoft publishes for Azure (the service tag AzureCloud) are some tens of millions.
  isVast: (ranges) => pairsOf(ranges).reduce((sum, [from, end]) => sum + end - from, 0) >= 2 ** 28,
};

export const ipv6: Family<bigint> = {
  name: 'IPv6',
  bits: 128,
  end: ipv6End,
  addresses: [0n, ipv6End],
  all: [0n, ipv6End + BigInt(places)],
  behind: (place) => ipv6End + BigInt(place),
  of: (ranges) => ranges.ipv6,
  before: (address) => address - 1n,
  size: (length) => 2n ** BigInt(128 - length),
  text: ipv6Text,
  // A /8 of it: regional registries themselves are given /12.
  isVast: (ranges) => pairsOf(ranges).reduce((sum, [from, end]) => sum + end - from, 0n) >= 2n ** 120n,
};

/** An address prefix; a single address is one of full length. */
export type Prefix =
  | { readonly family: 'IPv4'; readonly from: number; readonly end: number; readonly length: number }
  | { readonly family: 'IPv6'; readonly from: bigint; readonly end: bigint; readonly length: number };

/**
 * Reads `10.0.0.0/8`, `203.0.113.7`, `2001:db8::/32`. The bits behind the prefix length do not count, as for Azure.
 * @returns undefined for any other text: a service tag, an asterisk, a mistake
 */
export function prefixOf(text: string): Prefix | undefined {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  const address = slash < 0 ? trimmed : trimmed.slice(0, slash);
  const bits = address.includes(':') ? 128 : 32;
  const length = slash < 0 ? bits : lengthOf(trimmed.slice(slash + 1), bits);
  if (length === undefined) return undefined;
  if (bits === 32) {
    const value = ipv4Address(address);
    if (value === undefined) return undefined;
    const size = ipv4.size(length);
    const from = value - (value % size);
    return { family: 'IPv4', from, end: from + size, length };
  }
  const value = ipv6Address(address);
  if (value === undefined) return undefined;
  const size = ipv6.size(length);
  const from = value - (value % size);
  return { family: 'IPv6', from, end: from + size, length };
}

/** Ranges as people write them, at most three: `20.0.0.0/8, 198.51.100.7 and 4 more`. */
export function addressesText<P extends Point>(family: Family<P>, ranges: Ranges<P>): string {
  const pairs = pairsOf(ranges);
  const shown = pairs.slice(0, 3).map((pair) => rangeText(family, pair));
  return pairs.length > shown.length ? `${shown.join(', ')} and ${pairs.length - shown.length} more` : shown.join(', ');
}

function rangeText<P extends Point>(family: Family<P>, [from, end]: readonly [P, P]): string {
  for (let length = family.bits; length >= 0; length -= 1) {
    const size = family.size(length);
    // Both are numbers or both are bigints, which the compiler cannot see in `from + size`.
    if (BigInt(from) % BigInt(size) !== 0n) break;
    if (BigInt(from) + BigInt(size) === BigInt(end)) return length === family.bits ? family.text(from) : `${family.text(from)}/${length}`;
  }
  return `${family.text(from)} to ${family.text(family.before(end))}`;
}

function lengthOf(text: string, bits: number): number | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const length = Number(text);
  return length <= bits ? length : undefined;
}

function ipv4Address(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part)) return undefined;
    const octet = Number(part);
    if (octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return value;
}

/** RFC 4291, section 2.2: eight groups, one run of zeros left out, the last two groups as an IPv4 address. */
function ipv6Address(text: string): bigint | undefined {
  if (text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const known = head.length + (tail?.length ?? 0);
  if (tail === undefined ? known !== 8 : known > 7) return undefined;
  const groups = [...head, ...Array.from({ length: 8 - known }, () => 0), ...(tail ?? [])];
  return groups.reduce((value, group) => value * 65_536n + BigInt(group), 0n);
}

function groupsOf(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const dotted = index === parts.length - 1 && part.includes('.') ? ipv4Address(part) : undefined;
    if (dotted !== undefined) groups.push(Math.floor(dotted / 65_536), dotted % 65_536);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** RFC 5952: the longest run of at least two groups of zero, the first of such, is left out. */
function ipv6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - index * 16)) & 65_535n));
  let longest = { from: 0, length: 1 };
  for (let from = 0; from < groups.length; from += 1) {
    let length = 0;
    while (groups[from + length] === 0) length += 1;
    if (length > longest.length) longest = { from, length };
  }
  const hexadecimal = groups.map((group) => group.toString(16));
  if (longest.length === 1) return hexadecimal.join(':');
  return `${hexadecimal.slice(0, longest.from).join(':')}::${hexadecimal.slice(longest.from + longest.length).join(':')}`;
}
