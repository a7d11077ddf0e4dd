import type { Family } from '../addresses/prefixes.ts';
import { intersect, subtract, type Point, type Ranges } from '../addresses/ranges.ts';

/** Where a route comes from, in the order in which Azure prefers routes of one prefix ("How Azure selects a route"). */
export const origins = ['user', 'learned', 'system'] as const;
export type Origin = (typeof origins)[number];

/** A route with its prefix in points; `route` is the caller's. */
export interface Candidate<P extends Point, R> {
  readonly from: P;
  readonly end: P;
  readonly length: number;
  readonly origin: Origin;
  readonly route: R;
}

/** What a route carries. */
export interface Carried<P extends Point, R> {
  readonly candidate: Candidate<P, R>;
  readonly part: Ranges<P>;
  /** Another route of the same prefix and origin would carry it as well. */
  readonly hasTwin: boolean;
}

/**
 * "Azure selects a route based on the destination IP address, using the longest prefix match algorithm"; of routes with one prefix first the user-defined, then
 * the BGP, then the system route ("How Azure selects a route").
 * @returns the routes that carry a part of the addresses, with that part, longest prefix first
 */
export function longestPrefixes<P extends Point, R>(addresses: Ranges<P>, candidates: readonly Candidate<P, R>[]): readonly Carried<P, R>[] {
  const sorted = candidates.toSorted((one, other) => other.length - one.length || (one.from < other.from ? -1 : one.from > other.from ? 1 : 0) || origins.indexOf(one.origin) - origins.indexOf(other.origin));
  const carried: Carried<P, R>[] = [];
  let left = addresses;
  for (let index = 0; index < sorted.length && left.length > 0;) {
    const first = sorted[index];
    if (first === undefined) break;
    const twins: Candidate<P, R>[] = [];
    for (; index < sorted.length; index += 1) {
      const next = sorted[index];
      if (next === undefined || next.length !== first.length || next.from !== first.from) break;
      if (next.origin === first.origin) twins.push(next);
    }
    const part = intersect(left, [first.from, first.end]);
    if (part.length === 0) continue;
    left = subtract(left, part);
    carried.push(...twins.map((candidate) => ({ candidate, part, hasTwin: twins.length > 1 })));
  }
  return carried;
}

/** The length of the longest prefix that holds all of the addresses, of which there is one at least. */
export function enclosingLength<P extends Point>(family: Family<P>, addresses: Ranges<P>): number {
  const [first, end] = [addresses[0], addresses.at(-1)];
  if (first === undefined || end === undefined) return family.bits;
  let different = BigInt(first) ^ BigInt(family.before(end));
  let length = family.bits;
  for (; different > 0n; different >>= 1n) length -= 1;
  return length;
}
