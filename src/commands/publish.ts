import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GitHubEvent } from '../github/event.ts';
import type { Report } from '../report/report.ts';
import { codeOf, messageOf, UserError } from '../run/errors.ts';
import type { Logger } from '../run/logger.ts';

export type ReportFormat = 'text' | 'lines' | 'json' | 'markdown';

export interface PublishOptions {
  readonly comment: boolean;
  readonly commentKey: string | undefined;
  readonly pullRequestNumber: number | undefined;
  readonly githubToken: string | undefined;
  /** File that receives the report. */
  readonly output: string | undefined;
  readonly format: ReportFormat | undefined;
}

/** The report in a form, for a file or standard output. */
export async function render(report: Report, format: ReportFormat, colour: boolean): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/json.ts')).renderJson(report);
    case 'lines':
      return (await import('../report/lines.ts')).renderLines(report);
    case 'markdown':
      return (await import('../report/markdown.ts')).renderMarkdown(report);
    case 'text':
      return (await import('../report/text.ts')).renderText(report, { colour });
  }
}

/** Writes the report into a file; its folder is made. Returns, not throws, what to say when the place cannot be written to: the rest comes first. */
export async function writeReport(file: string, content: string): Promise<UserError | undefined> {
  try {
    // One folder, not a chain of them: node's recursive mkdir never returns below /proc.
    await mkdir(dirname(file)).catch(() => undefined);
    await writeFile(file, content.endsWith('\n') ? content : `${content}\n`);
    return undefined;
  } catch (error) {
    const reason = codeOf(error) === 'ENOENT' ? 'its folder does not exist' : messageOf(error);
    return new UserError(`The report cannot be written to "${file}": ${reason}.`, { cause: error });
  }
}

/** GitHub shows ten annotations of a kind per step and drops the rest unsaid (github/community discussion 68471): the worst nine, and a count. */
const shownAnnotations = 9;

/** Findings as annotations, worst first. */
export async function annotate(report: Report, logger: Logger): Promise<void> {
  const { worstFirst } = await import('../report/worst-first.ts');
  const findings = worstFirst(report.findings);
  for (const { rule, resource, message, severity } of findings.slice(0, shownAnnotations)) {
    const line = `${rule} on ${resource.name}: ${message}`;
    // Findings on neighbours do not fail `assign`, and should not look as if they did.
    if (severity === 'high' && report.command !== 'assign') logger.error(line);
    else logger.warning(line);
  }
  if (findings.length > shownAnnotations) logger.warning(`${findings.length - shownAnnotations} more findings are in the report.`);
}

/**
 * Puts the report where people look: the job summary, and the one comment on the pull request when there is one.
 * Nothing that GitHub refuses fails the run. Returns the comment's address, or "".
 */
export async function publish(report: Report, event: GitHubEvent, options: PublishOptions, tools: { readonly logger: Logger; readonly signal: AbortSignal }): Promise<string> {
  const [{ renderMarkdown }, { writeSummary }] = await Promise.all([import('../report/markdown.ts'), import('../github/summary.ts')]);
  const markdown = renderMarkdown(report, event.runUrl === undefined ? {} : { runUrl: event.runUrl });
  await writeSummary(markdown).catch((error: unknown) => tools.logger.warning(`The job summary could not be written: ${messageOf(error)}`));
  return await comment(report, markdown, event, options, tools);
}

async function comment(report: Report, body: string, event: GitHubEvent, options: PublishOptions, tools: { readonly logger: Logger; readonly signal: AbortSignal }): Promise<string> {
  const pullRequestNumber = options.pullRequestNumber ?? event.pullRequest?.number;
  if (!options.comment || pullRequestNumber === undefined || event.repository === undefined) return '';
  if (options.githubToken === undefined) {
    tools.logger.warning('There is no "github-token" to comment with; the report is in the job summary.');
    return '';
  }
  const [{ upsertComment }, { defaultCommentKey }] = await Promise.all([import('../github/comment.ts'), import('../github/comment-key.ts')]);
  const key = options.commentKey ?? defaultCommentKey({
    command: report.command,
    target: report.target.id,
    ...(event.workflow === undefined ? {} : { workflow: event.workflow }),
    ...(event.job === undefined ? {} : { job: event.job }),
  });
  const { kind, url } = await upsertComment({
    token: options.githubToken,
    apiUrl: event.apiUrl,
    repository: event.repository,
    pullRequestNumber,
    key,
    body,
    when: 'always',
    isFork: event.pullRequest?.isFork ?? false,
    isDependabot: event.pullRequest?.isDependabot ?? false,
  }, tools);
  tools.logger.info(kind === 'refused' ? 'No comment was written.' : `The comment on pull request ${pullRequestNumber} is ${kind === 'unchanged' ? 'as it should be' : kind}.`);
  return url ?? '';
}
