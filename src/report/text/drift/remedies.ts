import { remedyCommand } from '../../drift/command.ts';
import { remedyWords } from '../../drift/words.ts';
import { clip, oneLine } from '../../escape.ts';
import type { ReportRemedy, ReportStep } from '../../report.ts';
import { paragraph, type Page } from '../page.ts';

const stepLimit = 20;
const detailLimit = 10;

const kinds: readonly ReportRemedy['kind'][] = ['failed', 'applied', 'planned', 'held', 'manual'];
const kindCounts: Readonly<Record<ReportRemedy['kind'], string>> = { failed: 'failed', applied: 'applied', planned: 'planned', held: 'held back', manual: 'by hand' };

/** What would bring clusters back, or did, what failed first: `most` of them, with their steps or only in a line and the command, the rest counted. */
export function renderRemedies(remedies: readonly ReportRemedy[], withSteps: boolean, most: number, page: Page): readonly string[] {
  if (remedies.length === 0) return [];
  const sorted = kinds.flatMap((kind) => remedies.filter((remedy) => remedy.kind === kind));
  const counts = kinds.flatMap((kind) => {
    const count = remedies.filter((remedy) => remedy.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kindCounts[kind]}`];
  });
  const left = remedies.length - most;
  return [`${page.paint('strong', 'The way back')}: ${counts.join(', ')}`, ...sorted.slice(0, most).flatMap((remedy) => renderRemedy(remedy, withSteps, page)), ...(left > 0 ? [`  ${left} more`] : [])];
}

function renderRemedy({ cluster, kind, steps, disruption, why }: ReportRemedy, withSteps: boolean, page: Page): readonly string[] {
  const command = kind === 'planned' || kind === 'held' ? remedyCommand(cluster.id) : undefined;
  const count = steps.length === 0 ? '' : `: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
  const disturbs = disruption === undefined ? '' : `; disturbs: ${clip(oneLine(disruption), 300)}`;
  const left = steps.length - stepLimit;
  return [
    ...paragraph(`${remedyWords[kind]} ${clip(oneLine(cluster.name), 100) || '""'}${count}${disturbs}`, '  ', page).map((line) => (kind === 'failed' ? page.paint('bad', line) : line)),
    ...(why === undefined ? [] : paragraph(clip(oneLine(why), withSteps ? 600 : page.width - 4), '    ', page)),
    ...(withSteps ? steps.slice(0, stepLimit).flatMap((step, index) => renderStep(step, index, steps.length > 1, page)) : []),
    ...(withSteps && left > 0 ? [`    ${left} more steps`] : []),
    // To copy whole: not broken into lines.
    ...(command === undefined ? [] : [`    ${command}`]),
  ];
}

/** What the only step disturbs is said of the whole. */
function renderStep({ title, status, details, disruption }: ReportStep, index: number, isOneOfMany: boolean, page: Page): readonly string[] {
  const left = details.length - detailLimit;
  return [
    ...paragraph(`${index + 1}. ${clip(oneLine(title), 300)}${status === 'planned' ? '' : `: ${status}`}`, '    ', page),
    ...(disruption === undefined || !isOneOfMany ? [] : paragraph(`disturbs: ${clip(oneLine(disruption), 300)}`, '       ', page)),
    ...details.slice(0, detailLimit).flatMap((detail) => paragraph(clip(oneLine(detail), 600), '       ', page)),
    ...(left > 0 ? [`       ${left} more lines`] : []),
  ];
}
