import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, messageOf, UserError } from './errors.js';

/** The report in a form, for a file or standard output. */
async function render(report        , format              , colour         )                  {
  switch (format) {
    case 'json':
      return (await import('./json.js')).renderJson(report);
    case 'lines':
      return (await import('./lines.js')).renderLines(report);
    case 'markdown':
      return (await import('./markdown.js')).renderMarkdown(report);
    case 'sarif':
      return (await import('./sarif.js')).renderSarif(report);
    case 'html':
      return (await import('./html.js')).renderHtml(report);
    case 'text':
      return (await import('./text.js')).renderText(report, { colour });
  }
}

/** Writes the report into a file; its folder is made. Returns, not throws, what to say when the place cannot be written to: the rest comes first. */
async function writeReport(file        , content        )                                 {
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
async function annotate(report        , logger        , fails                         )                {
  const { annotationsOf } = await import('./annotations.js');
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
async function publish(report        , event             , options                , tools                                                           )                  {
  const [{ renderMarkdown }, { writeSummary }, { fileLinks }, { converse }] = await Promise.all([
    import('./markdown.js'), import('./summary.js'), import('./file-link.js'), import('./conversation.js'),
  ]);
  const linkTo = fileLinks(event);
  const links = { ...(event.runUrl === undefined ? {} : { runUrl: event.runUrl }), ...(linkTo === undefined ? {} : { linkTo }) };
  await writeSummary(renderMarkdown(report, { ...links, limit: summaryRoom }))
    .catch((error         ) => tools.logger.warning(`The job summary could not be written: ${messageOf(error)}`));
  return await converse(report, event, options, (shown) => renderMarkdown(shown, links), tools);
}

export { annotate, publish, render, writeReport };
