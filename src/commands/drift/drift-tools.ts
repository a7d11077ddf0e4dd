import type { GitHubEvent } from '../../github/event.ts';
import type { Tools } from '../tools.ts';

export interface DriftTools extends Tools {
  /** The checkout, or the folder of the command line. */
  readonly folder: string;
  readonly event: GitHubEvent;
}
