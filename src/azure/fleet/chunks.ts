/** Ids in one condition: a query stays below 64 KiB. */
export const mostIds = 200;
/** Bytes of names in one condition. */
export const mostNames = 50_000;

/** Items together as long as their sizes stay below a limit. */
export function chunksOf<Item>(items: readonly Item[], limit: number, sizeOf: (item: Item) => number): readonly (readonly Item[])[] {
  const found: Item[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    size += sizeOf(item);
    if (size > limit) {
      found.push([]);
      size = sizeOf(item);
    }
    found.at(-1)?.push(item);
  }
  return found;
}

/** Items in lists of so many. */
export function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
