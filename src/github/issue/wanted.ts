import type { IssueName } from './find.ts';
import type { ChangeComment } from './news.ts';

/** The issue as it stands before a run. */
export interface KeptIssue {
  readonly number: number;
  readonly url: string;
  readonly isOpen: boolean;
  /** Closed for a reason of somebody's own (as not planned, as a duplicate): it stays closed until something gets worse. */
  readonly isSilenced: boolean;
  /** What the last run hid; absent when it did not fit, or when somebody edited it so that it cannot be believed (a warning said so). */
  readonly state?: string;
  /** To be handed back to `keepIssue`. */
  readonly generation?: number;
}

export interface WantedIssue extends IssueName {
  /** One line, cut to GitHub's 256 characters. A person's own title stays until this one changes. */
  readonly title: string;
  /** Markdown of at most `bodyRoom(state)` characters; `@name`, `#1` and HTML from outside have to be escaped, as for a comment. */
  readonly body: string;
  /** What the body and the state say, without what is different in every run (times): they are written again only when this changes. Default: both. */
  readonly meaning?: string;
  /** Only when the findings changed since the run whose state this one compared with. Not posted on an issue that is opened for the first time. */
  readonly comment?: ChangeComment;
  /** Something is new or worse, which opens even an issue that somebody closed as not planned. Default: when there is a comment. */
  readonly worse?: boolean;
  /** Opaque; hidden in the body for the next run. Left out when it does not fit. */
  readonly state: string;
  /** False: the target is clean, the issue is closed as completed, and none is opened. */
  readonly open: boolean;
  /** What `readIssue` gave this run to compare with: another run in between does not make the comment appear twice. */
  readonly earlier?: KeptIssue;
}
