import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt, type JsonObject } from '../../../src/arm/json.ts';
import type { ClusterSpecification } from '../../../src/isolation/specification.ts';
import type { Variant } from '../../../src/isolation/deployment/variant.ts';
import type { InProcessArm } from '../../azure/in-process-arm.ts';
import { network, registry } from '../../isolation/deployment/prerequisites/variants.ts';
import { expectFinished } from './kills.ts';
import { azure, clusterId, clusterIn, openCluster, put, runDeploy, stateOf, writes } from './runs.ts';

const minute = 60_000;

function specificationOf(variant: Variant): Partial<ClusterSpecification> {
  return { location: 'westeurope', variant };
}

const ownEverything = specificationOf({ network, registry });

/** The nodes' source, by pool. */
function sources(arm: InProcessArm): readonly (string | undefined)[] {
  return arm.controls.bootstrapOf(clusterId).map(({ source, registryId }) => (source === 'Cache' ? registryId?.toLowerCase() : source));
}

function position(arm: InProcessArm, what: RegExp): number {
  return writes(arm).findIndex((one) => what.test(one));
}

describe('a cluster in a network of the user\'s, with a registry of the user\'s', () => {
  test.each([0, minute, 5 * minute])('is made from nothing, with all that it stands on, where roles count after %d ms', async (roleDelay) => {
    const arm = azure(undefined, { roleDelay });
    const { failure, report } = await runDeploy(arm, { specification: ownEverything });
    expect(failure).toBeUndefined();
    expect(stateOf(arm)).toBe('none Cache Succeeded');
    expect(sources(arm)).toEqual([registry.id.toLowerCase()]);
    expect(report.verdict).toBe('compliant');
  });

  test('comes last, after its network, its registry, the way to it and the roles', async () => {
    const arm = azure();
    await runDeploy(arm, { specification: ownEverything });
    const before = [/^PUT virtualNetworks\/vnet$/, /^PUT registries\//, /^PUT cacheRules\/aks-managed-mcr$/, /^PUT privateEndpoints\//, /^PUT privateDnsZoneGroups\//, /^PUT virtualNetworkLinks\//, /^PUT roleAssignments\//];
    expect(before.filter((one) => position(arm, one) < 0)).toEqual([]);
    expect(writes(arm).at(-1)).toBe('PUT managedClusters/demo none Cache');
  });

  test('is left alone by a second run', async () => {
    const arm = azure();
    await runDeploy(arm, { specification: ownEverything });
    arm.forget();
    const { report } = await runDeploy(arm, { specification: ownEverything });
    expect(writes(arm)).toEqual([]);
    expect(report.changed).toBe(false);
  });

  test('that does not come up, since its role was lost, is told with what the nodes said', async () => {
    const arm = azure(undefined, {
      wrap: (sandbox) => (request) => {
        const answer = sandbox(request);
        // Somebody takes the role away the moment that the cluster is asked for.
        if (request.method === 'PUT' && /\/managedClusters\/demo$/i.test(request.path)) arm.controls.forget(pullRole(arm));
        return answer;
      },
    });
    const { failure } = await runDeploy(arm, { specification: ownEverything });
    expect(failure?.message).toContain('exit status=212');
    expect(stateOf(arm)).toBe('none Cache Failed');
  });

  test('takes up a run that is killed at any of its requests', async () => {
    await expectFinished({ prepare: () => azure(undefined, { roleDelay: minute }), changes: { specification: ownEverything } });
  }, 120_000);
});

function pullRole(arm: InProcessArm): string {
  const { body } = arm.ask('GET', `${registry.id}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()`);
  return arrayAt(body, 'value').map((one) => textAt(one, 'id')).find((id) => id !== undefined) ?? '';
}

describe('a cluster in a network of the user\'s, with the registry of AKS', () => {
  const managed = async (): Promise<InProcessArm> => {
    const arm = azure();
    const { failure } = await runDeploy(arm, { specification: specificationOf({ network }), allowsUnverified: true });
    if (failure !== undefined) throw failure;
    arm.forget();
    return arm;
  };

  test('is rotated to a registry of the user\'s: first the registry, then every node anew', async () => {
    const arm = await managed();
    const { failure, report } = await runDeploy(arm, { specification: ownEverything });
    expect(failure).toBeUndefined();
    expect(sources(arm)).toEqual([registry.id.toLowerCase()]);
    expect(textAt(clusterIn(arm), 'properties', 'bootstrapProfile', 'containerRegistryId')?.toLowerCase()).toBe(registry.id.toLowerCase());
    expect(writes(arm).slice(-3)).toEqual(['PUT managedClusters/demo none Cache', 'POST system/upgradeNodeImageVersion', expect.stringMatching(/^DELETE registries\/[0-9a-f]{32}$/)]);
    expect(stateOf(arm)).toBe('none Cache Succeeded');
    expect(report.verdict).toBe('compliant');
  });

  test('and a second run writes nothing', async () => {
    const arm = await managed();
    await runDeploy(arm, { specification: ownEverything });
    arm.forget();
    await runDeploy(arm, { specification: ownEverything });
    expect(writes(arm)).toEqual([]);
  });
});

describe('a living cluster in a network of the user\'s whose API server everybody reaches', () => {
  /** In the network that `deploy` makes for another cluster before. */
  const publicCluster = async (): Promise<InProcessArm> => {
    const arm = azure();
    const { failure } = await runDeploy(arm, { specification: { ...specificationOf({ network, registry, apiServer: 'vnet-integration' }), name: 'first' }, assignPolicies: false });
    if (failure !== undefined) throw failure;
    const pool = { name: 'system', mode: 'System', count: 3, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets', vnetSubnetID: `${network.id}/subnets/nodes` };
    const body: JsonObject = openCluster({}, { apiServerAccessProfile: {}, agentPoolProfiles: [pool] });
    put(arm, `${clusterId}?api-version=2026-05-01`, body);
    arm.clock.pass(60 * minute);
    arm.forget();
    return arm;
  };

  test('gets it into the subnet that is there for it', async () => {
    const arm = await publicCluster();
    const { failure } = await runDeploy(arm, { specification: specificationOf({ network, registry, apiServer: 'vnet-integration' }) });
    expect(failure).toBeUndefined();
    expect(at(clusterIn(arm), 'properties', 'apiServerAccessProfile')).toMatchObject({ enableVnetIntegration: true, subnetId: `${network.id}/subnets/api` });
    expect(stateOf(arm)).toBe('none Cache Succeeded');
  });
});
