import { describe, expect, test } from '@jest/globals';
import { arrayAt, at } from '../../src/arm/json.ts';
import { mayChangeOutboundType } from '../../src/sandbox/arm/aks/outbound-transitions.ts';
import { cluster, codeOf, isolatedCluster, leakingCluster, makeArmWithGroup, messageOf, untilDone, type TestArm } from './arm-client.ts';

function living(body: object): TestArm {
  const arm = makeArmWithGroup();
  expect(arm.send('PUT', cluster, body).status).toBe(201);
  arm.pass(untilDone);
  return arm;
}

const viaLoadBalancer = { networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' } };
const direct = { bootstrapProfile: { artifactSource: 'Direct' } };

describe('a new cluster', () => {
  test.each(['none', 'block'])('with outbound type %s has to take its images from a cache', (outboundType) => {
    const response = makeArmWithGroup().send('PUT', cluster, isolatedCluster({ networkProfile: { outboundType }, ...direct }));
    expect(response.status).toBe(400);
    expect(response.body).toEqual({
      code: 'InvalidNetworkIsolatedClusterConfiguration',
      details: null,
      message: "When outbound type is none or block, bootstrapProfile.artifactSource must be 'Cache'",
      subcode: '',
    });
  });

  test.each([
    ['no location', { location: undefined }, 'LocationRequired'],
    ['no DNS prefix', { properties: { ...viaLoadBalancer, agentPoolProfiles: [{ name: 'a', mode: 'System' }] } }, 'InvalidParameter'],
    ['a node resource group that exists', isolatedCluster({ nodeResourceGroup: 'RG-demo' }), 'InvalidParameter'],
    ['no pools', isolatedCluster({ agentPoolProfiles: undefined }), 'InvalidParameter'],
    ['no system pool', isolatedCluster({ agentPoolProfiles: [{ name: 'a', mode: 'User' }] }), 'BadRequest'],
    ['an impossible pool name', isolatedCluster({ agentPoolProfiles: [{ name: 'Pool_1', mode: 'System' }] }), 'InvalidParameter'],
    ['two pools of one name', isolatedCluster({ agentPoolProfiles: [{ name: 'a', mode: 'System' }, { name: 'a' }] }), 'InvalidParameter'],
    ['an unknown version', isolatedCluster({ kubernetesVersion: '0.9' }), 'K8sVersionNotSupported'],
    ['a version that is none', isolatedCluster({ kubernetesVersion: 1.3 }), 'K8sVersionNotSupported'],
    ['an unknown outbound type', isolatedCluster({ networkProfile: { outboundType: 'wormhole' } }), 'InvalidParameter'],
    ['a service principal and a cache', isolatedCluster({ servicePrincipalProfile: { clientId: 'x' } }, { identity: undefined }), 'BootstrapArtifactSourceNotAllowed'],
    [
      'a route table and a load balancer profile',
      isolatedCluster({ networkProfile: { outboundType: 'userDefinedRouting', loadBalancerProfile: {} } }),
      'InvalidUserDefinedRoutingWithLoadBalancerProfile',
    ],
  ])('with %s is refused', (_, change, code) => {
    const response = makeArmWithGroup().send('PUT', cluster, { ...isolatedCluster(), ...change });
    expect([response.status, codeOf(response)]).toEqual([400, code]);
  });

  test('asked for a minor version gets its newest patch', () => {
    const arm = makeArmWithGroup();
    expect(at(arm.send('PUT', cluster, isolatedCluster({ kubernetesVersion: '1.30' })).body, 'properties'))
      .toMatchObject({ kubernetesVersion: '1.30', currentKubernetesVersion: '1.30.10' });
  });
});

describe('a living cluster', () => {
  test('cannot be isolated in one step', () => {
    const response = living(leakingCluster()).send('PUT', cluster, isolatedCluster());
    expect([response.status, codeOf(response)]).toEqual([400, 'InvalidNetworkIsolatedClusterConfiguration']);
  });

  test('can be isolated in two', () => {
    const arm = living(leakingCluster());
    expect(arm.send('PUT', cluster, isolatedCluster(viaLoadBalancer)).status).toBe(200);
    arm.pass(untilDone);
    expect(arm.send('PUT', cluster, isolatedCluster()).status).toBe(200);
    arm.pass(untilDone);
    expect(at(arm.send('GET', cluster).body, 'properties', 'networkProfile', 'loadBalancerProfile')).toEqual({ backendPoolType: 'nodeIPConfiguration' });
  });

  test('cannot leave the cache while it is isolated', () => {
    const arm = living(isolatedCluster());
    expect(codeOf(arm.send('PUT', cluster, isolatedCluster(direct)))).toBe('InvalidNetworkIsolatedClusterConfiguration');
    expect(codeOf(arm.send('PUT', cluster, leakingCluster()))).toBe('BootstrapArtifactSourceNotAllowed');
  });

  test('takes no new pool and loses none in a cluster PUT', () => {
    const two = isolatedCluster({ agentPoolProfiles: [{ name: 'system', mode: 'System' }, { name: 'user' }] });
    const added = living(isolatedCluster()).send('PUT', cluster, two);
    expect(messageOf(added)).toMatch(/^A new agent pool was introduced\. Adding agent pools/);
    const removed = living(two).send('PUT', cluster, isolatedCluster());
    expect([removed.status, codeOf(removed)]).toEqual([400, 'BadRequest']);
  });

  test('stays where it is', () => {
    const response = living(isolatedCluster()).send('PUT', cluster, { ...isolatedCluster(), location: 'northeurope' });
    expect(response.status).toBe(409);
    expect(messageOf(response)).toBe(
      "The resource 'demo' already exists in location 'westeurope' in resource group 'rg-demo'. A resource with the same name cannot be created "
      + "in location 'northeurope'. Please select a new resource name.",
    );
  });

  test.each([
    ['apiServerAccessProfile.enablePrivateCluster', { apiServerAccessProfile: {} }],
    ['dnsPrefix', { dnsPrefix: 'other' }],
    ['nodeResourceGroup', { nodeResourceGroup: 'other' }],
    ['networkProfile.outboundType', { networkProfile: { outboundType: 'userDefinedRouting' } }],
    ['properties.vmSize', { agentPoolProfiles: [{ name: 'system', mode: 'System', vmSize: 'Standard_D4s_v5' }] }],
  ])('cannot change %s', (target, change) => {
    const response = living(isolatedCluster()).send('PUT', cluster, isolatedCluster(change));
    expect(response.body).toMatchObject({ code: 'PropertyChangeNotAllowed', message: `Changing property '${target}' is not allowed.`, target });
  });

  test('keeps the outbound type that an update does not name, and loses the cache that it does not name', () => {
    const arm = living(isolatedCluster(viaLoadBalancer));
    const { status, body } = arm.send('PUT', cluster, isolatedCluster({ networkProfile: undefined, bootstrapProfile: undefined }));
    expect(status).toBe(200);
    expect(at(body, 'properties', 'networkProfile', 'outboundType')).toBe('loadBalancer');
    expect(at(body, 'properties', 'bootstrapProfile')).toEqual({ artifactSource: 'Direct' });
  });
});

test('the transitions of outbound types are those of the documentation', () => {
  expect(mayChangeOutboundType('none', 'none', 'managed')).toBe(true);
  expect(mayChangeOutboundType('managedNATGateway', 'loadBalancer', 'managed')).toBe(false);
  expect(mayChangeOutboundType('managedNATGatewayV2', 'none', 'managed')).toBe(true);
  expect(mayChangeOutboundType('userDefinedRouting', 'none', 'own')).toBe(true);
  expect(mayChangeOutboundType('none', 'block', 'own')).toBe(false);
  expect(mayChangeOutboundType('__proto__', 'none', 'managed')).toBe(false);
});

describe('agent pools', () => {
  const pool = `${cluster}/agentPools/extra`;

  test('are added, changed and removed one by one', () => {
    const arm = living(isolatedCluster());
    const created = arm.send('PUT', pool, { properties: { count: 2, mode: 'User', vmSize: 'Standard_DS2_v2' } });
    expect(created).toMatchObject({
      status: 201,
      body: {
        id: `${cluster.replace('resourceGroups', 'resourcegroups')}/agentPools/extra`,
        type: 'Microsoft.ContainerService/managedClusters/agentPools',
        properties: { provisioningState: 'Creating', count: 2, maxPods: 30 },
      },
    });
    arm.pass(untilDone);
    expect(arrayAt(arm.send('GET', cluster).body, 'properties', 'agentPoolProfiles')).toHaveLength(2);
    expect(arm.send('PUT', pool, { properties: { count: 3 } })).toMatchObject({ status: 200, body: { properties: { provisioningState: 'Updating' } } });
    arm.pass(untilDone);
    expect(arm.send('DELETE', pool).status).toBe(202);
    arm.pass(untilDone);
    expect(codeOf(arm.send('GET', pool))).toBe('NotFound');
    expect(arrayAt(arm.send('GET', `${cluster}/agentPools`).body, 'value')).toHaveLength(1);
  });

  test('get a new node image by an action that shows in the pool and not in the cluster', () => {
    const arm = living(isolatedCluster());
    const system = `${cluster}/agentPools/system`;
    const before = at(arm.send('GET', system).body, 'properties', 'nodeImageVersion');
    const response = arm.send('POST', `${system}/upgradeNodeImageVersion`);
    expect(response).toMatchObject({ status: 202, headers: { location: expect.any(String) }, body: { properties: { provisioningState: 'UpgradingNodeImageVersion' } } });
    expect(arm.send('GET', cluster).body).toMatchObject({
      properties: { provisioningState: 'Succeeded', agentPoolProfiles: [{ provisioningState: 'UpgradingNodeImageVersion', nodeImageVersion: before }] },
    });
    expect(messageOf(arm.send('PUT', cluster, isolatedCluster()))).toContain('Another operation (system - UpgradingNodeImageVersion) is in progress');
    arm.pass(untilDone);
    expect(at(arm.send('GET', system).body, 'properties', 'nodeImageVersion')).not.toBe(before);
  });

  test('keep the last system pool', () => {
    expect(living(isolatedCluster()).send('DELETE', `${cluster}/agentPools/system`).status).toBe(400);
  });

  test('need their cluster', () => {
    expect(codeOf(makeArmWithGroup().send('GET', pool))).toBe('ParentResourceNotFound');
  });
});
