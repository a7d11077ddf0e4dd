import { clusterStates, clusterWords, placeWords } from '../../drift/words.ts';
import type { ReportCluster, ReportPlace } from '../../report.ts';
import { cut } from '../cut.ts';
import { html, type Markup } from '../template.ts';

type Counts = Readonly<Record<ReportCluster['state'], number>>;

/** What there is one of among ten thousand can be seen all the same. In hundredths of a bar. */
const least = 0.6;

/** How the clusters stand, in numbers and, of several, as one bar. */
export function renderStates(clusters: readonly ReportCluster[]): Markup | undefined {
  if (clusters.length === 0) return undefined;
  const counts: Record<ReportCluster['state'], number> = { failing: 0, undetermined: 0, unseen: 0, clean: 0 };
  for (const { state } of clusters) counts[state] += 1;
  const shown = clusterStates.filter((state) => counts[state] > 0);
  // A bar of one thing shows nothing.
  const bar = clusters.length < 2 ? undefined : html`<svg class="bar states" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">${piecesOf(counts, clusters.length, 100, 14)}</svg>`;
  return html`${bar}
<ul class="counts" aria-label="Clusters, by state">
${shown.map((state) => html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="state-fill-${state}" width="12" height="12" rx="2"></rect></svg><strong>${counts[state]}</strong> ${clusterWords[state]}</li>`)}
</ul>`;
}

const placeLimit = 500;

/** A row with a bar for each management group and each subscription, as long as it has clusters. */
export function renderPlaces(places: readonly ReportPlace[]): Markup | undefined {
  if (places.length === 0) return undefined;
  const sorted = [...places.filter(({ kind }) => kind === 'managementGroup'), ...places.filter(({ kind }) => kind === 'subscription')];
  const longest = (kind: ReportPlace['kind']): number => sorted.reduce((most, place) => (place.kind === kind ? Math.max(most, place.clusters) : most), 1);
  const scales = { managementGroup: longest('managementGroup'), subscription: longest('subscription') };
  const left = sorted.length - placeLimit;
  return html`<section aria-labelledby="places">
<h2 id="places">Where they are</h2>
<div class="picture scroll" tabindex="0" role="group" aria-label="Clusters by management group and subscription">
<table class="places">
<caption>Each bar is as long as there are clusters, measured against the largest of its kind</caption>
<thead><tr><th scope="col">Place</th><th scope="col">Clusters by state</th><th scope="col" class="number">Clusters</th><th scope="col" class="number">Failing</th><th scope="col" class="number">Undetermined</th><th scope="col" class="number">Not read</th></tr></thead>
<tbody>
${sorted.slice(0, placeLimit).map((place) => renderPlace(place, scales[place.kind]))}
</tbody>
</table>
</div>
${left > 0 ? html`<p class="quiet">${left} more places are in the JSON report.</p>` : undefined}
</section>`;
}

function renderPlace({ kind, name, clusters, failing, undetermined, unseen }: ReportPlace, scale: number): Markup {
  const counts: Counts = { failing, undetermined, unseen, clean: Math.max(0, clusters - failing - undetermined - unseen) };
  return html`<tr><th scope="row">${cut(name, 200) || '""'} <span class="quiet">${placeWords[kind]}</span></th><td><svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${piecesOf(counts, clusters, Math.max(3, (clusters / scale) * 100), 10)}</svg></td><td class="number">${clusters}</td><td class="${failing > 0 ? 'number state-failing' : 'number'}">${failing}</td><td class="number">${undetermined}</td><td class="number">${unseen}</td></tr>`;
}

/** Pieces of a bar of `width`, one after the other in the order of the states. */
function piecesOf(counts: Counts, total: number, width: number, height: number): readonly Markup[] {
  let used = 0;
  return clusterStates.filter((state) => counts[state] > 0).map((state) => {
    const from = used;
    used += (counts[state] / Math.max(1, total)) * width;
    return html`<rect class="state-fill-${state}" x="${from.toFixed(2)}" y="0" width="${Math.max(least, used - from).toFixed(2)}" height="${height}"></rect>`;
  });
}
