/**
 * What a usual run samples, and `npm run test:exhaustive` walks through whole. A sample is chosen by a principle that stands where it is taken:
 * each value of each dimension is met, or each state that differs. It never depends on chance or time.
 */
export const isExhaustive = process.env['EXHAUSTIVE'] === '1';

/** How often a property is tried: the usual number, or the exhaustive one, by default twenty times as often. */
export function runs(usual: number, exhaustive = 20 * usual): { readonly numRuns: number } {
  return { numRuns: isExhaustive ? exhaustive : usual };
}

/** Every n-th item, beginning with item `turn` modulo n, so that n turns meet them all; exhaustively all of them. */
export function everyNth<Item>(items: readonly Item[], n: number, turn = 0): readonly Item[] {
  return isExhaustive ? items : items.filter((_, index) => index % n === turn % n);
}
