import { formatElapsed } from '../../run/logger.ts';
import { oneLine } from '../escape.ts';
import type { ReportStep } from '../report.ts';
import { isOrdered, numbered, numbersText, type NumberedStep } from '../steps/order.ts';
import type { Style } from '../terminal.ts';
import { paragraph, type Page } from './page.ts';

const statusStyles: Readonly<Record<ReportStep['status'], Style>> = {
  planned: 'strong',
  done: 'good',
  unchanged: 'quiet',
  failed: 'bad',
  skipped: 'quiet',
};

/** What was done, a line each with its details; of a plan whose steps wait for each other a numbered list that says why, after what, and what is disturbed. */
export function renderSteps(steps: readonly ReportStep[], page: Page): readonly string[] {
  if (!isOrdered(steps) || !steps.some(({ status }) => status === 'planned')) return steps.flatMap((step) => renderDone(step, page));
  const disturbing = steps.filter(({ disruption }) => disruption !== undefined).length;
  const head = `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}${disturbing === 0 ? ', none disturbs anything' : `, ${disturbing} of them ${disturbing === 1 ? 'disturbs' : 'disturb'} something`}`;
  return [`${page.paint('strong', 'Plan')}: ${head}`, ...numbered(steps).flatMap((step) => renderPlanned(step, String(steps.length).length, page))];
}

function renderDone(step: ReportStep, page: Page): readonly string[] {
  const status = page.paint(statusStyles[step.status], step.status.padEnd('unchanged'.length));
  const elapsed = (step.elapsed === undefined ? '' : formatElapsed(step.elapsed)).padStart(6);
  return [`  ${status}  ${elapsed}  ${oneLine(step.title)}`, ...step.details.flatMap((detail) => paragraph(detail, ' '.repeat(21), page))];
}

function renderPlanned({ number, step, waitsFor }: NumberedStep, digits: number, page: Page): readonly string[] {
  const { title, status, details, why, disruption } = step;
  const indent = ' '.repeat(digits + 4);
  const styled = (style: Style, text: string): readonly string[] => paragraph(text, indent, page).map((line) => indent + page.paint(style, line.slice(indent.length)));
  const [first = '', ...others] = paragraph(`${title}${status === 'planned' ? '' : `: ${status}`}`, indent, page);
  return [
    `  ${String(number).padStart(digits)}. ${page.paint('strong', first.slice(indent.length))}`,
    ...others.map((line) => indent + page.paint('strong', line.slice(indent.length))),
    ...(why === undefined ? [] : styled('quiet', why)),
    ...(waitsFor.length === 0 ? [] : styled('quiet', `after ${numbersText(waitsFor)}`)),
    ...(disruption === undefined ? [] : styled('doubtful', `disturbs: ${disruption}`)),
    ...details.flatMap((detail) => paragraph(detail, indent, page)),
  ];
}
