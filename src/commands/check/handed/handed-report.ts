import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { GitHubEvent, WorkflowRun } from '../../../github/event.ts';
import { codeOf, messageOf, UserError } from '../../../run/errors.ts';
import type { Logger } from '../../../run/logger.ts';
import type { Report } from '../../../report/report.ts';

export interface HandedReportRequest {
  /** The report's file, as the artifact of the run before held it. */
  readonly file: string;
  readonly folder: string;
  readonly githubToken: string | undefined;
}

export type HandedReport =
  /** Safe to render; `number` is the pull request to comment on. */
  | { readonly kind: 'report'; readonly report: Report; readonly number: number }
  /** The report is not, or no longer, about a pull request as it stands; nothing is to be written. `reason` is a sentence. */
  | { readonly kind: 'outdated'; readonly reason: string };

/** A comment shows some 60,000 characters, a summary 1 MiB. */
const largest = 8 * 1024 * 1024;

/**
 * Takes a report over from the run that this one follows (`workflow_run`): `check` on `pull_request` writes its JSON report, a first workflow
 * keeps it as an artifact, and a second one, with a token that may comment, reads it here. A fork's pull request may have changed the
 * first workflow, so every word of the file is a stranger's: it is held to the schema and to bounds, and the pull request that it names must
 * have, by GitHub's own word, the head that the run before was of. It cannot show that the report is true: a note says so.
 * Throws `UserError` for an event, a file or a token that will not do.
 */
export async function readHandedReport(event: GitHubEvent, request: HandedReportRequest, tools: { readonly logger: Logger; readonly signal?: AbortSignal }): Promise<HandedReport> {
  const run = event.workflowRun;
  if (event.name !== 'workflow_run' || run === undefined) throw new UserError(`A report is taken over on workflow_run only, and this is ${event.name}.`);
  if (run.event !== 'pull_request') throw new UserError(`The run before was started by ${run.event}, not by pull_request: its report is about no pull request. Add "if: github.event.workflow_run.event == 'pull_request'" to the job.`);
  const { repository, apiUrl } = event;
  const { githubToken: token } = request;
  if (token === undefined || repository === undefined) throw new UserError('A report is taken over only with a "github-token" that may read pull requests: GitHub has to confirm which one it is about.');

  const [{ parseHandedReport }, { readPullRequest }] = await Promise.all([import('./handed-report-shape.ts'), import('../../../github/pull-request.ts')]);
  const { report, number } = parseHandedReport(await readReportFile(request), request.file);
  const pull = await readPullRequest({ token, apiUrl, repository, number }, tools);
  if (pull.kind === 'refused') throw new UserError(`Pull request #${number}, which ${request.file} names, cannot be confirmed: ${pull.reason}.`);
  const doubt = pull.kind === 'absent' ? `there is no pull request #${number}` : doubtOf(run, pull, number);
  if (doubt !== undefined) return { kind: 'outdated', reason: `The report in ${request.file} is not taken over: ${doubt}.` };
  return { kind: 'report', report: { ...report, notes: [...report.notes, originNote(run)] }, number };
}

function doubtOf(run: WorkflowRun, pull: { readonly state: string; readonly headSha: string; readonly headRepository?: string }, number: number): string | undefined {
  if (pull.headSha !== run.headSha) return `the run was of commit ${run.headSha.slice(0, 12)}, and the head of pull request #${number} is ${pull.headSha.slice(0, 12)}`;
  // The same commit may be the head of somebody else's pull request.
  if (run.headRepository === undefined || pull.headRepository?.toLowerCase() !== run.headRepository.toLowerCase()) return `the run was of another repository than the head of pull request #${number}`;
  return pull.state === 'open' ? undefined : `pull request #${number} is closed`;
}

function originNote({ conclusion, headSha }: WorkflowRun): string {
  const ended = conclusion === undefined ? '' : ` That run ended with ${conclusion}.`;
  return `This report was made by the pull request's own run for commit \`${headSha.slice(0, 12)}\`, which the pull request may have changed: what counts is the status of that run.${ended}`;
}

/** The flags that Windows does not have are undefined there. An archive may hold links and pipes. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW || 0) | (constants.O_NONBLOCK || 0);

async function readReportFile({ file, folder }: HandedReportRequest): Promise<string> {
  try {
    const handle = await open(resolve(folder, file), flags);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw new UserError(`${file} is no ordinary file.`);
      if (stats.size > largest) throw new UserError(`${file} has ${stats.size} bytes; a report that is taken over may have at most ${largest}.`);
      const bytes = Buffer.alloc(stats.size);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytes.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = { ENOENT: 'there is no such file; download the artifact of the run before first', ELOOP: 'it is a link', EISDIR: 'it is a folder' }[codeOf(error) ?? ''] ?? messageOf(error);
    throw new UserError(`The report ${file} cannot be read: ${reason}.`, { cause: error });
  }
}
