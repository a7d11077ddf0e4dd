import { expect, test } from '@jest/globals';
import { arrayAt, at, type JsonObject } from '../../../src/arm/json.ts';
import { authorization, codeOf, group, makeArmWithGroup, subscription, type TestArm } from '../arm-client.ts';

const guid = '55555555-5555-4555-8555-555555555555';
const role = `${subscription}/providers/${authorization}/roleDefinitions/${guid}`;
const assignment = `${group}/providers/${authorization}/roleAssignments/66666666-6666-4666-8666-666666666666`;

function put(arm: TestArm, properties: JsonObject = {}): ReturnType<TestArm['send']> {
  return arm.send('PUT', role, { properties: { roleName: 'Node reader', description: 'reads nodes', permissions: [{ actions: ['Microsoft.Compute/*/read'] }], assignableScopes: [subscription], ...properties } });
}

test('a role of the tenant is read, found by its name, and told from the built-in ones', () => {
  const arm = makeArmWithGroup();
  expect(put(arm).status).toBe(201);
  expect(arm.send('GET', role).body).toMatchObject({ id: role, name: guid, properties: { roleName: 'Node reader', type: 'CustomRole', permissions: [{ actions: ['Microsoft.Compute/*/read'], notActions: [] }] } });
  const found = (filter: string): readonly unknown[] => arrayAt(arm.send('GET', `${group}/providers/${authorization}/roleDefinitions?$filter=${encodeURIComponent(filter)}`).body, 'value').map((one) => at(one, 'properties', 'roleName'));
  expect(found("roleName eq 'node reader'")).toEqual(['Node reader']);
  expect(found("type eq 'CustomRole'")).toEqual(['Node reader']);
});

test('a role of the tenant can be assigned, and stays while it is', () => {
  const arm = makeArmWithGroup();
  const assign = (): ReturnType<TestArm['send']> => arm.send('PUT', assignment, { properties: { roleDefinitionId: role, principalId: '77777777-7777-4777-8777-777777777777', principalType: 'User' } });
  expect(codeOf(assign())).toBe('RoleDefinitionDoesNotExist');
  put(arm);
  expect(assign().status).toBe(201);
  expect(codeOf(arm.send('DELETE', role))).toBe('RoleDefinitionHasAssignments');
  arm.send('DELETE', assignment);
  expect([arm.send('DELETE', role).status, arm.send('DELETE', role).status]).toEqual([200, 204]);
});

test.each([
  ['no name', { roleName: '' }, 'RoleDefinitionNameMissing'],
  ['the name of another', { roleName: 'Owner' }, 'RoleDefinitionWithSameNameExists'],
  ['no permissions', { permissions: [] }, 'InvalidRoleDefinitionPermissions'],
  ['the tenant as scope', { assignableScopes: ['/'] }, 'InvalidAssignableScopes'],
])('a role with %s is refused', (_, properties, code) => {
  expect(codeOf(put(makeArmWithGroup(), properties))).toBe(code);
});

test('a built-in role is not changed', () => {
  const owner = `${subscription}/providers/${authorization}/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`;
  expect(codeOf(makeArmWithGroup().send('PUT', owner, { properties: {} }))).toBe('InvalidRoleDefinitionUpdate');
});
