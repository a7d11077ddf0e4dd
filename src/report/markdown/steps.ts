import { formatElapsed } from '../../run/logger.ts';
import { clip, codeSpan, escapeHtml, prose, tableCell } from '../escape.ts';
import type { ReportStep } from '../report.ts';
import { prefixWithin } from './room.ts';

/** The steps in order, one row each, as many as `room` holds. */
export function renderStepTable(steps: readonly ReportStep[], room: number): string {
  if (steps.length === 0) return '';
  const head = ['| Step | Result | Time |', '| :-- | :-- | --: |'];
  const rows = prefixWithin(steps.map(renderRow), room - 200, 1);
  const left = steps.length - rows.length;
  return [...head, ...rows, ...(left > 0 ? [`| ${left} more steps | | |`] : [])].join('\n');
}

function renderRow(step: ReportStep): string {
  const time = step.elapsed === undefined ? '' : formatElapsed(step.elapsed);
  return `| ${tableCell(prose(step.title, 200))} | ${step.status} | ${time} |`;
}

/** The changed lines of each step, folded; those that do not fit into `room` are counted. Failures stand open, and first. */
export function renderStepDetails(steps: readonly ReportStep[], room: number): string {
  const detailed = steps.filter((step) => step.details.length > 0);
  if (detailed.length === 0) return '';
  const sorted = detailed.toSorted((left, right) => Number(right.status === 'failed') - Number(left.status === 'failed'));
  const sections: string[] = [];
  let free = room - 100;
  let left = 0;
  for (const step of sorted) {
    const section = renderStep(step, free);
    left += step.details.length - section.shown;
    if (section.shown > 0) sections.push(section.text);
    free -= section.shown > 0 ? section.text.length + 2 : 0;
  }
  if (left > 0 && room > 100) sections.push(`> ${left} ${left === 1 ? 'line' : 'lines'} of step details not shown; see the report file.`);
  return sections.join('\n\n');
}

function renderStep(step: ReportStep, room: number): { readonly text: string; readonly shown: number } {
  const failed = step.status === 'failed';
  const frame = [`<details${failed ? ' open' : ''}><summary>${summaryOf(step)}</summary>\n`, '\n</details>'] as const;
  const lines = prefixWithin(step.details.map((detail) => `- ${failed ? prose(detail, 1_000) : codeSpan(detail)}`), room - frame.join('\n').length - 2, 1);
  return { text: [frame[0], ...lines, frame[1]].join('\n'), shown: lines.length };
}

/** A line that starts with HTML is not parsed as markdown, so the element stands here for the code span. */
function summaryOf(step: ReportStep): string {
  return `<code>${escapeHtml(clip(step.title, 200))}</code> · ${step.details.length} ${step.details.length === 1 ? 'line' : 'lines'}`;
}
