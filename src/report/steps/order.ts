/** Steps by their numbers in a plan: which wait for which, and which stand side by side. */
import type { ReportStep } from '../report.ts';

export interface NumberedStep {
  /** From 1, in the order of the list. */
  readonly number: number;
  readonly step: ReportStep;
  /** Numbers of the steps that it waits for, rising; all of them lower than its own. */
  readonly waitsFor: readonly number[];
}

/** True where steps tell more than what they are: what they wait for, why they are done, or what they disturb. */
export function isOrdered(steps: readonly ReportStep[]): boolean {
  return steps.some(({ after = [], why, disruption }) => after.length > 0 || why !== undefined || disruption !== undefined);
}

/**
 * The steps in the order of the report, each after those that it waits for; keys that no step has are passed over, and where several have one (a run that
 * planned anew did it again) the last one before counts. Steps that wait for each other in a circle keep their places.
 */
export function numbered(steps: readonly ReportStep[]): readonly NumberedStep[] {
  const ordered = inOrder(steps);
  const numbers = new Map<string, number>();
  return ordered.map((step, index) => {
    const waitsFor = [...new Set((step.after ?? []).flatMap((key) => numbers.get(key) ?? []))].toSorted((left, right) => left - right);
    if (step.key !== undefined) numbers.set(step.key, index + 1);
    return { number: index + 1, step, waitsFor };
  });
}

/** What was carried out stands in the order in which it ended, and so do the steps of nearly every plan: one pass moves none of them. */
function inOrder(steps: readonly ReportStep[]): readonly ReportStep[] {
  const keys = new Set(steps.flatMap(({ key }) => key ?? []));
  const placed = new Set<string>();
  const ordered: ReportStep[] = [];
  let left = steps;
  while (left.length > 0) {
    const waiting: ReportStep[] = [];
    for (const step of left) {
      if ((step.after ?? []).some((key) => key !== step.key && keys.has(key) && !placed.has(key))) {
        waiting.push(step);
        continue;
      }
      ordered.push(step);
      if (step.key !== undefined) placed.add(step.key);
    }
    if (waiting.length === left.length) return [...ordered, ...waiting];
    left = waiting;
  }
  return ordered;
}

/** "1, 2", "3–7, 9": three and more in a row are told by their ends. */
export function numbersText(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last.to + 1 === number) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (to - from > 1 ? `${from}–${to}` : to > from ? `${from}, ${to}` : `${from}`)).join(', ');
}

/** A picture of steps: those with keys, and how many without follow them one after the other. */
export interface StepPicture {
  readonly steps: readonly NumberedStep[];
  readonly rest: number;
}

/** More steps than this are no picture any more. */
const pictureLimit = 40;

/** What of the steps can be drawn; undefined where the picture would say no more than the list. */
export function pictureOf(steps: readonly ReportStep[]): StepPicture | undefined {
  if (!isOrdered(steps) || steps.length > 1_000) return undefined;
  const all = numbered(steps);
  const keyed = all.filter(({ step }) => step.key !== undefined);
  const isDrawn = keyed.length <= pictureLimit && (keyed.length > 2 || keyed.some(({ waitsFor }) => waitsFor.length > 0));
  return isDrawn ? { steps: keyed, rest: all.length - keyed.length } : undefined;
}

/** The numbers of the steps that no other waits for. */
export function endsOf(steps: readonly NumberedStep[]): readonly number[] {
  const waitedFor = new Set(steps.flatMap(({ waitsFor }) => waitsFor));
  return steps.map(({ number }) => number).filter((number) => !waitedFor.has(number));
}

/** How a step is drawn: what disturbs and is still to come stands out. */
export type StepLook = 'planned' | 'disruptive' | 'done' | 'failed' | 'passed';

export function lookOf({ status, disruption }: ReportStep): StepLook {
  switch (status) {
    case 'planned':
      return disruption === undefined ? 'planned' : 'disruptive';
    case 'unchanged':
    case 'skipped':
      return 'passed';
    case 'done':
    case 'failed':
      return status;
  }
}
