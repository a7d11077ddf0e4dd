import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt, type JsonObject } from '../../src/arm/json.ts';
import { managementGroupScope } from '../../src/sandbox/arm/hierarchy/subscriptions.ts';
import { subscriptionId, tenantId } from '../../src/sandbox/identities.ts';
import { authorization, codeOf, isolatedCluster, makeArm, messageOf, subscription, untilDone, type TestArm } from './arm-client.ts';
import { assignmentBody, definitionBody, rule } from './policy-objects.ts';

const groups = '/providers/Microsoft.Management/managementGroups';
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const second = `/subscriptions/${idOf(2)}`;

/** contoso ─ platform ─ hubs ─ 1;  contoso ─ apps ─ 2, 3;  contoso ─ the sandbox's own. */
const tenant = {
  managementGroups: [{ name: 'platform' }, { name: 'hubs', displayName: 'Hubs', parent: 'Platform' }, { name: 'apps' }],
  subscriptions: [
    { subscriptionId: idOf(1), displayName: 'Hub', managementGroup: 'hubs' },
    { subscriptionId: idOf(2), displayName: 'App 2', managementGroup: 'apps' },
    { subscriptionId: idOf(3), displayName: 'App 3', managementGroup: 'apps' },
  ],
} as const;

const makeTenant = (): TestArm => makeArm({ estate: tenant });

/** All pages of a list. */
function listAll(arm: TestArm, path: string): readonly unknown[] {
  const items: unknown[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const { body } = arm.send('GET', next.replace('https://arm.test', ''));
    items.push(...arrayAt(body, 'value'));
    next = textAt(body, 'nextLink');
  }
  return items;
}

describe('subscriptions', () => {
  test('are listed in pages and answered one by one, whatever the case of their ids', () => {
    const arm = makeArm({ pageSize: 2, estate: tenant });
    expect(arrayAt(arm.send('GET', '/subscriptions').body, 'value')).toHaveLength(2);
    expect(listAll(arm, '/subscriptions').map((one) => at(one, 'displayName'))).toEqual(['Contoso sandbox', 'Hub', 'App 2', 'App 3']);
    expect(arm.send('GET', `/subscriptions/${idOf(2).toUpperCase()}`).body).toMatchObject({ id: second, subscriptionId: idOf(2), tenantId, state: 'Enabled' });
    expect(codeOf(arm.send('GET', `/subscriptions/${idOf(9)}`))).toBe('SubscriptionNotFound');
  });

  test('hold groups, clusters and what stands around them, each its own', () => {
    const arm = makeTenant();
    for (const scope of [subscription, second]) {
      expect(arm.send('PUT', `${scope}/resourceGroups/rg`, { location: 'westeurope' }).status).toBe(201);
      expect(arm.send('PUT', `${scope}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/c`, isolatedCluster()).status).toBe(201);
      expect(arm.send('PUT', `${scope}/resourceGroups/rg/providers/Microsoft.Network/routeTables/r`, { location: 'westeurope', properties: {} }).status).toBe(201);
    }
    arm.pass(untilDone);
    for (const scope of [subscription, second]) {
      expect(listAll(arm, `${scope}/providers/Microsoft.Network/routeTables`).map((one) => at(one, 'id'))).toEqual([`${scope}/resourceGroups/rg/providers/Microsoft.Network/routeTables/r`]);
      const [cluster, ...others] = listAll(arm, `${scope}/providers/Microsoft.ContainerService/managedClusters`);
      expect(others).toEqual([]);
      expect(textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId')).toContain(`${scope}/`);
      expect(listAll(arm, `${scope}/resourceGroups`).map((one) => at(one, 'name'))).toEqual(['rg', 'MC_rg_c_westeurope']);
    }
    arm.send('DELETE', `${second}/resourceGroups/rg`);
    arm.pass(untilDone);
    expect(listAll(arm, `${second}/resourceGroups`)).toEqual([]);
    expect(arm.send('GET', `${subscription}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/c`).status).toBe(200);
  });
});

describe('management groups', () => {
  test('are answered with what is directly in them, or all that is', () => {
    const arm = makeTenant();
    const children = (query: string): unknown => at(arm.send('GET', `${managementGroupScope}?api-version=2023-04-01&${query}`).body, 'properties', 'children');
    expect(children('')).toBeUndefined();
    expect(children('$expand=children')).toEqual([
      { id: `${groups}/platform`, type: 'Microsoft.Management/managementGroups', name: 'platform', displayName: 'platform' },
      { id: `${groups}/apps`, type: 'Microsoft.Management/managementGroups', name: 'apps', displayName: 'apps' },
      { id: subscription, type: '/subscriptions', name: subscriptionId, displayName: 'Contoso sandbox' },
    ]);
    expect(children('$expand=children&$recurse=true')).toMatchObject([
      { name: 'platform', children: [{ name: 'hubs', displayName: 'Hubs', children: [{ name: idOf(1) }] }] },
      { name: 'apps', children: [{ name: idOf(2) }, { name: idOf(3) }] },
      { name: subscriptionId },
    ]);
    expect(children('$expand=children&$recurse=true&$filter=children.childType ne Subscription')).toEqual([
      expect.objectContaining({ name: 'platform' }), { id: `${groups}/apps`, type: 'Microsoft.Management/managementGroups', name: 'apps', displayName: 'apps' },
    ]);
  });

  test('name what stands above them', () => {
    const arm = makeTenant();
    expect(arm.send('GET', `${groups}/HUBS?api-version=2023-04-01&$expand=ancestors`).body).toMatchObject({
      id: `${groups}/hubs`,
      properties: { tenantId, displayName: 'Hubs', details: { parent: { id: `${groups}/platform`, name: 'platform' }, managementGroupAncestors: ['platform', 'contoso'] } },
    });
    expect(at(arm.send('GET', managementGroupScope).body, 'properties', 'details')).not.toHaveProperty('parent');
    expect(arm.send('GET', `${groups}/none`).status).toBe(404);
  });

  test('list all that descends from them, in pages', () => {
    const arm = makeArm({ pageSize: 2, estate: tenant });
    expect(listAll(arm, `${groups}/contoso/descendants`)).toHaveLength(7);
    expect(listAll(arm, `${groups}/platform/descendants`)).toEqual([
      { id: `${groups}/hubs`, type: 'Microsoft.Management/managementGroups', name: 'hubs', properties: { displayName: 'Hubs', parent: { id: `${groups}/platform` } } },
      { id: `/subscriptions/${idOf(1)}`, type: 'Microsoft.Management/managementGroups/subscriptions', name: idOf(1), properties: { displayName: 'Hub', parent: { id: `${groups}/hubs` } } },
    ]);
  });

  test.each<[string, JsonObject, RegExp]>([
    ['in one that is not there', { managementGroups: [{ name: 'a', parent: 'none' }] }, /'none' that is not there/],
    ['twice', { managementGroups: [{ name: 'a' }, { name: 'A' }] }, /two management groups 'A'/],
    ['of a subscription in none', { subscriptions: [{ subscriptionId: idOf(1), managementGroup: 'none' }] }, /'none' that is not there/],
    ['deeper than Azure allows', { managementGroups: Array.from({ length: 8 }, (_, index) => ({ name: `g${index}`, parent: index === 0 ? 'contoso' : `g${index - 1}` })) }, /deeper/],
  ])('%s cannot be', (_, estate, message) => {
    expect(() => makeArm({ estate })).toThrow(message);
  });
});

describe('policy', () => {
  test('is inherited down the tree, and by nobody beside it', () => {
    const arm = makeTenant();
    const definition = `${groups}/apps/providers/${authorization}/policyDefinitions/no-tables`;
    expect(arm.send('PUT', definition, definitionBody({ policyRule: rule({ field: 'type', equals: 'Microsoft.Network/routeTables' }, 'deny'), parameters: {} })).status).toBe(201);
    const assignment = `${groups}/apps/providers/${authorization}/policyAssignments/no-tables`;
    expect(arm.send('PUT', assignment, assignmentBody({ policyDefinitionId: definition, parameters: {} })).status).toBe(201);
    const write = (scope: string): number => {
      arm.send('PUT', `${scope}/resourceGroups/rg`, { location: 'westeurope' });
      return arm.send('PUT', `${scope}/resourceGroups/rg/providers/Microsoft.Network/routeTables/r`, { location: 'westeurope', properties: {} }).status;
    };
    expect([second, `/subscriptions/${idOf(3)}`, `/subscriptions/${idOf(1)}`, subscription].map(write)).toEqual([403, 403, 201, 201]);
    const listed = (scope: string): number => listAll(arm, `${scope}/providers/${authorization}/policyAssignments`).length;
    expect([second, `${second}/resourceGroups/rg`, `${groups}/contoso`, `${groups}/hubs`, subscription].map(listed)).toEqual([1, 1, 1, 0, 0]);
  });

  test('of a group can be assigned below it only', () => {
    const arm = makeTenant();
    const definition = `${groups}/platform/providers/${authorization}/policyDefinitions/d`;
    arm.send('PUT', definition, definitionBody());
    const assign = (scope: string): number => arm.send('PUT', `${scope}/providers/${authorization}/policyAssignments/a`, assignmentBody({ policyDefinitionId: definition })).status;
    expect([`${groups}/platform`, `${groups}/hubs`, `/subscriptions/${idOf(1)}`, second, `${groups}/contoso`].map(assign)).toEqual([201, 201, 201, 400, 400]);
  });
});

describe('a caller who may not read', () => {
  const query = (arm: TestArm, text: string, rest: JsonObject = {}): readonly unknown[] => arrayAt(arm.send('POST', '/providers/Microsoft.ResourceGraph/resources', { query: text, ...rest }).body, 'data');
  const containers = 'resourcecontainers | project name | order by name asc';

  test('a subscription sees it neither in ARM, nor in lists, nor in Resource Graph', () => {
    const arm = makeTenant();
    arm.send('PUT', `${second}/resourceGroups/rg`, { location: 'westeurope' });
    arm.controls.deny(second.toUpperCase().replace('/SUB', '/sub'));
    const refused = arm.send('GET', `${second}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters`);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'AuthorizationFailed']);
    expect(messageOf(refused)).toMatch(/perform action 'Microsoft\.ContainerService\/managedClusters\/read' over scope '\/subscriptions\/00000000-0000-4000-8000-000000000002\/resourceGroups\/rg' or/);
    expect(listAll(arm, '/subscriptions').map((one) => at(one, 'displayName'))).toEqual(['Contoso sandbox', 'Hub', 'App 3']);
    expect(query(arm, containers).map((row) => at(row, 'name'))).toEqual(['App 3', 'Contoso sandbox', 'Hub', 'apps', 'contoso', 'hubs', 'platform']);
    expect(codeOf(arm.send('POST', '/providers/Microsoft.ResourceGraph/resources', { query: containers, subscriptions: [idOf(2)] }))).toBe('BadRequest');
    arm.controls.allow(second);
    expect(arm.send('GET', `${second}/resourceGroups/rg`).status).toBe(200);
    expect(query(arm, containers)).toHaveLength(9);
  });

  test('a management group sees nothing below it', () => {
    const arm = makeTenant();
    arm.controls.deny(`${groups}/platform`);
    expect(query(arm, containers).map((row) => at(row, 'name'))).toEqual(['App 2', 'App 3', 'Contoso sandbox', 'apps', 'contoso']);
    expect([`${groups}/platform`, `${groups}/hubs/descendants`, `/subscriptions/${idOf(1)}`, `${groups}/apps`].map((path) => arm.send('GET', path).status)).toEqual([403, 403, 403, 200]);
    expect(listAll(arm, groups).map((one) => at(one, 'name'))).toEqual(['contoso', 'apps']);
  });

  test('a resource group sees its resources no more, and its neighbours still', () => {
    const arm = makeTenant();
    for (const name of ['a', 'b']) {
      arm.send('PUT', `${second}/resourceGroups/${name}`, { location: 'westeurope' });
      arm.send('PUT', `${second}/resourceGroups/${name}/providers/Microsoft.Network/routeTables/r`, { location: 'westeurope', properties: {} });
    }
    arm.controls.deny(`${second}/resourceGroups/a`);
    expect(query(arm, 'resources | project resourceGroup')).toEqual([{ resourceGroup: 'b' }]);
    expect([`${second}/resourceGroups/a`, `${second}/resourceGroups/b`].map((path) => arm.send('GET', path).status)).toEqual([403, 200]);
  });
});
