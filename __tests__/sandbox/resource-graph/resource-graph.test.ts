import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { arrayAt, at, type JsonObject } from '../../../src/arm/json.ts';
import { managementGroupScope } from '../../../src/sandbox/arm/hierarchy/subscriptions.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';
import { managementGroup, principalId, subscriptionId, tenantId } from '../../../src/sandbox/identities.ts';
import { authorization, cluster, group, isolatedCluster, leakingCluster, makeArm, makeArmWithGroup, subscription, untilDone, type TestArm } from '../arm-client.ts';

const network = `${group}/providers/Microsoft.Network`;

function ask(arm: TestArm, query: string, rest: JsonObject = {}): StandInResponse {
  return arm.send('POST', '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01', { query, ...rest });
}

function rowsOf(response: StandInResponse): readonly unknown[] {
  expect([response.status, at(response.body, 'error')]).toEqual([200, undefined]);
  return arrayAt(response.body, 'data');
}

function detailsOf(response: StandInResponse): readonly unknown[] {
  expect(response.body).toMatchObject({
    error: { code: 'BadRequest', message: expect.stringMatching(/^Please provide below info when asking for support: timestamp = 2026-.*, correlationId = [0-9a-f-]{36}\.$/) },
  });
  return arrayAt(response.body, 'error', 'details');
}

/** Two clusters, one of them isolated, five route tables and a policy. */
function makeArmWithEstate(): TestArm {
  const arm = makeArmWithGroup();
  arm.send('PUT', cluster, isolatedCluster({}, { tags: { team: 'Red' } }));
  arm.send('PUT', `${cluster}-open`, leakingCluster());
  for (const name of ['a', 'b', 'c', 'd', 'e']) arm.send('PUT', `${network}/routeTables/${name}`, { location: 'westeurope', properties: {} });
  arm.send('PUT', `${network}/virtualNetworks/net`, { location: 'westeurope', properties: { subnets: [{ name: 'nodes', properties: {} }] } });
  arm.send('PUT', `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/flux`, { properties: { extensionType: 'microsoft.flux' } });
  const policyRule = { if: { field: 'type', equals: 'a' }, then: { effect: 'audit' } };
  arm.send('PUT', `${managementGroupScope}/providers/${authorization}/policyDefinitions/above`, { properties: { mode: 'All', policyRule } });
  arm.send('PUT', `${subscription}/providers/${authorization}/policyDefinitions/within`, { properties: { mode: 'All', policyRule } });
  arm.pass(untilDone);
  return arm;
}

describe('a query', () => {
  test('finds clusters and what stands around them, with types in lower case and ids as they are', () => {
    const arm = makeArmWithEstate();
    const [first] = rowsOf(ask(arm, "Resources | where type =~ 'Microsoft.ContainerService/ManagedClusters' and name == 'demo'"));
    expect(first).toMatchObject({
      id: at(arm.send('GET', cluster).body, 'id'), name: 'demo', type: 'microsoft.containerservice/managedclusters', tenantId, subscriptionId,
      resourceGroup: 'rg-demo', location: 'westeurope', kind: '', zones: null, tags: { team: 'Red' }, properties: { networkProfile: { outboundType: 'none' } },
    });
    expect(rowsOf(ask(arm, 'resources | summarize count() by type | order by type asc'))).toEqual([
      { type: 'microsoft.compute/virtualmachinescalesets', count_: 2 },
      { type: 'microsoft.containerregistry/registries', count_: 1 },
      { type: 'microsoft.containerservice/managedclusters', count_: 2 },
      { type: 'microsoft.network/loadbalancers', count_: 1 },
      { type: 'microsoft.network/networksecuritygroups', count_: 2 },
      { type: 'microsoft.network/publicipaddresses', count_: 1 },
      { type: 'microsoft.network/routetables', count_: 5 },
      { type: 'microsoft.network/virtualnetworks', count_: 3 },
    ]);
  });

  test('looks into properties, whose names keep their case', () => {
    const arm = makeArmWithEstate();
    const outbound = (condition: string): unknown => rowsOf(ask(arm, `resources | where ${condition} | project name`));
    expect(outbound("properties.networkProfile.outboundType =~ 'LoadBalancer'")).toEqual([{ name: 'demo-open' }]);
    expect(outbound("properties.networkprofile.outboundType =~ 'LoadBalancer'")).toEqual([]);
    expect(outbound("properties.apiServerAccessProfile.enablePrivateCluster == true and properties['networkProfile'].outboundType in ('none')")).toEqual([{ name: 'demo' }]);
    expect(outbound("tags.team == 'red'")).toEqual([]);
    expect(outbound("tags.team startswith 'r' and not(tags.team contains 'x')")).toEqual([{ name: 'demo' }]);
    expect(outbound("properties.agentPoolProfiles[0].name == 'system' and isempty(tags.team)")).toEqual([{ name: 'demo-open' }]);
  });

  test('projects, names, takes away, extends and counts', () => {
    const arm = makeArmWithEstate();
    const clusters = "resources | where type contains 'managedclusters' | order by name asc";
    expect(rowsOf(ask(arm, `${clusters} | project properties.networkProfile.outboundType`))).toEqual([
      { properties_networkProfile_outboundType: 'none' }, { properties_networkProfile_outboundType: 'loadBalancer' },
    ]);
    expect(rowsOf(ask(arm, `${clusters} | extend out = tostring(properties.networkProfile.outboundType) | where out != 'none' | project id = name, out`))).toEqual([
      { id: 'demo-open', out: 'loadBalancer' },
    ]);
    const [row] = rowsOf(ask(arm, `${clusters} | project-away properties, tags | take 1`));
    expect(row).not.toHaveProperty('properties');
    expect(row).toHaveProperty('name', 'demo');
    expect(rowsOf(ask(arm, `${clusters} | count`))).toEqual([{ Count: 2 }]);
    expect(rowsOf(ask(arm, 'resources | distinct subscriptionId, location'))).toEqual([{ subscriptionId, location: 'westeurope' }]);
  });

  test('sorts descending unless told otherwise', () => {
    const names = (order: string): unknown => rowsOf(ask(makeArmWithEstate(), `resources | where type endswith 'routetables' | ${order} | project name | take 2`)).map((row) => at(row, 'name'));
    expect(names('order by name')).toEqual(['e', 'd']);
    expect(names('sort by name asc')).toEqual(['a', 'b']);
    expect(names('sort by location asc, name desc')).toEqual(['e', 'd']);
  });

  test('may begin with an operator: then it is of resources', () => {
    expect(rowsOf(ask(makeArmWithEstate(), "where type =~ 'microsoft.network/virtualNetworks' | project name"))).toEqual([{ name: 'net' }, { name: expect.stringMatching(/^aks-vnet-\d{8}$/) }, { name: expect.stringMatching(/^aks-vnet-\d{8}$/) }]);
  });

  test('finds subscriptions, groups and management groups', () => {
    expect(rowsOf(ask(makeArmWithGroup(), 'resourcecontainers | project type, id, subscriptionId, resourceGroup'))).toEqual([
      { type: 'microsoft.management/managementgroups', id: managementGroupScope, subscriptionId: '', resourceGroup: '' },
      { type: 'microsoft.resources/subscriptions', id: subscription, subscriptionId, resourceGroup: '' },
      { type: 'microsoft.resources/subscriptions/resourcegroups', id: group, subscriptionId, resourceGroup: 'rg-demo' },
    ]);
  });

  test('finds policy objects, role assignments and extensions', () => {
    const arm = makeArmWithEstate();
    const reader = `${subscription}/providers/${authorization}/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;
    const name = '66666666-6666-4666-8666-666666666666';
    arm.send('PUT', `${group}/providers/${authorization}/roleAssignments/${name}`, { properties: { roleDefinitionId: reader, principalId, principalType: 'ServicePrincipal' } });
    expect(rowsOf(ask(arm, 'authorizationresources | where properties.principalId != "" | project type, name'))).toEqual([
      { type: 'microsoft.authorization/roleassignments', name },
    ]);
    expect(rowsOf(ask(arm, "policyresources | where type == 'microsoft.authorization/policydefinitions' | project name, mode = properties.mode | order by name asc"))).toEqual([
      { name: 'above', mode: 'All' }, { name: 'within', mode: 'All' },
    ]);
    expect(rowsOf(ask(arm, 'kubernetesconfigurationresources | project name, properties.extensionType'))).toEqual([
      { name: 'flux', properties_extensionType: 'microsoft.flux' },
    ]);
  });
});

describe('the scope of a query', () => {
  test('is a management group, a subscription, or all that there is', () => {
    const arm = makeArmWithEstate();
    const names = (scope: JsonObject): unknown => rowsOf(ask(arm, 'policyresources | project name | order by name asc', scope)).map((row) => at(row, 'name'));
    expect(names({})).toEqual(['above', 'within']);
    expect(names({ managementGroups: [managementGroup] })).toEqual(['above', 'within']);
    expect(names({ subscriptions: [subscriptionId] })).toEqual(['within']);
  });

  test('passes over what is not there, unless nothing is left', () => {
    const other = '55555555-5555-4555-8555-555555555555';
    expect(rowsOf(ask(makeArmWithEstate(), 'resources | project name', { subscriptions: [other, subscriptionId] })).length).toBe(17);
    expect(detailsOf(ask(makeArm(), 'resources', { subscriptions: [other] }))).toMatchObject([{ code: 'NoValidSubscriptionsInQueryRequest' }]);
    expect(detailsOf(ask(makeArm(), 'resources', { managementGroups: ['other'] }))).toMatchObject([{ code: 'NoValidSubscriptionsInQueryRequest' }]);
    expect(detailsOf(ask(makeArm(), 'resources', { subscriptions: ['mine'] }))).toMatchObject([{ code: 'SubscriptionsContainInvalidGuids' }]);
  });
});

describe('the pages of a result', () => {
  const tables = "resources | where type =~ 'microsoft.network/routetables' | order by id asc";

  test('are followed by a token', () => {
    const arm = makeArmWithEstate();
    const names: unknown[] = [];
    let token: unknown;
    const counts: unknown[] = [];
    do {
      const response = ask(arm, `${tables} | project name`, { options: { resultFormat: 'objectArray', $top: 2, ...(token === undefined ? {} : { $skipToken: token }) } });
      names.push(...rowsOf(response).map((row) => at(row, 'name')));
      counts.push(at(response.body, 'count'));
      expect(response.body).toMatchObject({ totalRecords: 5, facets: [], resultTruncated: 'false' });
      token = at(response.body, '$skipToken');
    } while (token !== undefined);
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(counts).toEqual([2, 2, 1]);
  });

  test.each([
    ['has a limit', `${tables} | take 4`, 4],
    ['has dynamic columns only', `${tables} | project tags, properties`, 5],
  ])('are cut off when the query %s', (_, query, total) => {
    const { body } = ask(makeArmWithEstate(), query, { options: { $top: 2 } });
    expect(body).toMatchObject({ totalRecords: total, count: 2, resultTruncated: 'true' });
    expect(body).not.toHaveProperty('$skipToken');
  });

  test('begin where $skip says, unless the query has a limit', () => {
    const options = { $skip: 3 };
    expect(rowsOf(ask(makeArmWithEstate(), `${tables} | project name`, { options }))).toEqual([{ name: 'd' }, { name: 'e' }]);
    expect(rowsOf(ask(makeArmWithEstate(), `${tables} | project name | take 1`, { options }))).toEqual([{ name: 'a' }]);
  });

  test('are tables on request', () => {
    expect(at(ask(makeArmWithEstate(), `${tables} | project name, tags | take 1`, { options: { resultFormat: 'table' } }).body, 'data')).toEqual({
      columns: [{ name: 'name', type: 'string' }, { name: 'tags', type: 'object' }], rows: [['a', null]],
    });
  });

  test.each<[string, JsonObject]>([
    ['$top above 1000', { $top: 1001 }],
    ['$top that is none', { $top: 'many' }],
    ['negative $skip', { $skip: -1 }],
    ['a token of another query', { $skipToken: Buffer.from('2.abc').toString('base64url') }],
    ['a token that is none', { $skipToken: 7 }],
  ])('are refused with %s', (_, options) => {
    expect(detailsOf(ask(makeArm(), 'resources', { options }))).toMatchObject([{ code: 'InvalidRequest' }]);
  });
});

describe('a query that cannot be answered', () => {
  test('says where it cannot be read', () => {
    expect(detailsOf(ask(makeArm(), "resources\n| where type =~ 'a' kind"))).toEqual([
      { code: 'InvalidQuery', message: 'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.' },
      { code: 'ParserFailure', message: 'ParserFailure', line: 2, characterPositionInLine: 20, token: 'kind' },
    ]);
  });

  test.each([
    ['resources | where', 'ParserFailure'],
    ["resources | where type =~ 'a", 'ParserFailure'],
    ['resources | take -1', 'ParserFailure'],
    ['resources ? 1', 'ParserFailure'],
    [`resources | where ${'('.repeat(200)}`, 'ParserFailure'],
    ['nothing', 'DisallowedLogicalTableName'],
    ['__proto__', 'DisallowedLogicalTableName'],
    ['resources | join kind=inner (resources) on id', 'InvalidQueryLanguage'],
    ['resources | summarize max(name) by type', 'InvalidQueryLanguage'],
    ["resources | where strlen(name) == 1", 'InvalidQueryLanguage'],
    ['resources | where nothing == 1', 'Default'],
    ['resources | project constructor', 'Default'],
    ['resources | distinct properties.a', 'Default'],
    ['resources | order by tags.a', 'Default'],
    ['resources | summarize count() by properties', 'Default'],
    ['resources | project name, name', 'Default'],
    ['resources | where name', 'Default'],
    ['resources | where name.a == 1', 'Default'],
  ])('%s', (query, code) => {
    const details = detailsOf(ask(makeArm(), query));
    expect(details.map((detail) => at(detail, 'code'))).toEqual(['InvalidQuery', code]);
  });

  test('is none', () => {
    for (const query of ['', '  ']) expect(detailsOf(ask(makeArm(), query))).toMatchObject([{ code: 'InvalidQuery' }]);
    expect(at(makeArm().send('POST', '/providers/Microsoft.ResourceGraph/resources', []).body, 'error', 'code')).toBe('InvalidRequestContent');
  });
});

describe("Resource Graph's quota", () => {
  test('is fifteen queries in five seconds', () => {
    const arm = makeArm({ quota: 'azure' });
    const remaining = Array.from({ length: 15 }, () => ask(arm, 'resources').headers?.['x-ms-user-quota-remaining']);
    expect(remaining).toEqual(Array.from({ length: 15 }, (_, index) => String(14 - index)));
    arm.pass(2_000);
    expect(ask(arm, 'resources')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '3', 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:03' },
      body: { error: { code: 'RateLimiting', details: [{ code: 'RateLimiting' }] } },
    });
    arm.pass(3_000);
    expect(ask(arm, 'resources')).toMatchObject({ status: 200, headers: { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' } });
  });

  test('passes faster in a sandbox that is faster', () => {
    const arm = makeArm({ quota: 'azure', speed: 100 });
    for (let count = 0; count < 15; count += 1) ask(arm, 'resources');
    expect(ask(arm, 'resources')).toMatchObject({
      status: 429, headers: { 'retry-after': '1', 'retry-after-ms': '50', 'x-ms-user-quota-resets-after': '00:00:00.0500000' },
    });
    arm.pass(50);
    expect(ask(arm, 'resources').status).toBe(200);
  });

  test('is not held when it is off, and a query counts as a read of the tenant', () => {
    const arm = makeArm();
    for (let count = 0; count < 20; count += 1) {
      expect(ask(arm, 'resources')).toMatchObject({
        status: 200, headers: { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05', 'x-ms-ratelimit-remaining-tenant-reads': '249' },
      });
    }
  });
});

test('no query and no body brings it down, and every refusal has the shape of ARM', () => {
  const word = fc.constantFrom('resources', 'where', 'project', 'extend', 'distinct', 'summarize', 'count()', 'by', 'order', 'sort', 'asc', 'take', '1', '|', '(', ')', ',', '.', '[', ']',
    '==', '=~', 'in~', '!in', "'a'", '"b', 'type', 'name', 'properties', '__proto__', 'tostring', 'not', 'and', 'or', 'constructor', '-', '*', '//', '\n', '\\', '@');
  const query = fc.oneof(fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')), fc.string({ maxLength: 20 }));
  const junk = fc.jsonValue({ maxDepth: 3 });
  const options = fc.oneof(junk, fc.record({ $top: junk, $skip: junk, $skipToken: junk, resultFormat: fc.oneof(fc.constant('table'), junk) }, { requiredKeys: [] }));
  const body = fc.oneof(junk, fc.record({ query: fc.oneof(query, junk), options, subscriptions: fc.oneof(fc.constant([subscriptionId]), junk), managementGroups: junk }, { requiredKeys: ['query'] }));
  const arm = makeArmWithEstate();
  fc.assert(fc.property(body, (sent) => {
    const response = arm.send('POST', '/providers/Microsoft.ResourceGraph/resources', sent);
    expect(() => JSON.stringify(response)).not.toThrow();
    expect([200, 400]).toContain(response.status);
    if (response.status === 400) expect(response.body).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  }), { numRuns: 2000 });
});
