import { describe, expect, test } from '@jest/globals';
import { at, type JsonObject } from '../../../src/arm/json.ts';
import type { ClusterSpecification } from '../../../src/isolation/specification.ts';
import type { InProcessArm } from '../../azure/in-process-arm.ts';
import { expectFinished } from './kills.ts';
import { azure, clusterId, clusterIn, openCluster, runDeploy, stateOf, writes } from './runs.ts';

const specification: Partial<ClusterSpecification> = { variant: { apiServer: 'vnet-integration' } };

/** A cluster whose API server everybody reaches. */
function publicCluster(): JsonObject {
  return openCluster({}, { apiServerAccessProfile: {} });
}

async function moved(): Promise<{ readonly arm: InProcessArm; readonly outcome: Awaited<ReturnType<typeof runDeploy>> }> {
  const arm = azure(publicCluster());
  return { arm, outcome: await runDeploy(arm, { specification }) };
}

describe('the API server of a living cluster moves into its network', () => {
  test('first of all, and the cluster is stopped and started before its nodes are made anew', async () => {
    const { arm, outcome } = await moved();
    expect(outcome.failure).toBeUndefined();
    expect(writes(arm)).toEqual([
      'PUT managedClusters/demo loadBalancer Direct',
      'POST demo/stop',
      'POST demo/start',
      'PUT managedClusters/demo loadBalancer Cache',
      'POST system/upgradeNodeImageVersion',
      'POST work/upgradeNodeImageVersion',
      'PUT managedClusters/demo none Cache',
    ]);
    expect(stateOf(arm)).toBe('none Cache Succeeded');
    expect(at(clusterIn(arm), 'properties', 'apiServerAccessProfile')).toMatchObject({ enableVnetIntegration: true, enablePrivateCluster: true });
    expect(arm.controls.awaitsRestart(clusterId)).toBe(false);
    expect(outcome.report.verdict).toBe('compliant');
  });

  test('and a second run writes nothing', async () => {
    const { arm } = await moved();
    arm.forget();
    await runDeploy(arm, { specification });
    expect(writes(arm)).toEqual([]);
  });

  test('not where nobody asked for it: an update cannot make it private otherwise, and people are told', async () => {
    const arm = azure(publicCluster());
    const { report } = await runDeploy(arm);
    expect(writes(arm)).toEqual([]);
    expect(report.verdict).toBe('violation');
  });

  test('and a run that is killed at any of its requests is finished by the next one', async () => {
    await expectFinished({ prepare: () => azure(publicCluster()), changes: { specification }, opening: { source: 'Direct', outboundType: 'loadBalancer' } }, { every: 2 });
  }, 120_000);
});
