/** Every pair of where a cluster comes from, where it goes and what stands around it. */
import { describe, expect, test } from '@jest/globals';
import { killedAt } from '../../../azure/in-process-arm.ts';
import { pairsOf, productOf } from './stage/pairwise.ts';
import { dimensions, isPossible, nameOf, rows, type Row } from './stage/rows.ts';
import { isWrite, momentsOf, problemsOf, scenarioOf, stateOf } from './stage/scenario.ts';

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
    expect(stateOf(stage.arm)).toBe(scenario.end);
  });
});

test('an exemption that Azure takes minutes to heed is waited for, also by the run after one that was cut off', async () => {
  const row: Row = { start: 'load balancer', target: 'none', network: 'managed', registry: 'managed', apiServer: 'link', policies: 'enforced', pools: 'one' };
  const scenario = await scenarioOf(row, 12 * 60_000);
  expect(scenario.requests.some(({ status }) => status === 403)).toBe(true);
  for (const { at, kind } of momentsOf(scenario, 0).filter(({ request }) => /policyExemptions\/[^/]+$/i.test(request.path) && isWrite(request))) {
    const stage = scenario.begin();
    await stage.run(killedAt(at, 'after'), { runner: 'the run that is cut off' });
    expect({ kind, problems: problemsOf(await stage.run(), stage, scenario) }).toEqual({ kind, problems: [] });
  }
});
