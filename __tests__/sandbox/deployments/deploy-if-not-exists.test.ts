import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt, type JsonObject } from '../../../src/arm/json.ts';
import type { ArmOptions } from '../../../src/sandbox/arm/arm.ts';
import { cluster, group, isolatedCluster, makeArm, makeArmWithGroup, subscription, untilDone, type TestArm } from '../arm-client.ts';
import { policyId, put, rule } from '../policy-objects.ts';
import { deployed, identity, network, networkId, templateOf } from './templates.ts';

const definition = policyId('policyDefinitions', 'identity-for-network');
const assignment = policyId('policyAssignments', 'identity-for-network', group);
const networkContributor = '4d97b98b-1d4f-4787-a291-c67834d212e7';
const made = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/for-net`;
const tenMinutes = 600_000;

/** For each network an identity that is named after it, in its own location, with a tag. */
function details(change: JsonObject = {}): JsonObject {
  return {
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    name: "[concat('for-', field('name'))]",
    existenceCondition: { field: 'tags.kind', equals: 'kept' },
    roleDefinitionIds: [`/providers/Microsoft.Authorization/roleDefinitions/${networkContributor}`],
    deployment: {
      properties: {
        mode: 'incremental',
        parameters: { name: { value: "[field('name')]" }, location: { value: "[field('location')]" } },
        template: templateOf({
          parameters: { name: { type: 'string' }, location: { type: 'string' } },
          resources: [identity({ name: "[concat('for-', parameters('name'))]", location: "[parameters('location')]", tags: { kind: 'kept' } })],
        }),
      },
    },
    ...change,
  };
}

interface Setting {
  readonly details?: JsonObject;
  readonly type?: string;
  readonly assigned?: JsonObject;
  readonly role?: string | null;
  readonly options?: Partial<ArmOptions>;
}

/** An ARM with the policy assigned at the group; its identity has the role that it needs, unless `role` says another or none. */
function armWithPolicy({ details: change = {}, type = 'Microsoft.Network/virtualNetworks', assigned = {}, role = networkContributor, options = {} }: Setting = {}): TestArm {
  const arm = makeArmWithGroup(options);
  put(arm, definition, { properties: { mode: 'Indexed', policyRule: rule({ field: 'type', equals: type }, 'deployIfNotExists', details(change)) } });
  put(arm, assignment, { location: 'westeurope', identity: { type: 'SystemAssigned' }, properties: { policyDefinitionId: definition, ...assigned } });
  const principalId = textAt(arm.send('GET', assignment).body, 'identity', 'principalId');
  if (role !== null) put(arm, `${group}/providers/Microsoft.Authorization/roleAssignments/11111111-1111-4111-8111-111111111112`, { properties: { roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`, principalId, principalType: 'ServicePrincipal' } });
  return arm;
}

function writeNetwork(arm: TestArm, name = 'net'): void {
  put(arm, networkId(name), { location: 'northeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } });
}

const deployments = (arm: TestArm): readonly unknown[] => arrayAt(arm.send('GET', `${group}/providers/Microsoft.Resources/deployments`).body, 'value');
const isMade = (arm: TestArm): boolean => arm.send('GET', made).status === 200;
const deeds = (arm: TestArm): readonly unknown[] => arrayAt(arm.send('GET', `${subscription}/providers/Microsoft.Insights/eventtypes/management/values`).body, 'value')
  .filter((event) => textAt(event, 'operationName', 'value') === 'Microsoft.Authorization/policies/deployIfNotExists/action');

describe('deployIfNotExists', () => {
  test('deploys its template ten minutes after a write, with what the rule says of the resource', () => {
    const arm = armWithPolicy();
    writeNetwork(arm);
    arm.pass(tenMinutes - 1);
    expect(deployments(arm)).toEqual([]);
    arm.pass(60_000);
    expect(arm.send('GET', made).body).toMatchObject({ location: 'northeurope', tags: { kind: 'kept' } });
    expect(deployments(arm)).toMatchObject([{ name: expect.stringMatching(/^PolicyDeployment_\d+$/), properties: { provisioningState: 'Succeeded', parameters: { name: { value: 'net' } } } }]);
  });

  test('is told in the activity log, and so is who wrote', () => {
    const arm = armWithPolicy();
    const principal = textAt(arm.send('GET', assignment).body, 'identity', 'principalId');
    writeNetwork(arm);
    arm.pass(untilDone);
    arm.send('GET', made);
    expect(deeds(arm)).toMatchObject([{ resourceId: networkId('net'), caller: principal, status: { value: 'Succeeded' } }]);
    const written = arrayAt(arm.send('GET', `${subscription}/providers/Microsoft.Insights/eventtypes/management/values`).body, 'value').find((event) => at(event, 'resourceId') === made);
    expect(at(written, 'caller')).toBe(principal);
  });

  test('makes the resource compliant when it is evaluated again', () => {
    const arm = armWithPolicy();
    writeNetwork(arm);
    arm.pass(60 * 60_000);
    const states = arrayAt(arm.send('POST', `${group}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults`).body, 'value');
    expect(states.filter((state) => at(state, 'policyAssignmentName') === 'identity-for-network').map((state) => at(state, 'complianceState'))).toEqual(['Compliant']);
  });

  test.each([
    ['what it looks for is there', {}, (arm: TestArm) => put(arm, made, { location: 'westeurope', tags: { kind: 'kept' } })],
    ['it was written meanwhile', {}, (arm: TestArm) => {
      writeNetwork(arm);
      arm.pass(tenMinutes / 2);
      put(arm, made, { location: 'westeurope', tags: { kind: 'kept' } });
    }],
    ['the assignment is not enforced', { assigned: { enforcementMode: 'DoNotEnforce' } }, undefined],
    ['the scope is excluded', { assigned: { notScopes: [group] } }, undefined],
    ['the resource is exempt', {}, (arm: TestArm) => put(arm, policyId('policyExemptions', 'not-ours', group), { properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver' } })],
    ['the assignment is gone', {}, (arm: TestArm) => {
      writeNetwork(arm);
      arm.send('DELETE', assignment);
    }],
  ] as const)('deploys nothing when %s', (_, setting, prepare) => {
    const arm = armWithPolicy(setting);
    prepare?.(arm);
    if (arm.send('GET', networkId('net')).status === 404) writeNetwork(arm);
    arm.pass(untilDone);
    expect(deployments(arm)).toEqual([]);
  });

  test('deploys where what is there is not as it has to be', () => {
    const arm = armWithPolicy();
    put(arm, made, { location: 'northeurope', tags: { kind: 'other' } });
    writeNetwork(arm);
    arm.pass(untilDone);
    expect(at(arm.send('GET', made).body, 'tags')).toEqual({ kind: 'kept' });
  });

  test.each([
    ['no role', null],
    ['another role', 'acdd72a7-3385-48ef-bd42-f606fba81ae7'],
  ])('deploys nothing with %s of the identity, and says so', (_, role) => {
    const arm = armWithPolicy({ role });
    writeNetwork(arm);
    arm.pass(untilDone);
    expect([deployments(arm), isMade(arm)]).toEqual([[], false]);
    expect(deeds(arm)).toMatchObject([{ status: { value: 'Failed' }, properties: { statusMessage: expect.stringContaining('AuthorizationFailed') } }]);
  });

  test('waits for a new role assignment to count', () => {
    const arm = armWithPolicy({ options: { roleDelay: 30 * 60_000 } });
    writeNetwork(arm);
    arm.pass(untilDone);
    expect(isMade(arm)).toBe(false);
    arm.pass(30 * 60_000);
    writeNetwork(arm);
    arm.pass(untilDone);
    expect(isMade(arm)).toBe(true);
  });

  test('has another delay where the rule says so', () => {
    const arm = armWithPolicy({ details: { evaluationDelay: 'PT1H' } });
    writeNetwork(arm);
    arm.pass(59 * 60_000);
    expect(deployments(arm)).toHaveLength(0);
    arm.pass(2 * 60_000);
    expect(deployments(arm)).toHaveLength(1);
  });

  test.each([
    ['AfterProvisioning', undefined, 1],
    ['AfterProvisioningSuccess', undefined, 1],
    ['AfterProvisioningSuccess', 'Failed', 0],
    ['AfterProvisioningFailure', 'Failed', 1],
    ['AfterProvisioningFailure', undefined, 0],
  ] as const)('with %s looks when the cluster has ended (%s)', (evaluationDelay, end, count) => {
    const arm = armWithPolicy({ type: 'Microsoft.ContainerService/managedClusters', details: { evaluationDelay } });
    const { headers } = arm.send('PUT', cluster, isolatedCluster());
    arm.pass(60_000);
    expect(deployments(arm)).toHaveLength(0);
    if (end !== undefined) arm.controls.endOperation(/operations\/([^?]+)/.exec(headers?.['azure-asyncoperation'] ?? '')?.[1] ?? '', { status: end, error: { code: 'X', message: 'x' } }, 'atItsEnd');
    arm.pass(untilDone);
    expect(deployments(arm)).toHaveLength(count);
  });

  test('deploys for what a template wrote, as for what somebody put', () => {
    const arm = armWithPolicy();
    deployed(arm, templateOf({ resources: [network()] }));
    arm.pass(tenMinutes);
    expect(isMade(arm)).toBe(true);
  });

  test('may deploy to the subscription', () => {
    const inSubscription = { location: 'westeurope', properties: { mode: 'incremental', template: templateOf({ resources: [{ type: 'Microsoft.Resources/resourceGroups', apiVersion: '2022-09-01', name: 'by-policy', location: 'westeurope' }] }, 'subscription') } };
    const arm = armWithPolicy({ role: null, details: { deploymentScope: 'subscription', existenceScope: 'subscription', deployment: inSubscription } });
    const principalId = textAt(arm.send('GET', assignment).body, 'identity', 'principalId');
    put(arm, `${subscription}/providers/Microsoft.Authorization/roleAssignments/11111111-1111-4111-8111-111111111113`, { properties: { roleDefinitionId: networkContributor, principalId, principalType: 'ServicePrincipal' } });
    writeNetwork(arm);
    arm.pass(untilDone);
    expect(arm.send('GET', `${subscription}/resourceGroups/by-policy`).status).toBe(200);
  });

  test('is held to what others are: another policy may refuse what it deploys', () => {
    const arm = armWithPolicy();
    const denying = policyId('policyDefinitions', 'no-identities');
    put(arm, denying, { properties: { mode: 'Indexed', policyRule: rule({ field: 'type', equals: 'Microsoft.ManagedIdentity/userAssignedIdentities' }, 'deny') } });
    put(arm, policyId('policyAssignments', 'no-identities', group), { properties: { policyDefinitionId: denying } });
    writeNetwork(arm);
    arm.pass(untilDone);
    expect([deployments(arm), isMade(arm)]).toEqual([[], false]);
    expect(deeds(arm)).toMatchObject([{ status: { value: 'Failed' }, properties: { statusMessage: expect.stringContaining('RequestDisallowedByPolicy') } }]);
  });

  test('that is due goes on from a snapshot', () => {
    const arm = armWithPolicy();
    writeNetwork(arm);
    const other = makeArm();
    other.controls.restore(JSON.parse(JSON.stringify(arm.controls.snapshot())));
    other.pass(untilDone);
    expect(isMade(other)).toBe(true);
  });
});

describe('a remediation task', () => {
  const task = `${group}/providers/Microsoft.PolicyInsights/remediations/mend`;
  const begin = (arm: TestArm): ReturnType<TestArm['send']> => arm.send('PUT', task, { properties: { policyAssignmentId: assignment, resourceDiscoveryMode: 'ReEvaluateCompliance' } });

  /** An ARM whose network was there before the policy. */
  function armWithOldNetwork(setting: Setting = {}): TestArm {
    const arm = armWithPolicy({ ...setting, assigned: { enforcementMode: 'DoNotEnforce' } });
    writeNetwork(arm);
    arm.pass(untilDone);
    put(arm, assignment, { location: 'westeurope', identity: { type: 'SystemAssigned' }, properties: { policyDefinitionId: definition } });
    return arm;
  }

  test('deploys for what was there before, and tells how that went', () => {
    const arm = armWithOldNetwork();
    expect(begin(arm)).toMatchObject({ status: 201, body: { properties: { provisioningState: 'Running', deploymentStatus: { totalDeployments: 1 } } } });
    arm.pass(untilDone);
    expect(arm.send('GET', task).body).toMatchObject({ properties: { provisioningState: 'Succeeded', deploymentStatus: { totalDeployments: 1, successfulDeployments: 1, failedDeployments: 0 } } });
    expect(arrayAt(arm.send('POST', `${task}/listDeployments`).body, 'value')).toMatchObject([{ remediatedResourceId: networkId('net'), status: 'Succeeded', deploymentId: expect.stringContaining('PolicyDeployment_') }]);
    expect(isMade(arm)).toBe(true);
  });

  test('fails where the identity may not deploy', () => {
    const arm = armWithOldNetwork({ role: null });
    begin(arm);
    expect(arm.send('GET', task).body).toMatchObject({ properties: { provisioningState: 'Failed', deploymentStatus: { failedDeployments: 1 } } });
    expect(arrayAt(arm.send('POST', `${task}/listDeployments`).body, 'value')).toMatchObject([{ status: 'Failed', error: { code: 'AuthorizationFailed' } }]);
  });

  test('is listed, cancelled while it runs, and deleted when it has ended', () => {
    const arm = armWithOldNetwork();
    begin(arm);
    expect(arm.send('DELETE', task).status).toBe(400);
    expect(arm.send('POST', `${task}/cancel`).body).toMatchObject({ properties: { provisioningState: 'Canceled' } });
    expect(arrayAt(arm.send('GET', `${subscription}/providers/Microsoft.PolicyInsights/remediations`).body, 'value')).toHaveLength(1);
    expect([arm.send('DELETE', task).status, arm.send('DELETE', task).status]).toEqual([200, 204]);
  });

  test('of an assignment that is not there is refused', () => {
    expect(begin(makeArmWithGroup())).toMatchObject({ status: 400, body: { error: { code: 'InvalidCreateRemediationRequest' } } });
  });
});
