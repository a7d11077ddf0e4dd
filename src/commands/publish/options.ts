import type { Finding } from '../../policy/finding.ts';

export interface PublishOptions {
  readonly comment: boolean;
  readonly commentKey: string | undefined;
  readonly pullRequestNumber: number | undefined;
  readonly githubToken: string | undefined;
  /** Which findings fail the run: those are errors among the annotations. */
  readonly fails: (finding: Finding) => boolean;
  /** Whether fixes are offered as suggestions in a review of the pull request. Default: no. */
  readonly suggestions?: boolean | undefined;
  /** File that receives the report. */
  readonly output: string | undefined;
  readonly format: ReportFormat | undefined;
}

export type ReportFormat = 'text' | 'lines' | 'json' | 'markdown' | 'sarif' | 'html';
