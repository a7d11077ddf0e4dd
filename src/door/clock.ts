import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../run/clock.ts';
import { CancelledError } from '../run/errors.ts';

/** The machine's clock: the only one in the product. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw new CancelledError('The run was cancelled.', { cause: error });
    }
  },
};
