/** Whatever Azure answers to any request: the run ends in its proof, or in a clear error that the next run goes on from. */
import { describe, expect, test } from '@jest/globals';
import { AzureError } from '../../../../src/azure/arm-error.ts';
import { UserError } from '../../../../src/run/errors.ts';
import { isExhaustive } from '../../../exhaustive.ts';
import { nameOf, rows } from './stage/rows.ts';
import { allMomentsOf, isWrite, momentsOf, problemsOf, scenarioOf, type Moment, type Scenario } from './stage/scenario.ts';

/** `passes`: the run has to come through by itself. `operation`: it befalls what begins or shows an operation only. */
const faults: readonly { readonly rule: string; readonly passes?: true; readonly operation?: true }[] = [
  { rule: '429 retry-after=5', passes: true },
  { rule: '429', passes: true },
  { rule: '409' },
  { rule: '412' },
  { rule: '500' },
  { rule: '503' },
  { rule: 'reset' },
  { rule: 'reset-after' },
  { rule: 'delay 4m then reset-after' },
  { rule: 'delay 2m', passes: true },
  { rule: 'truncate half' },
  { rule: 'failed code=Broken message="It broke."', operation: true },
  { rule: 'poll https://elsewhere.test/x', operation: true },
];
type Fault = (typeof faults)[number];

/** Pairs of kind and fault that were met, over all scenarios. */
const met = new Set<string>();

/**
 * Usually each kind of write of a scenario meets one fault, and so does every third kind of read, which fail alike: the one that has not been met yet,
 * by the kind or in the scenario. Exhaustively every request meets each.
 */
function strokesOf(scenario: Scenario, turn: number): readonly (readonly [Moment, Fault])[] {
  const fitting = ({ request }: Moment): readonly Fault[] => faults.filter(({ operation }) => operation !== true || isWrite(request) || /\/operations\//i.test(request.path));
  if (isExhaustive) return allMomentsOf(scenario).flatMap((moment) => fitting(moment).map((fault) => [moment, fault] as const));
  const here = new Set<Fault>();
  const moments = momentsOf(scenario, turn).filter(({ request }, index) => isWrite(request) || index % 3 === turn % 3);
  return moments.map((moment, index) => {
    const all = fitting(moment);
    const gain = (fault: Fault): number => (met.has(`${moment.kind} ${fault.rule}`) ? 0 : 1) + (here.has(fault) ? 0 : 1);
    const turned = [...all.slice((turn + index) % all.length), ...all.slice(0, (turn + index) % all.length)];
    const fault = turned.reduce((best, one) => (gain(one) > gain(best) ? one : best));
    here.add(fault);
    met.add(`${moment.kind} ${fault.rule}`);
    return [moment, fault] as const;
  });
}

/** A sentence for people: what, where; nothing of ours. */
function unclear(failure: Error | undefined): readonly string[] {
  if (failure === undefined) return [];
  if (!(failure instanceof AzureError) && !(failure instanceof UserError)) return [`not told apart: ${failure.stack ?? failure.message}`];
  const { message } = failure;
  const isSentence = /\S+ \S+ \S+/.test(message) && !/\bat \S+ \(|\.ts:\d|TypeError|undefined|\[object/.test(message);
  return isSentence && /\/(?:subscriptions|providers)\/|cluster|pool|registry|rule|network|subnet|endpoint|zone|link|identity|Azure's answer/.test(message) ? [] : [`unclear: ${message}`];
}

/** A mark that could not be taken away stops nothing, and goes with the next run. */
function isMark(problem: string): boolean {
  return /^[+-] groups /.test(problem);
}

describe('one answer goes wrong', () => {
  test.each(rows.map((row, turn) => [nameOf(row), row, turn] as const))('%s', async (_name, row, turn) => {
    const scenario = await scenarioOf(row);
    const wrong: unknown[] = [];
    let happened = 0;
    const strokes = strokesOf(scenario, turn);
    for (const [{ at, kind, request }, { rule, passes }] of strokes) {
      const stage = scenario.begin();
      const first = await stage.run({ beforeRequest: (now) => {
        if (now === at) stage.arm.faults.set(`${request.method} ${stage.arm.requests.at(-1)?.path ?? ''} #1 → ${rule}`);
      } }, { runner: 'the first run' });
      happened += stage.arm.faults.rules().filter((one) => one.happened > 0).length;
      stage.arm.faults.set('');
      const own = first.failure === undefined ? problemsOf(first, stage, scenario).filter((problem) => !isMark(problem)) : passes === true ? [`it gave up: ${first.failure.message}`] : unclear(first.failure);
      const isOver = first.failure === undefined && problemsOf(first, stage, scenario).length === 0;
      const problems = isOver ? own : [...own, ...problemsOf(await stage.run(), stage, scenario)];
      if (problems.length > 0) wrong.push({ at, kind, rule, first: first.failure?.message, problems });
    }
    expect(wrong).toEqual([]);
    expect(happened).toBe(strokes.length);
  }, 1_200_000);
});
