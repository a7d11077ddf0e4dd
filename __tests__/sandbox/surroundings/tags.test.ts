import { describe, expect, test } from '@jest/globals';
import { arrayAt, at } from '../../../src/arm/json.ts';
import { cluster, codeOf, group, isolatedCluster, makeArmWithGroup, subscription, untilDone, type TestArm } from '../arm-client.ts';
import { policyId, put, rule } from '../policy-objects.ts';

const network = `${group}/providers/Microsoft.Network/virtualNetworks/net`;
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/images`;
const tagsOf = (arm: TestArm, id: string): unknown => at(arm.send('GET', id).body, 'tags');

/** A group with one of several kinds of things, tagged. */
function tagged(): TestArm {
  const arm = makeArmWithGroup();
  arm.send('PUT', group, { location: 'westeurope', tags: { team: 'a' } });
  put(arm, network, { location: 'westeurope', tags: { team: 'a' }, properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'nodes', properties: { addressPrefix: '10.0.0.0/24' } }] } });
  put(arm, registry, { location: 'westeurope', tags: { team: 'a' }, sku: { name: 'Premium' }, properties: { publicNetworkAccess: 'Disabled' } });
  put(arm, cluster, isolatedCluster({}, { tags: { team: 'a' } }));
  arm.pass(untilDone);
  return arm;
}

describe('a PATCH', () => {
  test.each([['a group', group], ['a network', network], ['a registry', registry], ['a cluster', cluster]])('of %s replaces its tags and nothing else', (_, id) => {
    const arm = tagged();
    const before = at(arm.send('GET', id).body, 'properties');
    expect(arm.send('PATCH', id, { tags: { owner: 'b' } }).status).toBe(200);
    arm.pass(untilDone);
    expect(tagsOf(arm, id)).toEqual({ owner: 'b' });
    expect(Object.keys(at(arm.send('GET', id).body, 'properties') as object).toSorted()).toEqual(Object.keys(before as object).toSorted());
  });

  test('of a registry changes what it names', () => {
    const arm = tagged();
    arm.send('PATCH', registry, { properties: { publicNetworkAccess: 'Enabled' } });
    arm.pass(untilDone);
    expect(arm.send('GET', registry).body).toMatchObject({ tags: { team: 'a' }, sku: { name: 'Premium' }, properties: { publicNetworkAccess: 'Enabled' } });
  });

  test('of what is not there is answered as a GET is', () => {
    const arm = makeArmWithGroup();
    expect(arm.send('PATCH', network, { tags: {} })).toMatchObject({ status: 404, body: { error: { code: 'ResourceNotFound' } } });
  });

  test('is held to policy', () => {
    const arm = tagged();
    const definition = policyId('policyDefinitions', 'team');
    put(arm, definition, { properties: { mode: 'Indexed', policyRule: rule({ field: 'tags.team', exists: 'false' }, 'deny') } });
    put(arm, policyId('policyAssignments', 'team', group), { properties: { policyDefinitionId: definition } });
    for (const id of [network, cluster]) expect(codeOf(arm.send('PATCH', id, { tags: {} }))).toBe('RequestDisallowedByPolicy');
    expect(codeOf(arm.send('PUT', `${network}/providers/Microsoft.Resources/tags/default`, { properties: { tags: {} } }))).toBe('RequestDisallowedByPolicy');
  });
});

describe('the tags of something', () => {
  test.each([['a group', group], ['a network', network], ['a cluster', cluster], ['a subscription', subscription]])('%s: can be merged, replaced, deleted, and read', (_, scope) => {
    const arm = tagged();
    const id = `${scope}/providers/Microsoft.Resources/tags/default`;
    const change = (operation: string, tags: object): unknown => {
      const answer = arm.send('PATCH', id, { operation, properties: { tags } });
      arm.pass(untilDone);
      return at(answer.body, 'properties', 'tags');
    };
    arm.send('PUT', id, { properties: { tags: { team: 'a' } } });
    arm.pass(untilDone);
    expect(change('Merge', { TEAM: 'b', owner: 'c' })).toEqual({ TEAM: 'b', owner: 'c' });
    expect(change('Delete', { owner: 'c', team: 'other' })).toEqual({ TEAM: 'b' });
    expect(change('Replace', { x: 'y' })).toEqual({ x: 'y' });
    expect(at(arm.send('GET', id).body, 'properties', 'tags')).toEqual({ x: 'y' });
    expect(tagsOf(arm, scope)).toEqual({ x: 'y' });
    expect(arm.send('DELETE', id).status).toBe(200);
    arm.pass(untilDone);
    expect(at(arm.send('GET', id).body, 'properties', 'tags')).toEqual({});
  });

  test('are at most 50', () => {
    const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, 'x']));
    expect(codeOf(makeArmWithGroup().send('PUT', `${group}/providers/Microsoft.Resources/tags/default`, { properties: { tags } }))).toBe('InvalidTagCount');
  });
});

test('whether something is there can be asked by its id', () => {
  const arm = tagged();
  expect([network, cluster, `${network}/subnets/nodes`, `${network}2`].map((id) => arm.send('HEAD', id).status)).toEqual([204, 204, 204, 404]);
  expect(arm.send('HEAD', network).body).toBeUndefined();
});

test('resource groups are found by their tags', () => {
  const arm = tagged();
  arm.send('PUT', `${subscription}/resourceGroups/other`, { location: 'westeurope', tags: { team: 'b' } });
  const names = (filter: string): readonly unknown[] => arrayAt(arm.send('GET', `${subscription}/resourceGroups?$filter=${encodeURIComponent(filter)}`).body, 'value').map((one) => at(one, 'name'));
  expect(names("tagName eq 'Team'")).toEqual(['rg-demo', 'other']);
  expect(names("tagName eq 'team' and tagValue eq 'b'")).toEqual(['other']);
  expect(codeOf(arm.send('GET', `${subscription}/resourceGroups?$filter=name`))).toBe('InvalidFilterInQueryString');
});

test('a policy about resource groups refuses and changes them', () => {
  const arm = makeArmWithGroup();
  const [denying, adding] = [policyId('policyDefinitions', 'located'), policyId('policyDefinitions', 'owned')];
  const isGroup = { field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' };
  put(arm, denying, { properties: { mode: 'All', policyRule: rule({ allOf: [isGroup, { field: 'location', notEquals: 'westeurope' }] }, 'deny') } });
  put(arm, adding, { properties: { mode: 'All', policyRule: rule({ allOf: [isGroup, { field: 'tags.owner', exists: 'false' }] }, 'append', [{ field: 'tags.owner', value: 'us' }]) } });
  for (const [name, policyDefinitionId] of [['located', denying], ['owned', adding]] as const) put(arm, policyId('policyAssignments', name), { properties: { policyDefinitionId } });
  expect(codeOf(arm.send('PUT', `${subscription}/resourceGroups/far`, { location: 'eastus' }))).toBe('RequestDisallowedByPolicy');
  expect(arm.send('PUT', `${subscription}/resourceGroups/near`, { location: 'westeurope' })).toMatchObject({ status: 201, body: { tags: { owner: 'us' } } });
});
