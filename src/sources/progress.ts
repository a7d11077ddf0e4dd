import type { Clock } from '../run/clock.ts';
import type { Logger } from '../run/logger.ts';

export interface ProgressTools {
  readonly logger?: Logger;
  /** With a logger: progress is told of work that takes longer than two seconds. */
  readonly clock?: Clock;
}

/** Told the state of the work as often as one likes. */
export type Teller = (state: string) => void;

/** Passes the state of work on, once that has taken two seconds, and every second from then on. */
export function teller(subject: string, { logger, clock }: ProgressTools): Teller {
  if (logger === undefined || clock === undefined) return () => undefined;
  const start = clock.now();
  let next = start + 2000;
  return (state) => {
    const now = clock.now();
    if (now < next) return;
    next = now + 1000;
    logger.progress({ subject, state, elapsed: now - start });
  };
}
