import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { cluster, codeOf, group, leakingCluster, makeArm, makeArmWithGroup, subscription, type TestArm } from './arm-client.ts';
import { assignment, assignmentBody, clusterType, definition, definitionBody, initiativeBody, isCluster, namesIn, policyId, put, rule } from './policy-objects.ts';

const [first, second, set] = ['11111111', '22222222', '33333333'].map((start) => `${start}-0000-4000-8000-000000000000`);
const builtIn = policyId('policyDefinitions', first ?? '', '');
const builtInSet = policyId('policySetDefinitions', set ?? '', '');
const role = '0f641de8-0b88-4198-bdef-bd8b45ceba96';

const documents: readonly JsonObject[] = [
  { id: builtIn, properties: { ...(definitionBody()['properties'] as JsonObject), metadata: { version: '2.3.1' } } },
  {
    id: policyId('policyDefinitions', second ?? '', ''),
    properties: { mode: 'All', policyRule: rule(isCluster, 'deployIfNotExists', { type: clusterType, roleDefinitionIds: [`/providers/Microsoft.Authorization/roleDefinitions/${role}`], deployment: {} }) },
  },
  { id: builtInSet, properties: { metadata: { version: '1.1.0' }, policyDefinitions: [{ policyDefinitionId: builtIn, policyDefinitionReferenceId: 'outbound' }] } },
];

const armWithBuiltIns = (): TestArm => makeArmWithGroup({ builtIns: documents });

describe('built-ins', () => {
  test('are read at their id', () => {
    expect(armWithBuiltIns().send('GET', builtIn)).toMatchObject({
      status: 200, body: { id: builtIn, name: first, type: 'Microsoft.Authorization/policyDefinitions', properties: { policyType: 'BuiltIn', metadata: { version: '2.3.1' } } },
    });
  });

  test('are listed beside what is one’s own, or alone', () => {
    const arm = armWithBuiltIns();
    put(arm, definition, definitionBody());
    const list = `${subscription}/providers/Microsoft.Authorization/policyDefinitions`;
    expect(namesIn(arm, list)).toEqual([first, second, 'aks-outbound-type']);
    expect(namesIn(arm, list, "policyType eq 'BuiltIn'")).toEqual([first, second]);
    expect(namesIn(arm, list, "policyType eq 'Custom'")).toEqual(['aks-outbound-type']);
    expect(namesIn(arm, list, 'atExactScope()')).toEqual(['aks-outbound-type']);
    expect(namesIn(arm, '/providers/Microsoft.Authorization/policySetDefinitions')).toEqual([set]);
  });

  test('are never written', () => {
    const arm = armWithBuiltIns();
    for (const method of ['PUT', 'DELETE']) expect(arm.send(method, builtIn, definitionBody()).status).toBe(403);
    expect(arm.send('GET', builtIn).body).toMatchObject({ properties: { metadata: { version: '2.3.1' } } });
  });

  test.each([['a definition', builtIn], ['an initiative', builtInSet]])('that are %s can be assigned, with the versions of their own major number', (_, policyDefinitionId) => {
    const arm = armWithBuiltIns();
    expect(arm.send('PUT', assignment, assignmentBody({ policyDefinitionId }))).toMatchObject({
      status: 201, body: { properties: { definitionVersion: policyDefinitionId === builtIn ? '2.*.*' : '1.*.*' } },
    });
    expect(codeOf(arm.send('PUT', cluster, leakingCluster()))).toBe('RequestDisallowedByPolicy');
  });

  test('can be members of an initiative of one’s own', () => {
    const arm = armWithBuiltIns();
    const id = policyId('policySetDefinitions', 'mine');
    put(arm, id, initiativeBody({ policyDefinitions: [{ policyDefinitionId: builtIn }] }));
    put(arm, assignment, assignmentBody({ policyDefinitionId: id }));
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(403);
  });

  test('that are not in this cloud cannot be assigned', () => {
    expect(codeOf(makeArmWithGroup().send('PUT', assignment, assignmentBody({ policyDefinitionId: builtIn })))).toBe('PolicyDefinitionNotFound');
  });

  test('make the roles they ask for assignable', () => {
    const body = { properties: { roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`, principalId: 'bbbbbbbb-0000-4000-8000-000000000001' } };
    const path = policyId('roleAssignments', 'aaaaaaaa-0000-4000-8000-000000000001', group);
    expect([armWithBuiltIns(), makeArmWithGroup()].map((arm) => arm.send('PUT', path, body).status)).toEqual([201, 400]);
  });

  test('have the id of one, and can be read', () => {
    expect(() => makeArm({ builtIns: [{ id: definition }] })).toThrow(/is no id of a built-in/);
    expect(() => makeArm({ builtIns: [{ id: builtIn, properties: {} }] })).toThrow(/cannot be read: .*policyRule/);
  });

  test('come to a sandbox with its options', async () => {
    const sandbox = await startSandbox({ builtIns: documents });
    await sandbox.stop();
    await expect(startSandbox({ builtIns: [{ id: 'nothing' }] })).rejects.toThrow(/is no id of a built-in/);
  });
});
