import { codeSpan, prose, tableCell } from './escape.ts';
import { renderChanges } from './markdown/change.ts';
import { renderEveryWays, renderExposures } from './markdown/exposures.ts';
import { renderFindings } from './markdown/findings.ts';
import { isLinkable, type LinkTo } from './markdown/links.ts';
import { prefixWithin } from './markdown/room.ts';
import { renderPicture } from './markdown/picture.ts';
import { renderStepDetails, renderStepTable } from './markdown/steps.ts';
import type { Report } from './report.ts';
import { calmSentence, effectOf, outcomeOf, summaryOf } from './wording.ts';

export interface MarkdownOptions {
  /** UTF-16 units of the whole comment, the hidden marker's reserve included. At least 8,000. */
  readonly limit?: number;
  /** The page of the run, linked in the last line. */
  readonly runUrl?: string;
  /** The page of a line of a file at the commit in question; without it places are text. */
  readonly linkTo?: LinkTo;
}

/** GitHub takes 65,536 characters. The rest is left for what its servers may count otherwise, and for a reader's reply that quotes the text. */
const commentLimit = 60_000;
const smallestLimit = 8_000;
/** What the sender puts before the text: the marker that makes the comment its own (github/comment/marker.ts). */
const markerReserve = 500;

/**
 * The report as GitHub markdown, for a comment or a job summary. With the marker it stays below `limit`; when there is too
 * much, what is least severe goes first and is counted. Everything from outside stands in code spans.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const limit = Math.max(smallestLimit, options.limit ?? commentLimit) - markerReserve;
  const footer = renderFooter(report, options.runUrl);
  const { exposures = [] } = report;
  const picture = exposures.length === 0 ? renderPicture(report) : renderExposures(exposures, limit / 6);
  const head = [renderHeadline(report), renderNotes(report, limit / 8), renderFacts(report, limit / 8), picture];
  const steps = renderStepTable(report.steps, limit / 4);
  const summary = renderSummary(report);
  const changes = renderChanges(report.findings, limit / 8, options.linkTo);
  // Findings come before the details of steps and of ways out in worth, though not in place.
  const findings = renderFindings(report.findings, limit - lengthOf([...head, steps, changes, summary, footer]), options.linkTo);
  const details = renderStepDetails(report.steps, limit - lengthOf([...head, steps, changes, findings, summary, footer]));
  const everyWay = renderEveryWays(exposures, limit - lengthOf([...head, steps, details, changes, findings, summary, footer]));
  return `${join([...head, everyWay, steps, details, changes, findings, summary, footer])}\n`;
}

function join(sections: readonly string[]): string {
  return sections.filter((section) => section !== '').join('\n\n');
}

function lengthOf(sections: readonly string[]): number {
  // One more section and the line break at the end are still to come.
  return join(sections).length + 3;
}

function renderHeadline(report: Report): string {
  const title = prose(report.title, 200);
  const effect = effectOf(report);
  const headline = `### ${title.charAt(0).toUpperCase()}${title.slice(1)}: ${prose(outcomeOf(report), 200)}`;
  return `${headline}\n\n${codeSpan(report.command, 60)}${effect === undefined ? '' : ` · ${effect}`}`;
}

function renderNotes(report: Report, room: number): string {
  const notes = prefixWithin(report.notes.map((note) => `> ${prose(note, 800)}`), room, '\n>\n'.length);
  const dropped = report.notes.length - notes.length;
  return [...notes, ...(dropped > 0 ? [`> ${dropped} more notes are in the report.`] : [])].join('\n>\n');
}

function renderFacts(report: Report, room: number): string {
  if (report.facts.length === 0) return '';
  const rows = report.facts.map((fact) => `| ${tableCell(prose(fact.label, 100))} | ${tableCell(codeSpan(fact.value))} |`);
  const shown = prefixWithin(rows, room, 1);
  const dropped = rows.length - shown.length;
  return ['| Fact | Value |', '| :-- | :-- |', ...shown, ...(dropped > 0 ? [`| ${dropped} more | |`] : [])].join('\n');
}

/** What was read and found; of a clean run one sentence. */
function renderSummary(report: Report): string {
  const sentence = calmSentence(report) ?? summaryOf(report);
  return sentence === undefined ? '' : prose(sentence);
}

function renderFooter(report: Report, runUrl: string | undefined): string {
  const parts = [
    ['aks-network-isolation', ...(report.toolVersion === undefined ? [] : [prose(report.toolVersion, 60)])].join(' '),
    ...(report.planHash === undefined ? [] : [`plan ${codeSpan(report.planHash, 80)}`]),
    ...(isLinkable(runUrl) ? [`[run](${runUrl})`] : []),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}
