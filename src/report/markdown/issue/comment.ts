import type { Finding } from '../../../policy/finding.ts';
import { codeSpan, prose } from '../../escape.ts';
import { isFresh } from '../../drift/fresh.ts';
import { placesOf, type PlaceOf } from '../../drift/place.ts';
import { changeCounts } from '../../drift/words.ts';
import type { Report } from '../../report.ts';
import { worstFirst } from '../../worst-first.ts';
import { earlierRun } from '../drift/comparison.ts';
import { renderHealed } from '../drift/healed.ts';
import { renderRemedies } from '../drift/remedies.ts';
import { renderUnseen } from '../drift/unseen.ts';
import { renderChange } from '../drift/change.ts';
import { renderWhere } from '../drift/where.ts';
import { join, withoutHidden } from '../join.ts';
import { prefixWithin } from '../room.ts';
import { renderLinks, type IssueLinks } from './links.ts';

export interface IssueCommentOptions extends IssueLinks {
  /** UTF-16 units that the text may take, at least 4,000. */
  readonly limit: number;
}

const smallestLimit = 4_000;
/** A comment is read in a mail; who wants more of it opens the issue. */
const freshLimit = 20;
const healedLimit = 20;

/**
 * What changed since the earlier run, as a comment on the issue: what is new, worse or healed with who wrote and when, and what was done about it.
 * Empty where nothing changed or nothing follows: then there is nothing to say. Holds no `<!--`.
 */
export function renderIssueComment(report: Report, options: IssueCommentOptions): string {
  const { drift, findings } = report;
  if (drift?.isConclusive !== true) return '';
  const fresh = worstFirst(findings.filter(isFresh));
  const done = (drift.remedies ?? []).filter(({ kind }) => kind === 'applied' || kind === 'failed');
  if (fresh.length + drift.healed.length + done.length === 0) return '';
  const limit = Math.max(smallestLimit, options.limit) - 1;
  const placeOf = placesOf(drift);
  const { earlier } = drift;
  const lead = earlier === undefined ? '' : `Since ${earlierRun(earlier, options.runUrl)}: **${changeCounts(drift)}**.`;
  const unseen = renderUnseen(drift, limit / 10, true);
  const links = renderLinks(options);
  const news = renderFresh(fresh, placeOf, limit * 0.45);
  const healed = renderHealed(drift.healed, placeOf, limit * 0.2, healedLimit);
  const remedies = renderRemedies(done, limit - join([lead, news, healed, unseen, links]).length - 6);
  return withoutHidden(`${join([lead, news, healed, remedies, unseen, links])}\n`);
}

function renderFresh(findings: readonly Finding[], placeOf: PlaceOf, room: number): string {
  if (findings.length === 0) return '';
  const heading = `#### New or worse (${findings.length})\n`;
  const shown = prefixWithin(itemsOf(findings.slice(0, freshLimit), placeOf), room - heading.length - 60, 1);
  const left = findings.length - shown.length;
  return [heading, ...shown, ...(left === 0 ? [] : [`- ${left} more; the issue has the worst`])].join('\n');
}

function* itemsOf(findings: readonly Finding[], placeOf: PlaceOf): Generator<string> {
  for (const { title, rule, severity, verdict, resource, message, change } of findings) {
    const head = `- **${prose(title, 200)}** (${codeSpan(rule, 100)}, ${verdict}, ${severity}) on ${codeSpan(resource.name, 200)}${renderWhere(placeOf(resource))}: ${prose(message, 300)}`;
    yield [head, ...(change === undefined ? [] : renderChange(change, '  '))].join('\n');
  }
}
