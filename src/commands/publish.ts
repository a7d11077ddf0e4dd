import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GitHubEvent } from '../github/event.ts';
import type { Report } from '../report/report.ts';
import { codeOf, messageOf, UserError } from '../run/errors.ts';
import type { Logger } from '../run/logger.ts';
import type { PublishOptions, ReportFormat } from './publish/options.ts';

/** The report in a form, for a file or standard output. @param width columns of the terminal, where there is one */
export async function render(report: Report, format: ReportFormat, colour: boolean, width?: number): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/json.ts')).renderJson(report);
    case 'lines':
      return (await import('../report/lines.ts')).renderLines(report);
    case 'markdown':
      return (await import('../report/markdown.ts')).renderMarkdown(report);
    case 'sarif':
      return (await import('../report/sarif.ts')).renderSarif(report);
    case 'html':
      return (await import('../report/html.ts')).renderHtml(report);
    case 'text':
      return (await import('../report/text.ts')).renderText(report, { colour, width }, report.drift === undefined ? undefined : (await import('../report/text/drift.ts')).driftSections);
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

/** Findings as annotations, worst first; `fails` says which of them fail the run. */
export async function annotate(report: Report, logger: Logger, fails: PublishOptions['fails']): Promise<void> {
  const { annotationsOf } = await import('./publish/annotations.ts');
  // Findings on neighbours do not fail `assign`, and should not look as if they did.
  const annotations = annotationsOf(report, report.command === 'assign' ? () => false : fails);
  for (const { kind, message, place } of annotations) logger[kind](message, place);
}

/** UTF-16 units. A summary may have 1 MiB of UTF-8, and is the page for what a comment has no room for. */
const summaryRoom = 400_000;

/**
 * Puts the report where people look: the job summary, and the one comment on the pull request when there is one; on request, fixes
 * as suggestions. Nothing that GitHub refuses fails the run. Returns the comment's address, or "".
 */
export async function publish(report: Report, event: GitHubEvent, options: PublishOptions, tools: { readonly logger: Logger; readonly signal: AbortSignal }): Promise<string> {
  const [{ renderMarkdown }, { writeSummary }, { fileLinks }, { converse }] = await Promise.all([
    import('../report/markdown.ts'), import('../github/summary.ts'), import('../github/file-link.ts'), import('./publish/conversation.ts'),
  ]);
  const linkTo = fileLinks(event);
  const links = { ...(event.runUrl === undefined ? {} : { runUrl: event.runUrl }), ...(linkTo === undefined ? {} : { linkTo }) };
  await writeSummary(renderMarkdown(report, { ...links, limit: summaryRoom }))
    .catch((error: unknown) => tools.logger.warning(`The job summary could not be written: ${messageOf(error)}`));
  return await converse(report, event, options, (shown) => renderMarkdown(shown, links), tools);
}
