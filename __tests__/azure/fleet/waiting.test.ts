import { describe, expect, test } from '@jest/globals';
import { atMost, whenLeft } from '../../../src/azure/fleet/waiting.ts';
import type { Clock } from '../../../src/run/clock.ts';

const failed = new Error('it failed');

/** A clock on which nothing passes but what it is told, and that knows who sleeps. */
function clockWith(): { readonly clock: Clock; readonly pass: () => void; readonly sleeping: () => number } {
  const sleepers = new Set<() => void>();
  return {
    clock: {
      now: () => 0,
      sleep: async (_, signal) => await new Promise<void>((resolve, reject) => {
        const wake = (): void => {
          sleepers.delete(wake);
          resolve();
        };
        sleepers.add(wake);
        signal?.addEventListener('abort', () => {
          sleepers.delete(wake);
          reject(failed);
        });
      }),
    },
    pass: () => {
      for (const wake of sleepers) wake();
    },
    sleeping: () => sleepers.size,
  };
}

const { signal } = new AbortController();

describe('waiting for work', () => {
  test('ends with it, and nobody sleeps on', async () => {
    const { clock, sleeping } = clockWith();
    await atMost(1000, Promise.resolve(), { clock, signal });
    expect(sleeping()).toBe(0);
  });

  test('ends when it has been long enough', async () => {
    const { clock, pass } = clockWith();
    const waited = atMost(1000, new Promise(() => undefined), { clock, signal });
    pass();
    await expect(waited).resolves.toBeUndefined();
  });

  test('fails as the work does', async () => {
    const { clock, sleeping } = clockWith();
    await expect(atMost(1000, Promise.reject(failed), { clock, signal })).rejects.toBe(failed);
    expect(sleeping()).toBe(0);
  });
});

describe('waiting until little is left', () => {
  test('counts what ended, however it did', async () => {
    const open: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
    const work = Array.from({ length: 3 }, async () => await new Promise<void>((resolve, reject) => {
      open.push({ resolve, reject });
    }));
    let isOver = false;
    const over = whenLeft(1, work).then(() => (isOver = true));
    open[0]?.reject(failed);
    await Promise.allSettled(work.slice(0, 1));
    expect(isOver).toBe(false);
    open[2]?.resolve();
    await over;
    expect(isOver).toBe(true);
  });

  test('is over at once where there is no more', async () => {
    await expect(whenLeft(2, [new Promise(() => undefined), new Promise(() => undefined)])).resolves.toBeUndefined();
  });
});
