import { exposuresInOrder } from '../drift/fresh.ts';
import { placesOf } from '../drift/place.ts';
import type { Report, ReportRemedy } from '../report.ts';
import { renderRemedies } from './drift/remedies.ts';
import { renderClusters, renderPlaces } from './drift/tables.ts';
import { renderUnseen } from './drift/unseen.ts';
import { pictureLimit, renderExposures } from './exposures.ts';
import { renderFindings } from './findings.ts';
import { join, lengthOf, withoutHidden } from './join.ts';
import { renderLead } from './issue/lead.ts';
import { renderLinks, type IssueLinks } from './issue/links.ts';
import { renderNext } from './issue/next.ts';

export { renderIssueComment } from './issue/comment.ts';
export { issueTitle } from './issue/title.ts';

export interface IssueOptions extends IssueLinks {
  /** UTF-16 units that the text may take, at least 4,000. GitHub takes 65,536; what stands beside the text is the caller's to leave free. */
  readonly limit: number;
}

/** Below this nothing of use fits. */
const smallestLimit = 4_000;

/**
 * What is wrong with living clusters now, as the body of an issue that lives as long as it is wrong. Two runs that found the same give the same
 * text but for the address of the run: no time of a run, no count of what is new, and nothing that Azure words anew each time. Of more than fits,
 * the worst stays, and the rest is counted. Holds no `<!--`, so nothing in it poses as what a sender hides there.
 */
export function renderIssueBody(report: Report, options: IssueOptions): string {
  const limit = Math.max(smallestLimit, options.limit) - 1;
  const { drift } = report;
  const exposures = exposuresInOrder(report).slice(0, pictureLimit + 1);
  const head = [
    renderLead(report),
    ...(drift === undefined ? [] : [renderUnseen(drift, limit / 10, false), renderPlaces(drift, limit / 10, 15), renderClusters(drift.clusters, limit / 10, 20, true)]),
    exposures.length > pictureLimit ? '' : renderExposures(exposures, limit / 6),
  ];
  const foot = [renderNext(report), renderLinks(options)];
  const remedies = renderRemedies((drift?.remedies ?? []).filter(({ kind }) => kind !== 'applied' && kind !== 'failed').map(asPlanned), limit / 5);
  const findings = renderFindings(report.findings, limit - lengthOf([...head, remedies, ...foot]), { change: 'lasting', placeOf: placesOf(drift) });
  return withoutHidden(`${join([...head, findings, remedies, ...foot])}\n`);
}

/** How long a step took is a matter of one run. */
function asPlanned(remedy: ReportRemedy): ReportRemedy {
  return { ...remedy, steps: remedy.steps.map(({ elapsed: _elapsed, ...step }) => step) };
}
