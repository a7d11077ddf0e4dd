import { describe, expect, test } from '@jest/globals';
import { at, type JsonObject } from '../../src/arm/json.ts';
import { cluster, codeOf, group, isolatedCluster, makeArmWithGroup, untilDone, type TestArm } from './arm-client.ts';
import { assignmentBody, clusterType, definitionBody, isCluster, policyId, put, rule } from './policy-objects.ts';

/** An isolated cluster that says nothing of run command. */
const openCluster = (properties: JsonObject = {}, rest: JsonObject = {}): JsonObject => isolatedCluster({ apiServerAccessProfile: { enablePrivateCluster: true }, ...properties }, rest);

const runCommand = `${clusterType}/apiServerAccessProfile.disableRunCommand`;
const identity = { location: 'westeurope', identity: { type: 'SystemAssigned' } };

interface Policy {
  readonly effect: string;
  readonly condition: JsonObject;
  readonly details?: unknown;
  readonly mode?: string;
}

/** Each policy as a definition with an assignment of its own, in this order. */
function armWith(...policies: readonly Policy[]): TestArm {
  const arm = makeArmWithGroup();
  for (const [index, policy] of policies.entries()) assign(arm, `p${index}`, policy);
  return arm;
}

function assign(arm: TestArm, name: string, { effect, condition, details, mode = 'All' }: Policy, change: JsonObject = {}): void {
  const id = policyId('policyDefinitions', name);
  put(arm, id, definitionBody({ mode, policyRule: rule(condition, effect, details) }));
  put(arm, policyId('policyAssignments', name, group), assignmentBody({ policyDefinitionId: id, ...change }, identity));
}

const operations = (value: unknown, conflictEffect = 'deny', field = runCommand): unknown => ({
  roleDefinitionIds: ['/providers/Microsoft.Authorization/roleDefinitions/ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8'],
  conflictEffect,
  operations: [{ operation: 'addOrReplace', field, value }],
});

const switchesOff: Policy = { effect: 'modify', condition: { allOf: [isCluster, { field: runCommand, notEquals: true }] }, details: operations(true) };
const deniesIfOn: Policy = { effect: 'deny', condition: { allOf: [isCluster, { field: runCommand, notEquals: true }] } };
const tags = (name: string, value: string): Policy => ({ effect: 'append', condition: isCluster, details: [{ field: `tags['${name}']`, value }] });

function stored(arm: TestArm): unknown {
  arm.pass(untilDone);
  return arm.send('GET', cluster).body;
}

describe('on a write', () => {
  test('modify changes what is stored, and deny sees what became of it, whatever their order', () => {
    for (const policies of [[switchesOff, deniesIfOn], [deniesIfOn, switchesOff]]) {
      const arm = armWith(...policies);
      expect(arm.send('PUT', cluster, openCluster()).status).toBe(201);
      expect(at(stored(arm), 'properties', 'apiServerAccessProfile', 'disableRunCommand')).toBe(true);
    }
  });

  test('append adds what is not there', () => {
    const arm = armWith(tags('team', 'blue'));
    expect(arm.send('PUT', cluster, openCluster({}, { tags: { cost: '7' } })).status).toBe(201);
    expect(at(stored(arm), 'tags')).toEqual({ cost: '7', team: 'blue' });
  });

  test('append denies another value than its own, and takes its own', () => {
    const arm = armWith(tags('team', 'blue'));
    const refused = arm.send('PUT', cluster, openCluster({}, { tags: { team: 'red' } }));
    expect(codeOf(refused)).toBe('RequestDisallowedByPolicy');
    expect(refused.body).toMatchObject({ error: { additionalInfo: [{ info: { policyDefinitionEffect: 'append' } }] } });
    expect(arm.send('PUT', cluster, openCluster({}, { tags: { team: 'blue' } })).status).toBe(201);
  });

  test('two policies that write different values are a conflict: refused, or the first stays', () => {
    const other = (conflictEffect: string): Policy => ({ ...switchesOff, details: operations(false, conflictEffect), condition: isCluster });
    expect(codeOf(armWith(switchesOff, other('deny')).send('PUT', cluster, openCluster()))).toBe('RequestDisallowedByPolicy');
    const arm = armWith(switchesOff, other('audit'));
    expect(arm.send('PUT', cluster, openCluster()).status).toBe(201);
    expect(at(stored(arm), 'properties', 'apiServerAccessProfile', 'disableRunCommand')).toBe(true);
  });

  test.each([['disabled', { effect: 'disabled' }], ['audit', { effect: 'audit' }]])('%s lets pass', (_, change) => {
    expect(armWith({ ...deniesIfOn, ...change }).send('PUT', cluster, openCluster()).status).toBe(201);
  });

  test('an assignment that does not enforce changes nothing', () => {
    const arm = makeArmWithGroup();
    assign(arm, 'p', switchesOff, { enforcementMode: 'DoNotEnforce' });
    expect(arm.send('PUT', cluster, openCluster()).status).toBe(201);
    expect(at(stored(arm), 'properties', 'apiServerAccessProfile', 'disableRunCommand')).not.toBe(true);
  });

  test('modes that are decided inside the resource are not asked', () => {
    const inside: Policy = { effect: 'deny', condition: isCluster, mode: 'Microsoft.Kubernetes.Data' };
    expect(armWith(inside).send('PUT', cluster, openCluster()).status).toBe(201);
  });

  test('what the sandbox cannot decide it says, and neither refuses nor lets pass', () => {
    const undecidable: Policy = { effect: 'modify', condition: { allOf: [isCluster, { value: "[claims().isTrusted]", equals: true }] }, details: operations(true) };
    const { status, body } = armWith(undecidable).send('PUT', cluster, openCluster());
    expect([status, at(body, 'error', 'code')]).toEqual([500, 'PolicyUndecidable']);
  });

  test('node pools are changed too', () => {
    const type = `${clusterType}/agentPools`;
    const arm = makeArmWithGroup();
    put(arm, cluster, openCluster());
    arm.pass(untilDone);
    assign(arm, 'pools', { effect: 'append', condition: { field: 'type', equals: type }, details: [{ field: `${type}/maxPods`, value: 40 }] });
    put(arm, `${cluster}/agentPools/extra`, { properties: { vmSize: 'Standard_DS2_v2', count: 1 } });
    arm.pass(untilDone);
    expect(at(arm.send('GET', `${cluster}/agentPools/extra`).body, 'properties', 'maxPods')).toBe(40);
  });
});
