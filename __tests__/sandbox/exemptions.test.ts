import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { managementGroupScope } from '../../src/sandbox/arm/hierarchy/subscriptions.ts';
import { cluster, codeOf, group, leakingCluster, messageOf, subscription, untilDone } from './arm-client.ts';
import { armWithAssignment, assignment, assignmentBody, definition, definitionBody, initiative, initiativeBody, namesIn, policyId, put } from './policy-objects.ts';

const at = (scope: string, name = 'legacy'): string => policyId('policyExemptions', name, scope);
const exemption = at(cluster);

function exemptionBody(change: JsonObject = {}): JsonObject {
  return { properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver', ...change } };
}

describe('a policy exemption', () => {
  test('is answered as it was sent, 201 when new and 200 when changed, with who wrote it', () => {
    const arm = armWithAssignment();
    const body = exemptionBody({ displayName: 'Legacy', metadata: { ticket: 7 }, policyDefinitionReferenceIds: ['outbound'] });
    const created = arm.send('PUT', exemption, body);
    expect(created).toMatchObject({ status: 201, body: { ...body, id: exemption, name: 'legacy', type: 'Microsoft.Authorization/policyExemptions', systemData: { createdByType: 'Application' } } });
    expect(arm.send('PUT', exemption, exemptionBody()).status).toBe(200);
    expect(arm.send('GET', exemption.toLowerCase()).body).toMatchObject({ id: exemption, properties: exemptionBody()['properties'] });
  });

  test('is deleted once', () => {
    const arm = armWithAssignment();
    put(arm, exemption, exemptionBody());
    expect([arm.send('DELETE', exemption).status, arm.send('DELETE', exemption).status]).toEqual([200, 204]);
    expect(arm.send('GET', exemption)).toMatchObject({ status: 404, body: { error: { code: 'PolicyExemptionNotFound', message: "The policy exemption 'legacy' could not be found." } } });
  });

  test.each([managementGroupScope, subscription, group, cluster])('can stand at %s', (scope) => {
    const arm = armWithAssignment();
    const wide = policyId('policyAssignments', 'wide', managementGroupScope);
    put(arm, policyId('policyDefinitions', 'd', managementGroupScope), definitionBody());
    put(arm, wide, assignmentBody({ policyDefinitionId: policyId('policyDefinitions', 'd', managementGroupScope) }));
    expect(arm.send('PUT', at(scope), exemptionBody({ policyAssignmentId: wide })).status).toBe(201);
  });

  test.each<readonly [string, string, JsonObject, string]>([
    ['an assignment that is not there', exemption, exemptionBody({ policyAssignmentId: `${assignment}-other` }), 'InvalidCreatePolicyExemptionRequest'],
    ['a definition in the place of an assignment', exemption, exemptionBody({ policyAssignmentId: definition }), 'InvalidCreatePolicyExemptionRequest'],
    ['a scope that the assignment does not reach', at(subscription), exemptionBody(), 'InvalidCreatePolicyExemptionRequest'],
    ['a member that the initiative does not have', exemption, exemptionBody({ policyDefinitionReferenceIds: ['outbound', 'other'] }), 'InvalidPolicyDefinitionReference'],
    ['a category that is none', exemption, exemptionBody({ exemptionCategory: 'Forever' }), 'InvalidCreatePolicyExemptionRequest'],
    ['no category', exemption, exemptionBody({ exemptionCategory: undefined }), 'InvalidCreatePolicyExemptionRequest'],
    ['an end that is no date', exemption, exemptionBody({ expiresOn: 'soon' }), 'InvalidCreatePolicyExemptionRequest'],
    ['a long name', at(cluster, 'x'.repeat(65)), exemptionBody(), 'InvalidPolicyExemptionName'],
  ])('with %s is refused', (_, path, body, code) => {
    const response = armWithAssignment().send('PUT', path, body);
    expect([response.status, codeOf(response)]).toEqual([400, code]);
  });

  test('may stand outside the assignment when it says that its scope is not to be looked at', () => {
    expect(armWithAssignment().send('PUT', at(subscription), exemptionBody({ assignmentScopeValidation: 'DoNotValidate' })).status).toBe(201);
  });

  test('names members only where an initiative is assigned', () => {
    const arm = armWithAssignment();
    const single = policyId('policyAssignments', 'single', group);
    put(arm, single, assignmentBody({ policyDefinitionId: definition }));
    const response = arm.send('PUT', exemption, exemptionBody({ policyAssignmentId: single, policyDefinitionReferenceIds: ['outbound'] }));
    expect(codeOf(response)).toBe('InvalidPolicyDefinitionReference');
    expect(messageOf(response)).toBe(
      "The policy exemption 'legacy' create request is invalid. The associated policy assignment is an assignment of a policy definition. "
      + 'The policy definition reference is only valid for policy assignments of policy set definitions.',
    );
  });

  test('stays with its assignment, and outlives it', () => {
    const arm = armWithAssignment();
    put(arm, exemption, exemptionBody());
    expect(codeOf(arm.send('PUT', exemption, exemptionBody({ policyAssignmentId: `${assignment}-other` })))).toBe('InvalidPolicyAssignmentIdUpdate');
    expect(arm.send('DELETE', assignment).status).toBe(200);
    expect(arm.send('GET', exemption).status).toBe(200);
  });
});

describe('the list of exemptions', () => {
  const list = (scope: string): string => `${scope}/providers/Microsoft.Authorization/policyExemptions`;

  function armWithExemptions(): ReturnType<typeof armWithAssignment> {
    const arm = armWithAssignment();
    const wide = policyId('policyAssignments', 'wide', managementGroupScope);
    put(arm, policyId('policyDefinitions', 'd', managementGroupScope), definitionBody());
    put(arm, wide, assignmentBody({ policyDefinitionId: policyId('policyDefinitions', 'd', managementGroupScope) }));
    for (const [name, scope] of [['root', managementGroupScope], ['middle', subscription], ['low', group]] as const) put(arm, at(scope, name), exemptionBody({ policyAssignmentId: wide }));
    put(arm, at(cluster, 'leaf'), exemptionBody({ expiresOn: '2026-11-23T13:00:00Z' }));
    return arm;
  }

  test('has what is above, at and below, and less with filters', () => {
    const arm = armWithExemptions();
    expect(namesIn(arm, list(subscription))).toEqual(['root', 'middle', 'low', 'leaf']);
    expect(namesIn(arm, list(group))).toEqual(['root', 'middle', 'low', 'leaf']);
    expect(namesIn(arm, list(managementGroupScope))).toEqual(['root']);
    expect(namesIn(arm, list(group), 'atScope()')).toEqual(['root', 'middle', 'low']);
    expect(namesIn(arm, list(group), 'atExactScope()')).toEqual(['low']);
    expect(namesIn(arm, list(subscription), `policyAssignmentId eq '${assignment.toUpperCase()}'`)).toEqual(['leaf']);
    expect(codeOf(arm.send('GET', `${list(group)}?$filter=policyType eq 'Custom'`))).toBe('InvalidFilterInQueryString');
  });

  test('leaves out what has expired when asked to', () => {
    const arm = armWithExemptions();
    expect(namesIn(arm, list(group), 'excludeExpired()')).toContain('leaf');
    arm.pass(60 * 60_000);
    expect(namesIn(arm, list(group), 'excludeExpired()')).not.toContain('leaf');
    expect(namesIn(arm, list(group))).toContain('leaf');
  });
});

describe('on a write, an exemption', () => {
  test.each([['the cluster', cluster], ['its resource group', group]])('at %s lets pass what the assignment denies', (_, scope) => {
    const arm = armWithAssignment();
    expect(codeOf(arm.send('PUT', cluster, leakingCluster()))).toBe('RequestDisallowedByPolicy');
    put(arm, at(scope), exemptionBody());
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(201);
  });

  test('at the management group reaches everything below it', () => {
    const arm = armWithAssignment();
    const wide = policyId('policyAssignments', 'wide', managementGroupScope);
    arm.send('DELETE', assignment);
    put(arm, policyId('policyDefinitions', 'd', managementGroupScope), definitionBody());
    put(arm, wide, assignmentBody({ policyDefinitionId: policyId('policyDefinitions', 'd', managementGroupScope) }));
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(403);
    put(arm, at(managementGroupScope), exemptionBody({ policyAssignmentId: wide }));
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(201);
  });

  test('of another resource, member or assignment changes nothing', () => {
    const arm = armWithAssignment();
    const twin = policyId('policyDefinitions', 'twin');
    put(arm, twin, definitionBody());
    put(arm, initiative, initiativeBody({ policyDefinitions: [
      { policyDefinitionId: definition, policyDefinitionReferenceId: 'outbound' }, { policyDefinitionId: twin, policyDefinitionReferenceId: 'twin' },
    ] }));
    put(arm, at(`${cluster}-2`), exemptionBody());
    put(arm, at(cluster, 'member'), exemptionBody({ policyDefinitionReferenceIds: ['twin'] }));
    const refused = arm.send('PUT', cluster, leakingCluster());
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ error: { additionalInfo: [{ info: { policyDefinitionReferenceId: 'outbound', policyExemptionIds: [] } }] } });
  });

  test('ends at the moment it names', () => {
    const arm = armWithAssignment();
    put(arm, exemption, exemptionBody({ expiresOn: '2026-11-23T13:00:00Z' }));
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(201);
    arm.pass(60 * 60_000);
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(403);
  });

  test('goes with its resource group', () => {
    const arm = armWithAssignment();
    put(arm, exemption, exemptionBody());
    arm.send('DELETE', group);
    arm.pass(untilDone);
    expect(namesIn(arm, `${subscription}/providers/Microsoft.Authorization/policyExemptions`)).toEqual([]);
  });
});

describe('with a delay', () => {
  const delay = 30 * 60_000;

  test('an assignment bites only after it, the sooner the faster the sandbox is', () => {
    for (const [speed, wait] of [[1, delay], [10, delay / 10]] as const) {
      const arm = armWithAssignment({ policyDelay: delay, speed });
      arm.pass(wait - 1);
      expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(201);
      arm.pass(untilDone);
      expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(403);
    }
  });

  test('what stood before a change bites until then', () => {
    const arm = armWithAssignment({ policyDelay: delay });
    arm.pass(delay);
    put(arm, assignment, assignmentBody({ enforcementMode: 'DoNotEnforce' }));
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(403);
    arm.pass(delay);
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(201);
  });

  test('an exemption helps only after it', () => {
    const arm = armWithAssignment({ policyDelay: delay });
    arm.pass(delay);
    put(arm, exemption, exemptionBody());
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(403);
    arm.pass(delay);
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(201);
  });
});
