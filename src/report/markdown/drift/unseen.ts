import { codeSpan, prose } from '../../escape.ts';
import type { ReportDrift } from '../../report.ts';
import { prefixWithin } from '../room.ts';

/** More of them tell no more of what is missing. */
const most = 8;

/**
 * What could not be read, plainly and first: it is neither clean nor healed. At most `room` units; empty where all was read.
 * @param withWhy false for a text that stays the same from run to run: what Azure says of a failure does not
 */
export function renderUnseen({ unseen, isConclusive }: ReportDrift, room: number, withWhy: boolean): string {
  const lead = [
    ...(isConclusive ? [] : ['> **So little could be read that nothing follows from it.** What was found before still counts.']),
    ...(unseen.length === 0 ? [] : [`> **${unseen.length} not read**, and therefore neither clean nor healed:`]),
  ];
  if (lead.length === 0) return '';
  const items = unseen.slice(0, most).map(({ scope, why }) => `> - ${codeSpan(scope, 300)}${withWhy ? `: ${prose(why, 300)}` : ''}`);
  const shown = prefixWithin(items, room - lead.join('\n>\n').length - 60, 1);
  const left = unseen.length - shown.length;
  return [lead.join('\n>\n'), ...shown, ...(left === 0 ? [] : [`> - ${left} more`])].join('\n');
}
