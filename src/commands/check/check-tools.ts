import type { ArmClient } from '../../azure/arm-client.ts';
import type { GitHubEvent } from '../../github/event.ts';
import type { Clock } from '../../run/clock.ts';
import type { Logger } from '../../run/logger.ts';

export interface CheckTools {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** The checkout, or the folder of the command line. */
  readonly folder: string;
  readonly event: GitHubEvent;
  /** Signs in to Azure; with `verify` only. */
  readonly connect?: () => Promise<ArmClient>;
}
