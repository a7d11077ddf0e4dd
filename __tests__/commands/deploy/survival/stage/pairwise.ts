/** Few rows that hold every pair of values. */
type Row = Readonly<Record<string, string>>;

/** Every row that the dimensions allow. */
export function productOf<One extends Row>(dimensions: { readonly [Name in keyof One]: readonly One[Name][] }): readonly One[] {
  const names: readonly (keyof One)[] = Object.keys(dimensions);
  return names.reduce<readonly One[]>((rows, name) => rows.flatMap((row) => dimensions[name].map((value): One => ({ ...row, [name]: value }))), [{} as One]);
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
