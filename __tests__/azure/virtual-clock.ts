/** A clock for tests: time stands still while anything can still run, and then moves on to the next moment that somebody sleeps for. */
import { CancelledError, throwIfCancelled } from '../../src/run/errors.ts';
import type { Clock } from '../../src/run/clock.ts';

export interface VirtualClock extends Clock {
  /** Lets time pass at once, whoever sleeps. */
  pass(milliseconds: number): void;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A sleep ends when nothing is left to run but real I/O, which the clock does not know of: work that waits for a socket or a timer of the
 * system sees time run away. Sleepers wake in the order of their times, and those of one moment in the order in which they fell asleep.
 */
export function createVirtualClock(start = Date.parse('2026-11-23T12:00:00.000Z')): VirtualClock {
  let time = start;
  let isTurning = false;
  const sleepers: Sleeper[] = [];

  const add = (sleeper: Sleeper): void => {
    let [low, high] = [0, sleepers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sleepers[middle]?.due ?? 0) <= sleeper.due) low = middle + 1;
      else high = middle;
    }
    sleepers.splice(low, 0, sleeper);
  };
  const turn = (): void => {
    const next = sleepers[0];
    isTurning = next !== undefined;
    if (next === undefined) return;
    time = Math.max(time, next.due);
    const later = sleepers.findIndex(({ due }) => due > time);
    for (const { wake } of sleepers.splice(0, later < 0 ? sleepers.length : later)) wake();
    setImmediate(turn);
  };

  return {
    now: () => time,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    async sleep(milliseconds, signal) {
      throwIfCancelled(signal);
      await new Promise<void>((resolve, reject) => {
        const sleeper: Sleeper = {
          due: time + Math.max(0, milliseconds),
          wake: () => {
            signal?.removeEventListener('abort', cancel);
            resolve();
          },
        };
        const cancel = (): void => {
          const index = sleepers.indexOf(sleeper);
          if (index >= 0) sleepers.splice(index, 1);
          reject(new CancelledError('The run was cancelled.'));
        };
        signal?.addEventListener('abort', cancel, { once: true });
        add(sleeper);
        if (!isTurning) {
          isTurning = true;
          setImmediate(turn);
        }
      });
    },
  };
}
