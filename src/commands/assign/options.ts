import type { AssignmentOptions } from '../assignment/options.ts';
import type { Tools } from '../tools.ts';

/** What `assign` takes. */
export interface AssignOptions extends AssignmentOptions {
  /** Names of bundled initiatives; `none` alone for none of them. Undefined: the core initiative. */
  readonly initiatives: readonly string[] | undefined;
  /** Files and folders with policies of one's own. */
  readonly policyPaths: readonly string[];
  readonly exemptionsFile: string | undefined;
  readonly includeBuiltIns: boolean;
  /** Days for which what would be locked out is let through; undefined for none. */
  readonly exemptForDays: number | undefined;
  readonly prune: boolean;
  /** Region of the identity of assignments that act with one. */
  readonly location: string | undefined;
  readonly dryRun: boolean;
  readonly planHash: string | undefined;
}

export interface AssignTools extends Tools {
  /** The checkout, or the folder of the command line. */
  readonly folder: string;
}
