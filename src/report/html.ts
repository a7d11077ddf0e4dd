import { createHash } from 'node:crypto';
import { cut } from './html/cut.ts';
import { exposuresInOrder, freshFirst } from './drift/fresh.ts';
import { renderLook } from './html/drift.ts';
import { renderPlaces } from './html/drift/bars.ts';
import { renderChanges } from './html/drift/changes.ts';
import { choiceStyle } from './html/drift/choices.ts';
import { renderClusters } from './html/drift/clusters.ts';
import { renderRemedies } from './html/drift/remedies.ts';
import { renderExposures, renderLoudExposures } from './html/exposures.ts';
import { renderFindings } from './html/findings.ts';
import { renderFacts, renderHeader, renderNotes, renderSummary } from './html/overview.ts';
import { renderSteps } from './html/steps.ts';
import { style } from './html/style.ts';
import { html, Markup } from './html/template.ts';
import type { Report } from './report.ts';
import { worstFirst } from './worst-first.ts';

/**
 * The report as one page that needs nothing else: no script, no font, no image from anywhere. Its content policy admits this
 * one style sheet, so that even markup which slipped through could neither run nor fetch. At any number of findings it stays
 * below some megabytes and says what it leaves out.
 */
export function renderHtml(report: Report): string {
  const { drift } = report;
  const sheet = `${style}${choiceStyle(drift?.clusters ?? [])}`;
  const hash = createHash('sha256').update(sheet).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${cut(report.title, 200)} · aks-network-isolation</title>
<style>${new Markup(sheet)}</style>
</head>
<body>
${renderHeader(report)}
<main>
${renderLook(report)}
${renderSummary(report)}
${renderNotes(report)}
${renderChanges(report)}
${renderPlaces(drift?.places ?? [])}
${drift === undefined ? undefined : renderClusters(drift)}
${drift === undefined ? renderExposures(report.exposures ?? []) : renderLoudExposures(exposuresInOrder(report))}
${renderFacts(report)}
${renderSteps(report)}
${renderRemedies(drift?.remedies ?? [])}
${renderFindings(drift?.earlier === undefined ? worstFirst(report.findings) : freshFirst(report.findings))}
</main>
<footer>aks-network-isolation ${cut(report.toolVersion ?? '', 60)}${report.planHash === undefined ? undefined : html` · plan <code>${cut(report.planHash, 80)}</code>`}</footer>
</body>
</html>
`;
  return page.text;
}
