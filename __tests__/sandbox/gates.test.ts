import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt } from '../../src/arm/json.ts';
import { cluster, codeOf, group, isolatedCluster, leakingCluster, makeArmWithGroup, messageOf, subscription, untilDone, type TestArm } from './arm-client.ts';

const network = `${group}/providers/Microsoft.Network/virtualNetworks/net`;
const body = { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } };
const pool = `${cluster}/agentPools/system`;

function locked(scope: string, level: string): TestArm {
  const arm = makeArmWithGroup();
  arm.send('PUT', network, body);
  arm.send('PUT', cluster, leakingCluster());
  arm.pass(untilDone);
  expect(arm.send('PUT', `${scope}/providers/Microsoft.Authorization/locks/keep`, { properties: { level, notes: 'ours' } }).status).toBe(201);
  return arm;
}

describe('a lock', () => {
  test('is read where it stands, and listed there and above', () => {
    const arm = locked(network, 'ReadOnly');
    const one = { id: `${network}/providers/Microsoft.Authorization/locks/keep`, name: 'keep', type: 'Microsoft.Authorization/locks', properties: { level: 'ReadOnly', notes: 'ours' } };
    expect(arm.send('GET', one.id).body).toEqual(one);
    for (const scope of [network, group, subscription]) expect(arrayAt(arm.send('GET', `${scope}/providers/Microsoft.Authorization/locks`).body, 'value')).toEqual([one]);
    expect(arrayAt(arm.send('GET', `${cluster}/providers/Microsoft.Authorization/locks`).body, 'value')).toEqual([]);
  });

  test.each([
    ['ReadOnly', 'PUT', network, 409],
    ['ReadOnly', 'POST', `${pool}/upgradeNodeImageVersion`, 409],
    ['ReadOnly', 'DELETE', cluster, 409],
    ['ReadOnly', 'GET', cluster, 200],
    ['CanNotDelete', 'PUT', network, 200],
    ['CanNotDelete', 'POST', `${pool}/upgradeNodeImageVersion`, 202],
    ['CanNotDelete', 'DELETE', network, 409],
    ['CanNotDelete', 'DELETE', group, 409],
  ])('%s on the resource group answers %s %s with %d', (level, method, path, status) => {
    const answer = locked(group, level).send(method, path, method === 'PUT' ? body : undefined);
    expect(answer.status).toBe(status);
    if (status === 409) expect(codeOf(answer)).toBe('ScopeLocked');
  });

  test('on a resource keeps its group from being deleted, and nothing beside it from being written', () => {
    const arm = locked(network, 'CanNotDelete');
    expect(messageOf(arm.send('DELETE', group))).toContain(`locked: '${network}'`);
    expect(arm.send('POST', `${pool}/upgradeNodeImageVersion`).status).toBe(202);
  });

  test.each([
    ['CanNotDelete', 'an upgrade of node images', 'Succeeded'],
    ['CanNotDelete', 'a change of the outbound type', 'Failed'],
    ['ReadOnly', 'an upgrade of node images', 'Failed'],
    ['ReadOnly', 'an update of the cluster', 'Failed'],
  ])('%s on the resource group of the nodes lets %s end as %s', (level, what, state) => {
    const arm = locked(`${subscription}/resourceGroups/MC_rg-demo_demo_westeurope`, level);
    const natGateway = { networkProfile: { networkPlugin: 'azure', outboundType: 'managedNATGateway' } };
    const answer = what.includes('images')
      ? arm.send('POST', `${pool}/upgradeNodeImageVersion`)
      : arm.send('PUT', cluster, leakingCluster(what.includes('outbound') ? natGateway : { disableLocalAccounts: true }));
    expect(answer.status).toBeLessThan(300);
    arm.pass(untilDone);
    const { body: done } = arm.send('GET', answer.headers?.['azure-asyncoperation'] ?? '');
    expect([at(done, 'status'), at(done, 'error', 'code')]).toEqual([state, state === 'Failed' ? 'ScopeLocked' : undefined]);
  });

  test('is taken away in spite of itself', () => {
    const arm = locked(group, 'ReadOnly');
    expect(arm.send('DELETE', `${group}/providers/Microsoft.Authorization/locks/keep`).status).toBe(200);
    expect(arm.send('PUT', network, body).status).toBe(200);
    expect(arm.send('DELETE', `${group}/providers/Microsoft.Authorization/locks/keep`).status).toBe(204);
  });

  test('of no known level is refused', () => {
    expect(makeArmWithGroup().send('PUT', `${group}/providers/Microsoft.Authorization/locks/keep`, { properties: { level: 'Gentle' } }).status).toBe(400);
  });
});

describe('a resource provider that the subscription is not registered with', () => {
  const unregistered = (): TestArm => makeArmWithGroup({ unregistered: ['microsoft.network'] });
  const state = (arm: TestArm, namespace = 'Microsoft.Network'): unknown => at(arm.send('GET', `${subscription}/providers/${namespace}`).body, 'registrationState');

  test('refuses what belongs to it, and nothing else', () => {
    const arm = unregistered();
    expect(state(arm)).toBe('NotRegistered');
    expect(state(arm, 'Microsoft.Compute')).toBe('Registered');
    const answer = arm.send('PUT', network, body);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'MissingSubscriptionRegistration']);
    expect(arm.send('PUT', cluster, isolatedCluster()).status).toBe(201);
  });

  test('takes it some time after somebody registered', () => {
    const arm = unregistered();
    expect(at(arm.send('POST', `${subscription}/providers/Microsoft.Network/register`).body, 'registrationState')).toBe('Registering');
    expect(arm.send('PUT', network, body).status).toBe(409);
    arm.pass(60_000);
    expect(state(arm)).toBe('Registered');
    expect(arm.send('PUT', network, body).status).toBe(201);
  });
});

describe('the rights of the caller', () => {
  const reader = [{ actions: ['*/read', 'Microsoft.Network/*'], notActions: ['Microsoft.Network/*/delete'] }];
  const permissions = (arm: TestArm, scope: string): ReturnType<TestArm['send']> => arm.send('GET', `${scope}/providers/Microsoft.Authorization/permissions`);

  test('are everything unless somebody says otherwise', () => {
    const arm = makeArmWithGroup();
    expect(arrayAt(permissions(arm, group).body, 'value')).toEqual([{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }]);
    expect(permissions(arm, subscription).status).toBe(200);
  });

  test('are told of what is there, and of nothing else', () => {
    const arm = locked(network, 'CanNotDelete');
    expect([cluster, pool, network, `${cluster}x`, `${cluster}/agentPools/none`, `${group}x`].map((scope) => permissions(arm, scope).status)).toEqual([200, 200, 200, 404, 404, 404]);
  });

  test('are held to', () => {
    const arm = makeArmWithGroup();
    const limited = makeArmWithGroup({ callerPermissions: reader });
    limited.controls.restore(JSON.parse(JSON.stringify(arm.controls.snapshot())));
    expect(limited.send('PUT', network, body).status).toBe(201);
    const refused = limited.send('DELETE', network);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'AuthorizationFailed']);
    expect(messageOf(limited.send('PUT', cluster, isolatedCluster()))).toContain("perform action 'Microsoft.ContainerService/managedClusters/write'");
    expect(messageOf(limited.send('POST', `${pool}/upgradeNodeImageVersion`))).toContain("perform action 'Microsoft.ContainerService/managedClusters/agentPools/upgradeNodeImageVersion/action'");
  });
});

describe('the quota of cores', () => {
  const agentPoolProfiles = [{ name: 'system', mode: 'System', count: 3, vmSize: 'Standard_D4ds_v5' }];
  const usages = (arm: TestArm): unknown => arrayAt(arm.send('GET', `${subscription}/providers/Microsoft.Compute/locations/westeurope/usages`).body, 'value')
    .map((usage) => [textAt(usage, 'name', 'value'), at(usage, 'currentValue'), at(usage, 'limit')]);

  test('tells what is used, in all and by family', () => {
    const arm = makeArmWithGroup({ coreQuota: 20 });
    arm.send('PUT', cluster, isolatedCluster({ agentPoolProfiles }));
    expect(usages(arm)).toEqual([['cores', 12, 20], ['standardddsv5family', 12, 20]]);
  });

  test('refuses a cluster or a pool that is more than what is left', () => {
    const arm = makeArmWithGroup({ coreQuota: 15 });
    expect(codeOf(arm.send('PUT', cluster, isolatedCluster({ agentPoolProfiles: [{ ...agentPoolProfiles[0], count: 4 }] })))).toBe('ErrCode_InsufficientVCPUQuota');
    expect(arm.send('PUT', cluster, isolatedCluster({ agentPoolProfiles })).status).toBe(201);
    arm.pass(untilDone);
    expect(messageOf(arm.send('PUT', `${cluster}/agentPools/more`, { properties: { count: 1, vmSize: 'Standard_D4ds_v5' } }))).toContain('left regional vcpu quota 3, requested quota 4');
  });
});

describe('what a cluster reaches out to', () => {
  const names = (arm: TestArm): readonly unknown[] => arrayAt(arm.send('GET', `${cluster}/outboundNetworkDependenciesEndpoints`).body, 'value').map((one) => at(one, 'category'));

  test('is told of an open one, images only while it pulls them from the Internet', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', cluster, leakingCluster());
    arm.pass(untilDone);
    expect(names(arm)).toContain('images');
    arm.send('PUT', cluster, isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' } }));
    expect(names(arm)).toContain('apiserver');
    expect(names(arm)).not.toContain('images');
  });

  test('is nothing of an isolated one', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', cluster, isolatedCluster());
    expect(names(arm)).toEqual([]);
  });
});
