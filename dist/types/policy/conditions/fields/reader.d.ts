import type { Truth } from '../../../language/truth.ts';
import type { Matcher } from '../leaves/matchers.ts';
import { type PathStep, type Spot } from './path.ts';
/**
 * A path compiled for reading. `select` (path.ts) gives the same answers with the places they came from; this one allocates nothing,
 * because most comparisons are made without anybody asking where.
 */
export interface Reader {
    /** The value at the end of a path without `[*]`; undefined when there is nothing. */
    readonly value: (start: unknown) => unknown;
    /** Whether every value at the end satisfies the matcher. A missing or null array has no elements. */
    readonly every: (start: unknown, matcher: Matcher) => Truth;
    /** The values at the end of a path that ends in `[*]`, each with its index and without the way there. */
    readonly elements: (start: unknown) => readonly Spot[];
    /** True when some value at the end is neither missing nor null. */
    readonly finds: (start: unknown) => boolean;
}
/** Compiles a path. `startsAtElement`: the start is itself an element of an array. */
export declare function readerOf(steps: readonly PathStep[], inserted: boolean, startsAtElement?: boolean): Reader;
/**
 * Whether `holds` is true of every item: the first false one decides. One that is not known leaves the whole unknown,
 * and hides the failure of a later one, which would never have been looked at had it been false.
 */
export declare function allKnown<Item>(items: readonly Item[], holds: (item: Item) => Truth): Truth;
