import type { Finding, ResourceWrite } from '../../../policy/finding.ts';
import type { PlaceOf } from '../../drift/place.ts';
import { becauseWords } from '../../drift/words.ts';
import { clip, oneLine } from '../../escape.ts';
import type { HealedFinding } from '../../report.ts';
import type { Style } from '../../terminal.ts';
import { severityOrder } from '../../worst-first.ts';
import { verdictStyles } from '../findings.ts';
import { cutLine, paragraph, type Page } from '../page.ts';
import { dateWords, whereWords, writtenBy } from './change.ts';
import { timeWords } from './look.ts';

/** What is new or worse, two lines each: what on which resource; who wrote it last, and why it is wrong. `most` of them, the rest counted. */
export function renderFresh(fresh: readonly Finding[], placeOf: PlaceOf, most: number, page: Page): readonly string[] {
  if (fresh.length === 0) return [];
  const shown = fresh.slice(0, most);
  const rows = shown.map(({ change, verdict, severity, rule, resource }) => [`${change?.kind ?? 'new'}: ${verdict} (${severity})`, shortened(rule), shortened(resource.name), whereWords(placeOf(resource))]);
  const heads = renderRows(rows, shown, page);
  const left = fresh.length - most;
  return [
    page.paint('strong', `New or worse (${fresh.length})`),
    ...shown.flatMap(({ message, change }, index) => [heads[index] ?? '', cutLine(`${change?.write === undefined ? '' : `${writerOf(change.write)}: `}${message}`, '    ', page)]),
    ...(left > 0 ? [`  ${left} more`] : []),
  ];
}

/** What is not found any more, what was worst first: `most` of them, the rest counted. @param isShort whether each has only one line */
export function renderHealed(healed: readonly HealedFinding[], placeOf: PlaceOf, most: number, isShort: boolean, page: Page): readonly string[] {
  if (healed.length === 0) return [];
  const sorted = healed.toSorted((left, right) => severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity));
  const left = healed.length - most;
  return [
    page.paint('good', `Healed (${healed.length})`),
    ...sorted.slice(0, most).flatMap(({ rule, severity, resource, because, since, write }) => {
      const on = [shortened(resource.name), whereWords(placeOf(resource))].filter((words) => words !== '').join(' ');
      const sentence = `${shortened(rule)} (${severity}) on ${on}: ${becauseWords[because]}; since ${dateWords(since)}`;
      if (isShort) return [cutLine(`${sentence}${write?.by === undefined ? '' : `; by ${shortened(write.by)}`}`, '  ', page)];
      return [...paragraph(sentence, '  ', page), ...(write === undefined ? [] : paragraph(writtenBy(write), '    ', page))];
    }),
    ...(left > 0 ? [`  ${left} more`] : []),
  ];
}

/** Findings by what was found: on which resource, or on how many, and since when. `most` lines, the rest counted. */
export function renderByRule(heading: string, findings: readonly Finding[], most: number, page: Page): readonly string[] {
  if (findings.length === 0) return [];
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.verdict, finding.severity, finding.rule]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const shown = [...groups.values()].slice(0, most);
  const left = findings.length - shown.reduce((sum, { length }) => sum + length, 0);
  const rows = shown.map((group) => {
    const [{ verdict, severity, rule, resource }] = group;
    const since = group.flatMap(({ change }) => change?.since ?? []).toSorted()[0];
    return [`${verdict} (${severity})`, shortened(rule), group.length === 1 ? shortened(resource.name) : `${group.length} resources`, since === undefined ? '' : `since ${dateWords(since)}`];
  });
  return [page.paint('strong', `${heading} (${findings.length})`), ...renderRows(rows, shown.map(([first]) => first), page), ...(left > 0 ? [`  ${left} more`] : [])];
}

/** "alice@contoso.example, 2026-11-25 16:42 UTC". */
function writerOf({ at, by }: ResourceWrite): string {
  return `${by === undefined ? 'somebody' : shortened(by)}, ${timeWords(at)}`;
}

function shortened(text: string): string {
  return clip(oneLine(text), 100) || '""';
}

/** A longer column pushes the next one out of line only in its own row. */
const columnLimit = 40;

/** Rows of a verdict, a rule, a name and something beside it, aligned. */
function renderRows(rows: readonly (readonly string[])[], findings: readonly Finding[], { paint }: Page): readonly string[] {
  const widths = [0, 1, 2].map((column) => rows.reduce((widest, row) => Math.max(widest, (row[column] ?? '').length <= columnLimit ? (row[column] ?? '').length : 0), 0));
  const styles: readonly (Style | undefined)[] = ['quiet', 'strong', undefined, 'quiet'];
  return rows.map((row, index) => {
    const verdict = findings[index]?.verdict;
    const cells = row.map((text, column) => {
      const style = column === 0 && verdict !== undefined ? verdictStyles[verdict] : styles[column];
      return `${style === undefined || text === '' ? text : paint(style, text)}${' '.repeat(Math.max(0, (widths[column] ?? 0) - text.length))}`;
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}
