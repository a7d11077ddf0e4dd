import { throwIfCancelled } from '../../run/errors.ts';

/** What `work` makes of each item, in the items' order, with at most `limit` under way at once. Throws CancelledError once `signal` aborts. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  limit: number,
  signal: AbortSignal | undefined,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = Array.from({ length: items.length });
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      throwIfCancelled(signal);
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
