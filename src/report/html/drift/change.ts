import type { FindingChange, ResourceWrite } from '../../../policy/finding.ts';
import { dateText, timeText } from '../../drift/words.ts';
import { cut } from '../cut.ts';
import { html, type Markup } from '../template.ts';

/** More changed lines of one write explain nothing more. */
const detailLimit = 20;

/** "2026-11-25 16:42 UTC"; what is no time as it is. */
export function time(text: string): string {
  return timeText(text) ?? cut(text, 40);
}

/** How a finding stands against the earlier run, and who wrote to the resource between the two. */
export function renderChange({ kind, since, write }: FindingChange): Markup {
  const first = dateText(since) ?? cut(since, 40);
  return html`<p>${kind === 'worse' ? 'Worse than before; seen' : 'Seen'} first on ${first}.</p>
${write === undefined ? undefined : renderWrite(write)}`;
}

function renderWrite(write: ResourceWrite): Markup {
  const { by, operation, correlationId } = write;
  return html`<p>Last written by ${by === undefined ? 'somebody whom Azure does not name' : html`<code>${cut(by, 200)}</code>`} at ${time(write.at)}${operation === undefined ? undefined : html` with <code>${cut(operation, 200)}</code>`}${correlationId === undefined ? undefined : html`, correlation id <code>${cut(correlationId, 80)}</code>`}.</p>
${renderDetails(write)}`;
}

/** What a write changed, a line each; undefined where Azure does not tell. */
export function renderDetails({ details = [] }: ResourceWrite): Markup | undefined {
  if (details.length === 0) return undefined;
  const left = details.length - detailLimit;
  return html`<ul class="details">
${details.slice(0, detailLimit).map((detail) => html`<li><code>${cut(detail, 600)}</code></li>`)}
${left > 0 ? html`<li>${left} more changes</li>` : undefined}
</ul>`;
}
