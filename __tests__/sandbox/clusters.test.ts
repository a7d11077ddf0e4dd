import { describe, expect, test } from '@jest/globals';
import { at } from '../../src/arm/json.ts';
import {
  bodyOf, cluster, codeOf, group, isolatedCluster, leakingCluster, makeArmWithGroup, messageOf, subscription, untilDone, type TestArm,
} from './arm-client.ts';

function withCluster(body = isolatedCluster()): TestArm {
  const arm = makeArmWithGroup();
  const { status } = arm.send('PUT', cluster, body);
  expect(status).toBe(201);
  arm.pass(untilDone);
  return arm;
}

function pollPath(headers: Readonly<Record<string, string>> | undefined): string {
  return (headers?.['azure-asyncoperation'] ?? '').replace('https://arm.test', '');
}

describe('creating a cluster', () => {
  test('is answered 201 with the status address alone, in the state Creating', () => {
    const arm = makeArmWithGroup();
    const response = arm.send('PUT', cluster, isolatedCluster());
    expect(response.status).toBe(201);
    expect(response.headers?.['content-type']).toBe('application/json');
    expect(response.headers?.['location']).toBeUndefined();
    expect(response.headers?.['retry-after']).toBeUndefined();
    expect(pollPath(response.headers)).toMatch(
      /^\/subscriptions\/[0-9a-f-]{36}\/providers\/Microsoft\.ContainerService\/locations\/westeurope\/operations\/[0-9a-f-]{36}\?api-version=2016-03-30&t=\d{18}&c=/,
    );
    expect(bodyOf(response)).toMatchObject({
      id: cluster.replace('resourceGroups', 'resourcegroups'),
      type: 'Microsoft.ContainerService/ManagedClusters',
      properties: { provisioningState: 'Creating', agentPoolProfiles: [{ name: 'system', provisioningState: 'Creating', nodeLabels: {} }] },
      sku: { name: 'Base', tier: 'Free' },
    });
  });

  test('takes nine and a half minutes, which the status tells in the words and times of AKS', () => {
    const arm = makeArmWithGroup();
    const path = pollPath(arm.send('PUT', cluster, isolatedCluster()).headers);
    const id = /operations\/([^?]+)/.exec(path)?.[1];
    arm.pass(560_000);
    expect(arm.send('GET', path).body).toEqual({ name: id, status: 'InProgress', startTime: expect.stringMatching(/^2026-11-23T12:00:00\.123\d{0,4}Z$/) });
    arm.pass(20_000);
    expect(arm.send('GET', path).body).toEqual({
      name: id,
      status: 'Succeeded',
      startTime: expect.any(String),
      endTime: expect.stringMatching(/^2026-11-23T12:09:29\.123\d{0,4}Z$/),
    });
    expect(at(arm.send('GET', cluster).body, 'properties', 'provisioningState')).toBe('Succeeded');
  });

  test('ends sooner by the speed of the sandbox', () => {
    const arm = makeArmWithGroup({ speed: 569 });
    const path = pollPath(arm.send('PUT', cluster, isolatedCluster()).headers);
    arm.pass(999);
    expect(at(arm.send('GET', path).body, 'status')).toBe('InProgress');
    arm.pass(1);
    expect(at(arm.send('GET', path).body, 'status')).toBe('Succeeded');
  });

  test('fills in what the service decides', () => {
    const properties = at(withCluster().send('GET', cluster).body, 'properties');
    expect(properties).toMatchObject({
      powerState: { code: 'Running' },
      nodeResourceGroup: 'MC_rg-demo_demo_westeurope',
      supportPlan: 'KubernetesOfficial',
      servicePrincipalProfile: { clientId: 'msi' },
      maxAgentPools: 100,
      windowsProfile: { adminUsername: 'azureuser', enableCSIProxy: true },
      autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
      networkProfile: {
        networkPolicy: 'none', networkDataplane: 'azure', loadBalancerSku: 'standard',
        loadBalancerProfile: { backendPoolType: 'nodeIPConfiguration' },
        serviceCidr: '10.0.0.0/16', dnsServiceIP: '10.0.0.10', ipFamilies: ['IPv4'],
      },
      apiServerAccessProfile: { enablePrivateCluster: true, privateDNSZone: 'system', enablePrivateClusterPublicFQDN: true },
      agentPoolProfiles: [{ osDiskSizeGB: 128, maxPods: 30, scaleDownMode: 'Delete', upgradeSettings: { maxSurge: '10%' } }],
    });
  });

  test('names the registry that the service makes, in the node resource group, already in the 201', () => {
    const id = at(makeArmWithGroup().send('PUT', cluster, isolatedCluster()).body, 'properties', 'bootstrapProfile', 'containerRegistryId');
    expect(id).toMatch(/\/resourceGroups\/MC_rg-demo_demo_westeurope\/providers\/Microsoft\.ContainerRegistry\/registries\/[0-9a-f]{32}$/);
  });

  test('has a public address only with a load balancer, and only once it has run', () => {
    const arm = makeArmWithGroup();
    const created = arm.send('PUT', cluster, leakingCluster());
    const profile = ['properties', 'networkProfile', 'loadBalancerProfile'];
    expect(at(created.body, ...profile)).toEqual({ managedOutboundIPs: { count: 1 }, backendPoolType: 'nodeIPConfiguration' });
    arm.pass(untilDone);
    expect(at(arm.send('GET', cluster).body, ...profile, 'effectiveOutboundIPs')).toHaveLength(1);
    expect(JSON.stringify(withCluster().send('GET', cluster).body)).not.toContain('publicIPAddresses');
  });

  test('drops what the service does not answer', () => {
    const arm = withCluster(isolatedCluster({
      addonProfiles: {},
      apiServerAccessProfile: { enablePrivateCluster: true, authorizedIPRanges: [] },
      servicePrincipalProfile: { clientId: 'msi', secret: 'hush' },
      diskEncryptionSetID: null,
      agentPoolProfiles: [{ name: 'system', mode: 'System', nodeTaints: [], scaleSetPriority: 'Regular', scaleSetEvictionPolicy: 'Delete', spotMaxPrice: -1 }],
    }));
    const text = JSON.stringify(arm.send('GET', cluster).body);
    for (const dropped of ['addonProfiles', 'authorizedIPRanges', 'hush', 'nodeTaints', 'scaleSet', 'spotMaxPrice', 'diskEncryptionSetID', 'nodeLabels']) {
      expect(text).not.toContain(dropped);
    }
  });

  test('shows some things to a PUT only and others to a later GET only', () => {
    const arm = makeArmWithGroup();
    const identity = { type: 'UserAssigned', userAssignedIdentities: { '/subscriptions/x/identity': {} } };
    const put = bodyOf(arm.send('PUT', cluster, isolatedCluster({}, { identity })));
    arm.pass(untilDone);
    const get = bodyOf(arm.send('GET', cluster));
    expect(at(put, 'properties', 'privateLinkResources')).not.toMatchObject([{ id: expect.any(String) }]);
    expect(at(get, 'properties', 'privateLinkResources')).toMatchObject([{ id: expect.stringContaining('/resourcegroups/rg-demo/') }]);
    expect(at(put, 'properties', 'identityProfile')).toBeUndefined();
    expect(at(get, 'properties', 'identityProfile', 'kubeletidentity', 'resourceId')).toMatch(/\/resourcegroups\/MC_rg-demo_demo_westeurope\/.*\/demo-agentpool$/);
    expect(at(put, 'identity', 'userAssignedIdentities', '/subscriptions/x/identity', 'clientId')).toBeUndefined();
    expect(at(get, 'identity', 'userAssignedIdentities', '/subscriptions/x/identity', 'clientId')).toEqual(expect.any(String));
  });

  test('keeps members that the sandbox does not know', () => {
    const arm = withCluster(isolatedCluster({ nodeDisruptionProfile: { nodeDisruptionPolicy: 'Allow' } }));
    expect(at(arm.send('GET', cluster).body, 'properties', 'nodeDisruptionProfile')).toEqual({ nodeDisruptionPolicy: 'Allow' });
  });

  test('shows an eTag and the bootstrap profile only to API versions that have them', () => {
    const arm = withCluster();
    expect(bodyOf(arm.send('GET', cluster))['eTag']).toEqual(expect.any(String));
    const old = bodyOf(arm.send('GET', `${cluster}?api-version=2024-08-01`));
    expect(old['eTag']).toBeUndefined();
    expect(at(old, 'properties', 'bootstrapProfile')).toBeUndefined();
  });
});

describe('a living cluster', () => {
  test('is updated with 200 and the state Updating, for about three and a half minutes', () => {
    const arm = withCluster();
    const before = bodyOf(arm.send('GET', cluster));
    const response = arm.send('PUT', cluster, isolatedCluster({}, { tags: { team: 'platform' } }));
    expect(response.status).toBe(200);
    expect(bodyOf(response)).toMatchObject({ tags: { team: 'platform' }, properties: { provisioningState: 'Updating' } });
    arm.pass(217_000);
    const after = bodyOf(arm.send('GET', cluster));
    expect(at(after, 'properties')).toEqual({ ...(at(before, 'properties') as object), agentPoolProfiles: at(after, 'properties', 'agentPoolProfiles') });
    expect(after['eTag']).not.toBe(before['eTag']);
  });

  test('refuses a second operation while one runs', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', cluster, isolatedCluster());
    const response = arm.send('PUT', cluster, isolatedCluster());
    expect(response.status).toBe(409);
    expect(response.body).toEqual({
      code: 'OperationNotAllowed',
      details: null,
      message: 'Operation is not allowed: Another operation (Creating) is in progress, please wait for it to finish before starting a new operation. '
        + 'See https://aka.ms/aks-pending-operation for more details',
      subcode: '',
    });
  });

  test('is found whatever the case of the path', () => {
    expect(withCluster().send('GET', cluster.toUpperCase().replace('/SUBSCRIPTIONS', '/Subscriptions')).status).toBe(200);
  });

  test('is listed in its group and its subscription', () => {
    const arm = withCluster();
    const listed = { value: [expect.objectContaining({ name: 'demo' })] };
    expect(arm.send('GET', `${group}/providers/Microsoft.ContainerService/managedClusters`).body).toEqual(listed);
    expect(arm.send('GET', `${subscription}/providers/Microsoft.ContainerService/managedClusters`).body).toEqual(listed);
  });

  test('is deleted with 202, both addresses and no body; its status can be read when it is gone', () => {
    const arm = withCluster();
    const response = arm.send('DELETE', cluster);
    expect(response).toMatchObject({ status: 202, headers: { location: expect.stringContaining('/operationresults/') } });
    expect(response.body).toBeUndefined();
    expect(at(arm.send('GET', cluster).body, 'properties', 'provisioningState')).toBe('Deleting');
    arm.pass(197_000);
    expect(at(arm.send('GET', pollPath(response.headers)).body, 'status')).toBe('Succeeded');
    expect(codeOf(arm.send('GET', cluster))).toBe('ResourceNotFound');
    expect(arm.send('GET', `${group}/providers/Microsoft.ContainerService/managedClusters`).body).toEqual({ value: [] });
    expect(arm.send('DELETE', cluster).status).toBe(204);
  });

  test('ends what is under way when it is deleted', () => {
    const arm = makeArmWithGroup();
    const path = pollPath(arm.send('PUT', cluster, isolatedCluster()).headers);
    arm.send('DELETE', cluster);
    expect(arm.send('GET', path).body).toMatchObject({ status: 'Failed', error: { code: 'AKSOperationPreemptedByDelete' } });
  });

  test.each([
    [{ 'if-match': 'other' }, 412, 'PreconditionFailed'],
    [{ 'if-none-match': '*' }, 412, 'PreconditionFailed'],
    [{ 'if-none-match': 'other' }, 400, 'BadRequest'],
    [{ 'if-match': '*', 'if-none-match': '*' }, 400, 'BadRequest'],
  ])('answers %j with %i', (headers, status, code) => {
    const response = withCluster().send('PUT', cluster, isolatedCluster(), headers);
    expect([response.status, codeOf(response)]).toEqual([status, code]);
  });

  test('takes a write with its current eTag, quoted or not', () => {
    const arm = withCluster();
    const etag = String(bodyOf(arm.send('GET', cluster))['eTag']);
    expect(arm.send('PUT', cluster, isolatedCluster(), { 'if-match': `"${etag}"` }).status).toBe(200);
  });
});

describe('a cluster that is not there', () => {
  test('is ResourceNotFound in the words of ARM', () => {
    const response = makeArmWithGroup().send('GET', cluster);
    expect(response).toMatchObject({ status: 404, headers: { 'x-ms-failure-cause': 'gateway' } });
    expect(response.body).toEqual({
      error: {
        code: 'ResourceNotFound',
        message: "The Resource 'Microsoft.ContainerService/managedClusters/demo' under resource group 'rg-demo' was not found. "
          + 'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
      },
    });
  });

  test('is told apart from a missing group', () => {
    const response = makeArmWithGroup().send('PUT', cluster.replace('rg-demo', 'rg-other'), isolatedCluster());
    expect([response.status, messageOf(response)]).toEqual([404, "Resource group 'rg-other' could not be found."]);
  });
});
