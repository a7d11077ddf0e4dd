import { clip, codeSpan, escapeHtml, prose } from '../../escape.ts';
import { remedyCommand } from '../../drift/command.ts';
import { remedyWords } from '../../drift/words.ts';
import type { ReportRemedy, ReportStep } from '../../report.ts';
import { prefixWithin } from '../room.ts';

const stepLimit = 20;
const detailLimit = 10;
/** More folds than this nobody opens. */
const most = 12;

/** What would bring clusters back, or did: a fold for each, what failed first and open. As many as `room` holds, the rest counted; empty without any. */
export function renderRemedies(remedies: readonly ReportRemedy[], room: number): string {
  if (remedies.length === 0) return '';
  const heading = '#### The way back';
  const sorted = [...remedies.filter(({ kind }) => kind === 'failed'), ...remedies.filter(({ kind }) => kind !== 'failed')];
  const shown = prefixWithin(foldsOf(sorted.slice(0, most)), room - heading.length - 100, 2);
  const left = remedies.length - shown.length;
  if (shown.length === 0 && room < 200) return '';
  return [heading, ...shown, ...(left === 0 ? [] : [`${left} more ${left === 1 ? 'is' : 'are'} in the report.`])].join('\n\n');
}

function* foldsOf(remedies: readonly ReportRemedy[]): Generator<string> {
  for (const remedy of remedies) yield renderRemedy(remedy);
}

function renderRemedy({ cluster, kind, steps, disruption, why }: ReportRemedy): string {
  const command = kind === 'planned' || kind === 'held' ? remedyCommand(cluster.id) : undefined;
  const count = steps.length === 0 ? '' : ` · ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
  // A line that starts with HTML is not parsed as markdown, so the element stands here for the code span.
  const summary = `${remedyWords[kind]} <code>${escapeHtml(clip(cluster.name, 100))}</code>${count}`;
  const left = steps.length - stepLimit;
  return [
    `<details${kind === 'failed' ? ' open' : ''}><summary>${summary}</summary>\n`,
    ...(why === undefined ? [] : [`${prose(why, 600)}\n`]),
    ...(disruption === undefined ? [] : [`**Disturbs:** ${prose(disruption, 300)}\n`]),
    ...steps.slice(0, stepLimit).map((step, index) => renderStep(step, index, steps.length > 1)),
    ...(left > 0 ? [`\n${left} more steps`] : []),
    ...(command === undefined ? [] : [`\n\`\`\`sh\n${command}\n\`\`\``]),
    '\n</details>',
  ].join('\n');
}

/** What the only step disturbs is said of the whole. */
function renderStep({ title, status, details, disruption }: ReportStep, index: number, isOneOfMany: boolean): string {
  const left = details.length - detailLimit;
  const lines = details.slice(0, detailLimit).map((detail) => `   - ${codeSpan(detail)}`);
  return [`${index + 1}. ${prose(title, 200)}${status === 'planned' ? '' : `: ${status}`}${disruption === undefined || !isOneOfMany ? '' : ` (disturbs: ${prose(disruption, 300)})`}`, ...lines, ...(left > 0 ? [`   - ${left} more lines`] : [])].join('\n');
}
