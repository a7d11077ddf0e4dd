import { expect, test } from '@jest/globals';
import { arrayAt, at } from '../../../src/arm/json.ts';
import { codeOf, group, makeArm, makeArmWithGroup, subscription, untilDone, type TestArm } from '../arm-client.ts';
import { subscriptionId } from '../../../src/sandbox/identities.ts';
import { policyId, put, rule } from '../policy-objects.ts';

const idOf = (name: string): string => `/providers/Microsoft.Management/managementGroups/${name}`;

function make(arm: TestArm, name: string, parent?: string): ReturnType<TestArm['send']> {
  return arm.send('PUT', idOf(name), { properties: { displayName: name, ...(parent === undefined ? {} : { details: { parent: { id: idOf(parent) } } }) } });
}

const parentOf = (arm: TestArm, name: string): unknown => at(arm.send('GET', idOf(name)).body, 'properties', 'details', 'parent', 'name');

test('a management group is made below the root or another one, named anew, moved and deleted', () => {
  const arm = makeArm();
  expect(make(arm, 'platform')).toMatchObject({ status: 200, body: { id: idOf('platform'), properties: { displayName: 'platform', details: { parent: { name: 'contoso' } } } } });
  make(arm, 'landing', 'platform');
  make(arm, 'corp', 'landing');
  expect(arm.send('PATCH', idOf('landing'), { displayName: 'Landing zones', parentGroupId: idOf('contoso') }).status).toBe(200);
  expect([parentOf(arm, 'landing'), parentOf(arm, 'corp'), at(arm.send('GET', idOf('landing')).body, 'properties', 'displayName')]).toEqual(['contoso', 'landing', 'Landing zones']);
  expect(arm.send('DELETE', idOf('platform')).status).toBe(204);
  expect(arm.send('GET', idOf('platform')).status).toBe(404);
});

test.each([
  ['deleted while it holds another', (arm: TestArm) => arm.send('DELETE', idOf('a'))],
  ['moved below itself', (arm: TestArm) => arm.send('PATCH', idOf('a'), { parentGroupId: idOf('b') })],
  ['put into one that is not there', (arm: TestArm) => make(arm, 'c', 'nowhere')],
  ['put deeper than six levels', (arm: TestArm) => ['c', 'd', 'e', 'f', 'g'].map((name, index) => make(arm, name, ['b', 'c', 'd', 'e', 'f'][index])).at(-1)],
] as const)('a management group is not %s', (_, attempt) => {
  const arm = makeArm();
  make(arm, 'a');
  make(arm, 'b', 'a');
  expect(attempt(arm)?.status).toBeGreaterThanOrEqual(400);
  expect(parentOf(arm, 'b')).toBe('a');
});

test('a subscription that is moved comes under the policies of its new management group', () => {
  const arm = makeArmWithGroup();
  make(arm, 'strict');
  put(arm, policyId('policyDefinitions', 'none', idOf('strict')), { properties: { mode: 'Indexed', policyRule: rule({ field: 'type', equals: 'Microsoft.Network/virtualNetworks' }, 'deny') } });
  put(arm, policyId('policyAssignments', 'none', idOf('strict')), { properties: { policyDefinitionId: policyId('policyDefinitions', 'none', idOf('strict')) } });
  const write = (): unknown => codeOf(arm.send('PUT', `${group}/providers/Microsoft.Network/virtualNetworks/net`, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } }));
  expect(write()).toBeUndefined();
  expect(arm.send('PUT', `${idOf('strict')}/subscriptions/${subscriptionId}`).status).toBe(200);
  expect(write()).toBe('RequestDisallowedByPolicy');
  expect(arrayAt(arm.send('GET', `${idOf('strict')}/subscriptions`).body, 'value').map((one) => at(one, 'name'))).toEqual([subscriptionId]);
  expect(arm.send('DELETE', `${idOf('strict')}/subscriptions/${subscriptionId}`).status).toBe(200);
  arm.pass(untilDone);
  expect(write()).toBeUndefined();
});

test('a provider is unregistered, unless the subscription holds something of it', () => {
  const arm = makeArmWithGroup();
  const provider = `${subscription}/providers/Microsoft.Network`;
  const network = `${group}/providers/Microsoft.Network/virtualNetworks/net`;
  const write = (): unknown => codeOf(arm.send('PUT', network, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } }));
  expect(arm.send('POST', `${provider}/unregister`)).toMatchObject({ status: 200, body: { registrationState: 'NotRegistered' } });
  expect(write()).toBe('MissingSubscriptionRegistration');
  arm.send('POST', `${provider}/register`);
  arm.pass(untilDone);
  expect(write()).toBeUndefined();
  expect(codeOf(arm.send('POST', `${provider}/unregister`))).toBe('Conflict');
});
