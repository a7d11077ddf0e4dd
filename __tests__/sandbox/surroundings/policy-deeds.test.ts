import { expect, test } from '@jest/globals';
import { arrayAt, textAt } from '../../../src/arm/json.ts';
import { authorization, codeOf, group, makeArmWithGroup, subscription, type TestArm } from '../arm-client.ts';
import { policyId, put, rule } from '../policy-objects.ts';

const network = `${group}/providers/Microsoft.Network/virtualNetworks/net`;

function armWith(effect: string, condition: object): TestArm {
  const arm = makeArmWithGroup();
  put(arm, policyId('policyDefinitions', 'ours'), { properties: { mode: 'All', policyRule: rule({ ...condition }, effect) } });
  put(arm, policyId('policyAssignments', 'ours', group), { properties: { policyDefinitionId: policyId('policyDefinitions', 'ours') } });
  return arm;
}

const deedsIn = (arm: TestArm): readonly unknown[] => arrayAt(arm.send('GET', `${subscription}/providers/Microsoft.Insights/eventtypes/management/values`).body, 'value')
  .filter((event) => /\/policies\//.test(textAt(event, 'operationName', 'value') ?? ''));

test.each([
  ['audit', 'Warning', 'Succeeded', 201],
  ['deny', 'Error', 'Failed', 403],
])('that a policy has %s to say of a write is told in the activity log', (effect, level, status, answered) => {
  const arm = armWith(effect, { field: 'tags.owner', exists: 'false' });
  expect(arm.send('PUT', network, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } }).status).toBe(answered);
  expect(deedsIn(arm)).toMatchObject([{ resourceId: network, level, status: { value: status }, operationName: { value: `Microsoft.Authorization/policies/${effect}/action` }, properties: { statusMessage: expect.stringContaining(policyId('policyAssignments', 'ours', group)) } }]);
});

test('a policy refuses a role assignment', () => {
  const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
  const arm = armWith('deny', { allOf: [{ field: 'type', equals: 'Microsoft.Authorization/roleAssignments' }, { field: 'Microsoft.Authorization/roleAssignments/roleDefinitionId', contains: owner }] });
  const give = (role: string, name: string): unknown => codeOf(arm.send('PUT', `${group}/providers/${authorization}/roleAssignments/${name}`, {
    properties: { roleDefinitionId: `${subscription}/providers/${authorization}/roleDefinitions/${role}`, principalId: '22222222-2222-4222-8222-222222222223', principalType: 'ServicePrincipal' },
  }));
  expect(give(owner, '11111111-1111-4111-8111-111111111114')).toBe('RequestDisallowedByPolicy');
  expect(give('acdd72a7-3385-48ef-bd42-f606fba81ae7', '11111111-1111-4111-8111-111111111115')).toBeUndefined();
});
