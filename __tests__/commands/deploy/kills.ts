/** Runs that are killed at one of their requests, and the runs that finish them. */
import { expect } from '@jest/globals';
import { isJsonObject } from '../../../src/arm/json.ts';
import { killedAt, type InProcessArm, type InProcessRequest } from '../../azure/in-process-arm.ts';
import { clusterId, clusterIn, runDeploy } from './runs.ts';
import { closedTooEarly, unsafeWrites } from './safety.ts';

export interface Scenario {
  readonly prepare: () => InProcessArm;
  readonly changes?: Parameters<typeof runDeploy>[1];
  /** Pools of the living cluster, and how it is before the first run; absent where there is none. */
  readonly opening?: { readonly source: string; readonly outboundType: string };
}

const pools = ['system', 'work'];

interface Kill {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/**
 * Kills runs at each of their requests that leaves Azure otherwise than the one before, and holds that the next run brings about what an undisturbed one does,
 * and a third writes nothing. @param every of the kills only each n-th
 */
export async function expectFinished(scenario: Scenario, { every = 1 }: { readonly every?: number } = {}): Promise<void> {
  const { kills, state } = await undisturbed(scenario);
  expect(kills.length).toBeGreaterThan(10);
  for (const { at, when } of kills.filter((_, index) => index % every === 0)) {
    const arm = scenario.prepare();
    await runDeploy(arm, { ...scenario.changes, runner: 'the run that is killed' }, killedAt(at, when));
    const second = await runDeploy(arm, scenario.changes);
    const found = { at, when, failure: second.failure?.message, state: settled(arm), unsafe: unsafeIn(arm, scenario) };
    arm.forget();
    await runDeploy(arm, scenario.changes);
    expect({ ...found, written: arm.requests.filter(isWrite).length }).toEqual({ at, when, failure: undefined, state, unsafe: [], written: 0 });
  }
}

/** Between two requests Azure has changed when the first wrote, or when time has passed. */
async function undisturbed({ prepare, changes }: Scenario): Promise<{ readonly kills: readonly Kill[]; readonly state: unknown }> {
  const arm = prepare();
  const times: number[] = [];
  const { failure } = await runDeploy(arm, changes, { beforeRequest: () => void times.push(arm.clock.now()) });
  if (failure !== undefined) throw failure;
  const kills = arm.requests.flatMap((_, index): readonly Kill[] => {
    const before = arm.requests[index - 1];
    return before === undefined || isWrite(before) || times[index] !== times[index - 1] ? [{ at: index + 1, when: 'before' }] : [];
  });
  return { kills: [...kills, { at: arm.requests.length, when: 'after' }], state: settled(arm) };
}

function isWrite({ method, path }: InProcessRequest): boolean {
  return method !== 'GET' && !/ResourceGraph|checkPolicyRestrictions/i.test(path);
}

function unsafeIn(arm: InProcessArm, { opening }: Scenario): readonly string[] {
  return [
    ...(opening === undefined ? [] : unsafeWrites(arm.requests, pools, opening)), ...closedTooEarly(arm),
    ...(arm.controls.awaitsRestart(clusterId) ? ['the API server moved, and the cluster was not restarted'] : []),
  ];
}

/** The cluster without what differs from run to run. */
function settled(arm: InProcessArm): unknown {
  return timeless(clusterIn(arm));
}

const ofTheRun = new Set(['eTag', 'containerRegistryId', 'resourceUID', 'fqdn', 'privateFQDN', 'azurePortalFQDN', 'principalId', 'clientId', 'objectId', 'issuerURL', 'privateLinkServiceID', 'effectiveOutboundIPs', 'privateLinkResources']);

function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !ofTheRun.has(name)).map(([name, child]) => [name, timeless(child)])) : value;
}
