import { describe, expect, test } from '@jest/globals';
import { textAt } from '../../../src/arm/json.ts';
import { call, clusterId } from '../azure.ts';
import { push } from '../events.ts';
import { expectStatus, reportOf, writesOf } from '../reading.ts';
import { deployInputs, runAction, startAction, useSandbox, type ActionOptions } from '../runner.ts';

/** Azure's ten minutes in about four seconds: time enough to interrupt, and to see the end. */
const sandbox = useSandbox({ speed: 150 });

describe.each(['SIGTERM', 'SIGINT'] as const)('%s while Azure creates the cluster', (signal) => {
  test('ends the run at once, says how things stand, and the next run finishes the work', async () => {
    const group = `rg-${signal.toLowerCase()}`;
    const options: ActionOptions = { sandbox: sandbox.current, event: push(), inputs: deployInputs(sandbox.current, { 'resource-group': group }) };

    const started = await startAction(options);
    await started.printed(/waiting for cluster demo/);
    const asked = performance.now();
    started.child.kill(signal);
    const cancelled = await started.run;
    expect(performance.now() - asked).toBeLessThan(2000);
    expectStatus(cancelled, 130);
    expect(cancelled.errors).toEqual([expect.stringMatching(/^cluster demo was (InProgress|Creating) when the run was cancelled\. .*run the same command again/)]);
    expect(`${cancelled.stdout}${cancelled.stderr}`).not.toMatch(/^\s+at /m);

    const continued = await runAction(options);
    expectStatus(continued, 0);
    const writes = writesOf([...cancelled.requests, ...continued.requests]);
    expect(writes.filter((write) => write.includes('/managedClusters/'))).toHaveLength(1);
    expect(continued.stdout).toMatch(/Creating {2}waiting for cluster demo/);
    const live = (await call(sandbox.current, 'GET', clusterId(sandbox.current, group, 'demo'))).body;
    expect(textAt(live, 'properties', 'provisioningState')).toBe('Succeeded');
    expect((await reportOf(continued)).facts).toContainEqual(expect.objectContaining({ label: 'Outbound type', value: 'none' }));

    const third = await runAction(options);
    expect([third.outputs['changed'], writesOf(third.requests)]).toEqual(['false', []]);
  }, 20_000);
});

test('a run that only waits for what another began ends the same way', async () => {
  const options: ActionOptions = { sandbox: sandbox.current, event: push(), inputs: deployInputs(sandbox.current, { 'resource-group': 'rg-waiting' }) };
  const first = await startAction(options);
  await first.printed(/waiting for cluster demo/);
  first.child.kill('SIGINT');
  expectStatus(await first.run, 130);
  const second = await startAction(options);
  await second.printed(/Creating {2}waiting for cluster demo/);
  second.child.kill('SIGTERM');
  const cancelled = await second.run;
  expectStatus(cancelled, 130);
  expect(cancelled.errors).toEqual([expect.stringMatching(/Cluster demo was Creating when the run was cancelled\. .*run the same command again/)]);
  expect(writesOf(cancelled.requests)).toEqual([]);
});
