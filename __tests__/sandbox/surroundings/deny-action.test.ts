import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { codeOf, group, makeArmWithGroup, messageOf, untilDone, type TestArm } from '../arm-client.ts';
import { policyId, put, rule } from '../policy-objects.ts';

const network = `${group}/providers/Microsoft.Network/virtualNetworks/net`;

/** An ARM with a network that no one may delete. */
function armWith(details: JsonObject = {}, assigned: JsonObject = {}): TestArm {
  const arm = makeArmWithGroup();
  put(arm, network, { location: 'westeurope', tags: { keep: 'yes' }, properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } });
  arm.pass(untilDone);
  put(arm, policyId('policyDefinitions', 'keep'), { properties: { mode: 'Indexed', policyRule: rule({ field: 'tags.keep', equals: 'yes' }, 'denyAction', { actionNames: ['delete'], ...details }) } });
  put(arm, policyId('policyAssignments', 'keep', group), { properties: { policyDefinitionId: policyId('policyDefinitions', 'keep'), ...assigned } });
  return arm;
}

test('denyAction keeps a resource from being deleted, and not from being written', () => {
  const arm = armWith();
  const answer = arm.send('DELETE', network);
  expect([answer.status, codeOf(answer)]).toEqual([403, 'RequestDisallowedByPolicy']);
  expect(messageOf(answer)).toContain("Deletion of resource 'net' was disallowed by policy");
  put(arm, network, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } });
  arm.pass(untilDone);
  expect(arm.send('DELETE', network).status).toBe(202);
});

test.each([
  ['keeps', {}, 403],
  ['lets go, where its rule says so,', { cascadeBehaviors: { resourceGroup: 'allow' } }, 202],
])('denyAction %s a resource group in which such a resource stands', (_, details, status) => {
  expect(armWith(details).send('DELETE', group).status).toBe(status);
});

test('denyAction that is not enforced keeps nothing', () => {
  expect(armWith({}, { enforcementMode: 'DoNotEnforce' }).send('DELETE', network).status).toBe(202);
});
