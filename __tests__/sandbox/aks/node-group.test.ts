import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt } from '../../../src/arm/json.ts';
import { cluster, isolatedCluster, leakingCluster, makeArmWithGroup, subscription, untilDone, type TestArm } from '../arm-client.ts';
import { registry as ownRegistry, withOwnRegistry } from './own-registry.ts';
import { planted } from './rules/row.ts';

const pool = `${cluster}/agentPools/system`;
const nodeGroup = `${subscription}/resourceGroups/MC_rg-demo_demo_westeurope`;
const scaleSets = `${nodeGroup}/providers/Microsoft.Compute/virtualMachineScaleSets`;

function living(body: object): TestArm {
  return written(makeArmWithGroup(), body);
}

function written(arm: TestArm, body: object): TestArm {
  const answer = arm.send('PUT', cluster, body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  arm.pass(untilDone);
  return arm;
}

function registryOf(arm: TestArm): string {
  return textAt(arm.send('GET', cluster).body, 'properties', 'bootstrapProfile', 'containerRegistryId') ?? '';
}

describe('the registry that AKS keeps for a cluster', () => {
  test('stands in the resource group of the nodes, closed, with the cache rule', () => {
    const arm = living(isolatedCluster());
    const id = registryOf(arm);
    expect(id.startsWith(`${nodeGroup}/`)).toBe(true);
    expect(arm.send('GET', id).body).toMatchObject({ sku: { name: 'Premium' }, properties: { provisioningState: 'Succeeded', publicNetworkAccess: 'Disabled' } });
    expect(arrayAt(arm.send('GET', `${id}/cacheRules`).body, 'value')).toEqual([
      expect.objectContaining({ name: 'aks-managed-mcr', properties: expect.objectContaining({ sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' }) }),
    ]);
  });

  test('is not made for one that pulls from the Internet, until it is told otherwise', () => {
    const list = `${nodeGroup}/providers/Microsoft.ContainerRegistry/registries`;
    const arm = living(leakingCluster());
    expect(arrayAt(arm.send('GET', list).body, 'value')).toEqual([]);
    written(arm, isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' } }));
    expect(arrayAt(arm.send('GET', list).body, 'value')).toHaveLength(1);
  });

  test.each([
    ['takes one of the user\'s', isolatedCluster({ bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: ownRegistry } })],
    ['opens its way out', isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' } })],
  ])('stays where the cluster %s', (_, change) => {
    const arm = living(isolatedCluster());
    const id = registryOf(arm);
    written(arm, change);
    expect(arm.send('GET', id).status).toBe(200);
  });

  test('goes with the cluster', () => {
    const arm = living(isolatedCluster());
    const id = registryOf(arm);
    arm.send('DELETE', cluster);
    arm.pass(untilDone);
    expect(arm.send('GET', id).status).toBe(404);
  });

  test('is made anew by a write of the cluster where it was deleted', () => {
    const arm = living(isolatedCluster());
    const id = registryOf(arm);
    arm.send('DELETE', id);
    arm.pass(untilDone);
    written(arm, isolatedCluster());
    expect(arm.send('GET', `${id}/cacheRules/aks-managed-mcr`).status).toBe(200);
  });
});

describe('what a cluster leaves by', () => {
  const leaving = (outboundType: string): object => isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType } });
  /** What of it stands in the resource group of the nodes: the types, without their namespace. */
  const types = (arm: TestArm): readonly string[] => arrayAt(arm.send('GET', `${nodeGroup}/resources?api-version=2024-11-01`).body, 'value')
    .flatMap((one) => /^Microsoft\.Network\/(.*)$/.exec(textAt(one, 'type') ?? '')?.[1] ?? []).toSorted((left, right) => left.localeCompare(right));
  const balancer = `${nodeGroup}/providers/Microsoft.Network/loadBalancers/kubernetes`;

  const network = ['networkSecurityGroups', 'virtualNetworks'];

  test.each([
    ['none', []],
    ['block', []],
    ['loadBalancer', ['loadBalancers', 'publicIPAddresses']],
    ['managedNATGateway', ['natGateways', 'publicIPAddresses']],
  ])('%s: %j, beside its network', (outboundType, wanted) => {
    const arm = living(leaving(outboundType));
    expect(types(arm)).toEqual([...network, ...wanted].toSorted((left, right) => left.localeCompare(right)));
    written(arm, leaving('none'));
    expect(types(arm)).toEqual(network);
  });

  test('has the address that the cluster says it leaves by', () => {
    const arm = living(leakingCluster());
    const [address] = arrayAt(arm.send('GET', cluster).body, 'properties', 'networkProfile', 'loadBalancerProfile', 'effectiveOutboundIPs');
    expect(arm.send('GET', textAt(address, 'id') ?? '').status).toBe(200);
    expect(at(arm.send('GET', balancer).body, 'properties', 'frontendIPConfigurations')).toMatchObject([{ properties: { publicIPAddress: address } }]);
  });

  test('is made anew by a write of the cluster where it was deleted', () => {
    const arm = living(leakingCluster());
    arm.send('DELETE', balancer);
    arm.pass(untilDone);
    expect(arm.send('GET', balancer).status).toBe(404);
    written(arm, leakingCluster());
    expect(arm.send('GET', balancer).status).toBe(200);
  });
});

describe('the network that AKS keeps for a cluster', () => {
  const leaving = (outboundType: string): object => isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType } });
  const listed = (arm: TestArm, type: string): readonly unknown[] => arrayAt(arm.send('GET', `${nodeGroup}/providers/Microsoft.Network/${type}`).body, 'value');
  const subnet = (arm: TestArm): unknown => arrayAt(listed(arm, 'virtualNetworks')[0], 'properties', 'subnets')[0];
  const rules = (arm: TestArm): readonly unknown[] => arrayAt(listed(arm, 'networkSecurityGroups')[0], 'properties', 'securityRules');

  test('has a private subnet, with the NAT gateway as long as there is one', () => {
    const arm = living(leaving('managedNATGateway'));
    expect(subnet(arm)).toMatchObject({ name: 'aks-subnet', properties: { defaultOutboundAccess: false, natGateway: { id: expect.stringContaining('/natGateways/') } } });
    written(arm, leaving('none'));
    expect(at(subnet(arm), 'properties', 'natGateway')).toBeUndefined();
    expect(at(subnet(arm), 'properties', 'networkSecurityGroup', 'id')).toBe(textAt(listed(arm, 'networkSecurityGroups')[0], 'id'));
  });

  test('denies the Internet with block, and not without', () => {
    const arm = living(leaving('block'));
    expect(rules(arm)).toMatchObject([{ properties: { direction: 'Outbound', access: 'Deny', destinationAddressPrefix: 'Internet' } }]);
    written(arm, leaving('none'));
    expect(rules(arm)).toEqual([]);
  });

  test('has the nodes of the pools in its subnet', () => {
    const arm = living(leaving('none'));
    expect(JSON.stringify(arrayAt(arm.send('GET', scaleSets).body, 'value')[0])).toContain(JSON.stringify({ id: textAt(subnet(arm), 'id') }));
  });

  test('is none where the owner has one', () => {
    const arm = written(planted(), withOwnRegistry());
    expect([...listed(arm, 'virtualNetworks'), ...listed(arm, 'networkSecurityGroups')]).toEqual([]);
  });

  test('is made anew by a write of the cluster where it was changed or deleted', () => {
    const arm = living(leaving('none'));
    const id = textAt(listed(arm, 'virtualNetworks')[0], 'id') ?? '';
    arm.send('DELETE', id);
    arm.pass(untilDone);
    written(arm, leaving('none'));
    expect(textAt(subnet(arm), 'id')).toBe(`${id}/subnets/aks-subnet`);
  });
});

describe('the machines of a pool', () => {
  const machines = (arm: TestArm, name = 'system'): readonly unknown[] => {
    const set = arrayAt(arm.send('GET', scaleSets).body, 'value').find((one) => textAt(one, 'tags', 'aks-managed-poolName') === name);
    return arrayAt(arm.send('GET', `${textAt(set, 'id') ?? ''}/virtualMachines`).body, 'value');
  };
  const madeAt = (arm: TestArm): readonly (string | undefined)[] => machines(arm).map((one) => textAt(one, 'properties', 'timeCreated'));

  test('are as many as it has nodes, in a scale set of its own', () => {
    const arm = living(isolatedCluster({ agentPoolProfiles: [{ name: 'system', mode: 'System', count: 3 }, { name: 'work', count: 2 }] }));
    expect([machines(arm).length, machines(arm, 'work').length]).toEqual([3, 2]);
    const [first] = machines(arm);
    expect(arm.send('GET', textAt(first, 'id') ?? '').body).toEqual(first);
  });

  test('tell when they were made: after an upgrade of the image they are younger, after a write of the cluster as old as before', () => {
    const arm = living(leakingCluster());
    const before = madeAt(arm);
    written(arm, isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' } }));
    expect(madeAt(arm)).toEqual(before);
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    arm.pass(untilDone);
    expect(Date.parse(madeAt(arm)[0] ?? '')).toBeGreaterThan(Date.parse(before[0] ?? ''));
  });

  test('come and go with their pool', () => {
    const arm = living(isolatedCluster());
    arm.send('PUT', `${cluster}/agentPools/more`, { properties: { count: 2, enableNodePublicIP: true } });
    arm.pass(untilDone);
    const sets = arrayAt(arm.send('GET', scaleSets).body, 'value');
    expect(sets.map((one) => at(one, 'sku', 'capacity'))).toEqual([1, 2]);
    expect(JSON.stringify(sets[1])).toContain('publicIPAddressConfiguration');
    arm.send('DELETE', `${cluster}/agentPools/more`);
    arm.pass(untilDone);
    expect(arrayAt(arm.send('GET', scaleSets).body, 'value')).toHaveLength(1);
  });

  test('of a scale set that is not there are not found', () => {
    expect(living(isolatedCluster()).send('GET', `${scaleSets}/none/virtualMachines`).status).toBe(404);
  });
});
