import { formatElapsed } from '../../run/logger.ts';
import { clip, codeSpan, escapeHtml, prose, tableCell } from '../escape.ts';
import type { ReportStep } from '../report.ts';
import { isOrdered, numbered, numbersText, type NumberedStep } from '../steps/order.ts';
import { join } from './join.ts';
import { prefixWithin } from './room.ts';
import { renderStepDiagram } from './steps/diagram.ts';

/** A column is there where some step has something for it. */
interface Column {
  readonly head: string;
  readonly align: ':--' | '--:';
  readonly cell: (step: NumberedStep) => string;
}

const title: Column = { head: 'Step', align: ':--', cell: ({ step }) => tableCell(prose(step.title, 200)) };
const result: Column = { head: 'Result', align: ':--', cell: ({ step }) => step.status };
const time: Column = { head: 'Time', align: '--:', cell: ({ step }) => (step.elapsed === undefined ? '' : formatElapsed(step.elapsed)) };
const number: Column = { head: '#', align: '--:', cell: (step) => String(step.number) };
const waits: Column = { head: 'Waits for', align: ':--', cell: ({ waitsFor }) => numbersText(waitsFor) };
const disturbs: Column = { head: 'Disturbs', align: ':--', cell: ({ step }) => (step.disruption === undefined ? '' : tableCell(prose(step.disruption, 200))) };

/** The steps in order, one row each, as many as `room` holds; where they wait for each other, with a picture below when there is room for that too. */
export function renderStepTable(steps: readonly ReportStep[], room: number): string {
  if (steps.length === 0) return '';
  const all = isOrdered(steps) ? numbered(steps) : steps.map((step, index) => ({ number: index + 1, step, waitsFor: [] }));
  const columns = columnsOf(steps, all);
  const head = [rowOf(columns.map(({ head: name }) => name)), rowOf(columns.map(({ align }) => align))];
  const rows = prefixWithin(all.map((step) => rowOf(columns.map(({ cell }) => cell(step)))), room - 200, 1);
  const left = all.length - rows.length;
  const more = left === 0 ? [] : [rowOf(columns.map((column) => (column === title ? `${left} more steps` : '')))];
  const table = [...head, ...rows, ...more].join('\n');
  return join([table, left > 0 ? '' : renderStepDiagram(steps, Math.min(diagramRoom, room - table.length - 2))]);
}

/** Far below the 50,000 characters that Mermaid draws by default. */
const diagramRoom = 8_000;

function columnsOf(steps: readonly ReportStep[], all: readonly NumberedStep[]): readonly Column[] {
  if (!isOrdered(steps)) return [title, result, time];
  return [
    number,
    title,
    ...(all.some(({ waitsFor }) => waitsFor.length > 0) ? [waits] : []),
    ...(steps.some(({ disruption }) => disruption !== undefined) ? [disturbs] : []),
    ...(steps.every(({ status }) => status === 'planned') ? [] : [result, time]),
  ];
}

function rowOf(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
}

/** Why each step is done and the lines that it changes, folded; those that do not fit into `room` are counted. Failures stand open, and first. */
export function renderStepDetails(steps: readonly ReportStep[], room: number): string {
  const detailed = steps.filter((step) => step.details.length > 0 || step.why !== undefined);
  if (detailed.length === 0) return '';
  const sorted = detailed.toSorted((left, right) => Number(right.status === 'failed') - Number(left.status === 'failed'));
  const sections: string[] = [];
  let free = room - 100;
  let left = 0;
  for (const step of sorted) {
    const section = renderStep(step, free);
    left += linesOf(step) - section.shown;
    if (section.shown > 0) sections.push(section.text);
    free -= section.shown > 0 ? section.text.length + 2 : 0;
  }
  if (left > 0 && room > 100) sections.push(`> ${left} ${left === 1 ? 'line' : 'lines'} of step details not shown; see the report file.`);
  return sections.join('\n\n');
}

function renderStep(step: ReportStep, room: number): { readonly text: string; readonly shown: number } {
  const failed = step.status === 'failed';
  const frame = [`<details${failed ? ' open' : ''}><summary>${summaryOf(step)}</summary>\n`, '\n</details>'] as const;
  const lines = prefixWithin([
    ...(step.why === undefined ? [] : [`- ${prose(step.why)}`]),
    ...step.details.map((detail) => `- ${failed ? prose(detail, 1_000) : codeSpan(detail)}`),
  ], room - frame.join('\n').length - 2, 1);
  return { text: [frame[0], ...lines, frame[1]].join('\n'), shown: lines.length };
}

/** A line that starts with HTML is not parsed as markdown, so the element stands here for the code span. */
function summaryOf(step: ReportStep): string {
  const lines = step.details.length === 0 ? 'why' : `${step.details.length} ${step.details.length === 1 ? 'line' : 'lines'}`;
  return `<code>${escapeHtml(clip(step.title, 200))}</code> · ${lines}`;
}

function linesOf({ details, why }: ReportStep): number {
  return details.length + (why === undefined ? 0 : 1);
}
