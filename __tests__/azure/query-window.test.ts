import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createRequestLanes } from '../../src/azure/request-lanes.ts';
import { silentLogger } from './in-process-arm.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

const window = { queries: 15, milliseconds: 5000 } as const;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Fifteen queries in windows of five seconds that begin with the first query in them, with an answer after a round trip. */
function createWindowServer(clock: VirtualClock, roundTrip: number, spentByOthers = 0, slowest = 0) {
  let endsAt = Number.NEGATIVE_INFINITY;
  let used = 0;
  let refused = 0;
  return {
    refused: () => refused,
    send: async (): Promise<Answer> => {
      await clock.sleep(roundTrip / 2);
      const now = clock.now();
      if (now >= endsAt) [endsAt, used] = [now + window.milliseconds, spentByOthers];
      const isRefused = used >= window.queries;
      if (isRefused) refused += 1;
      else used += 1;
      const seconds = ((endsAt - now) / 1000).toFixed(7).padStart(10, '0');
      const headers = { 'x-ms-user-quota-remaining': String(window.queries - used), 'x-ms-user-quota-resets-after': `00:00:${seconds}`, ...(isRefused ? { 'retry-after': String(Math.ceil((endsAt - now) / 1000)) } : {}) };
      // Later ones wait for those before them.
      await clock.sleep(roundTrip / 2 + (slowest * used) / window.queries);
      return { status: isRefused ? 429 : 200, headers };
    },
  };
}

async function ask(count: number, roundTrip: number, spentByOthers = 0, slowest = 0): Promise<{ readonly passed: number; readonly refused: number }> {
  const clock = createVirtualClock();
  const lanes = createRequestLanes({ clock, logger: silentLogger });
  const server = createWindowServer(clock, roundTrip, spentByOthers, slowest);
  const began = clock.now();
  const read = ({ status, headers }: Answer) => ({ status, header: (name: string) => headers[name] });
  const answers = await Promise.all(Array.from({ length: count }, async () => await lanes.through({ method: 'POST', path: '/providers/Microsoft.ResourceGraph/resources', signal: undefined }, server.send, read)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  return { passed: clock.now() - began, refused: server.refused() };
}

describe('queries of Resource Graph', () => {
  test('use every window in full, a round trip later at most, and are not refused', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 2, max: 1500 }), async (count, roundTrip) => {
      const { passed, refused } = await ask(count, roundTrip);
      const windows = Math.floor((count - 1) / window.queries);
      expect(refused).toBe(0);
      expect(passed).toBeLessThanOrEqual(windows * (window.milliseconds + roundTrip) + roundTrip);
    }), { numRuns: 60 });
  });

  test('do not begin a window later because answers take their time: what Azure said first of its end holds', async () => {
    const { passed, refused } = await ask(45, 40, 0, 3000);
    expect(refused).toBe(0);
    // Two windows, and in each the round trip and the first answer of the window; not the slowest.
    expect(passed - 3000).toBeLessThanOrEqual(2 * (window.milliseconds + 40 + 3000 / window.queries) + 40);
  });

  test('end also where others of the same user spend two thirds of each window', async () => {
    const { passed } = await ask(50, 100, 10);
    expect(passed).toBeLessThanOrEqual(12 * 6_100);
  });
});
