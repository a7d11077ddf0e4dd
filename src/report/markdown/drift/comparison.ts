import { azureSentence, carriedSentence, changeCounts } from '../../drift/words.ts';
import type { ReportDrift } from '../../report.ts';
import { time } from './change.ts';

/**
 * What changed since the earlier run, when the clusters were read, and what Azure says: a sentence or two.
 * @param runUrl the page of this run: the earlier one is linked where it is of the same repository
 */
export function renderComparison(drift: ReportDrift, runUrl: string | undefined): string {
  const { at, earlier, azure } = drift;
  const read = `Read at ${time(at)}.`;
  const compared = !drift.isConclusive ? read : earlier === undefined ? `${read} No earlier run is known, so nothing counts as new.` : `Compared with ${earlierRun(earlier, runUrl)}: **${changeCounts(drift)}**. ${read}`;
  const carried = carriedSentence(drift);
  return [compared, ...(carried === undefined ? [] : [carried]), ...(azure === undefined ? [] : [azureSentence(azure, time)])].join('\n\n');
}

/** "2026-11-25 03:00 UTC", linked to the run where it has a page beside this run's. The address comes from what an earlier run left behind. */
export function earlierRun({ at, url }: NonNullable<ReportDrift['earlier']>, runUrl: string | undefined): string {
  const pages = /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\//.exec(runUrl ?? '')?.[0];
  const isBeside = pages !== undefined && url?.startsWith(pages) === true && /^\d{1,20}(?:\/attempts\/\d{1,6})?$/.test(url.slice(pages.length));
  return isBeside ? `[${time(at)}](${url})` : time(at);
}
