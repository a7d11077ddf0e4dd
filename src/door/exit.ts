import { setMaxListeners } from 'node:events';
import { CancelledError, messageOf, UserError } from '../run/errors.ts';
import type { Logger } from '../run/logger.ts';

/** How a run ends, for shells and workflows. */
export const exitStatus = { clean: 0, findings: 1, usersMistake: 2, failure: 3, cancelled: 130 } as const;

export function statusOf(error: unknown): number {
  if (error instanceof CancelledError) return exitStatus.cancelled;
  return error instanceof UserError ? exitStatus.usersMistake : exitStatus.failure;
}

/** Says why a run failed, as sentences; the stack is for those who asked for debug output. */
export function tell(error: unknown, logger: Logger): void {
  logger.error(messageOf(error));
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) logger.debug(cause.stack ?? cause.message);
}

/**
 * SIGINT and SIGTERM abort the run's signal; a runner sends the second one 7.5 seconds after the first and kills 2.5 seconds later
 * (GitHub documentation "Canceling a workflow"). Whoever asks twice is obeyed at once.
 */
export function cancellation(): AbortSignal {
  const controller = new AbortController();
  // Every request that waits listens to it, by the thousand; node 20 would warn of a leak from the eleventh on.
  setMaxListeners(0, controller.signal);
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted && name === 'SIGINT') process.exit(exitStatus.cancelled);
      controller.abort();
    });
  }
  return controller.signal;
}

/** The last resort: what no `catch` saw ends in one sentence too. The run never got to its report, so it counts as not begun. */
export function guard(say: (message: string) => void): void {
  const end = (error: unknown): void => {
    const cancelled = error instanceof CancelledError;
    say(cancelled ? error.message : `aks-network-isolation failed unexpectedly (${messageOf(error)}): please report this, with the log of a run that prints debug output.`);
    process.exit(cancelled ? exitStatus.cancelled : exitStatus.usersMistake);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
