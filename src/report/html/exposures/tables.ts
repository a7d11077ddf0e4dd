import { outsideNames, outsideOf } from '../../exposures/outside.ts';
import { countStates, isChanged, stateWords, waysOf, wayStates, worstClustersFirst, type Way } from '../../exposures/ways.ts';
import type { ReportExposure } from '../../report.ts';
import { cut } from '../cut.ts';
import { html, sentence, type Markup } from '../template.ts';

const wayLimit = 200;
const clusterLimit = 1_000;
/** Names of open ways in a row of a fleet. */
const namedLimit = 4;

/** What the picture shows, and what decided, as a folded table. */
export function renderWayTable(exposure: ReportExposure): Markup {
  const ways = waysOf(exposure);
  const withBefore = ways.some(isChanged);
  const left = ways.length - wayLimit;
  return html`<details>
<summary>Every way out of ${cut(exposure.cluster.name, 100) || '""'} as a table (${ways.length})</summary>
<div class="body">
<table>
<thead><tr><th scope="col">Way</th><th scope="col">To or from</th>${withBefore ? html`<th scope="col">Before</th>` : undefined}<th scope="col">State</th><th scope="col">What decided</th></tr></thead>
<tbody>
${ways.slice(0, wayLimit).map((way) => renderWay(way, withBefore))}
</tbody>
</table>
${left > 0 ? html`<p class="quiet">${left} more ways are in the JSON report.</p>` : undefined}
</div>
</details>`;
}

function renderWay(way: Way, withBefore: boolean): Markup {
  const target = way.target === undefined ? undefined : html`<br><code>${cut(way.target, 300)}</code>`;
  return html`<tr><th scope="row">${cut(way.name, 200) || '""'}</th><td>${outsideNames[outsideOf(way)]}${target}</td>${withBefore ? html`<td>${stateWords[way.before ?? way.state]}</td>` : undefined}<td class="state-${way.state}">${stateWords[way.state]}</td><td>${sentence(cut(way.message, 1_000))}</td></tr>`;
}

/** A row with a bar for each cluster, the worst first. */
export function renderFleet(exposures: readonly ReportExposure[]): Markup {
  const left = exposures.length - clusterLimit;
  return html`<div class="picture" tabindex="0" role="group" aria-label="Ways out of ${exposures.length} clusters">
<table class="fleet">
<caption>${exposures.length} clusters, those with most open ways first</caption>
<thead><tr><th scope="col">Cluster</th><th scope="col">Ways</th>${wayStates.map((state) => html`<th scope="col" class="number">${capital(stateWords[state])}</th>`)}<th scope="col">Open ways</th></tr></thead>
<tbody>
${worstClustersFirst(exposures).slice(0, clusterLimit).map(renderCluster)}
</tbody>
</table>
</div>
${left > 0 ? html`<p class="quiet">${left} more clusters are in the JSON report.</p>` : undefined}`;
}

function renderCluster(exposure: ReportExposure): Markup {
  const ways = waysOf(exposure);
  const counts = countStates(ways);
  const open = ways.filter(({ state }) => state === 'open');
  const names = [...open.slice(0, namedLimit).map(({ name }) => cut(name, 60)), ...(open.length > namedLimit ? [`${open.length - namedLimit} more`] : [])].join(', ');
  let used = 0;
  const pieces = wayStates.filter((state) => counts[state] > 0).map((state) => {
    const width = (counts[state] / ways.length) * 100;
    const from = used;
    used += width;
    return html`<rect class="fill-${state}" x="${from.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="10"></rect>`;
  });
  return html`<tr><th scope="row">${cut(exposure.cluster.name, 100) || '""'}</th><td><svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg></td>${wayStates.map((state) => html`<td class="number">${counts[state]}</td>`)}<td>${names}</td></tr>`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
