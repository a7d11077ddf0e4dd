import { describe, expect, test } from '@jest/globals';
import { azure, openCluster, runDeploy, stateOf, writes } from './runs.ts';

describe('a living cluster is isolated', () => {
  test('images first, then every node anew, then the way out, then the policies', async () => {
    const arm = azure(openCluster());
    const { failure, report } = await runDeploy(arm);
    expect(failure).toBeUndefined();
    expect(stateOf(arm)).toBe('none Cache Succeeded');
    expect(writes(arm)).toEqual([
      'PUT managedClusters/demo loadBalancer Cache',
      'POST system/upgradeNodeImageVersion',
      'POST work/upgradeNodeImageVersion',
      'PUT managedClusters/demo none Cache',
    ]);
    expect(report.verdict).toBe('compliant');
    expect(report.steps.map(({ title, status }) => `${status}: ${title}`).slice(0, 4)).toEqual([
      'done: Set the bootstrap artifact source to Cache, leaving the outbound type alone',
      'done: Upgrade the node image of pool system',
      'done: Upgrade the node image of pool work',
      'done: Set the outbound type to none',
    ]);
  });

  test('and a second run writes nothing', async () => {
    const arm = azure(openCluster());
    await runDeploy(arm);
    arm.forget();
    const { report } = await runDeploy(arm);
    expect(arm.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(report.changed).toBe(false);
  });
});
