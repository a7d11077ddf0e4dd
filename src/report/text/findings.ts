import type { Finding, Fix, Verdict } from '../../policy/finding.ts';
import type { PlaceOf } from '../drift/place.ts';
import { clip, codeLines, oneLine } from '../escape.ts';
import type { FileFindings } from '../findings/by-file.ts';
import type { Style } from '../terminal.ts';
import { reasonWords, remedyLabel, tellingReasons } from '../wording.ts';
import { renderChange, whereWords } from './drift/change.ts';
import { paragraph, type Page } from './page.ts';

export const verdictStyles: Readonly<Record<Verdict, Style>> = {
  error: 'bad',
  violation: 'bad',
  undetermined: 'doubtful',
  exempt: 'quiet',
  compliant: 'good',
  notApplicable: 'quiet',
};

/** A longer column pushes the next ones out of line only in its own row. */
const columnLimit = 40;
const diffLimit = 20;
const exposesLimit = 5;
/** A property of a template may hold a script; a line of it is enough to find it. */
const lineLimit = 300;

/** The findings of a file below its name, their first lines aligned: one section for the name, one for each finding. */
export function renderFileFindings({ file, findings }: FileFindings, page: Page): readonly (readonly string[])[] {
  const blocks = renderFindings(findings, page);
  return file === undefined ? blocks : [[page.paint('strong', oneLine(file) || '""')], ...blocks];
}

/** Findings one below the other in full, their first lines aligned: one section for each. @param placeOf finds where a living resource is */
export function renderFindings(findings: readonly Finding[], page: Page, placeOf: PlaceOf = () => undefined): readonly (readonly string[])[] {
  const columns = findings.map(columnsOf);
  const widths = [0, 1, 2].map((index) => columns.reduce((widest, row) => Math.max(widest, widthOf(row[index] ?? '')), 0));
  return findings.map((finding, index) => renderFinding(finding, columns[index] ?? [], widths, page, placeOf));
}

function widthOf({ length }: string): number {
  return length <= columnLimit ? length : 0;
}

function columnsOf({ change, verdict, severity, rule, resource }: Finding): readonly string[] {
  const kind = change === undefined || change.kind === 'unchanged' ? '' : `${change.kind}: `;
  return [`${kind}${verdict} (${severity})`, oneLine(rule), oneLine(resource.name)];
}

function renderFinding(finding: Finding, [verdict = '', rule = '', name = '']: readonly string[], [first = 0, second = 0, third = 0]: readonly number[], page: Page, placeOf: PlaceOf): readonly string[] {
  const { paint } = page;
  const { location, related = [], exposes = [], fix, change } = finding;
  const where = [whereWords(placeOf(finding.resource)), location === undefined ? '' : spotOf(location)].filter((words) => words !== '').join('  ');
  const place = where === '' ? '' : `  ${paint('quiet', where)}`;
  return [
    `${paint(verdictStyles[finding.verdict], verdict)}${pad(verdict, first)}  ${paint('strong', rule)}${pad(rule, second)}  ${name}${place === '' ? '' : pad(name, third)}${place}`,
    ...paragraph(finding.message, '  ', page),
    ...tellingReasons(finding).flatMap((reason) => {
      const { path, actual, relation, expected } = reasonWords(reason);
      return paragraph(`${path}: ${actual} ${relation} ${expected}`, '    ', page);
    }),
    ...(change === undefined ? [] : renderChange(change, '  ', page)),
    ...(fix === undefined ? [] : renderFix(fix, page)),
    ...(exposes.length === 0 ? [] : paragraph(`Opens ${exposes.slice(0, exposesLimit).map((exposed) => oneLine(exposed.rule)).join(', ')}`, '  ', page)),
    ...(finding.remedy === undefined ? [] : paragraph(`${remedyLabel(finding)}: ${finding.remedy}`, '  ', page)),
    ...related.flatMap((other) => paragraph(`See ${spotOf(other)}: ${other.message}`, '  ', page)),
  ];
}

/** `file:line:column`, which terminals and editors open. */
function spotOf({ file, line, column }: { readonly file: string; readonly line: number; readonly column: number }): string {
  return `${oneLine(file)}:${line}:${column}`;
}

function pad(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - text.length));
}

/** What to take away and what to put there, as a diff shows it. */
function renderFix({ original, replacement }: Fix, { paint }: Page): readonly string[] {
  const side = (sign: string, style: Style, text: string): readonly string[] => codeLines(text, diffLimit, lineLimit).map((line) => `    ${paint(style, clip(`${sign} ${line}`, lineLimit))}`);
  return [...side('-', 'bad', original), ...side('+', 'good', replacement)];
}
