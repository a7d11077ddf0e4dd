/** A run that is cut off at any of its requests is finished by the next one. */
import { describe, expect, test } from '@jest/globals';
import { killedAt } from '../../../azure/in-process-arm.ts';
import { isExhaustive } from '../../../exhaustive.ts';
import { nameOf, rows } from './stage/rows.ts';
import { allMomentsOf, isWrite, momentsOf, problemsOf, scenarioOf, type Moment, type Scenario } from './stage/scenario.ts';

type When = 'before' | 'after';

/**
 * What a cut leaves behind differs by the writes that Azure took: usually a scenario is cut off at each of them, in turn before and after, so that
 * each kind of write meets both in other scenarios. Between two writes nothing differs: of the kinds of reads each scenario has one in six.
 * Exhaustively everything is cut before and after.
 */
function cutsOf(scenario: Scenario, turn: number): readonly (readonly [Moment, When])[] {
  if (isExhaustive) return allMomentsOf(scenario).flatMap((moment) => [[moment, 'before'], [moment, 'after']] as const);
  const moments = momentsOf(scenario, turn);
  const writes = moments.filter(({ request }) => isWrite(request)).map((moment, index) => [moment, (index + turn) % 2 === 0 ? 'before' : 'after'] as const);
  const reads = moments.filter(({ request }) => !isWrite(request)).filter((_, index) => index % 6 === turn % 6).map((moment) => [moment, 'before'] as const);
  return [...writes, ...reads];
}

describe('cut off at a request, and started again', () => {
  test.each(rows.map((row, turn) => [nameOf(row), row, turn] as const))('%s', async (_name, row, turn) => {
    const scenario = await scenarioOf(row);
    const cuts = cutsOf(scenario, turn);
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
    expect(cuts.length).toBeGreaterThan(3);
  }, 600_000);
});
