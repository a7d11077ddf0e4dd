/** Few rows that hold every pair of values. */
type Row = Readonly<Record<string, string>>;

/** Every row that the dimensions allow. */
export function productOf<Name extends string, Value extends string>(dimensions: Readonly<Record<Name, readonly Value[]>>): readonly Readonly<Record<Name, Value>>[] {
  const names = Object.keys(dimensions) as Name[];
  return names.reduce<readonly Readonly<Record<Name, Value>>[]>((rows, name) => rows.flatMap((row) => dimensions[name].map((value) => ({ ...row, [name]: value }))), [{} as Record<Name, Value>]);
}

/** Pairs of values of two dimensions that a row holds, as texts. */
export function pairsOf(row: Row): readonly string[] {
  const entries = Object.entries(row);
  return entries.flatMap(([name, value], index) => entries.slice(index + 1).map(([other, its]) => `${name}=${value} ${other}=${its}`));
}

/** Rows of `possible` in which each pair that occurs there occurs, chosen one by one for what they add; the same for the same input. */
export function pairwise<One extends Row>(possible: readonly One[]): readonly One[] {
  const pairs = possible.map((row) => ({ row, pairs: pairsOf(row) }));
  const left = new Set(pairs.flatMap((one) => one.pairs));
  const chosen: One[] = [];
  while (left.size > 0) {
    let best: { readonly row: One; readonly pairs: readonly string[]; readonly gain: number } | undefined;
    for (const one of pairs) {
      const gain = one.pairs.reduce((sum, pair) => sum + (left.has(pair) ? 1 : 0), 0);
      if (gain > (best?.gain ?? 0)) best = { ...one, gain };
    }
    if (best === undefined) break;
    chosen.push(best.row);
    for (const pair of best.pairs) left.delete(pair);
  }
  return chosen;
}
