import { clip, oneLine, withoutCommands } from './escape.ts';
import { byFile } from './findings/by-file.ts';
import type { Report } from './report.ts';
import { painter } from './terminal.ts';
import { renderExposures } from './text/exposures.ts';
import { renderFileFindings, verdictStyles } from './text/findings.ts';
import { paragraph, renderNotes, type Page } from './text/page.ts';
import { renderSteps } from './text/steps.ts';
import { calmSentence, effectOf, outcomeOf, shownVerdict, summaryOf } from './wording.ts';
import { worstFirst } from './worst-first.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal; 100 when not given, at least 40, and at most 160: longer lines nobody reads. */
  readonly width?: number | undefined;
}

/** Paragraphs, each of lines. */
export type Sections = readonly (readonly string[])[];

/**
 * The report for a terminal. Complete, but for a fleet of living clusters, of which it is a summary that says where the rest is. Nothing from outside
 * can move the cursor or colour the screen.
 * @param found what was found, and notes where they belong there; of living clusters `driftSections`, which other commands need not load
 */
export function renderText(report: Report, options: TextOptions, found?: (report: Report, page: Page) => Sections): string {
  const page: Page = { paint: painter(options.colour), width: Math.min(160, Math.max(40, options.width ?? 100)) };
  const sections = [
    renderHead(report, page),
    ...(found === undefined ? [renderNotes(report.notes, page)] : []),
    renderFacts(report, page),
    renderSteps(report.steps, page),
    ...(found ?? foundSections)(report, page),
    renderSummary(report, page),
    report.planHash === undefined ? [] : [page.paint('quiet', `plan ${oneLine(report.planHash)}`)],
  ];
  return withoutCommands(`${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

function foundSections({ exposures = [], findings }: Report, page: Page): Sections {
  return [...renderExposures(exposures, page), ...byFile(worstFirst(findings)).flatMap((group) => renderFileFindings(group, page))];
}

/** The last line counts what was read and found; a clean run ends with one sentence. */
function renderSummary(report: Report, page: Page): readonly string[] {
  const calm = calmSentence(report);
  if (calm !== undefined) return paragraph(calm, '', page);
  const summary = summaryOf(report);
  return summary === undefined ? [] : paragraph(summary, '', page).map((line) => page.paint('strong', line));
}

function renderHead(report: Report, { paint }: Page): readonly string[] {
  const failed = report.steps.some((step) => step.status === 'failed');
  const outcome = paint(failed ? 'bad' : verdictStyles[shownVerdict(report)], oneLine(outcomeOf(report)));
  const effect = effectOf(report);
  return [`${paint('strong', oneLine(report.title))}: ${outcome}`, ...(effect === undefined ? [] : [paint('quiet', effect)])];
}

function renderFacts(report: Report, { paint }: Page): readonly string[] {
  const labels = report.facts.map((fact) => clip(oneLine(fact.label), 40));
  const column = Math.max(0, ...labels.map((label) => label.length));
  return report.facts.map((fact, index) => `  ${paint('quiet', (labels[index] ?? '').padEnd(column))}  ${oneLine(fact.value)}`);
}
