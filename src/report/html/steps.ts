import { formatElapsed } from '../../run/logger.ts';
import type { Report, ReportStep } from '../report.ts';
import { isOrdered, numbered, numbersText, pictureOf, type NumberedStep } from '../steps/order.ts';
import { cut } from './cut.ts';
import { renderStepScene } from './steps/drawing.ts';
import { stepScene } from './steps/layout.ts';
import { html, sentence, type Markup } from './template.ts';

const stepLimit = 500;
const detailLimit = 100;

/** What was done or would be: a table; of steps that wait for each other a picture and a list that says why, after what, and what is disturbed. */
export function renderSteps({ steps, dryRun }: Report): Markup | undefined {
  if (steps.length === 0) return undefined;
  const left = steps.length - stepLimit;
  return html`<section aria-labelledby="steps">
<h2 id="steps">${dryRun ? 'Steps that would be taken' : 'Steps'}</h2>
${isOrdered(steps) ? renderPlan(steps) : renderTable(steps)}
${left > 0 ? html`<p class="quiet">${left} more steps are in the JSON report.</p>` : undefined}
</section>`;
}

function renderTable(steps: readonly ReportStep[]): Markup {
  return html`<table>
<thead><tr><th scope="col">Step</th><th scope="col">Result</th><th scope="col" class="number">Time</th></tr></thead>
<tbody>
${steps.slice(0, stepLimit).map(({ title, status, details, elapsed }) => html`<tr><td>${cut(title, 300)}${details.length === 0 ? undefined : html`<br>${renderDetails(details)}`}</td><td>${status}</td><td class="number">${elapsed === undefined ? undefined : formatElapsed(elapsed)}</td></tr>`)}
</tbody>
</table>`;
}

function renderDetails(details: readonly string[]): Markup {
  const left = details.length - detailLimit;
  return html`${details.slice(0, detailLimit).map((detail, index) => html`${index === 0 ? undefined : html`<br>`}<code>${cut(detail, 600)}</code>`)}${left > 0 ? html`<br><span class="quiet">${left} more lines</span>` : undefined}`;
}

function renderPlan(steps: readonly ReportStep[]): Markup {
  return html`${renderPicture(steps)}
<ol class="plan-steps">
${numbered(steps).slice(0, stepLimit).map(renderStep)}
</ol>`;
}

/** Drawn twice, for wide and narrow windows: letters that shrink with the picture nobody reads on a telephone. */
function renderPicture(steps: readonly ReportStep[]): Markup | undefined {
  const picture = pictureOf(steps.map((step) => ({ ...step, title: cut(step.title, 300), ...(step.disruption === undefined ? {} : { disruption: cut(step.disruption, 300) }) })));
  if (picture === undefined) return undefined;
  const title = 'The steps and what each waits for';
  const description = `${steps.length} steps. The list below has each of them.`;
  return html`<div class="picture on-desk" tabindex="0" role="group" aria-label="${title}">
${renderStepScene(stepScene(picture, { width: 800, columns: 3 }), 'plan', title, description)}
</div>
<div class="picture on-telephone" tabindex="0" role="group" aria-label="${title}">
${renderStepScene(stepScene(picture, { width: 330, columns: 1 }), 'plan-narrow', title, description)}
</div>`;
}

function renderStep({ step, waitsFor }: NumberedStep): Markup {
  const { title, status, details, why, disruption, elapsed } = step;
  const result = status === 'planned' ? undefined : html` <span class="quiet">${status}${elapsed === undefined ? undefined : html` ${status === 'failed' ? 'after' : 'in'} ${formatElapsed(elapsed)}`}</span>`;
  return html`<li><strong>${cut(title, 300)}</strong>${result}
${why === undefined ? undefined : html`<p>${sentence(cut(why, 1_000))}</p>`}
${waitsFor.length === 0 ? undefined : html`<p class="quiet">Waits for ${numbersText(waitsFor)}</p>`}
${disruption === undefined ? undefined : html`<p class="disturbs">Disturbs: ${sentence(cut(disruption, 400))}</p>`}
${details.length === 0 ? undefined : html`<div>${renderDetails(details)}</div>`}</li>`;
}
