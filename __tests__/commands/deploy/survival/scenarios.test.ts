/** Every pair of where a cluster comes from, where it goes and what stands around it. */
import { describe, expect, test } from '@jest/globals';
import { pairsOf, productOf } from './pairwise.ts';
import { dimensions, isPossible, nameOf, rows, type Row } from './rows.ts';
import { isWrite, problemsOf, scenarioOf, stateOf } from './scenario.ts';

test('the rows hold every pair of values that Azure knows', () => {
  const possible = productOf<Row>(dimensions).filter(isPossible).flatMap(pairsOf);
  expect(new Set(rows.flatMap(pairsOf))).toEqual(new Set(possible));
  expect(rows.length).toBeLessThanOrEqual(30);
});

describe('each ends in its proof, and the second run plans nothing', () => {
  test.each(rows.map((row) => [nameOf(row), row] as const))('%s', async (_name, row) => {
    const scenario = await scenarioOf(row);
    expect([scenario.outcome.failure, scenario.outcome.report.verdict]).toEqual([undefined, row.target === 'leave' ? 'violation' : 'compliant']);
    expect(scenario.requests.some(isWrite)).toBe(true);
    expect(scenario.end).not.toMatch(/aks-isolation-run|policyExemptions/);

    const stage = scenario.begin();
    await stage.run();
    stage.arm.forget();
    const second = await stage.run();
    expect(problemsOf(second, stage, scenario)).toEqual([]);
    expect(second.report.steps).toEqual([]);
    expect(stage.arm.requests.filter(isWrite)).toEqual([]);
    expect(stateOf(stage.arm, row)).toBe(scenario.end);
  });
});
