import type { ArmClient } from '../azure/arm-client.ts';
import type { Clock } from '../run/clock.ts';
import type { Logger } from '../run/logger.ts';
import type { Report } from '../report/report.ts';

/** What the door makes once and hands to a command. */
export interface Tools {
  readonly arm: ArmClient;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Aborts when the run is cancelled. */
  readonly signal: AbortSignal;
  /** The version of this project: objects that it writes carry it. */
  readonly version: string;
}

/** How a command ended: always with a report, also when it failed half-way. */
export interface Outcome {
  readonly report: Report;
  /** Why the run did not do what it was asked for; thrown by the door after the report has been shown. */
  readonly failure?: Error;
  /** True when findings reach `fail-on`. */
  readonly exceeds?: boolean;
  /** The pull request that the report is about, where the event does not tell. */
  readonly pullRequestNumber?: number;
  /** Address of the issue that is kept of the target. */
  readonly issueUrl?: string;
  /** True for a report that is no pull request's business: it goes to log, summary and file only. */
  readonly isPrivate?: boolean;
}
