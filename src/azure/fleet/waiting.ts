import type { QueryTools } from '../resource-graph.ts';

/** Waits for work, but no longer than that. Rejects as the work does. */
export async function atMost(milliseconds: number, work: Promise<unknown>, { clock, signal }: Pick<QueryTools, 'clock' | 'signal'>): Promise<void> {
  const ended = new AbortController();
  const patient = clock.sleep(milliseconds, AbortSignal.any([signal, ended.signal])).catch(() => undefined);
  try {
    await Promise.race([work, patient]);
  } finally {
    ended.abort();
  }
}

/** Resolves when of some work so much is left, however it went; whoever waits for the work hears of failures. */
export async function whenLeft(count: number, work: readonly Promise<unknown>[]): Promise<void> {
  let left = work.length;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (left <= count) resolve();
    };
    look();
    for (const one of work) {
      const end = (): void => {
        left -= 1;
        look();
      };
      one.then(end, end);
    }
  });
}
