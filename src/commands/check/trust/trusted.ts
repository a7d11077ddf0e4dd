import type { Logger } from '../../../run/logger.ts';
import type { FileTree } from '../../../sources/tree.ts';

/** `base`: on pull requests and merge groups the base commit counts. `head`: what is checked out counts, whatever the event. */
export type Trust = 'base' | 'head';

export interface TrustedTreeSettings {
  /** What the user chose; `base` when nothing. */
  readonly trust: Trust | undefined;
  /** The folder that paths are relative to: the workspace, or the folder of the command line. */
  readonly folder: string;
  /** The files of that folder as they are checked out. */
  readonly checkout: FileTree;
  readonly githubToken: string | undefined;
}

export interface TrustedTools {
  readonly logger: Logger;
  readonly signal?: AbortSignal;
}

/** Where policies, parameters, exemptions, baseline and configuration come from. */
export interface TrustedTree {
  readonly tree: FileTree;
  /** The commit that `tree` shows; absent when it shows what is checked out, or when the event does not tell. */
  readonly commit?: string;
  /** False when `tree` is what is checked out. */
  readonly isBase: boolean;
  /** What is checked out is the merge into `commit`, so that every difference between the two is the pull request's. */
  readonly isMergedInto: boolean;
  /** Sentences for the log and the report: code that must not be trusted is checked out. */
  readonly warnings: readonly string[];
  /** Ends what reads `tree`. */
  readonly close: () => void;
}
