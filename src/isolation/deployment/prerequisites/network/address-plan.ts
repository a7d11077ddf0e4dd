/** Where in the addresses of a network new subnets go. IPv4: nodes of an isolated cluster need nothing else. */
import { ipv4, prefixOf } from '../../../network/addresses/prefixes.ts';
import { pairsOf, rangesOf, subtract, type Ranges } from '../../../network/addresses/ranges.ts';

export interface WantedRange {
  readonly name: string;
  /** Prefix lengths that would do, the best first. */
  readonly lengths: readonly number[];
}

export type AddressPlan =
  /** Prefixes by the name that they were wanted for. */
  | { readonly kind: 'fits'; readonly prefixes: ReadonlyMap<string, string> }
  /** A sentence. */
  | { readonly kind: 'full'; readonly why: string };

/**
 * The first free range for each subnet, in the order given. What is no IPv4 prefix counts for nothing.
 * @param space address prefixes of the network
 * @param taken address prefixes of its subnets
 */
export function planAddresses(space: readonly string[], taken: readonly string[], wanted: readonly WantedRange[]): AddressPlan {
  let free = subtract(rangesIn(space), rangesIn(taken));
  const prefixes = new Map<string, string>();
  for (const { name, lengths } of wanted) {
    const found = lengths.map((length) => firstFree(free, length)).find((one) => one !== undefined);
    if (found === undefined) {
      const smallest = lengths.at(-1) ?? ipv4.bits;
      return { kind: 'full', why: `The network ${space.join(', ')} has no room for subnet ${name}: no range of /${smallest} is free.` };
    }
    prefixes.set(name, `${ipv4.text(found.from)}/${found.length}`);
    free = subtract(free, [found.from, found.from + ipv4.size(found.length)]);
  }
  return { kind: 'fits', prefixes };
}

/** Nodes take a quarter of a new network, at most 4091 addresses and at least 27: pods have addresses of their own in an overlay. */
export function nodeLengthsOf(space: string): readonly number[] {
  const prefix = prefixOf(space);
  const best = Math.min(27, Math.max(20, (prefix?.length ?? 0) + 2));
  return Array.from({ length: 28 - best }, (_, index) => best + index);
}

/** What a subnet for nodes is given in a network that others live in. */
export const modestNodeLengths: readonly number[] = [24, 25, 26, 27];
/** 27 addresses; a registry's endpoint takes two, and one more for each replica. */
export const endpointLengths: readonly number[] = [27, 28];
/** AKS asks for /28 at least (documentation "API Server VNet Integration"). */
export const apiServerLengths: readonly number[] = [28];

function firstFree(free: Ranges<number>, length: number): { readonly from: number; readonly length: number } | undefined {
  const size = ipv4.size(length);
  for (const [from, end] of pairsOf(free)) {
    const start = Math.ceil(from / size) * size;
    if (start + size <= end) return { from: start, length };
  }
  return undefined;
}

function rangesIn(prefixes: readonly string[]): Ranges<number> {
  return rangesOf(prefixes.map(prefixOf).flatMap((prefix) => (prefix?.family === 'IPv4' ? [[prefix.from, prefix.end] as const] : [])));
}
