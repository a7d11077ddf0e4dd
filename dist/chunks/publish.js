import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, messageOf, UserError } from './errors.js';

/** The report in a form, for a file or standard output. */
async function render(report        , format              , colour         )                  {
  switch (format) {
    case 'json':
      return (await import('./json2.js')).renderJson(report);
    case 'lines':
      return (await import('./lines.js')).renderLines(report);
    case 'markdown':
      return (await import('./markdown.js')).renderMarkdown(report);
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

/** GitHub shows ten annotations of a kind per step and drops the rest unsaid (github/community discussion 68471): the worst nine, and a count. */
const shownAnnotations = 9;

/** Findings as annotations, worst first. */
async function annotate(report        , logger        )                {
  const { worstFirst } = await import('./worst-first.js');
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
async function publish(report        , event             , options                , tools                                                           )                  {
  const [{ renderMarkdown }, { writeSummary }] = await Promise.all([import('./markdown.js'), import('./summary.js')]);
  const markdown = renderMarkdown(report, event.runUrl === undefined ? {} : { runUrl: event.runUrl });
  await writeSummary(markdown).catch((error         ) => tools.logger.warning(`The job summary could not be written: ${messageOf(error)}`));
  return await comment(report, markdown, event, options, tools);
}

async function comment(report        , body        , event             , options                , tools                                                           )                  {
  const pullRequestNumber = options.pullRequestNumber ?? event.pullRequest?.number;
  if (!options.comment || pullRequestNumber === undefined || event.repository === undefined) return '';
  if (options.githubToken === undefined) {
    tools.logger.warning('There is no "github-token" to comment with; the report is in the job summary.');
    return '';
  }
  const [{ upsertComment }, { defaultCommentKey }] = await Promise.all([import('./comment.js'), import('./comment-key.js')]);
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

export { annotate, publish, render, writeReport };
