import type { Report } from '../report.ts';
import { verdictOrder } from '../report.ts';
import { calmSentence, countOf, effectOf, outcomeOf, shownVerdict, summaryOf } from '../wording.ts';
import { cut } from './cut.ts';
import { looks } from './looks.ts';
import { html, sentence, type Markup } from './template.ts';

const noteLimit = 50;
const factLimit = 200;

/** What the run came to, as the page's headline. */
export function renderHeader(report: Report): Markup {
  const failed = report.steps.some((step) => step.status === 'failed');
  const effect = effectOf(report);
  const title = cut(report.title, 300);
  return html`<header>
<h1>${title.charAt(0).toUpperCase()}${title.slice(1)}: <span class="headline-${failed ? 'bad' : looks[shownVerdict(report)]}">${cut(outcomeOf(report), 300)}</span></h1>
<p class="quiet"><code>${cut(report.command, 60)}</code>${effect === undefined ? undefined : html` · ${effect}`}</p>
</header>`;
}

/** How many pairs of rule and resource came out how, as a bar and in numbers, and what was read. */
export function renderSummary(report: Report): Markup | undefined {
  const counts = verdictOrder.map((verdict) => ({ verdict, count: report.counts[verdict] ?? 0 })).filter(({ count }) => count > 0);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const read = calmSentence(report) ?? summaryOf(report);
  if (total === 0 && read === undefined) return undefined;
  return html`<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
${total === 0 ? undefined : renderBar(counts, total)}
${read === undefined ? undefined : html`<p>${read}</p>`}
</section>`;
}

type Counts = readonly { readonly verdict: (typeof verdictOrder)[number]; readonly count: number }[];

function renderBar(counts: Counts, total: number): Markup {
  const width = 1_000;
  let used = 0;
  const pieces = counts.map(({ verdict, count }) => {
    const from = used;
    used += (count / total) * width;
    // What there is one of among ten thousand can be seen all the same.
    return html`<rect class="bar-${verdict}" x="${from.toFixed(1)}" y="0" width="${Math.max(2, used - from).toFixed(1)}" height="14"></rect>`;
  });
  const items = counts.map(({ verdict, count }) => html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="bar-${verdict}" width="12" height="12" rx="2"></rect></svg>${countOf(verdict, count)}</li>`);
  return html`<svg class="bar" viewBox="0 0 ${width} 14" preserveAspectRatio="none" aria-hidden="true">
${pieces}
</svg>
<ul class="counts" aria-label="Rules on resources, by verdict">
${items}
</ul>`;
}

/** What the reader should not miss. */
export function renderNotes({ notes }: Report): Markup | undefined {
  if (notes.length === 0) return undefined;
  const left = notes.length - noteLimit;
  return html`<section aria-labelledby="notes">
<h2 id="notes">Notes</h2>
${notes.slice(0, noteLimit).map((note) => html`<p class="note">${sentence(cut(note, 1_000))}</p>`)}
${left > 0 ? html`<p class="quiet">${left} more notes are in the JSON report.</p>` : undefined}
</section>`;
}

export function renderFacts({ facts }: Report): Markup | undefined {
  if (facts.length === 0) return undefined;
  const left = facts.length - factLimit;
  return html`<section aria-labelledby="facts">
<h2 id="facts">Facts</h2>
<table>
<thead><tr><th scope="col">Fact</th><th scope="col">Value</th></tr></thead>
<tbody>
${facts.slice(0, factLimit).map(({ label, value }) => html`<tr><th scope="row">${cut(label, 100) || '""'}</th><td>${cut(value, 1_000)}</td></tr>`)}
</tbody>
</table>
${left > 0 ? html`<p class="quiet">${left} more facts are in the JSON report.</p>` : undefined}
</section>`;
}
