import { describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import { killedAt, type InProcessArm } from '../../azure/in-process-arm.ts';
import { azure, clusterIn, openCluster, runDeploy } from './runs.ts';
import { closedTooEarly, unsafeWrites } from './safety.ts';

interface Scenario {
  readonly prepare: () => InProcessArm;
  readonly changes?: Parameters<typeof runDeploy>[1];
  readonly opening: { readonly source: string; readonly outboundType: string };
}

const pools = ['system', 'work'];
const open = { source: 'Direct', outboundType: 'loadBalancer' };

const scenarios: Readonly<Record<string, Scenario>> = {
  'isolating a cluster': { prepare: () => azure(openCluster()), opening: open },
  'isolating one that was left half-way': { prepare: () => azure(openCluster({}, { bootstrapProfile: { artifactSource: 'Cache' } })), opening: { source: 'Cache managed', outboundType: 'loadBalancer' } },
  'leaving isolation': {
    prepare: () => azure(openCluster({}, { bootstrapProfile: { artifactSource: 'Cache' }, networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'none' } })),
    changes: { leaveTo: 'loadBalancer' }, opening: { source: 'Cache managed', outboundType: 'none' },
  },
};

/** The cluster without what differs from run to run. */
function settled(arm: InProcessArm): unknown {
  return timeless(clusterIn(arm));
}

const ofTheRun = new Set(['eTag', 'containerRegistryId', 'resourceUID', 'fqdn', 'privateFQDN', 'azurePortalFQDN', 'principalId', 'clientId', 'objectId', 'issuerURL', 'privateLinkServiceID', 'effectiveOutboundIPs', 'privateLinkResources']);

function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !ofTheRun.has(name)).map(([name, child]) => [name, timeless(child)])) : value;
}

async function undisturbed({ prepare, changes }: Scenario): Promise<{ readonly requests: number; readonly state: unknown }> {
  const arm = prepare();
  const { failure } = await runDeploy(arm, changes);
  if (failure !== undefined) throw failure;
  return { requests: arm.requests.length, state: settled(arm) };
}

describe('a run that is killed at any of its requests is finished by the next one, and no node is ever left without images', () => {
  test.each(Object.entries(scenarios))('%s', async (_, scenario) => {
    const { requests, state } = await undisturbed(scenario);
    expect(requests).toBeGreaterThan(10);
    for (let at = 1; at <= requests; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const arm = scenario.prepare();
        await runDeploy(arm, { ...scenario.changes, runner: 'the run that is killed' }, killedAt(at, when));
        const second = await runDeploy(arm, scenario.changes);
        const found: JsonObject = { at, when, failure: second.failure?.message, state: settled(arm), unsafe: [...unsafeWrites(arm.requests, pools, scenario.opening), ...closedTooEarly(arm)] };
        arm.forget();
        await runDeploy(arm, scenario.changes);
        expect({ ...found, written: arm.requests.filter(({ method, path }) => method !== 'GET' && !/ResourceGraph|checkPolicyRestrictions/i.test(path)).length }).toEqual({ at, when, failure: undefined, state, unsafe: [], written: 0 });
      }
    }
  }, 120_000);
});
