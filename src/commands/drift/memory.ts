import type { GitHubEvent } from '../../github/event.ts';
import type { IssueConnection, KeptIssue } from '../../github/issue.ts';
import type { EarlierRun } from '../../isolation/drift/earlier.ts';
import { UserError } from '../../run/errors.ts';
import { readReportFile } from '../../sources/report-file.ts';
import type { DriftTools } from './drift-tools.ts';
import type { DriftOptions } from './options.ts';

/** What is known of the run before. */
export interface Memory {
  readonly earlier?: EarlierRun;
  /** The issue as it stands. */
  readonly issue?: KeptIssue;
  /** Where issues are kept; absent where none is. */
  readonly connection?: IssueConnection;
  readonly notes: readonly string[];
}

type RecallOptions = Pick<DriftOptions, 'earlierReport' | 'issue' | 'githubToken'>;

/** Remembers the run before: the report that was given for it, else what the issue hides. */
export async function recall(options: RecallOptions, tools: Pick<DriftTools, 'event' | 'folder' | 'logger' | 'signal'>): Promise<Memory> {
  const [given, kept] = await Promise.all([givenReport(options, tools.folder), readKept(options, tools)]);
  if (given?.earlier !== undefined) return { ...kept, earlier: given.earlier };
  const notes = [...kept.notes, ...(given?.notes ?? [])];
  const state = kept.issue?.state;
  if (state === undefined) return { ...kept, notes };
  const { parseEarlierState } = await import('../../isolation/drift/state/read.ts');
  try {
    return { ...kept, notes, earlier: parseEarlierState(state) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...kept, notes: [...notes, `${error.message} This run compares with nothing.`] };
  }
}

async function givenReport({ earlierReport }: RecallOptions, folder: string): Promise<{ readonly earlier?: EarlierRun; readonly notes: readonly string[] } | undefined> {
  if (earlierReport === undefined) return undefined;
  const text = await readReportFile(earlierReport, folder);
  if (text === undefined) return { notes: [`There is no report \`${earlierReport}\` of an earlier run yet.`] };
  return { earlier: (await import('../../isolation/drift/earlier-report.ts')).earlierFromReport(text, earlierReport), notes: [] };
}

async function readKept({ issue, githubToken }: RecallOptions, { event, logger, signal }: Pick<DriftTools, 'event' | 'logger' | 'signal'>): Promise<Memory> {
  if (issue === undefined) return { notes: [] };
  const connection = connectionOf(event, githubToken);
  if (typeof connection === 'string') {
    logger.warning(connection);
    return { notes: [] };
  }
  const { readIssue } = await import('../../github/issue.ts');
  const reading = await readIssue(issue, connection, { logger, signal });
  if (reading.kind === 'refused') return { notes: ['The issue of this target could not be read, and is left as it is: this run compares with nothing that it remembers.'] };
  return { connection, ...(reading.kind === 'found' ? { issue: reading.issue } : {}), notes: [] };
}

function connectionOf({ apiUrl, repository }: GitHubEvent, token: string | undefined): IssueConnection | string {
  if (repository === undefined) return 'There is no repository to keep an issue in: GITHUB_REPOSITORY is not set.';
  if (token === undefined) return 'There is no "github-token" to keep an issue with; the report is in the job summary.';
  return { token, apiUrl, repository };
}
