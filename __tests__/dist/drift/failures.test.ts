/** Azure throttles, leaves something out, refuses: the run ends, the issue is what it was, and the next run goes on from there. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startFaultyArm, type FaultyArm, type Faults } from '../../azure/faulty-arm.ts';
import { groupId } from '../azure.ts';
import { freshFolder } from '../package.ts';
import { commentWritesOf, expectStatus } from '../reading.ts';
import { useSandbox, type ActionRun, type Given } from '../runner.ts';
import { idBelow, live, scene, type Scene } from './scene.ts';

const sandbox = useSandbox();
const group = (name: string): string => groupId(sandbox.current, name);

function fleet(label: string, ...targets: readonly string[]): Scene {
  return scene(sandbox.current, label, { 'targets': targets.join('\n'), 'resource-group': undefined, 'cluster-name': undefined });
}

/** Nothing was written, and the issue is what it was. */
function isUntouched(run: ActionRun, { issue }: Scene, before: ReturnType<Scene['issue']>): void {
  expect({ issue: issue(), writes: commentWritesOf(run.requests) }).toEqual({ issue: before, writes: [] });
}

describe('Azure that does not answer as it should', () => {
  let faults: Faults = () => undefined;
  let faulty: FaultyArm | undefined;
  beforeAll(async () => {
    faulty = await startFaultyArm(sandbox.current, (request) => faults(request));
  });
  afterAll(async () => await faulty?.stop());

  /** The next look meets the faults. */
  async function through(all: Scene, wanted: Faults): Promise<ActionRun> {
    faults = wanted;
    const file = join(await freshFolder('faulty'), 'both.pem');
    await writeFile(file, `${sandbox.current.caCertificate}\n${faulty?.certificate ?? ''}`);
    const inputs: Given = { 'arm-endpoint': faulty?.origin };
    return await all.look(inputs, { environment: { NODE_EXTRA_CA_CERTS: file } });
  }
  const isQuery = (path: string): boolean => path.includes('Microsoft.ResourceGraph');

  test.each<readonly [string, Faults, RegExp]>([
    ['throttles for longer than a run waits', ({ path }) => (isQuery(path) ? { status: 429, headers: { 'retry-after': '7200' }, body: '{"error":{"code":"RateLimiting","message":"Please provide below info when asking for support"}}' } : undefined), /429|for longer than this run waits/],
    ['leaves rows out of its answer', ({ path }) => (isQuery(path) ? { change: ({ headers, body }) => ({ headers, body: body.replace(/"resultTruncated":\s*"?false"?/, '"resultTruncated":"true"') }) } : undefined), /left rows .*out of its answer/],
    ['refuses the query', ({ path }) => (isQuery(path) ? { status: 400, body: '{"error":{"code":"BadRequest","message":"Please provide valid query"}}' } : undefined), /./],
  ])('%s: the run ends without having touched the issue', async (what, wanted, said) => {
    const scope = group(`rg-${what.split(' ')[0] ?? ''}`);
    const all = fleet(what, scope);
    live(sandbox.current, idBelow(scope, 'demo'), 'run-command');
    await all.look();
    const before = all.issue();
    live(sandbox.current, idBelow(scope, 'demo'));
    const run = await through(all, wanted);
    expect(run.status).not.toBe(0);
    isUntouched(run, all, before);
    expect(run.log).toMatch(said);
    // The next run tells of what this one could not.
    expectStatus(await all.look(), 0);
    expect(all.issue()).toMatchObject({ state: 'closed', comments: [expect.stringContaining('**1 healed**')] });
  });

});
