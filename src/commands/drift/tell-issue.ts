import { createHash } from 'node:crypto';
import type { IssueOutcome } from '../../github/issue.ts';
import { comparisonKey, hasSetChanged } from '../../isolation/drift/compare/changed-set.ts';
import { earlierOf } from '../../isolation/drift/earlier.ts';
import type { Report, ReportDrift } from '../../report/report.ts';
import type { DriftTools } from './drift-tools.ts';
import type { Memory } from './memory.ts';
import type { DriftOptions } from './options.ts';
import type { ComparedRuns } from './writes.ts';

/** Of the room of an issue this much is left to the text at least; the rest may be memory. UTF-16 units. */
const leastText = 20_000;

/**
 * Brings the issue of the target to what was found: opened, written anew, commented, closed, opened again. A run that could conclude nothing leaves it
 * alone, and so does a shard. @param changed what tells the change from others
 */
export async function tellIssue(report: Report, compared: Pick<ComparedRuns, 'earlier' | 'findings' | 'healed' | 'counts'>, memory: Memory, { issue, shard }: Pick<DriftOptions, 'issue' | 'shard'>, { event, logger, signal }: Pick<DriftTools, 'event' | 'logger' | 'signal'>): Promise<IssueOutcome | undefined> {
  const { connection } = memory;
  const { drift } = report;
  if (issue === undefined || connection === undefined || shard !== undefined || drift === undefined) return undefined;
  if (!drift.isConclusive) {
    logger.warning('Nothing can be concluded from this run: the issue is left as it is.');
    return undefined;
  }
  const [{ bodyRoom, keepIssue, stateLength, stateRoom }, { issueTitle, renderIssueBody, renderIssueComment }, { stateOf }] = await Promise.all([
    import('../../github/issue.ts'), import('../../report/markdown/issue.ts'), import('../../isolation/drift/state/write.ts'),
  ]);
  const links = event.runUrl === undefined ? {} : { runUrl: event.runUrl };
  const state = stateOf(earlierOf({ findings: report.findings, drift }), (text) => stateLength(text) <= stateRoom('x'.repeat(leastText)));
  const body = renderIssueBody(report, { ...links, limit: bodyRoom(state) });
  const done = doneBy(drift);
  const isNews = hasSetChanged(compared) || (compared.earlier !== undefined && done.length > 0);
  const comment = isNews ? { key: digest([comparisonKey(compared), ...done].join('\n')), body: renderIssueComment(report, { ...links, limit: commentRoom }) } : undefined;
  const isWrong = report.findings.some(({ verdict }) => verdict !== 'exempt') || (drift.carried ?? []).some(({ verdict }) => verdict !== 'exempt');
  const outcome = await keepIssue({
    ...issue,
    title: issueTitle(report),
    body,
    meaning: digest(body.replaceAll(event.runUrl ?? '\0', '')),
    state,
    open: isWrong,
    worse: compared.counts.new + compared.counts.worse > 0,
    ...(comment === undefined || comment.body === '' ? {} : { comment }),
    ...(memory.issue === undefined ? {} : { earlier: memory.issue }),
  }, connection, { logger, signal });
  if (outcome.number !== undefined) logger.info(`Issue #${outcome.number}: ${outcome.did}.`);
  if (!outcome.holdsState && outcome.did !== 'none' && outcome.did !== 'refused') {
    logger.warning('The issue has no room for what this run found: keep its JSON report as an artifact, and give it to the next run as "earlier-report".');
  }
  return outcome;
}

/** What the run did to clusters, or failed to do: told of even where all was found before. */
function doneBy({ remedies = [] }: ReportDrift): readonly string[] {
  return remedies.filter(({ kind }) => kind === 'applied' || kind === 'failed').map(({ kind, cluster }) => JSON.stringify([kind, cluster.id]));
}

/** A comment may have 65,536 characters; nobody reads so many. */
const commentRoom = 30_000;

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
