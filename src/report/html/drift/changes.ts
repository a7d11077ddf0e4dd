import type { Finding, ResourceWrite } from '../../../policy/finding.ts';
import { isFresh } from '../../drift/fresh.ts';
import { placesOf, type PlaceOf } from '../../drift/place.ts';
import { becauseWords } from '../../drift/words.ts';
import type { HealedFinding, Report } from '../../report.ts';
import { severityOrder, worstFirst } from '../../worst-first.ts';
import { cut } from '../cut.ts';
import { html, type Markup } from '../template.ts';
import { renderDetails, time } from './change.ts';
import { whereText } from './where.ts';

const rowLimit = 500;

/** What is new, worse or healed, one row each with who wrote and when. A sentence where that is nothing; undefined without an earlier run. */
export function renderChanges({ drift, findings }: Report): Markup | undefined {
  if (drift?.earlier === undefined || !drift.isConclusive) return undefined;
  const placeOf = placesOf(drift);
  const fresh = worstFirst(findings.filter(isFresh));
  const healed = drift.healed.toSorted((left, right) => severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity));
  const rows = [...freshRows(fresh, placeOf), ...healedRows(healed.slice(0, rowLimit), placeOf)];
  const left = Math.max(0, fresh.length - rowLimit) + Math.max(0, healed.length - rowLimit);
  return html`<section aria-labelledby="changes">
<h2 id="changes">What changed</h2>
${rows.length === 0 ? html`<p>Nothing is new, worse or healed.</p>` : html`<div class="picture scroll" tabindex="0" role="group" aria-label="What is new, worse or healed">
<table class="changes">
<thead><tr><th scope="col" class="narrow">Change</th><th scope="col" class="wide">Finding</th><th scope="col" class="middling">On</th><th scope="col">Last written by</th><th scope="col" class="wide">What was written</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</div>`}
${left > 0 ? html`<p class="quiet">${left} more changes are in the JSON report.</p>` : undefined}
</section>`;
}

function freshRows(fresh: readonly Finding[], placeOf: PlaceOf): readonly Markup[] {
  return fresh.slice(0, rowLimit).map(({ change, title, severity, verdict, resource }) => {
    const look = verdict === 'undetermined' ? 'doubt' : 'bad';
    return rowOf(html`<span class="badge badge-${look}">${change?.kind ?? ''}</span>`, html`${cut(title, 200)} <span class="quiet">${verdict}, ${severity}</span>`, resource, placeOf, change?.write);
  });
}

function healedRows(healed: readonly HealedFinding[], placeOf: PlaceOf): readonly Markup[] {
  return healed.map(({ title, severity, because, resource, write }) => rowOf(html`<span class="badge badge-calm">healed</span>`, html`${cut(title, 200)} <span class="quiet">${becauseWords[because]}; was ${severity}</span>`, resource, placeOf, write));
}

function rowOf(kind: Markup, title: Markup, resource: Finding['resource'], placeOf: PlaceOf, write: ResourceWrite | undefined): Markup {
  const by = write === undefined ? html`<span class="quiet">Azure tells of no write</span>` : html`${write.by === undefined ? html`<span class="quiet">not named</span>` : html`<code>${cut(write.by, 200)}</code>`}<br>${time(write.at)}`;
  const place = whereText(placeOf(resource));
  return html`<tr><td>${kind}</td><th scope="row">${title}</th><td>${cut(resource.name, 200) || '""'}${place === '' ? undefined : html`<br><span class="quiet">${place}</span>`}</td><td>${by}</td><td>${write === undefined ? undefined : renderDetails(write)}</td></tr>`;
}
