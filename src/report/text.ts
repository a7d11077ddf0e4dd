import type { Finding, Verdict } from '../policy/finding.ts';
import { formatElapsed } from '../run/logger.ts';
import { clip, oneLine } from './escape.ts';
import type { Report, ReportStep } from './report.ts';
import { painter, wrap, type Painter, type Style } from './terminal.ts';
import { effectOf, outcomeOf, reasonWords } from './wording.ts';
import { worstFirst } from './worst-first.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal; 100 when not given, at least 40. */
  readonly width?: number;
}

/** What the pieces below share. */
interface Page {
  readonly paint: Painter;
  readonly width: number;
}

const verdictStyles: Readonly<Record<Verdict, Style>> = {
  error: 'bad',
  violation: 'bad',
  undetermined: 'doubtful',
  exempt: 'quiet',
  compliant: 'good',
  notApplicable: 'quiet',
};

const statusStyles: Readonly<Record<ReportStep['status'], Style>> = {
  planned: 'strong',
  done: 'good',
  unchanged: 'quiet',
  failed: 'bad',
  skipped: 'quiet',
};

/** The report for a terminal. Complete: nothing is left out, and nothing from outside can move the cursor or colour the screen. */
export function renderText(report: Report, options: TextOptions): string {
  const page: Page = { paint: painter(options.colour), width: Math.max(40, options.width ?? 100) };
  const sections = [
    renderHead(report, page),
    report.notes.flatMap((note) => paragraph(`Note: ${note}`, '', page)),
    renderFacts(report, page),
    report.steps.flatMap((step) => renderStep(step, page)),
    ...worstFirst(report.findings).map((finding) => renderFinding(finding, page)),
    report.planHash === undefined ? [] : [page.paint('quiet', `plan ${oneLine(report.planHash)}`)],
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function renderHead(report: Report, { paint }: Page): readonly string[] {
  const failed = report.steps.some((step) => step.status === 'failed');
  const outcome = paint(failed ? 'bad' : verdictStyles[report.verdict], oneLine(outcomeOf(report)));
  const effect = effectOf(report);
  return [`${paint('strong', oneLine(report.title))}: ${outcome}`, ...(effect === undefined ? [] : [paint('quiet', effect)])];
}

function renderFacts(report: Report, { paint }: Page): readonly string[] {
  const labels = report.facts.map((fact) => clip(oneLine(fact.label), 40));
  const column = Math.max(0, ...labels.map((label) => label.length));
  return report.facts.map((fact, index) => `  ${paint('quiet', (labels[index] ?? '').padEnd(column))}  ${oneLine(fact.value)}`);
}

function renderStep(step: ReportStep, page: Page): readonly string[] {
  const status = page.paint(statusStyles[step.status], step.status.padEnd('unchanged'.length));
  const elapsed = (step.elapsed === undefined ? '' : formatElapsed(step.elapsed)).padStart(6);
  return [`  ${status}  ${elapsed}  ${oneLine(step.title)}`, ...step.details.flatMap((detail) => paragraph(detail, ' '.repeat(21), page))];
}

function renderFinding(finding: Finding, page: Page): readonly string[] {
  const { paint } = page;
  const { location, resource } = finding;
  const verdict = paint(verdictStyles[finding.verdict], `${finding.verdict} (${finding.severity})`);
  const place = location === undefined ? '' : paint('quiet', `  ${oneLine(location.file)}:${location.line}:${location.column}`);
  return [
    `${verdict}  ${paint('strong', oneLine(finding.rule))}  ${oneLine(resource.name)}${place}`,
    ...paragraph(finding.message, '  ', page),
    ...finding.reasons.flatMap((reason) => {
      const { path, actual, relation, expected } = reasonWords(reason);
      return paragraph(`${path}: ${actual} ${relation} ${expected}`, '    ', page);
    }),
    ...(finding.remedy === undefined ? [] : paragraph(`To do: ${finding.remedy}`, '  ', page)),
  ];
}

function paragraph(text: string, indent: string, { width }: Page): readonly string[] {
  return wrap(oneLine(text), width - indent.length).map((line) => indent + line);
}
