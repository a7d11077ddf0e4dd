import { describe, expect, test } from '@jest/globals';
import type { ArmOptions } from '../../../src/sandbox/arm/arm.ts';
import type { InProcessArm } from '../../azure/in-process-arm.ts';
import { azure, clusterId, group, openCluster, put, runDeploy, stateOf, subscription, writes } from './runs.ts';

interface Obstacle {
  readonly options?: Partial<ArmOptions>;
  /** What somebody does to the Azure that the living cluster stands in. */
  readonly prepare?: (arm: InProcessArm) => void;
  /** The run creates a cluster, in place of isolating one. */
  readonly creates?: true;
  /** A part of what the user is told. */
  readonly told: string;
}

const lock = (scope: string, level: string) => (arm: InProcessArm): void => put(arm, `${scope}/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01`, { properties: { level } });
const readerOf = (...actions: readonly string[]): Partial<ArmOptions> => ({ callerPermissions: [{ actions: ['*/read', 'Microsoft.Resources/*', 'Microsoft.Authorization/*', 'Microsoft.PolicyInsights/*', ...actions] }] });

const obstacles: Readonly<Record<string, Obstacle>> = {
  'a lock on the resource group': { prepare: lock(group, 'ReadOnly'), told: `Lock keep makes ${group} read-only` },
  'a lock on the subscription that keeps AKS from deleting': { prepare: lock(subscription, 'CanNotDelete'), told: 'forbids AKS to delete what the cluster leaves by' },
  'a provider that is not registered': { creates: true, options: { unregistered: ['Microsoft.ContainerService'] }, told: 'Resource provider Microsoft.ContainerService is in state NotRegistered' },
  'too few cores for a new cluster': { creates: true, options: { coreQuota: 2 }, told: 'vCPUs are needed, and 2 of 2 are free' },
  'too few cores for the nodes that stand besides': { options: { coreQuota: 20 }, told: 'vCPUs are needed, and 0 of 20 are free' },
  'no right to make nodes anew': { options: readerOf('Microsoft.ContainerService/managedClusters/write'), prepare: () => {}, told: 'The identity lacks Microsoft.ContainerService/managedClusters/agentPools/upgradeNodeImageVersion/action' },
  'pulls that nobody has thought of': { told: '*.data.mcr.microsoft.com' },
};

describe('before its first write a deployment is kept from', () => {
  test.each(Object.entries(obstacles))('%s', async (_, { options = {}, prepare, creates, told }) => {
    const arm = azure(creates === true ? undefined : openCluster(), options);
    prepare?.(arm);
    arm.forget();
    const specification = creates === true ? { location: 'westeurope' } : {};
    const { failure } = await runDeploy(arm, { specification, acknowledgesImages: told !== '*.data.mcr.microsoft.com' });
    expect(failure?.message).toContain(told);
    expect(writes(arm)).toEqual([]);
  });
});

describe('and goes on', () => {
  test('once the lock is taken away', async () => {
    const arm = azure(openCluster());
    lock(group, 'ReadOnly')(arm);
    await runDeploy(arm);
    arm.ask('DELETE', `${group}/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01`);
    expect((await runDeploy(arm)).failure).toBeUndefined();
    expect(stateOf(arm)).toBe('none Cache Succeeded');
  });

  test('once the provider is registered', async () => {
    const arm = azure(undefined, { unregistered: ['Microsoft.ContainerService'] });
    arm.ask('POST', `${subscription}/providers/Microsoft.ContainerService/register?api-version=2021-04-01`);
    arm.clock.pass(120_000);
    expect((await runDeploy(arm, { specification: { location: 'westeurope' } })).failure).toBeUndefined();
  });

  test('with exactly the rights that its steps need', async () => {
    const arm = azure(openCluster(), readerOf('Microsoft.ContainerService/managedClusters/write', 'Microsoft.ContainerService/managedClusters/agentPools/upgradeNodeImageVersion/action'));
    const { failure, report } = await runDeploy(arm);
    expect(failure).toBeUndefined();
    expect(report.notes.filter((note) => /rights it needs/.test(note))).toEqual([]);
    expect(arm.controls.clusterWrites(clusterId).at(-1)?.outboundType).toBe('none');
  });
});
