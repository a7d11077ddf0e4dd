import { describe, expect, test } from '@jest/globals';
import { readNodeHistory } from '../../src/azure/node-history.ts';
import { freshnessOf } from '../../src/isolation/deployment/cluster/freshness.ts';
import type { Handler } from '../../src/sandbox/http.ts';
import { azure, clusterId, clusterIn, openCluster, put } from '../commands/deploy/runs.ts';
import type { InProcessArm } from './in-process-arm.ts';

const hour = 3_600_000;

/** Sets the source of the living cluster, and waits until Azure is done. */
function setSource(arm: InProcessArm, source: 'Cache' | 'Direct'): void {
  put(arm, `${clusterId}?api-version=2026-05-01`, openCluster({}, { bootstrapProfile: { artifactSource: source } }));
  arm.clock.pass(hour);
}

function renew(arm: InProcessArm, pool: string): void {
  const { status } = arm.ask('POST', `${clusterId}/agentPools/${pool}/upgradeNodeImageVersion?api-version=2026-05-01`);
  if (status !== 202) throw new Error(`The renewal was answered with ${status}.`);
  arm.clock.pass(hour);
}

async function freshPools(arm: InProcessArm): Promise<readonly string[]> {
  const history = await readNodeHistory(clusterIn(arm), clusterId, { arm: arm.connect(), clock: arm.clock, signal: new AbortController().signal });
  return ['system', 'work'].filter(freshnessOf(history));
}

describe('whether nodes come from the present source', () => {
  test('is told by a renewal that began after the source was set, pool by pool', async () => {
    const arm = azure(openCluster());
    renew(arm, 'work');
    setSource(arm, 'Cache');
    expect(await freshPools(arm)).toEqual([]);
    renew(arm, 'system');
    expect(await freshPools(arm)).toEqual(['system']);
  });

  test('counts from the last change of the source: what was made before it is old again', async () => {
    const arm = azure(openCluster());
    setSource(arm, 'Cache');
    renew(arm, 'system');
    setSource(arm, 'Direct');
    setSource(arm, 'Cache');
    expect(await freshPools(arm)).toEqual([]);
  });

  test('is not known where nobody remembers the change: after two weeks', async () => {
    const arm = azure(openCluster());
    setSource(arm, 'Cache');
    arm.clock.pass(15 * 24 * hour);
    renew(arm, 'system');
    expect(await freshPools(arm)).toEqual([]);
  });

  test('is told by machines that were made after it, all of them', async () => {
    const machines = new Map([['system', [2 * hour, 3 * hour]], ['work', [-hour, 3 * hour]]]);
    const started = Date.parse('2026-11-23T13:00:00.000Z');
    const scaleSets = (sandbox: Handler): Handler => (request) => {
      const set = /\/virtualMachineScaleSets(?:\/aks-(\w+)\/virtualMachines)?$/.exec(request.path);
      if (set === null) return sandbox(request);
      const [, pool] = set;
      if (pool !== undefined) return { status: 200, body: { value: (machines.get(pool) ?? []).map((age) => ({ properties: { timeCreated: new Date(started + age).toISOString() } })) } };
      return { status: 200, body: { value: [...machines.keys()].map((name) => ({ id: `${request.path}/aks-${name}`, tags: { 'aks-managed-poolName': name } })) } };
    };
    const arm = azure(openCluster(), { wrap: scaleSets });
    setSource(arm, 'Cache');
    expect(await freshPools(arm)).toEqual(['system']);
  });

  test('is not known where nothing may be read', async () => {
    const forbidden = (sandbox: Handler): Handler => (request) => (/ResourceGraph|Insights|virtualMachineScaleSets/.test(request.path) ? { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } } : sandbox(request));
    const arm = azure(openCluster(), { wrap: forbidden });
    setSource(arm, 'Cache');
    renew(arm, 'system');
    expect(await freshPools(arm)).toEqual([]);
  });
});
