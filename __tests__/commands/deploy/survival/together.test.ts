/** Runs that do not wait, and two that run at once: in the end things stand as one undisturbed run leaves them. */
import { describe, expect, test } from '@jest/globals';
import { textAt } from '../../../../src/arm/json.ts';
import { UserError } from '../../../../src/run/errors.ts';
import { AzureError } from '../../../../src/azure/arm-error.ts';
import { nameOf, type Row } from './stage/rows.ts';
import { isWrite, problemsOf, scenarioOf } from './stage/scenario.ts';

const living: Row = { start: 'load balancer', target: 'none', network: 'managed', registry: 'managed', apiServer: 'link', policies: 'assigned', pools: 'two' };
const rowsHere: readonly Row[] = [
  living,
  { ...living, start: 'half-way', policies: 'enforced' },
  { ...living, start: 'absent', network: 'own', registry: 'made', policies: 'left alone' },
  { ...living, start: 'own NAT gateway', network: 'own', registry: 'made', pools: 'one' },
  { ...living, start: 'isolated', network: 'own', registry: 'changed' },
  { ...living, start: 'isolated', target: 'leave' },
];
const named = rowsHere.map((row) => [nameOf(row), row] as const);

/** The same state twice in a row is one. */
const withoutRepetition = (states: readonly string[]): readonly string[] => ['loadBalancer Cache', ...states].filter((state, index, all) => state !== all[index - 1]);

/** No plan has more steps that Azure works on for a while, one after the other. */
const mostRuns = 20;

describe('without waiting, again and again', () => {
  test.each(named)('%s', async (_name, row) => {
    const scenario = await scenarioOf(row);
    const stage = scenario.begin();
    let runs = 0;
    for (let verdict = 'undetermined'; verdict === 'undetermined'; runs += 1) {
      const { report, failure } = await stage.run({}, { wait: false });
      expect([failure, runs < mostRuns]).toEqual([undefined, true]);
      ({ verdict } = report);
    }
    expect(problemsOf(await stage.run(), stage, scenario)).toEqual([]);
    expect(runs).toBeGreaterThan(1);
  });
});

describe('two at once', () => {
  /** Milliseconds by which the second one begins later; Azure takes two to ten minutes for a step. */
  const delays = [0, 1, 60_000, 250_000, 700_000];
  test.each(named)('%s', async (_name, row) => {
    const scenario = await scenarioOf(row);
    for (const delay of delays) {
      const stage = scenario.begin();
      const second = async () => {
        await stage.arm.clock.sleep(delay);
        return await stage.run({}, { runner: 'the second run' });
      };
      const outcomes = await Promise.all([stage.run({}, { runner: 'the first run' }), second()]);
      const failures = outcomes.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
      for (const failure of failures) expect(failure instanceof UserError || failure instanceof AzureError ? '' : failure.stack).toBe('');
      const puts = stage.arm.requests.filter((request) => request.method === 'PUT' && /managedClusters\/demo$/i.test(request.path) && (request.status ?? 599) < 300);
      const alone = scenario.requests.filter((request) => request.method === 'PUT' && /managedClusters\/demo$/i.test(request.path));
      const last = await stage.run();
      expect({ delay, problems: problemsOf(last, stage, scenario), failed: failures.length < 2 ? '' : failures.map(({ message }) => message), puts: puts.length <= alone.length }).toEqual({ delay, problems: [], failed: '', puts: true });
      stage.arm.forget();
      await stage.run();
      expect(stage.arm.requests.filter(isWrite)).toEqual([]);
    }
  });
});

test.each([0, 60_000, 250_000, 700_000])('one isolates and one opens the cluster, %s ms later: one after the other, or one is told of the other', async (delay) => {
  const row: Row = { ...living, start: 'half-way', policies: 'left alone' };
  const scenario = await scenarioOf(row);
  const stage = scenario.begin();
  const opening = async (): Promise<Error | undefined> => {
    await stage.arm.clock.sleep(delay);
    return (await stage.run({}, { leaveTo: 'loadBalancer', runner: 'the one that opens' })).failure;
  };
  const [isolating, refused] = await Promise.all([stage.run({}, { runner: 'the one that isolates' }), opening()]);
  const told = [isolating.failure, refused].flatMap((failure) => (failure === undefined ? [] : [failure.message]));
  expect(told.filter((message) => !message.includes('Another run works on cluster demo'))).toEqual([]);
  const kinds = stage.arm.requests.flatMap(({ method, path, body, status = 599 }) => (method === 'PUT' && /managedClusters\/demo$/i.test(path) && status < 300 ? [`${textAt(body, 'properties', 'networkProfile', 'outboundType') ?? ''} ${textAt(body, 'properties', 'bootstrapProfile', 'artifactSource') ?? ''}`] : []));
  const [isolation, departure] = [['loadBalancer Cache', 'none Cache'], ['loadBalancer Cache', 'loadBalancer Direct']];
  const both = told.length === 0 ? [[...isolation, ...departure], [...departure, ...isolation]] : [isolation, departure];
  // A step that is so already is not written.
  expect(both.map((writes) => withoutRepetition(writes).join(', '))).toContain(withoutRepetition(kinds).join(', '));
  expect(problemsOf(await stage.run(), stage, scenario)).toEqual([]);
});
