import { exposuresInOrder, isFresh } from './drift/fresh.ts';
import { placesOf } from './drift/place.ts';
import { codeSpan, prose, tableCell } from './escape.ts';
import { renderChanges } from './markdown/change.ts';
import { renderComparison } from './markdown/drift/comparison.ts';
import { renderHealed } from './markdown/drift/healed.ts';
import { renderRemedies } from './markdown/drift/remedies.ts';
import { renderClusters, renderPlaces } from './markdown/drift/tables.ts';
import { renderUnseen } from './markdown/drift/unseen.ts';
import { pictureLimit, renderEveryWays, renderExposures } from './markdown/exposures.ts';
import { renderFindings, type FindingLooks } from './markdown/findings.ts';
import { join, lengthOf } from './markdown/join.ts';
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
/** Lines that say how much of findings, remedies and details is not shown. */
const countsReserve = 700;

/**
 * The report as GitHub markdown, for a comment or a job summary. With the marker it is at most as long as `limit`; when there is too
 * much, what is least severe goes first and is counted. Everything from outside stands in code spans.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const limit = Math.max(smallestLimit, options.limit ?? commentLimit) - markerReserve;
  const { drift, findings } = report;
  const footer = renderFooter(report, options.runUrl);
  const exposures = exposuresInOrder(report);
  const head = [renderHeadline(report), renderNotes(report, limit / 8), renderLook(report, limit, options.runUrl), renderFacts(report, limit / 8), renderWays(report, limit / 6)];
  const summary = renderSummary(report);
  const changes = renderChanges(findings, limit / 8, options.linkTo);
  const placeOf = placesOf(drift);
  const healed = renderHealed(drift?.healed ?? [], placeOf, limit / 8, healedLimit);
  // Where everything else is full too, what is counted instead of shown still has to fit.
  const steps = renderStepTable(report.steps, Math.min(limit / 4, limit - lengthOf([...head, changes, healed, summary, footer]) - countsReserve));
  const isCompared = drift?.earlier !== undefined;
  const looks: FindingLooks = { linkTo: options.linkTo, placeOf, ...(isCompared ? { change: 'fresh' } : {}) };
  // In worth, though not in place: what is new, the way back, what was there before, then details of steps and of ways out.
  const fixed = [...head, steps, changes, healed, summary, footer];
  const fresh = isCompared ? renderFindings(findings.filter(isFresh), limit * 0.75 - lengthOf(fixed), looks) : '';
  const remedies = renderRemedies(drift?.remedies ?? [], Math.min(limit / 4, limit - lengthOf([...fixed, fresh])));
  const rest = renderFindings(isCompared ? findings.filter((finding) => !isFresh(finding)) : findings, limit - lengthOf([...fixed, fresh, remedies]), looks);
  const details = renderStepDetails(report.steps, limit - lengthOf([...fixed, fresh, remedies, rest]));
  const everyWay = renderEveryWays(exposures, limit - lengthOf([...fixed, fresh, remedies, rest, details]));
  return `${join([...head, everyWay, steps, details, changes, fresh, healed, remedies, rest, summary, footer])}\n`;
}

/** Healed findings one by one; the others are counted. */
const healedLimit = 50;

/** What became of living clusters, and how they stand where there are several. */
function renderLook({ drift }: Report, limit: number, runUrl: string | undefined): string {
  if (drift === undefined) return '';
  return join([renderComparison(drift, runUrl), renderUnseen(drift, limit / 10, true), renderPlaces(drift, limit / 12, 15), renderClusters(drift.clusters, limit / 10, 20)]);
}

/** A picture of the ways out; of a fleet its table says enough. */
function renderWays(report: Report, room: number): string {
  const exposures = exposuresInOrder(report);
  if (exposures.length === 0) return renderPicture(report);
  return report.drift !== undefined && exposures.length > pictureLimit ? '' : renderExposures(exposures, room);
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
