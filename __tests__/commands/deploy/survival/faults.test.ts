/** Whatever Azure answers to any request: the run ends in its proof, or in a clear error that the next run goes on from. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { AzureError } from '../../../../src/azure/arm-error.ts';
import { UserError } from '../../../../src/run/errors.ts';
import { nameOf, rows } from './stage/rows.ts';
import { allMomentsOf, problemsOf, scenarioOf, type Scenario } from './stage/scenario.ts';
import { faults, fitting, pairOf, strokesOf, type Stroke } from './stage/strokes.ts';

let scenarios: readonly Scenario[] = [];
let strokes: readonly (readonly Stroke[])[] = [];

beforeAll(async () => {
  scenarios = await Promise.all(rows.map(async (row) => await scenarioOf(row)));
  strokes = strokesOf(scenarios);
});

/** A sentence for people: what, where; nothing of ours. */
function unclear(failure: Error | undefined): readonly string[] {
  if (failure === undefined) return [];
  if (!(failure instanceof AzureError) && !(failure instanceof UserError)) return [`not told apart: ${failure.stack ?? failure.message}`];
  const { message } = failure;
  const isSentence = /\S+ \S+ \S+/.test(message) && !/\bat \S+ \(|\.ts:\d|TypeError|undefined|\[object/.test(message);
  return isSentence && /\/(?:subscriptions|providers)\/|cluster|pool|registry|rule|route|network|subnet|endpoint|zone|link|identity|Azure's answer/.test(message) ? [] : [`unclear: ${message}`];
}

/** A mark that could not be taken away stops nothing, and goes with the next run. */
function isMark(problem: string): boolean {
  return /^[+-] groups /.test(problem);
}

describe('what is tried', () => {
  test('holds every request of every scenario, and every fault in each', () => {
    for (const [index, scenario] of scenarios.entries()) {
      const own = strokes[index] ?? [];
      expect(new Set(own.map(({ moment }) => moment.at))).toEqual(new Set(allMomentsOf(scenario).map(({ at }) => at)));
      expect(new Set(own.map(({ fault }) => fault))).toEqual(new Set(faults));
    }
  });

  test('holds every fault at every kind of request', () => {
    const possible = scenarios.flatMap((scenario) => allMomentsOf(scenario).flatMap((moment) => fitting(moment).map((fault) => pairOf(moment, fault))));
    expect(new Set(strokes.flat().map(({ moment, fault }) => pairOf(moment, fault)))).toEqual(new Set(possible));
  });
});

describe('one answer goes wrong', () => {
  test.each(rows.map((row, index) => [nameOf(row), index] as const))('%s', async (_name, index) => {
    const [scenario, own = []] = [scenarios[index], strokes[index]];
    if (scenario === undefined) throw new Error('There is no such scenario.');
    const wrong: unknown[] = [];
    let happened = 0;
    for (const { moment: { at, kind, request }, fault: { rule, passes } } of own) {
      const stage = scenario.begin();
      const first = await stage.run({ beforeRequest: (now) => {
        if (now === at) stage.arm.faults.set(`${request.method} ${stage.arm.requests.at(-1)?.path ?? ''} #1 → ${rule}`);
      } }, { runner: 'the first run' });
      happened += stage.arm.faults.rules().filter((one) => one.happened > 0).length;
      stage.arm.faults.set('');
      const found = first.failure === undefined ? problemsOf(first, stage, scenario) : [];
      const told = first.failure === undefined ? found.filter((problem) => !isMark(problem)) : passes === true ? [`it gave up: ${first.failure.message}`] : unclear(first.failure);
      const isOver = first.failure === undefined && found.length === 0;
      const problems = isOver ? told : [...told, ...problemsOf(await stage.run(), stage, scenario)];
      if (problems.length > 0) wrong.push({ at, kind, rule, first: first.failure?.message, problems });
    }
    expect(wrong).toEqual([]);
    expect(happened).toBe(own.length);
  }, 1_800_000);
});
