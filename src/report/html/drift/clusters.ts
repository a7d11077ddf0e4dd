import { placesOf } from '../../drift/place.ts';
import { clusterStates, clusterWords } from '../../drift/words.ts';
import type { ReportCluster, ReportDrift } from '../../report.ts';
import { cut } from '../cut.ts';
import { html, type Markup } from '../template.ts';
import { choicesOf } from './choices.ts';
import { whereText } from './where.ts';

/** A browser takes so many rows with ease. */
const rowLimit = 10_000;
/** UTF-16 units of all rows together. */
const room = 4_000_000;

const unknown = 'not known';

/** Every cluster as a row, the worst first. The choices above the table leave out rows by the sheet alone: each row has a class for what can be chosen. */
export function renderClusters(drift: ReportDrift): Markup | undefined {
  const { clusters } = drift;
  if (clusters.length < 2) return undefined;
  const { outboundTypes, locations } = choicesOf(clusters);
  const placeOf = placesOf(drift);
  const rows: Markup[] = [];
  let used = 0;
  for (const cluster of clusters.slice(0, rowLimit)) {
    const place = whereText(placeOf({ type: '', name: cluster.name, id: cluster.id }));
    const row = renderRow(cluster, place, outboundTypes.get(cluster.outboundType), locations.get(cluster.location));
    used += row.text.length;
    if (used > room) break;
    rows.push(row);
  }
  const left = clusters.length - rows.length;
  return html`<section aria-labelledby="clusters">
<h2 id="clusters">Clusters (${clusters.length})</h2>
${left > 0 ? html`<p class="note">${left} more clusters are left out to keep this page light; the JSON report has them.</p>` : undefined}
<div class="choose">
<div class="choices">
${renderStateChoice(clusters)}
<label class="choice"><input type="checkbox" id="choose-fresh"> Only with new or worse findings</label>
${renderSelect('Outbound type', 'choose-out', 'out', outboundTypes)}
${renderSelect('Location', 'choose-at', 'at', locations)}
</div>
<div class="picture scroll" tabindex="0" role="group" aria-label="${clusters.length} clusters">
<table class="clusters">
<thead><tr><th scope="col" class="wide">Cluster</th><th scope="col">State</th><th scope="col">Worst</th><th scope="col" class="number">Findings</th><th scope="col" class="number">New or worse</th><th scope="col" class="wide">Outbound type</th><th scope="col" class="middling">Location</th><th scope="col" class="middling">In</th></tr></thead>
<tbody>
${rows}
</tbody>
<tfoot><tr><td colspan="8"><span class="shown"></span></td></tr></tfoot>
</table>
</div>
</div>
</section>`;
}

function renderStateChoice(clusters: readonly ReportCluster[]): Markup {
  const items = clusterStates.flatMap((state) => {
    const count = clusters.filter((cluster) => cluster.state === state).length;
    return count === 0 ? [] : [html`<label class="choice"><input type="radio" name="state" id="choose-${state}"> ${clusterWords[state]} (${count})</label>`];
  });
  return html`<fieldset><legend>State</legend>
<label class="choice"><input type="radio" name="state" checked> all (${clusters.length})</label>
${items}
</fieldset>`;
}

function renderSelect(name: string, id: string, key: string, choices: ReadonlyMap<string | undefined, number>): Markup | undefined {
  if (choices.size < 2) return undefined;
  const options = Array.from(choices, ([value, index]) => html`<option class="${key}-${index}">${value === undefined ? unknown : cut(value, 60) || '""'}</option>`);
  return html`<label class="choice" for="${id}">${name} <select id="${id}"><option>all</option>${options}</select></label>`;
}

function renderRow({ name, state, severity, findings, fresh, outboundType, location }: ReportCluster, place: string, out: number | undefined, at: number | undefined): Markup {
  const classes = [`is-${state}`, ...(fresh > 0 ? ['is-fresh'] : []), ...(out === undefined ? [] : [`out-${out}`]), ...(at === undefined ? [] : [`at-${at}`])].join(' ');
  return html`<tr class="${classes}"><th scope="row">${cut(name, 100) || '""'}</th><td class="state-${state}">${clusterWords[state]}</td><td>${severity}</td><td class="number">${findings}</td><td class="number">${fresh}</td><td>${outboundType === undefined ? unknown : cut(outboundType, 60)}</td><td>${location === undefined ? unknown : cut(location, 60)}</td><td>${place}</td></tr>`;
}
