/** A run that is cut off at any of its requests is finished by the next one. */
import { describe, expect, test } from '@jest/globals';
import { killedAt } from '../../../azure/in-process-arm.ts';
import { isExhaustive } from '../../../exhaustive.ts';
import { nameOf, rows } from './stage/rows.ts';
import { allMomentsOf, isWrite, problemsOf, scenarioOf, type Moment, type Scenario } from './stage/scenario.ts';

type When = 'before' | 'after';

/** Every request, a write before and after its effect; what reads leaves the same behind both times, and is cut both times exhaustively only. */
function cutsOf(scenario: Scenario): readonly (readonly [Moment, When])[] {
  return allMomentsOf(scenario).flatMap((moment): readonly (readonly [Moment, When])[] => (isExhaustive || isWrite(moment.request) ? [[moment, 'before'], [moment, 'after']] : [[moment, 'before']]));
}

describe('cut off at a request, and started again', () => {
  test.each(rows.map((row, turn) => [nameOf(row), row, turn] as const))('%s', async (_name, row, turn) => {
    const scenario = await scenarioOf(row);
    const cuts = cutsOf(scenario);
    const wrong: unknown[] = [];
    for (const [index, [{ at, kind }, when]] of cuts.entries()) {
      const stage = scenario.begin();
      await stage.run(killedAt(at, when), { runner: 'the run that is cut off' });
      const problems = problemsOf(await stage.run(), stage, scenario);
      stage.arm.forget();
      // Where all is as after an undisturbed run, the next one is that of `scenarios.test.ts`; a part of them is tried all the same.
      if (isExhaustive || index % 8 === turn % 8) await stage.run();
      const written = stage.arm.requests.filter(isWrite).length;
      if (problems.length > 0 || written > 0) wrong.push({ at, kind, when, problems, written });
    }
    expect(wrong).toEqual([]);
    expect(cuts.length).toBeGreaterThanOrEqual(scenario.requests.length);
  }, 600_000);
});
