import { remedyCommand } from '../../drift/command.ts';
import { remedyWords } from '../../drift/words.ts';
import type { ReportRemedy, ReportStep } from '../../report.ts';
import { cut } from '../cut.ts';
import { html, sentence, type Markup } from '../template.ts';

const remedyLimit = 200;
const stepLimit = 50;
const detailLimit = 20;
/** So few stand open. */
const openLimit = 3;

/** What would bring clusters back, or did: a fold for each, what failed first. */
export function renderRemedies(remedies: readonly ReportRemedy[]): Markup | undefined {
  if (remedies.length === 0) return undefined;
  const sorted = [...remedies.filter(({ kind }) => kind === 'failed'), ...remedies.filter(({ kind }) => kind !== 'failed')];
  const left = sorted.length - remedyLimit;
  return html`<section class="remedies" aria-labelledby="remedies">
<h2 id="remedies">The way back (${remedies.length})</h2>
${sorted.slice(0, remedyLimit).map((remedy) => renderRemedy(remedy, remedy.kind === 'failed' || remedies.length <= openLimit))}
${left > 0 ? html`<p class="quiet">${left} more are in the JSON report.</p>` : undefined}
</section>`;
}

function renderRemedy({ cluster, kind, steps, disruption, why }: ReportRemedy, open: boolean): Markup {
  const command = kind === 'planned' || kind === 'held' ? remedyCommand(cluster.id) : undefined;
  const left = steps.length - stepLimit;
  return html`<details${open ? html` open` : undefined}>
<summary>${remedyWords[kind]} <strong>${cut(cluster.name, 100) || '""'}</strong> <span class="quiet">(${steps.length} ${steps.length === 1 ? 'step' : 'steps'})</span></summary>
<div class="body">
${why === undefined ? undefined : html`<p>${sentence(cut(why, 1_000))}</p>`}
${disruption === undefined ? undefined : html`<p><strong>Disturbs:</strong> ${sentence(cut(disruption, 400))}</p>`}
${steps.length === 0 ? undefined : html`<ol>
${steps.slice(0, stepLimit).map((step) => renderStep(step, steps.length > 1))}
${left > 0 ? html`<li>${left} more steps</li>` : undefined}
</ol>`}
${command === undefined ? undefined : html`<pre><code>${command}</code></pre>`}
</div>
</details>`;
}

/** What the only step disturbs is said of the whole. */
function renderStep({ title, status, details, disruption }: ReportStep, isOneOfMany: boolean): Markup {
  const left = details.length - detailLimit;
  return html`<li>${cut(title, 300)}${status === 'planned' ? undefined : `: ${status}`}${disruption === undefined || !isOneOfMany ? undefined : html` <span class="quiet">(disturbs: ${sentence(cut(disruption, 400))})</span>`}${details.slice(0, detailLimit).map((detail) => html`<br><code>${cut(detail, 600)}</code>`)}${left > 0 ? html`<br>${left} more lines` : undefined}</li>`;
}
