import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { arrayAt, at, textAt, type JsonObject } from '../../src/arm/json.ts';
import { resourceTypes } from '../../src/sandbox/arm/resources/types.ts';
import type { StandInResponse } from '../../src/sandbox/http.ts';
import { authorization, bodyOf, cluster, codeOf, group, isolatedCluster, makeArm, makeArmWithGroup, messageOf, subscription, untilDone, type TestArm } from './arm-client.ts';

const network = `${group}/providers/Microsoft.Network`;
const vnet = `${network}/virtualNetworks/net`;
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/contosoacr`;
const zone = `${network}/privateDnsZones/privatelink.azurecr.io`;
const endpoint = `${network}/privateEndpoints/pe`;

function located(properties: JsonObject = {}, rest: JsonObject = {}): JsonObject {
  return { location: 'westeurope', ...rest, properties };
}

const addressSpace = { addressPrefixes: ['10.0.0.0/16'] };

function makeArmWithNetwork(subnets: readonly JsonObject[] = []): TestArm {
  const arm = makeArmWithGroup();
  arm.send('PUT', vnet, located({ addressSpace, subnets }));
  arm.pass(untilDone);
  return arm;
}

function subnet(name: string, properties: JsonObject = {}): JsonObject {
  return { name, properties: { addressPrefix: '10.0.1.0/24', ...properties } };
}

function namesIn(response: StandInResponse, ...path: readonly string[]): readonly unknown[] {
  return arrayAt(response.body, ...path).map((item) => at(item, 'name'));
}

function idIn(response: StandInResponse): string {
  return textAt(response.body, 'id') ?? '';
}

describe('a resource around a cluster', () => {
  test('is made with 201, changed with 200, read with its etag, and gone after its deletion', () => {
    const arm = makeArmWithGroup();
    expect(arm.send('GET', vnet)).toMatchObject({ status: 404, body: { error: { code: 'ResourceNotFound' } } });
    const made = arm.send('PUT', vnet, located({ addressSpace, enableVmProtection: false }, { tags: { team: 'a' } }));
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: vnet, name: 'net', type: 'Microsoft.Network/virtualNetworks', location: 'westeurope', tags: { team: 'a' }, etag: expect.stringMatching(/^W\/"/),
        properties: { provisioningState: 'Updating', addressSpace, subnets: [], virtualNetworkPeerings: [], privateEndpointVNetPolicies: 'Disabled' },
      },
    });
    expect(at(made.body, 'properties')).not.toHaveProperty('enableVmProtection');
    arm.pass(untilDone);
    const read = arm.send('GET', vnet);
    expect(at(read.body, 'properties', 'provisioningState')).toBe('Succeeded');
    expect(read.headers?.['etag']).toBe(at(read.body, 'etag'));
    expect(at(read.body, 'etag')).not.toBe(at(made.body, 'etag'));
    const changed = arm.send('PUT', vnet, located({ addressSpace }));
    expect(changed.status).toBe(200);
    expect(at(changed.body, 'properties', 'resourceGuid')).toBe(at(made.body, 'properties', 'resourceGuid'));
    expect(changed.body).not.toHaveProperty('tags');
    expect(arm.send('DELETE', vnet).status).toBe(202);
    expect(at(arm.send('GET', vnet).body, 'properties', 'provisioningState')).toBe('Deleting');
    arm.pass(untilDone);
    expect(arm.send('GET', vnet).status).toBe(404);
    expect(arm.send('DELETE', vnet).status).toBe(204);
  });

  test('is listed by group and by subscription, where none is an empty list', () => {
    const arm = makeArmWithGroup();
    expect(arm.send('GET', `${subscription}/providers/Microsoft.Network/routeTables`).body).toEqual({ value: [] });
    expect(arm.send('GET', `${network}/routeTables`).body).toEqual({ value: [] });
    arm.send('PUT', `${network}/routeTables/rt`, located());
    const other = `${subscription}/resourceGroups/rg-other`;
    arm.send('PUT', other, { location: 'westeurope' });
    arm.send('PUT', `${other}/providers/Microsoft.Network/routeTables/rt2`, located());
    expect(namesIn(arm.send('GET', `${network}/routeTables`), 'value')).toEqual(['rt']);
    expect(namesIn(arm.send('GET', `${subscription}/providers/microsoft.network/ROUTETABLES`), 'value')).toEqual(['rt', 'rt2']);
  });

  test('that Azure lists by group only has no list of the subscription', () => {
    expect(makeArm().send('GET', `${subscription}/providers/Microsoft.Network/virtualNetworkGateways`).status).toBe(404);
  });

  test('goes with its group', () => {
    const arm = makeArmWithNetwork([subnet('nodes')]);
    arm.send('PUT', endpoint, located({ subnet: { id: `${vnet}/subnets/nodes` } }));
    arm.pass(untilDone);
    arm.send('DELETE', group);
    arm.pass(untilDone);
    arm.send('PUT', group, { location: 'westeurope' });
    expect(arm.send('GET', `${network}/virtualNetworks`).body).toEqual({ value: [] });
    expect(arm.send('GET', `${vnet}/subnets/nodes`).status).toBe(404);
  });

  test('is stored as policy leaves it', () => {
    const arm = makeArmWithGroup();
    const policyRule = { if: { field: 'type', equals: 'Microsoft.Network/routeTables' }, then: { effect: 'append', details: [{ field: 'tags.owner', value: 'network' }] } };
    const definition = `${subscription}/providers/${authorization}/policyDefinitions/owner`;
    arm.send('PUT', definition, { properties: { mode: 'All', policyRule } });
    arm.send('PUT', `${subscription}/providers/${authorization}/policyAssignments/owner`, { properties: { policyDefinitionId: definition } });
    arm.send('PUT', `${network}/routeTables/rt`, located());
    expect(at(arm.send('GET', `${network}/routeTables/rt`).body, 'tags')).toEqual({ owner: 'network' });
  });

  test('takes the assignments at it along when it goes', () => {
    const arm = makeArmWithGroup();
    const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aks`;
    const definition = `${subscription}/providers/${authorization}/policyDefinitions/any`;
    arm.send('PUT', definition, { properties: { mode: 'All', policyRule: { if: { field: 'type', equals: 'a' }, then: { effect: 'audit' } } } });
    arm.send('PUT', identity, { location: 'westeurope' });
    const assignment = `${identity}/providers/${authorization}/policyAssignments/any`;
    expect(arm.send('PUT', assignment, { properties: { policyDefinitionId: definition } }).status).toBe(201);
    expect(arm.send('DELETE', identity).status).toBe(200);
    arm.send('PUT', identity, { location: 'westeurope' });
    expect(arm.send('GET', assignment).status).toBe(404);
  });

  test('can be sent back as it was read', () => {
    const arm = makeArmWithNetwork([subnet('nodes')]);
    const before = bodyOf(arm.send('GET', vnet));
    arm.send('PUT', vnet, before);
    arm.pass(untilDone);
    const after = bodyOf(arm.send('GET', vnet));
    const withoutEtags = (text: string): unknown => JSON.parse(text.replaceAll(/W\/\\"[0-9a-f-]+\\"/g, 'etag'));
    expect(withoutEtags(JSON.stringify(after))).toEqual(withoutEtags(JSON.stringify(before)));
  });

  test.each(resourceTypes.filter(({ isReadOnly }) => isReadOnly === undefined).map(({ type }) => type))('of type %s meets policy', (type) => {
    const arm = makeArmWithGroup();
    arm.send('PUT', cluster, isolatedCluster());
    const parents = [vnet, registry, endpoint, `${network}/networkSecurityGroups/nsg`, `${network}/routeTables/rt`, `${network}/virtualHubs/hub`, `${network}/dnsResolverPolicies/guard`, `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aks`];
    for (const parent of parents) arm.send('PUT', parent, located());
    arm.send('PUT', zone, { location: 'global' });
    const policyRule = { if: { field: 'type', equals: type }, then: { effect: 'deny' } };
    const definition = `${subscription}/providers/${authorization}/policyDefinitions/no`;
    arm.send('PUT', definition, { properties: { mode: 'All', policyRule } });
    arm.send('PUT', `${subscription}/providers/${authorization}/policyAssignments/no`, { properties: { policyDefinitionId: definition } });
    const parent = [...parents, zone].find((id) => type.startsWith(`${id.split('/').slice(6, 8).join('/')}/`));
    const path = type === 'Microsoft.KubernetesConfiguration/extensions'
      ? `${cluster}/providers/${type}/flux`
      : `${parent ?? `${group}/providers/${type.split('/')[0] ?? ''}`}/${type.split('/').at(-1) ?? ''}/newone`;
    const refused = arm.send('PUT', path, { location: type.includes('privateDns') ? 'global' : 'westeurope', properties: {} });
    expect([refused.status, codeOf(refused)]).toEqual([403, 'RequestDisallowedByPolicy']);
    expect(arm.send('GET', path).status).toBe(404);
  });
});

describe('what stands in the document of another', () => {
  test('is seen in both places, whichever of them it was written in', () => {
    const arm = makeArmWithNetwork([subnet('written-inside')]);
    arm.send('PUT', `${vnet}/subnets/written-alone`, subnet('written-alone'));
    arm.pass(untilDone);
    expect(namesIn(arm.send('GET', vnet), 'properties', 'subnets')).toEqual(['written-inside', 'written-alone']);
    expect(namesIn(arm.send('GET', `${vnet}/subnets`), 'value')).toEqual(['written-inside', 'written-alone']);
    const [inside] = arrayAt(arm.send('GET', vnet).body, 'properties', 'subnets');
    expect(arm.send('GET', `${vnet}/subnets/written-inside`).body).toEqual(inside);
  });

  test('changes the etag of the document', () => {
    const arm = makeArmWithNetwork();
    const before = at(arm.send('GET', vnet).body, 'etag');
    arm.send('PUT', `${vnet}/subnets/nodes`, subnet('nodes'));
    expect(at(arm.send('GET', vnet).body, 'etag')).not.toBe(before);
  });

  test('is replaced by a PUT of the network that names subnets, and stays with one that does not', () => {
    const arm = makeArmWithNetwork([subnet('a'), subnet('b')]);
    arm.send('PUT', vnet, located({ addressSpace }));
    expect(namesIn(arm.send('GET', vnet), 'properties', 'subnets')).toEqual(['a', 'b']);
    arm.send('PUT', vnet, located({ addressSpace, subnets: [subnet('b', { defaultOutboundAccess: false }), subnet('c')] }));
    expect(namesIn(arm.send('GET', vnet), 'properties', 'subnets')).toEqual(['b', 'c']);
    expect(arm.send('GET', `${vnet}/subnets/a`).status).toBe(404);
    expect(at(arm.send('GET', `${vnet}/subnets/B`).body, 'properties', 'defaultOutboundAccess')).toBe(false);
    arm.send('PUT', vnet, located({ addressSpace, subnets: [] }));
    expect(namesIn(arm.send('GET', vnet), 'properties', 'subnets')).toEqual([]);
  });

  test('is removed by a PUT without subnets of an API version from before 2023-09-01', () => {
    const arm = makeArmWithNetwork([subnet('a')]);
    arm.send('PUT', `${vnet}?api-version=2023-06-01`, located({ addressSpace }));
    expect(namesIn(arm.send('GET', vnet), 'properties', 'subnets')).toEqual([]);
  });

  test.each([
    ['networkSecurityGroups', 'securityRules'],
    ['routeTables', 'routes'],
  ])('%s: %s that are not named are removed', (type, child) => {
    const arm = makeArmWithGroup();
    const parent = `${network}/${type}/x`;
    arm.send('PUT', parent, located({ [child]: [{ name: 'one', properties: {} }] }));
    expect(namesIn(arm.send('GET', `${parent}/${child}`), 'value')).toEqual(['one']);
    arm.send('PUT', parent, located());
    expect(namesIn(arm.send('GET', parent), 'properties', child)).toEqual([]);
  });

  test('has to be objects with names of their own', () => {
    const arm = makeArmWithNetwork();
    for (const subnets of ['a', [1], [{}], [subnet('a'), subnet('A')]]) {
      expect(codeOf(arm.send('PUT', vnet, located({ addressSpace, subnets })))).toBe('InvalidRequestFormat');
    }
  });

  test('a peering is connected when there is one back', () => {
    const arm = makeArmWithNetwork();
    const other = `${network}/virtualNetworks/other`;
    arm.send('PUT', other, located({ addressSpace }));
    arm.send('PUT', `${vnet}/virtualNetworkPeerings/there`, { properties: { remoteVirtualNetwork: { id: other } } });
    expect(at(arm.send('GET', `${vnet}/virtualNetworkPeerings/there`).body, 'properties', 'peeringState')).toBe('Initiated');
    arm.send('PUT', `${other}/virtualNetworkPeerings/back`, { properties: { remoteVirtualNetwork: { id: vnet } } });
    expect(at(arm.send('GET', `${vnet}/virtualNetworkPeerings/there`).body, 'properties', 'peeringState')).toBe('Connected');
  });

  test('needs its parent', () => {
    const refused = makeArmWithGroup().send('PUT', `${vnet}/subnets/a`, subnet('a'));
    expect([refused.status, codeOf(refused)]).toEqual([404, 'ParentResourceNotFound']);
    expect(messageOf(refused)).toContain("type 'virtualNetworks/subnets'");
  });
});

describe('a subnet in use', () => {
  const nodes = `${vnet}/subnets/nodes`;

  test.each<[string, (arm: TestArm) => StandInResponse]>([
    ['by a private endpoint', (arm) => arm.send('PUT', endpoint, located({ subnet: { id: nodes } }))],
    ['by a pool', (arm) => arm.send('PUT', cluster, isolatedCluster({
      agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2', vnetSubnetID: nodes.toUpperCase() }],
    }))],
  ])('%s cannot be deleted, nor left out of its network, nor go with it', (_, use) => {
    const arm = makeArmWithNetwork([subnet('nodes')]);
    expect(use(arm).status).toBe(201);
    for (const response of [arm.send('DELETE', nodes), arm.send('PUT', vnet, located({ addressSpace, subnets: [] })), arm.send('DELETE', vnet)]) {
      expect([response.status, codeOf(response)]).toEqual([400, 'InUseSubnetCannotBeDeleted']);
    }
    expect(namesIn(arm.send('GET', vnet), 'properties', 'subnets')).toEqual(['nodes']);
  });
});

describe('a prefix in use', () => {
  const nodes = `${vnet}/subnets/nodes`;
  const prefix = (addressPrefix: string): JsonObject => ({ name: 'nodes', properties: { addressPrefix } });

  test('stays, whether the subnet is written or its network', () => {
    const arm = makeArmWithNetwork([prefix('10.0.0.0/24')]);
    arm.send('PUT', endpoint, located({ subnet: { id: nodes } }));
    for (const response of [arm.send('PUT', nodes, prefix('10.0.0.0/23')), arm.send('PUT', vnet, located({ addressSpace, subnets: [prefix('10.0.9.0/24')] }))]) {
      expect([response.status, codeOf(response), messageOf(response)]).toEqual([400, 'InUsePrefixCannotBeDeleted', 'IpPrefix 10.0.0.0/24 on Subnet nodes has active allocations and cannot be deleted.']);
    }
    expect(arm.send('PUT', nodes, prefix('10.0.0.0/24')).status).toBe(200);
  });

  test('is another one in an empty subnet', () => {
    expect(makeArmWithNetwork([prefix('10.0.0.0/24')]).send('PUT', nodes, prefix('10.0.0.0/23')).status).toBe(200);
  });
});

describe('a registry', () => {
  test('gets the defaults of the service, and says Creating until it is there', () => {
    const arm = makeArmWithGroup();
    const made = arm.send('PUT', registry, located({ publicNetworkAccess: 'Disabled' }, { sku: { name: 'Premium' } }));
    expect(made).toMatchObject({
      status: 201,
      body: {
        sku: { name: 'Premium', tier: 'Premium' },
        tags: {},
        systemData: { createdByType: 'Application' },
        properties: {
          provisioningState: 'Creating', loginServer: 'contosoacr.azurecr.io', publicNetworkAccess: 'Disabled', adminUserEnabled: false, anonymousPullEnabled: false,
          dataEndpointEnabled: false, networkRuleBypassOptions: 'AzureServices', networkRuleSet: { defaultAction: 'Allow' }, zoneRedundancy: 'Disabled', privateEndpointConnections: [],
        },
      },
    });
    const poll = String(made.headers?.['azure-asyncoperation']);
    expect(poll).toContain(`${registry}/operationStatuses/registries-`);
    expect(arm.send('GET', poll)).toMatchObject({ status: 200, body: { status: 'Creating' } });
    arm.pass(untilDone);
    expect(arm.send('GET', poll)).toMatchObject({ status: 200, body: { status: 'Succeeded' } });
    expect(at(arm.send('GET', registry).body, 'properties', 'provisioningState')).toBe('Succeeded');
  });

  test('says when a policy of it was changed last, whatever it is sent', () => {
    const arm = makeArmWithGroup();
    const retention = (): unknown => at(arm.send('GET', registry).body, 'properties', 'policies', 'retentionPolicy');
    arm.send('PUT', registry, located());
    const made = retention();
    expect(made).toMatchObject({ days: 7, status: 'disabled', lastUpdatedTime: expect.stringMatching(/^2\d{3}-/) });
    arm.pass(untilDone);
    for (const same of [{ days: 7, status: 'disabled' }, { status: 'disabled', lastUpdatedTime: '2001-01-01T00:00:00Z' }]) {
      arm.send('PUT', registry, located({ policies: { retentionPolicy: same } }));
      arm.pass(untilDone);
      expect(retention()).toEqual(made);
    }
    arm.send('PUT', registry, located({ policies: { retentionPolicy: { days: 30 } } }));
    expect(retention()).toMatchObject({ days: 30, status: 'disabled' });
    expect(textAt(retention(), 'lastUpdatedTime')).not.toBe(textAt(made, 'lastUpdatedTime'));
  });

  test('keeps cache rules, without what is null in them', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', registry, located());
    const sent = { properties: { credentialSetResourceId: null, sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } };
    const rule = arm.send('PUT', `${registry}/cacheRules/aks-managed-mcr`, sent);
    expect(rule).toMatchObject({ status: 201, body: { properties: { sourceRepository: 'mcr.microsoft.com/*', provisioningState: 'Creating' } } });
    expect(at(rule.body, 'properties')).not.toHaveProperty('credentialSetResourceId');
    expect(namesIn(arm.send('GET', `${registry}/cacheRules`), 'value')).toEqual(['aks-managed-mcr']);
  });

  test('shows the private endpoints that name it, as connections that can be read', () => {
    const arm = makeArmWithNetwork([subnet('acr', { addressPrefix: '10.0.2.0/24' })]);
    arm.send('PUT', registry, located());
    const made = arm.send('PUT', endpoint, located({
      subnet: { id: `${vnet}/subnets/acr` },
      privateLinkServiceConnections: [{ name: 'c', properties: { groupIds: ['registry'], privateLinkServiceId: registry } }],
    }));
    expect(at(made.body, 'properties', 'customDnsConfigs')).toEqual([]);
    arm.pass(untilDone);
    expect(at(arm.send('GET', endpoint).body, 'properties')).toMatchObject({
      provisioningState: 'Succeeded',
      customDnsConfigs: [
        { fqdn: 'contosoacr.westeurope.data.azurecr.io', ipAddresses: ['10.0.2.4'] },
        { fqdn: 'contosoacr.azurecr.io', ipAddresses: ['10.0.2.5'] },
      ],
    });
    const [connection] = arrayAt(arm.send('GET', registry).body, 'properties', 'privateEndpointConnections');
    expect(connection).toMatchObject({ properties: { privateEndpoint: { id: endpoint }, privateLinkServiceConnectionState: { status: 'Approved' } } });
    expect(arm.send('GET', `${registry}/privateEndpointConnections`).body).toEqual({ value: [connection] });
    expect(arm.send('GET', textAt(connection, 'id') ?? '').body).toEqual(connection);
    expect(arm.send('GET', `${registry}/privateEndpointConnections/other`).status).toBe(404);
    expect(arm.send('PUT', `${registry}/privateEndpointConnections/other`, {}).status).toBe(405);
  });
});

describe('private DNS', () => {
  test('answers 202 with an empty object, also to polls until it is done', () => {
    const arm = makeArmWithGroup();
    const made = arm.send('PUT', zone, { location: 'global' });
    expect([made.status, made.body]).toEqual([202, {}]);
    const poll = String(made.headers?.['azure-asyncoperation']);
    expect(poll).toContain(`${network}/privateDnsOperationStatuses/`);
    expect(arm.send('GET', poll)).toMatchObject({ status: 202, body: { status: 'InProgress' } });
    arm.pass(untilDone);
    expect(arm.send('GET', poll)).toMatchObject({ status: 200, body: { status: 'Succeeded' } });
    expect(arm.send('GET', zone).body).toMatchObject({ location: 'global', properties: { numberOfRecordSets: 1, maxNumberOfRecordSets: 25000 } });
    expect(codeOf(arm.send('PUT', zone, { location: 'westeurope' }))).toBe('LocationNotAvailableForResourceType');
  });

  test('has records at once, and links whose names are in lower case, which hold their zone', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', zone, { location: 'global' });
    const made = arm.send('PUT', `${zone}/A/contosoacr`, { properties: { ttl: 3600 } });
    expect(made).toMatchObject({
      status: 201,
      body: { type: 'Microsoft.Network/privateDnsZones/A', properties: { fqdn: 'contosoacr.privatelink.azurecr.io.', ttl: 3600, aRecords: [], isAutoRegistered: false } },
    });
    expect(made.headers?.['etag']).toBe(at(made.body, 'etag'));
    arm.send('PUT', `${zone}/virtualNetworkLinks/MyDNSLink`, { location: 'global', properties: { registrationEnabled: false, virtualNetwork: { id: vnet } } });
    arm.pass(untilDone);
    const link = arm.send('GET', `${zone}/virtualNetworkLinks/MyDNSLink`);
    expect(idIn(link)).toBe(`${zone}/virtualNetworkLinks/mydnslink`);
    expect(at(link.body, 'properties')).toMatchObject({ resolutionPolicy: 'Default', virtualNetworkLinkState: 'Completed', provisioningState: 'Succeeded' });
    expect(at(arm.send('GET', zone).body, 'properties')).toMatchObject({ numberOfRecordSets: 2, numberOfVirtualNetworkLinks: 1 });
    expect(codeOf(arm.send('DELETE', zone))).toBe('CannotDeleteResource');
    expect(arm.send('DELETE', `${zone}/A/contosoacr`).status).toBe(200);
  });
});

describe('a network that is linked to a zone', () => {
  const twin = zone.replace('rg-demo', 'rg-hub');
  const linked = { location: 'global', properties: { virtualNetwork: { id: vnet }, registrationEnabled: false } };

  test('is linked to no other of the same name: the link fails and is not there', () => {
    const arm = makeArmWithNetwork([]);
    arm.send('PUT', group.replace('rg-demo', 'rg-hub'), { location: 'westeurope' });
    for (const [id, body] of [[zone, { location: 'global' }], [twin, { location: 'global' }], [`${twin}/virtualNetworkLinks/first`, linked]] as const) arm.send('PUT', id, body);
    arm.pass(untilDone);
    const answer = arm.send('PUT', `${zone}/virtualNetworkLinks/second`, linked);
    expect(answer.status).toBe(202);
    arm.pass(untilDone);
    const { body } = arm.send('GET', answer.headers?.['azure-asyncoperation'] ?? '');
    expect(body).toMatchObject({ status: 'Failed', error: { code: 'BadRequest', message: expect.stringMatching(/^A virtual network cannot be linked to multiple zones with overlapping namespaces\. /) } });
    expect(arm.send('GET', `${zone}/virtualNetworkLinks/second`).status).toBe(404);
    arm.send('DELETE', `${twin}/virtualNetworkLinks/first`);
    arm.pass(untilDone);
    arm.send('PUT', `${zone}/virtualNetworkLinks/second`, linked);
    arm.pass(untilDone);
    expect(arm.send('GET', `${zone}/virtualNetworkLinks/second`).status).toBe(200);
  });
});

describe('a managed identity', () => {
  test('is made at once, with `resourcegroups` in its id, and keeps who it is', () => {
    const arm = makeArmWithGroup();
    const path = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aks`;
    const made = arm.send('PUT', path, { location: 'westeurope' });
    expect(made).toMatchObject({ status: 201, body: { id: path.replace('/resourceGroups/', '/resourcegroups/'), tags: {}, properties: { principalId: expect.any(String) } } });
    expect(made.headers?.['location']).toBe(idIn(made));
    expect(at(arm.send('PUT', path, { location: 'westeurope' }).body, 'properties')).toEqual(at(made.body, 'properties'));
  });
});

describe('an extension of a cluster', () => {
  const extension = `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/flux`;

  test('is listed at its cluster and goes with it', () => {
    const arm = makeArmWithGroup();
    expect(codeOf(arm.send('PUT', extension, {}))).toBe('ParentResourceNotFound');
    arm.send('PUT', cluster, isolatedCluster());
    arm.pass(untilDone);
    const made = arm.send('PUT', extension, { properties: { extensionType: 'microsoft.flux', configurationProtectedSettings: { key: 'secret' } } });
    expect(made).toMatchObject({ status: 201, body: { id: extension, properties: { extensionType: 'microsoft.flux', autoUpgradeMinorVersion: true } } });
    expect(JSON.stringify(made.body)).not.toContain('secret');
    expect(arm.send('GET', String(made.headers?.['azure-asyncoperation'])).status).toBe(200);
    expect(namesIn(arm.send('GET', `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions`), 'value')).toEqual(['flux']);
    arm.send('DELETE', cluster);
    arm.pass(untilDone);
    arm.send('PUT', cluster, isolatedCluster());
    expect(arm.send('GET', extension).status).toBe(404);
  });
});

describe('a request that does not fit', () => {
  test.each<[string, string, JsonObject | undefined, number, string]>([
    ['no location', vnet, { properties: {} }, 400, 'LocationRequired'],
    ['no body', vnet, undefined, 400, 'InvalidRequestContent'],
    ['tags that are no texts', vnet, located({}, { tags: { a: 1 } }), 400, 'InvalidRequestContent'],
    ['a name that is none', `${network}/virtualNetworks/-`, located(), 400, 'InvalidResourceName'],
    ['a name with a slash', `${network}/virtualNetworks/a%2Fb`, located(), 400, 'InvalidResourceName'],
    ['a group that is not there', vnet.replace('rg-demo', 'rg-none'), located(), 404, 'ResourceGroupNotFound'],
  ])('%s', (_, path, body, status, code) => {
    const refused = makeArmWithGroup().send('PUT', path, body);
    expect([refused.status, codeOf(refused)]).toEqual([status, code]);
  });

  test('another location than the one it is in', () => {
    expect(codeOf(makeArmWithNetwork().send('PUT', vnet, { location: 'northeurope' }))).toBe('InvalidResourceLocation');
  });

  test('an etag that is not the current one', () => {
    const arm = makeArmWithNetwork();
    const etag = String(at(arm.send('GET', vnet).body, 'etag'));
    expect(arm.send('PUT', vnet, located({ addressSpace }), { 'if-match': 'W/"other"' }).status).toBe(412);
    expect(arm.send('PUT', vnet, located({ addressSpace }), { 'if-none-match': '*' }).status).toBe(412);
    expect(arm.send('PUT', vnet, located({ addressSpace }), { 'if-match': etag }).status).toBe(200);
  });

  test('a change of what is being deleted', () => {
    const arm = makeArmWithNetwork();
    arm.send('DELETE', vnet);
    expect(codeOf(arm.send('PUT', vnet, located({ addressSpace })))).toBe('AnotherOperationInProgress');
    expect(codeOf(arm.send('PUT', `${vnet}/subnets/a`, subnet('a')))).toBe('AnotherOperationInProgress');
  });
});

test('no request brings it down, and every refusal has the shape of ARM', () => {
  const segment = fc.oneof(
    fc.constantFrom('providers', 'Microsoft.Network', 'virtualNetworks', 'subnets', 'privateDnsZones', 'A', 'operations', 'operationStatuses', 'net', '__proto__', 'constructor', '%2F', '@', '..'),
    fc.string({ maxLength: 6 }).map(encodeURIComponent),
  );
  const known = resourceTypes.map(({ type }) => type.split('/')).map(([namespace, ...types]) => `${group}/providers/${namespace ?? ''}/${types.map((name) => `${name}/x1x2x`).join('/')}`);
  const path = fc.oneof(
    fc.constantFrom(...known, vnet, `${vnet}/subnets/a`, registry, zone, `${zone}/A/a`, `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/a`),
    fc.tuple(fc.constantFrom(...known, `${group}/providers`, `${cluster}/providers`), fc.array(segment, { maxLength: 4 })).map(([start, rest]) => [start, ...rest].join('/')),
  );
  const junk = fc.jsonValue({ maxDepth: 3 });
  const member = fc.constantFrom('subnets', 'securityRules', 'routes', 'virtualNetworkPeerings', 'addressPrefix', 'subnet', 'privateLinkServiceConnections', 'remoteVirtualNetwork',
    'networkRuleSet', 'policies', 'aRecords', 'provisioningState', '__proto__', 'constructor');
  const child = fc.record({ name: fc.oneof(fc.constantFrom('a', 'A', '__proto__'), junk), properties: fc.oneof(junk, fc.dictionary(member, junk)) });
  const body = fc.oneof(
    junk,
    fc.record({
      location: fc.constantFrom('westeurope', 'global'),
      tags: fc.option(fc.dictionary(fc.string(), fc.oneof(fc.string(), junk)), { nil: undefined }),
      sku: junk,
      properties: fc.oneof(junk, fc.dictionary(member, fc.oneof(junk, fc.array(child, { maxLength: 3 })))),
    }),
  );
  const method = fc.constantFrom('GET', 'PUT', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD');
  fc.assert(fc.property(fc.array(fc.tuple(method, path, body, fc.nat(200_000)), { minLength: 1, maxLength: 8 }), (requests) => {
    const arm = makeArmWithGroup();
    arm.send('PUT', vnet, located({ addressSpace, subnets: [subnet('a')] }));
    arm.send('PUT', registry, located());
    arm.send('PUT', zone, { location: 'global' });
    for (const [verb, target, sent, wait] of requests) {
      const response = arm.send(verb, target, sent);
      expect(() => JSON.stringify(response)).not.toThrow();
      expect(response.status).not.toBe(500);
      // A record of private DNS that is not there is told flat.
      const told = at(response.body, 'error') ?? response.body;
      if (response.status >= 400 && verb !== 'HEAD') expect(told).toEqual({ code: expect.any(String), message: expect.any(String) });
      arm.pass(wait);
    }
  }), { numRuns: 300 });
});
