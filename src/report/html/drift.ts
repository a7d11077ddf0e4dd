import { azureSentence, carriedSentence, changeCounts } from '../drift/words.ts';
import type { Report, ReportDrift } from '../report.ts';
import { cut } from './cut.ts';
import { renderStates } from './drift/bars.ts';
import { time } from './drift/change.ts';
import { html, sentence, type Markup } from './template.ts';

const unseenLimit = 200;

/** How the clusters stand, when they were read, what could not be, and where on the page the rest is. */
export function renderLook(report: Report): Markup | undefined {
  const { drift } = report;
  if (drift === undefined) return undefined;
  const { earlier, isConclusive } = drift;
  const carried = carriedSentence(drift);
  const compared = earlier === undefined ? 'No earlier run is known, so nothing counts as new.' : isConclusive ? `Compared with ${time(earlier.at)}: ${changeCounts(drift)}.` : '';
  return html`<section aria-labelledby="look">
<h2 id="look">At a glance</h2>
${renderStates(drift.clusters)}
<p>Read at ${time(drift.at)}. ${compared}</p>
${carried === undefined ? undefined : html`<p>${carried}</p>`}
${drift.azure === undefined ? undefined : html`<p>${azureSentence(drift.azure, time)}</p>`}
${isConclusive ? undefined : html`<p class="note"><strong>So little could be read that nothing follows from it.</strong> What was found before still counts.</p>`}
${renderUnseen(drift)}
${renderSections(report)}
</section>`;
}

function renderUnseen({ unseen }: ReportDrift): Markup | undefined {
  if (unseen.length === 0) return undefined;
  const left = unseen.length - unseenLimit;
  return html`<details${unseen.length <= 5 ? html` open` : undefined}>
<summary><span class="badge badge-doubt">${unseen.length} not read</span>and therefore neither clean nor healed</summary>
<div class="body"><ul>
${unseen.slice(0, unseenLimit).map(({ scope, why }) => html`<li><code>${cut(scope, 500)}</code>: ${sentence(cut(why, 600))}</li>`)}
${left > 0 ? html`<li>${left} more are in the JSON report</li>` : undefined}
</ul></div>
</details>`;
}

/** Links to the sections of a long page; of a short one none. */
function renderSections({ drift, findings, exposures = [] }: Report): Markup | undefined {
  if (drift === undefined || drift.clusters.length < 2) return undefined;
  const sections = [
    ...(drift.earlier !== undefined && drift.isConclusive ? [['changes', 'What changed']] : []),
    ...((drift.places ?? []).length > 0 ? [['places', 'Where they are']] : []),
    ['clusters', 'Clusters'],
    ...(exposures.length > 0 ? [['exposures', 'Ways out']] : []),
    ...((drift.remedies ?? []).length > 0 ? [['remedies', 'The way back']] : []),
    ...(findings.length > 0 ? [['findings', 'Findings']] : []),
  ];
  return html`<nav aria-label="Sections"><ul class="sections">
${sections.map(([id = '', name = '']) => html`<li><a href="#${id}">${name}</a></li>`)}
</ul></nav>`;
}
