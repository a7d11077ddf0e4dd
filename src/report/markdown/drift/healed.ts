import { codeSpan, prose } from '../../escape.ts';
import type { PlaceOf } from '../../drift/place.ts';
import { becauseWords } from '../../drift/words.ts';
import type { HealedFinding } from '../../report.ts';
import { severityOrder } from '../../worst-first.ts';
import { prefixWithin } from '../room.ts';
import { date, writtenBy } from './change.ts';
import { renderWhere } from './where.ts';

/** What is not found any more, what was worst first: as many as `room` and `most` hold, the rest counted. */
export function renderHealed(healed: readonly HealedFinding[], placeOf: PlaceOf, room: number, most: number): string {
  if (healed.length === 0) return '';
  const heading = `#### Healed (${healed.length})\n`;
  const sorted = healed.toSorted((left, right) => severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity));
  const shown = prefixWithin(itemsOf(sorted.slice(0, most), placeOf), room - heading.length - 60, 1);
  const left = healed.length - shown.length;
  return [heading, ...shown, ...(left === 0 ? [] : [`- ${left} more`])].join('\n');
}

function* itemsOf(healed: readonly HealedFinding[], placeOf: PlaceOf): Generator<string> {
  for (const { rule, title, severity, resource, because, since, write } of healed) {
    const by = write === undefined ? '' : `. ${writtenBy(write)}`;
    yield `- ${prose(title, 200)} (${codeSpan(rule, 100)}, ${severity}) on ${codeSpan(resource.name, 200)}${renderWhere(placeOf(resource))}: ${becauseWords[because]}; it was there since ${date(since)}${by}`;
  }
}
