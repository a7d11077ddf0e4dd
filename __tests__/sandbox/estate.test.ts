import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt, type JsonObject } from '../../src/arm/json.ts';
import { UserError } from '../../src/run/errors.ts';
import { readEstate } from '../../src/sandbox/arm/estate/estate.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { asObject } from '../../src/sandbox/arm/documents.ts';
import { authorization, bodyOf, cluster as madeCluster, group as resourceGroup, isolatedCluster, makeArm, makeArmWithGroup, untilDone, type TestArm } from './arm-client.ts';
import { assignmentBody, definitionBody } from './policy-objects.ts';

const subscription = '/subscriptions/00000000-0000-4000-8000-000000000001';
const group = `${subscription}/resourceGroups/App`;
const network = `${group}/providers/Microsoft.Network`;
const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/c`;
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/reg`;
const zone = `${network}/privateDnsZones/privatelink.azurecr.io`;
const roleName = '66666666-6666-4666-8666-666666666666';

const documents: readonly JsonObject[] = [
  { id: `${zone}/virtualNetworkLinks/Link`, location: 'global', properties: { virtualNetwork: { id: `${network}/virtualNetworks/v` } } },
  { id: `${registry}/cacheRules/mcr`, properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } },
  {
    id: cluster, location: 'westeurope', tags: { team: 'red' }, identity: { type: 'UserAssigned', userAssignedIdentities: { '/i': { principalId: 'p' } } }, sku: { name: 'Base', tier: 'Standard' },
    properties: { powerState: { code: 'Stopped' }, networkProfile: { outboundType: 'none' }, nodeResourceGroup: 'nodes', agentPoolProfiles: [{ name: 'system', count: 3, vnetSubnetID: `${network}/virtualNetworks/v/subnets/nodes` }] },
  },
  { id: `${cluster}/agentPools/web`, properties: { count: 1, enableNodePublicIP: true } },
  { id: `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/flux`, properties: { extensionType: 'microsoft.flux' } },
  { id: registry, location: 'westeurope', sku: { name: 'Premium', tier: 'Premium' }, properties: { publicNetworkAccess: 'Disabled' } },
  { id: zone, location: 'global', properties: {} },
  {
    id: `${network}/virtualNetworks/v`, location: 'westeurope',
    properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'nodes', properties: { addressPrefix: '10.0.0.0/24' } }], virtualNetworkPeerings: [{ name: 'hub', properties: { remoteVirtualNetwork: { id: '/x' } } }] },
  },
  { id: `${network}/networkSecurityGroups/nsg`, location: 'westeurope', properties: {} },
  { id: `${network}/networkSecurityGroups/nsg/securityRules/out`, properties: { access: 'Allow' } },
  { id: `${network}/privateEndpoints/e`, location: 'westeurope', properties: { subnet: { id: `${network}/virtualNetworks/v/subnets/nodes` }, privateLinkServiceConnections: [{ name: 'e', properties: { privateLinkServiceId: registry, groupIds: ['registry'] } }] } },
  { id: `${registry}/providers/${authorization}/roleAssignments/${roleName}`, properties: { principalId: 'p', roleDefinitionId: '/r' } },
  { id: `${subscription}/providers/${authorization}/policyAssignments/a`, ...assignmentBody({ policyDefinitionId: `${subscription}/providers/${authorization}/policyDefinitions/d` }) },
  { id: `${subscription}/providers/${authorization}/policyDefinitions/d`, ...definitionBody() },
];

const makeEstate = (): TestArm => makeArm({ estate: { documents } });
const graph = (arm: TestArm, query: string): readonly unknown[] => arrayAt(arm.send('POST', '/providers/Microsoft.ResourceGraph/resources', { query }).body, 'data');

/** Etags and who wrote something when are the second sandbox's own. */
function withoutMoments(value: JsonObject): unknown {
  return JSON.parse(JSON.stringify(value), (name, inner: unknown) => (/^(?:e[tT]ag|systemData)$/.test(name) ? undefined : inner));
}

describe('what is seeded', () => {
  test('is answered as if it had been put: whatever the order, with groups and subscriptions that nobody named', () => {
    const arm = makeEstate();
    for (const { id } of documents) {
      const answer = arm.send('GET', textAt({ id }, 'id') ?? '');
      expect([id, answer.status]).toEqual([id, 200]);
      expect(textAt(answer.body, 'id')?.toLowerCase()).toBe(String(id).toLowerCase());
    }
    expect(arrayAt(arm.send('GET', `${subscription}/resourceGroups`).body, 'value').map((one) => at(one, 'name'))).toEqual(['App', 'nodes']);
    expect(arrayAt(arm.send('GET', '/subscriptions').body, 'value')).toHaveLength(2);
  });

  test('keeps every member of its document', () => {
    const arm = makeEstate();
    for (const { id, ...document } of documents) {
      if (String(id).includes(authorization)) continue;
      expect(bodyOf(arm.send('GET', String(id)))).toMatchObject(String(id) === cluster ? { ...document, properties: { networkProfile: { outboundType: 'none' }, powerState: { code: 'Stopped' } } } : document);
    }
  });

  test('is a cluster with its pools, those of its document and those beside it', () => {
    const arm = makeEstate();
    const answer = bodyOf(arm.send('GET', cluster));
    expect(answer).toMatchObject({ id: cluster.replace('resourceGroups', 'resourcegroups'), properties: { provisioningState: 'Succeeded', agentPoolProfiles: [{ name: 'system', count: 3 }, { name: 'web', enableNodePublicIP: true }] } });
    expect(arrayAt(arm.send('GET', `${cluster}/agentPools`).body, 'value').map((pool) => at(pool, 'name'))).toEqual(['system', 'web']);
    expect(graph(arm, "resources | where type =~ 'Microsoft.ContainerService/managedClusters' | project id, properties.powerState.code, tags")).toEqual([{ id: answer['id'], properties_powerState_code: 'Stopped', tags: { team: 'red' } }]);
  });

  test('is seen from the other side: connections of a registry, rules of a group, links of a zone', () => {
    const arm = makeEstate();
    expect(arm.send('GET', registry).body).toMatchObject({ properties: { privateEndpointConnections: [{ properties: { privateEndpoint: { id: `${network}/privateEndpoints/e` } } }] } });
    expect(arm.send('GET', `${network}/networkSecurityGroups/nsg`).body).toMatchObject({ properties: { securityRules: [{ name: 'out', properties: { access: 'Allow' } }] } });
    expect(arm.send('GET', zone).body).toMatchObject({ properties: { numberOfVirtualNetworkLinks: 1 } });
    expect(arm.send('GET', `${network}/virtualNetworks/v/subnets/nodes`).body).toMatchObject({ id: `${network}/virtualNetworks/v/subnets/nodes`, properties: { addressPrefix: '10.0.0.0/24' } });
  });

  test('stands in the tables of Resource Graph that Azure has it in', () => {
    const arm = makeEstate();
    const types = (table: string): unknown => graph(arm, `${table} | project type | order by type asc`).map((row) => at(row, 'type'));
    expect(types('resources')).toEqual([
      'microsoft.containerregistry/registries', 'microsoft.containerservice/managedclusters', 'microsoft.network/networksecuritygroups', 'microsoft.network/privatednszones',
      'microsoft.network/privatednszones/virtualnetworklinks', 'microsoft.network/privateendpoints', 'microsoft.network/virtualnetworks',
    ]);
    expect(types('authorizationresources')).toEqual(['microsoft.authorization/roleassignments']);
    expect(types('policyresources')).toEqual(['microsoft.authorization/policyassignments', 'microsoft.authorization/policydefinitions']);
    expect(types('kubernetesconfigurationresources')).toEqual(['microsoft.kubernetesconfiguration/extensions']);
  });

  test('says what it is even where others say otherwise', () => {
    const pending = [{ properties: { privateLinkServiceConnectionState: { status: 'Pending' } } }];
    const arm = makeArm({ estate: { documents: [...documents.filter(({ id }) => id !== registry), { id: registry, location: 'westeurope', properties: { privateEndpointConnections: pending, provisioningState: 'Failed' } }] } });
    expect(at(arm.send('GET', registry).body, 'properties')).toMatchObject({ privateEndpointConnections: pending, provisioningState: 'Failed' });
  });

  test('is, where an Azure has answered it, answered the same and can be changed as there', () => {
    const first = makeArmWithGroup();
    const subnets = [{ name: 'nodes', properties: { addressPrefix: '10.0.0.0/24' } }];
    const made = [
      [`${resourceGroup}/providers/Microsoft.Network/virtualNetworks/v`, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets } }],
      [`${resourceGroup}/providers/Microsoft.ContainerRegistry/registries/contoso`, { location: 'westeurope', sku: { name: 'Premium' }, properties: {} }],
      [madeCluster, isolatedCluster()],
    ] as const;
    for (const [id, body] of made) first.send('PUT', id, body);
    first.pass(untilDone);
    const answered = made.map(([id]) => bodyOf(first.send('GET', id)));

    const second = makeArm({ estate: { documents: answered } });
    for (const [place, [id]] of made.entries()) expect(withoutMoments(bodyOf(second.send('GET', id)))).toEqual(withoutMoments(answered[place] ?? {}));
    const living = bodyOf(second.send('GET', madeCluster));
    const body = { ...living, properties: { ...asObject(living['properties']), autoUpgradeProfile: { upgradeChannel: 'patch' } } };
    expect(second.send('PUT', madeCluster, body)).toMatchObject({ status: 200, body: { properties: { provisioningState: 'Updating' } } });
    second.pass(untilDone);
    expect(at(second.send('GET', madeCluster).body, 'properties')).toMatchObject({ provisioningState: 'Succeeded', autoUpgradeProfile: { upgradeChannel: 'patch' }, networkProfile: { outboundType: 'none' } });
    expect([...made].reverse().map(([id]) => second.send('DELETE', id).status)).toEqual([202, 202, 202]);
    second.pass(untilDone);
    expect(made.map(([id]) => second.send('GET', id).status)).toEqual([404, 404, 404]);
  });

  test('loses a pool that is deleted, once the cluster runs', () => {
    const arm = makeEstate();
    expect(arm.send('POST', `${cluster}/start`).status).toBe(202);
    arm.pass(untilDone);
    expect(arm.send('DELETE', `${cluster}/agentPools/web`).status).toBe(202);
    arm.pass(untilDone);
    expect(arrayAt(arm.send('GET', cluster).body, 'properties', 'agentPoolProfiles').map((pool) => at(pool, 'name'))).toEqual(['system']);
  });
});

describe('while it runs', () => {
  test('a document takes the place of another, and what stood in it and is not named goes', () => {
    const arm = makeEstate();
    const query = "resources | where type =~ 'microsoft.network/virtualNetworks' | project properties.subnets[0].name, properties.virtualNetworkPeerings[0].name";
    expect(graph(arm, query)).toEqual([{ properties_subnets_0_name: 'nodes', properties_virtualNetworkPeerings_0_name: 'hub' }]);
    arm.controls.seed({ documents: [{ id: `${network}/virtualNetworks/v`, location: 'westeurope', properties: { subnets: [{ name: 'other', properties: {} }] } }] });
    expect(graph(arm, query)).toEqual([{ properties_subnets_0_name: 'other', properties_virtualNetworkPeerings_0_name: 'hub' }]);
    expect(arm.send('GET', `${network}/virtualNetworks/v/subnets/nodes`).status).toBe(404);
  });

  test('something goes with all that stands in it', () => {
    const arm = makeEstate();
    arm.controls.forget(group);
    expect(graph(arm, 'resources | project id')).toEqual([]);
    expect(arm.send('GET', group).status).toBe(404);
  });

  test('a sandbox that was started takes it, too', async () => {
    const sandbox = await startSandbox({ estate: { documents } });
    sandbox.arm.seed({ documents: [{ id: `${network}/routeTables/r`, location: 'westeurope', properties: {} }] });
    sandbox.arm.deny(subscription);
    sandbox.arm.allow(subscription);
    sandbox.arm.forget(cluster);
    await sandbox.stop();
  });
});

describe('what cannot be', () => {
  test.each<[string, JsonObject, RegExp]>([
    ['no id', { properties: {} }, /cannot hold '': that is no id/],
    ['a type that the sandbox does not keep', { id: `${group}/providers/Microsoft.Test/things/a` }, /things\/a': it keeps no resources of type Microsoft.Test\/things/],
    ['a child without its parent', { id: `${network}/routeTables/none/routes/r` }, /none', in which it stands, is not there/],
    ['a pool without its cluster', { id: `${cluster}/agentPools/web` }, /its cluster is not there/],
    ['a resource in no group', { id: `${subscription}/providers/Microsoft.Network/routeTables/r` }, /stands in no resource group/],
    ['a subscription that is none', { id: '/subscriptions/mine/resourceGroups/g/providers/Microsoft.Network/routeTables/r' }, /'mine' is no id of a subscription/],
    ['a subnet without a name', { id: `${network}/virtualNetworks/v`, properties: { subnets: [{ properties: {} }] } }, /'subnets' has no name/],
    ['a policy that nobody can read', { id: `${subscription}/providers/${authorization}/policyDefinitions/d`, properties: { policyRule: 7 } }, /policyDefinitions\/d'/],
  ])('%s is refused with its id', (_, document, message) => {
    const seed = (): TestArm => makeArm({ estate: { documents: [document] } });
    expect(seed).toThrow(UserError);
    expect(seed).toThrow(message);
  });

  test('one name for two role assignments', () => {
    const of = (scope: string): JsonObject => ({ id: `${scope}/providers/${authorization}/roleAssignments/${roleName}`, properties: {} });
    expect(() => makeArm({ estate: { documents: [of(group), of(subscription)] } })).toThrow(/stands for a role assignment at/);
  });
});

describe('an estate in a file', () => {
  test('may be what Resource Graph told of a tenant: another tells the same of it', () => {
    const told = graph(makeEstate(), 'resources | order by id asc');
    const again = graph(makeArm({ estate: readEstate(JSON.stringify({ documents: told }), 'estate.json') }), 'resources | order by id asc');
    expect(told.length).toBeGreaterThan(5);
    expect(again.map((row) => withoutMoments(asObject(row)))).toEqual(told.map((row) => withoutMoments(asObject(row))));
  });

  test('is read', () => {
    const text = JSON.stringify({ managementGroups: [{ name: 'a' }], subscriptions: [{ subscriptionId: '00000000-0000-4000-8000-000000000009', managementGroup: 'a' }], documents });
    const arm = makeArm({ estate: readEstate(text, 'estate.json') });
    expect(graph(arm, 'resources | count')).toEqual([{ Count: 7 }]);
    expect(arm.send('GET', '/subscriptions/00000000-0000-4000-8000-000000000009').status).toBe(200);
    expect(readEstate('{}', 'estate.json')).toEqual({ managementGroups: [], subscriptions: [], documents: [] });
  });

  test.each([
    ['{', 'estate.json is no estate: it is not JSON.'],
    ['[]', 'estate.json is no estate: it has to be a JSON object.'],
    ['{"document": []}', "estate.json is no estate: it has a member \"document\"; known are 'managementGroups', 'subscriptions' and 'documents'."],
    ['{"documents": {}}', "estate.json is no estate: 'documents' has to be an array."],
    ['{"documents": [{}, 7]}', "estate.json is no estate: 'documents[1]' has to be an object."],
    ['{"subscriptions": [{"name": "a"}]}', "estate.json is no estate: 'subscriptions[0]' has no 'subscriptionId'."],
  ])('%s is refused', (text, message) => {
    expect(() => readEstate(text, 'estate.json')).toThrow(new UserError(message));
  });
});

test('ten thousand clusters are there within seconds, and a page of them is answered at once', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => {
    const here = `/subscriptions/00000000-0000-4000-8000-${String(index % 200).padStart(12, '0')}/resourceGroups/rg-${index}/providers`;
    return [
      { id: `${here}/Microsoft.ContainerService/managedClusters/c${index}`, location: 'westeurope', properties: { agentPoolProfiles: [{ name: 'system' }] } },
      { id: `${here}/Microsoft.Network/virtualNetworks/v`, location: 'westeurope', properties: { subnets: [{ name: 'nodes', properties: {} }] } },
      ...['networkSecurityGroups', 'routeTables', 'natGateways', 'publicIPAddresses'].map((type) => ({ id: `${here}/Microsoft.Network/${type}/x`, location: 'westeurope', properties: {} })),
    ];
  }).flat();
  const begin = performance.now();
  const arm = makeArm({ estate: { documents: many } });
  // A second here, and several on a machine that has other things to do.
  expect(performance.now() - begin).toBeLessThan(15_000);

  const body = { query: "resources | where type =~ 'microsoft.containerservice/managedclusters' | order by id asc" };
  const seen = new Set<unknown>();
  const times: number[] = [];
  for (let token: string | undefined = ''; token !== undefined;) {
    const start = performance.now();
    const answer = arm.send('POST', '/providers/Microsoft.ResourceGraph/resources', { ...body, options: token === '' ? {} : { $skipToken: token } });
    times.push(performance.now() - start);
    for (const row of arrayAt(answer.body, 'data')) seen.add(at(row, 'id'));
    token = textAt(answer.body, '$skipToken');
  }
  expect([seen.size, times.length]).toEqual([10_000, 10]);
  const [middle = 0] = times.toSorted((left, right) => left - right).slice(5);
  expect(middle).toBeLessThan(250);
});
