/** The first of the blocks that together, with `separator` units between them, take no more than `room`. Stops at the first that does not fit. */
export function prefixWithin(blocks: Iterable<string>, room: number, separator: number): readonly string[] {
  const kept: string[] = [];
  let used = 0;
  for (const block of blocks) {
    used += block.length + separator;
    if (used > room) break;
    kept.push(block);
  }
  return kept;
}
