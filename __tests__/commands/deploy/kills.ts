/** Runs that are killed at one of their requests, and the runs that finish them. */
import { expect } from '@jest/globals';
import { isJsonObject } from '../../../src/arm/json.ts';
import { killedAt, type InProcessArm } from '../../azure/in-process-arm.ts';
import { clusterId, clusterIn, runDeploy } from './runs.ts';
import { closedTooEarly, unsafeWrites } from './safety.ts';

export interface Scenario {
  readonly prepare: () => InProcessArm;
  readonly changes?: Parameters<typeof runDeploy>[1];
  /** Pools of the living cluster, and how it is before the first run; absent where there is none. */
  readonly opening?: { readonly source: string; readonly outboundType: string };
}

const pools = ['system', 'work'];

/** Kills runs before and after each n-th request, `every` at a time, and holds that the next run brings about what an undisturbed one does, and a third writes nothing. */
export async function expectFinished(scenario: Scenario, { every = 1 }: { readonly every?: number } = {}): Promise<void> {
  const { requests, state } = await undisturbed(scenario);
  expect(requests).toBeGreaterThan(10);
  for (let at = 1; at <= requests; at += every) {
    for (const when of ['before', 'after'] as const) {
      const arm = scenario.prepare();
      await runDeploy(arm, { ...scenario.changes, runner: 'the run that is killed' }, killedAt(at, when));
      const second = await runDeploy(arm, scenario.changes);
      const found = { at, when, failure: second.failure?.message, state: settled(arm), unsafe: unsafeIn(arm, scenario) };
      arm.forget();
      await runDeploy(arm, scenario.changes);
      expect({ ...found, written: arm.requests.filter(({ method, path }) => method !== 'GET' && !/ResourceGraph|checkPolicyRestrictions/i.test(path)).length }).toEqual({ at, when, failure: undefined, state, unsafe: [], written: 0 });
    }
  }
}

async function undisturbed({ prepare, changes }: Scenario): Promise<{ readonly requests: number; readonly state: unknown }> {
  const arm = prepare();
  const { failure } = await runDeploy(arm, changes);
  if (failure !== undefined) throw failure;
  return { requests: arm.requests.length, state: settled(arm) };
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
