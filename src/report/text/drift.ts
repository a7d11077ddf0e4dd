import { freshFirst, isFresh } from '../drift/fresh.ts';
import { placesOf } from '../drift/place.ts';
import type { Report, ReportDrift } from '../report.ts';
import type { Sections } from '../text.ts';
import { renderByRule, renderFresh, renderHealed } from './drift/changes.ts';
import { renderClusters } from './drift/clusters.ts';
import { renderLook } from './drift/look.ts';
import { renderPlaces, renderWays } from './drift/places.ts';
import { renderRemedies } from './drift/remedies.ts';
import { renderUnseen } from './drift/unseen.ts';
import { renderExposures } from './exposures.ts';
import { renderFindings } from './findings.ts';
import { paragraph, renderNotes, type Page } from './page.ts';

/** How much of each thing is shown. */
interface Room {
  readonly notes: number;
  /** Findings up to this number are told in full. */
  readonly whole: number;
  readonly unseen: number;
  readonly scopes: number;
  readonly fresh: number;
  readonly healed: number;
  readonly rules: number;
  readonly remedies: number;
}

const roomOfOne: Room = { notes: Infinity, whole: 40, unseen: 10, scopes: 10, fresh: 40, healed: 40, rules: 40, remedies: 20 };
/** Together some 60 lines, whatever the size of the fleet: what a terminal scrolls back to. */
const roomOfMany: Room = { notes: 4, whole: 8, unseen: 2, scopes: 1, fresh: 5, healed: 3, rules: 5, remedies: 2 };
/** So few clusters are named one by one, as are the worst of many where nothing is new. */
const fewClusters = 8;
const clusterRows = 5;
const placeRows = 5;
const wayRows = 3;

/** For `renderText`. */
export function driftSections(report: Report, page: Page): Sections {
  return report.drift === undefined ? [] : renderDrift(report, report.drift, page);
}

/** What became of living clusters: one in full, a fleet in about 60 lines. What is new or worse stands before what is as it was. */
function renderDrift(report: Report, drift: ReportDrift, page: Page): Sections {
  const { exposures = [], findings, notes } = report;
  const { clusters, healed, remedies = [] } = drift;
  const isOne = clusters.length < 2;
  const room = isOne ? roomOfOne : roomOfMany;
  const placeOf = placesOf(drift);
  return [
    renderLook(drift, page),
    renderNotes(notes, page, room.notes, isOne ? Infinity : 2 * page.width - 10),
    renderUnseen(drift, room.unseen, room.scopes, page),
    ...(isOne ? [] : [renderClusters(clusters, clusters.length <= fewClusters ? fewClusters : findings.some(isFresh) ? 0 : clusterRows, page)]),
    ...renderFound(report, drift, room, page),
    renderHealed(healed, placeOf, room.healed, !isOne, page),
    renderPlaces(drift, placeRows, page),
    ...(isOne ? renderExposures(exposures, page) : [renderWays(exposures, wayRows, page)]),
    renderRemedies(remedies, isOne, room.remedies, page),
    renderNext(report, drift, isOne, page),
  ];
}

function renderFound({ findings }: Report, drift: ReportDrift, { whole, fresh: most, rules }: Room, page: Page): readonly (readonly string[])[] {
  const placeOf = placesOf(drift);
  const sorted = freshFirst(findings);
  // Of a first run everything would be since now.
  if (sorted.length <= whole) return renderFindings(drift.earlier === undefined ? sorted.map(({ change: _change, ...found }) => found) : sorted, page, placeOf);
  return [renderFresh(sorted.filter(isFresh), placeOf, most, page), renderByRule(drift.earlier === undefined ? 'Found' : 'As before', sorted.filter((finding) => !isFresh(finding)), rules, page)];
}

/** What a reader can do, and where he finds what is not here. Nothing where nothing was found. */
function renderNext({ findings }: Report, { remedies = [] }: ReportDrift, isOne: boolean, page: Page): readonly string[] {
  const isWrong = findings.some(({ verdict }) => verdict === 'violation' || verdict === 'error');
  const isPlanned = remedies.some(({ kind }) => kind === 'planned');
  const sentences = [
    ...(!isWrong ? [] : [`Next: undo what nobody meant (${isPlanned ? '"remediate: apply" does what disturbs nothing' : '"remediate: plan" shows how'}); declare what somebody meant under "egress", or agree to it for a time with an exemption.`]),
    ...(isOne ? [] : ['This is a summary: "format: html" makes a page of it all, "format: json" has everything.']),
  ];
  return sentences.flatMap((sentence) => paragraph(sentence, '', page));
}
