import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { bodyOf, cluster, codeOf, group, isolatedCluster, leakingCluster, makeArm, makeArmWithGroup, openedCluster, untilDone, type TestArm } from '../arm-client.ts';
import { armWithAssignment, assignment, assignmentBody, definition } from '../policy-objects.ts';

// What the recordings say that Azure makes of a PUT, so that it is held where they are not: what no other test of the sandbox says.

const network = `${group}/providers/Microsoft.Network`;
const subnet = `${network}/virtualNetworks/net/subnets/acr`;
const endpoint = `${network}/privateEndpoints/pe`;
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/contosoacr`;

function settled(body: JsonObject, apiVersion = '2026-05-01'): JsonObject {
  const arm = makeArmWithGroup();
  expect(arm.send('PUT', cluster, body).status).toBe(201);
  arm.pass(untilDone);
  return bodyOf(arm.send('GET', `${cluster}?api-version=${apiVersion}`));
}

function membersOf(value: unknown): readonly string[] {
  return isJsonObject(value) ? Object.keys(value).toSorted() : [];
}

describe('a cluster', () => {
  test('has the members that the service adds, and no others', () => {
    const document = settled(isolatedCluster({ linuxProfile: { adminUsername: 'azureuser' } }), '2024-08-01');
    expect(membersOf(document)).toEqual(['id', 'identity', 'location', 'name', 'properties', 'sku', 'type']);
    expect(membersOf(document['properties'])).toEqual([
      'agentPoolProfiles', 'apiServerAccessProfile', 'autoUpgradeProfile', 'azurePortalFQDN', 'currentKubernetesVersion', 'disableLocalAccounts', 'dnsPrefix', 'enableRBAC', 'fqdn', 'identityProfile',
      'kubernetesVersion', 'linuxProfile', 'maxAgentPools', 'metricsProfile', 'networkProfile', 'nodeResourceGroup', 'oidcIssuerProfile', 'powerState', 'privateFQDN', 'privateLinkResources',
      'provisioningState', 'resourceUID', 'securityProfile', 'servicePrincipalProfile', 'storageProfile', 'supportPlan', 'windowsProfile', 'workloadAutoScalerProfile',
    ]);
    expect(membersOf(at(document, 'properties', 'networkProfile'))).toEqual([
      'dnsServiceIP', 'ipFamilies', 'loadBalancerProfile', 'loadBalancerSku', 'networkDataplane', 'networkPlugin', 'networkPolicy', 'outboundType', 'serviceCidr', 'serviceCidrs',
    ]);
    expect(membersOf(arrayAt(document, 'properties', 'agentPoolProfiles')[0])).toEqual([
      'count', 'currentOrchestratorVersion', 'enableFIPS', 'kubeletDiskType', 'maxPods', 'mode', 'name', 'nodeImageVersion', 'orchestratorVersion', 'osDiskSizeGB', 'osDiskType', 'osSKU', 'osType',
      'powerState', 'provisioningState', 'scaleDownMode', 'securityProfile', 'type', 'upgradeSettings', 'vmSize',
    ]);
  });

  test('has names of its own in the forms of the service', () => {
    const properties = at(settled(isolatedCluster()), 'properties');
    expect(properties).toMatchObject({
      fqdn: expect.stringMatching(/^demo-[0-9a-z]{8}\.hcp\.westeurope\.azmk8s\.io$/),
      azurePortalFQDN: expect.stringMatching(/^[0-9a-f]{32}-priv\.portal\.hcp\.westeurope\.azmk8s\.io$/),
      privateFQDN: expect.stringMatching(/^demo-[0-9a-z]{8}\.[0-9a-f-]{36}\.privatelink\.westeurope\.azmk8s\.io$/),
      resourceUID: expect.stringMatching(/^[0-9a-f]{24}$/),
      securityProfile: {},
      oidcIssuerProfile: { enabled: false },
      workloadAutoScalerProfile: {},
      metricsProfile: { costAnalysis: { enabled: false } },
      storageProfile: { diskCSIDriver: { enabled: true }, fileCSIDriver: { enabled: true }, snapshotController: { enabled: true } },
    });
  });

  test("keeps the caller's case of ids inside it, and has its own of those that the service makes", () => {
    const vnetSubnetID = '/subscriptions/S/resourceGroups/RG-Net/providers/microsoft.network/virtualNetworks/Net/subnets/Nodes';
    const pools = [{ name: 'system', mode: 'System', vnetSubnetID }];
    const text = JSON.stringify(settled(leakingCluster({ agentPoolProfiles: pools })));
    expect(text).toContain(vnetSubnetID);
    expect(text).toMatch(/\/resourceGroups\/MC_rg-demo_demo_westeurope\/providers\/Microsoft\.Network\/publicIPAddresses\//);
    expect(text).toMatch(/\/resourcegroups\/MC_rg-demo_demo_westeurope\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/demo-agentpool/);
  });

  test('has room for 110 pods on a node with kubenet, and a network for them', () => {
    const properties = at(settled(leakingCluster({ networkProfile: { networkPlugin: 'kubenet' } })), 'properties');
    expect(properties).toMatchObject({ agentPoolProfiles: [{ maxPods: 110 }], networkProfile: { podCidr: '10.244.0.0/16', podCidrs: ['10.244.0.0/16'] } });
  });

  test('names no registry when it pulls directly', () => {
    expect(at(settled(leakingCluster()), 'properties', 'bootstrapProfile')).toEqual({ artifactSource: 'Direct' });
  });

  test('loses the addresses of its load balancer when the way out is closed, and shows the service behind its endpoint in that answer only', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', cluster, openedCluster());
    arm.pass(untilDone);
    const answer = bodyOf(arm.send('PUT', cluster, isolatedCluster()));
    expect(at(answer, 'properties', 'networkProfile', 'loadBalancerProfile')).toEqual({ backendPoolType: 'nodeIPConfiguration' });
    const service = /\/resourceGroups\/hcp-underlay-westeurope-cx-\d+\/providers\/Microsoft\.Network\/privateLinkServices\/[0-9a-f]{32}$/;
    expect(textAt(arrayAt(answer, 'properties', 'privateLinkResources')[0], 'privateLinkServiceID')).toMatch(service);
    arm.pass(untilDone);
    expect(JSON.stringify(bodyOf(arm.send('GET', cluster)))).not.toMatch(/privateLinkServiceID|publicIPAddresses/);
  });

  test('that somebody put there is upgraded like any other, and keeps its address', () => {
    const effectiveOutboundIPs = [{ id: `${network}/publicIPAddresses/918c584d-8a7d-4852-ae51-1fc491ea4eef` }];
    const pool = { name: 'system', mode: 'System', provisioningState: 'Succeeded' };
    const properties = { provisioningState: 'Succeeded', agentPoolProfiles: [pool], networkProfile: { outboundType: 'loadBalancer', loadBalancerProfile: { effectiveOutboundIPs } } };
    const arm = makeArm({ estate: { documents: [{ id: cluster, location: 'westeurope', properties }] } });
    const upgraded = arm.send('POST', `${cluster}/agentPools/system/upgradeNodeImageVersion`);
    expect(textAt(upgraded.body, 'properties', 'provisioningState')).toBe('UpgradingNodeImageVersion');
    expect(at(arm.send('GET', cluster).body, 'properties', 'networkProfile', 'loadBalancerProfile')).toEqual({ effectiveOutboundIPs });
  });

  test('and the lists of clusters and pools have the content type of AKS', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', cluster, isolatedCluster());
    const lists = [`${group}/providers/Microsoft.ContainerService/managedClusters`, `${cluster}/agentPools`].map((path) => arm.send('GET', path));
    expect(lists.map(({ headers }) => headers?.['content-type'])).toEqual(['application/json', 'application/json']);
  });
});

function armWithEndpoint(): TestArm {
  const arm = makeArmWithGroup();
  arm.send('PUT', `${network}/virtualNetworks/net`, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'acr', properties: { addressPrefix: '10.0.2.0/24' } }] } });
  arm.send('PUT', registry, { location: 'westeurope' });
  const connection = { name: 'c', properties: { groupIds: ['registry'], privateLinkServiceId: registry } };
  arm.send('PUT', endpoint, { location: 'westeurope', properties: { subnet: { id: subnet }, privateLinkServiceConnections: [connection] } });
  arm.pass(untilDone);
  return arm;
}

describe('the network interface of a private endpoint', () => {
  test('has an address for each name of the registry, that of the data endpoint first', () => {
    const arm = armWithEndpoint();
    const id = textAt(arrayAt(arm.send('GET', endpoint).body, 'properties', 'networkInterfaces')[0], 'id') ?? '';
    const answer = arm.send('GET', id);
    expect(answer).toMatchObject({ status: 200, body: { id, managedBy: endpoint, kind: 'Regular', properties: { privateEndpoint: { id: endpoint }, provisioningState: 'Succeeded' } } });
    expect(answer.headers?.['etag']).toBe(at(answer.body, 'etag'));
    expect(arrayAt(answer.body, 'properties', 'ipConfigurations').map((configuration) => at(configuration, 'properties'))).toMatchObject([
      { privateIPAddress: '10.0.2.4', primary: true, privateLinkConnectionProperties: { requiredMemberName: 'registry_data_westeurope', fqdns: ['contosoacr.westeurope.data.azurecr.io'] } },
      { privateIPAddress: '10.0.2.5', primary: false, privateLinkConnectionProperties: { requiredMemberName: 'registry', fqdns: ['contosoacr.azurecr.io'] } },
    ]);
    expect(arm.send('GET', `${network}/networkInterfaces`).body).toEqual({ value: [answer.body] });
  });

  test('goes with it', () => {
    const arm = armWithEndpoint();
    const id = textAt(arrayAt(arm.send('GET', endpoint).body, 'properties', 'networkInterfaces')[0], 'id') ?? '';
    arm.send('DELETE', endpoint);
    arm.pass(untilDone);
    expect([codeOf(arm.send('GET', id)), arm.send('GET', `${network}/networkInterfaces`).body]).toEqual(['ResourceNotFound', { value: [] }]);
  });
});

test('a virtual network link has its etag in quotes, a zone has it bare', () => {
  const arm = makeArmWithGroup();
  const zone = `${network}/privateDnsZones/privatelink.azurecr.io`;
  arm.send('PUT', zone, { location: 'global' });
  arm.send('PUT', `${zone}/virtualNetworkLinks/l`, { location: 'global', properties: { virtualNetwork: { id: `${network}/virtualNetworks/net` } } });
  arm.pass(untilDone);
  const etags = [zone, `${zone}/virtualNetworkLinks/l`].map((path) => arm.send('GET', path).headers?.['etag']);
  expect(etags).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^"[0-9a-f-]{36}"$/)]);
});

test('services add headers of their own', () => {
  const arm = armWithEndpoint();
  const zone = `${network}/privateDnsZones/privatelink.azurecr.io`;
  expect(arm.send('GET', `${registry}?api-version=2023-11-01-preview`).headers).toMatchObject({ 'api-supported-versions': '2023-11-01-preview' });
  expect(arm.send('PUT', zone, { location: 'global' }).headers).toMatchObject({ 'x-ms-ratelimit-remaining-subscription-resource-requests': expect.stringMatching(/^\d+$/) });
});

test('an assignment answers its `sku` to API versions that have one', () => {
  const arm = armWithAssignment();
  const skus = ['2019-09-01', '2024-05-01'].map((version) => at(arm.send('PUT', `${assignment}?api-version=${version}`, assignmentBody({}, { sku: { name: 'A0', tier: 'Free' } })).body, 'sku'));
  expect(skus).toEqual([{ name: 'A0', tier: 'Free' }, undefined]);
});

test('a refusal by policy tells the conditions in the order of the rule, and no value of a member that is not there', () => {
  const { body } = armWithAssignment().send('PUT', cluster, leakingCluster({ networkProfile: { networkPlugin: 'azure' } }));
  const details = arrayAt(at(arrayAt(body, 'error', 'additionalInfo')[0], 'info', 'evaluationDetails'), 'evaluatedExpressions');
  expect(details.map((detail) => at(detail, 'expression'))).toEqual(['type', expect.stringMatching(/outboundType$/)]);
  expect(details.map(membersOf).map((members) => members.includes('expressionValue'))).toEqual([true, false]);
});

test('a name with an encoded slash in the tenant is AuthorizationFailed, found by ARM itself', () => {
  const answer = makeArm().send('GET', '/providers/Microsoft.Authorization/policyDefinitions/test%2Ferror_policy');
  expect([answer.status, codeOf(answer), answer.headers?.['x-ms-failure-cause']]).toEqual([403, 'AuthorizationFailed', 'gateway']);
  expect(codeOf(makeArm().send('GET', definition))).toBe('PolicyDefinitionNotFound');
});
