import type { Finding, Fix, Reason, RelatedLocation } from '../../policy/finding.ts';
import { isFresh } from '../drift/fresh.ts';
import { codeLines } from '../escape.ts';
import { reasonWords, remedyLabel, tellingReasons } from '../wording.ts';
import { cut } from './cut.ts';
import { renderChange } from './drift/change.ts';
import { looks, verdictNames } from './looks.ts';
import { code, html, sentence, type Markup } from './template.ts';

const reasonLimit = 20;
const relatedLimit = 20;
const diffLines = 40;
const valueLimit = 600;

/** A finding, folded but for its title, or standing open. */
export function renderFinding(finding: Finding, open: boolean): Markup {
  const { verdict, severity, rule, title, resource, location, message, remedy, related = [], exposes = [], fix, change } = finding;
  const place = location === undefined ? undefined : html` <span class="place">${cut(`${location.file}:${location.line}:${location.column}`, 300)}</span>`;
  return html`<details${open ? html` open` : undefined}>
<summary><span class="badge badge-${looks[verdict]}">${verdictNames[verdict]}, ${severity}</span>${isFresh(finding) ? html`<span class="badge badge-plain">${change?.kind ?? ''}</span>` : undefined}<strong>${cut(title, 300)}</strong>
<span class="where">${cut(resource.name, 200)}${place === undefined ? undefined : ','}${place}</span></summary>
<div class="body">
<p>${sentence(cut(message, 1_000))}</p>
${change === undefined ? undefined : renderChange(change)}
${finding.reasons.length === 0 ? undefined : renderReasons(tellingReasons(finding))}
${fix === undefined ? undefined : renderFix(fix)}
${exposes.length === 0 ? undefined : html`<p>Opens ${exposes.slice(0, relatedLimit).map((exposed) => html`<code>${cut(exposed.rule, 200)}</code>`)}</p>`}
${remedy === undefined ? undefined : html`<p class="remedy"><strong>${remedyLabel(finding)}:</strong> ${sentence(cut(remedy, 1_000))}</p>`}
${related.length === 0 ? undefined : renderRelated(related)}
<p class="quiet">Rule <code>${cut(rule, 200)}</code>, effect ${cut(finding.effect, 60)}, on ${cut(resource.type, 200)}${resource.id === undefined ? undefined : html` <code>${cut(resource.id, 500)}</code>`}</p>
</div>
</details>`;
}

function renderReasons(reasons: readonly Reason[]): Markup {
  const left = reasons.length - reasonLimit;
  const rows = reasons.slice(0, reasonLimit).map((reason) => {
    const { path, actual, relation, expected } = reasonWords(reason);
    return html`<tr><th scope="row"><code>${cut(path, 300)}</code></th><td><code>${cut(actual, valueLimit)}</code></td><td>${relation === '→' ? 'should be' : cut(relation, 60)}</td><td><code>${cut(expected, valueLimit)}</code></td></tr>`;
  });
  return html`<table class="reasons">
<caption>What decided${left > 0 ? ` (${left} more conditions are not shown)` : undefined}</caption>
<thead><tr><th scope="col">Property</th><th scope="col">Is</th><th scope="col">Condition</th><th scope="col">Value</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>`;
}

function renderFix(fix: Fix): Markup {
  return html`<table class="change">
<caption>${sentence(cut(fix.description, 400))} <span class="place">(${cut(`${fix.file}:${fix.line}:${fix.column}`, 300)})</span></caption>
<tbody>
<tr><th scope="row">Before</th><td><pre><del>${linesOf(fix.original)}</del></pre></td></tr>
<tr><th scope="row">After</th><td><pre><ins>${linesOf(fix.replacement)}</ins></pre></td></tr>
</tbody>
</table>`;
}

function linesOf(text: string): Markup {
  return code(codeLines(text, diffLines, valueLimit));
}

function renderRelated(related: readonly RelatedLocation[]): Markup {
  const left = related.length - relatedLimit;
  const items = related.slice(0, relatedLimit).map(({ file, line, column, message }) => html`<li><span class="place">${cut(`${file}:${line}:${column}`, 300)}</span>: ${sentence(cut(message, 300))}</li>`);
  return html`<p>See also:</p>
<ul>
${items}
${left > 0 ? html`<li>${left} more places</li>` : undefined}
</ul>`;
}
