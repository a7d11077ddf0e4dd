import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../src/arm/json.ts';
import { bodyOf, cluster, codeOf, group, isolatedCluster, leakingCluster, openedCluster, subscription, untilDone, type TestArm } from './arm-client.ts';
import { armWithAssignment, assignment, assignmentBody, definition, initiative, policyId, put } from './policy-objects.ts';

const minutes = 60_000;
const day = 24 * 60 * minutes;
/** Not enforced, so that a cluster may be written that does not comply. */
const lenient = assignmentBody({ enforcementMode: 'DoNotEnforce' });

function armWithLenientAssignment(options: Parameters<typeof armWithAssignment>[0] = {}): TestArm {
  const arm = armWithAssignment(options);
  put(arm, assignment, lenient);
  return arm;
}

function statesAt(arm: TestArm, scope: string, query = ''): readonly JsonObject[] {
  const answer = arm.send('POST', `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults?api-version=2024-10-01${query}`);
  expect(answer.status).toBe(200);
  return arrayAt(answer.body, 'value').filter(isJsonObject);
}

const wordsAt = (arm: TestArm, scope: string, query = ''): readonly unknown[] => statesAt(arm, scope, query).map((state) => state['complianceState']);

describe('policy states', () => {
  test('are there a quarter of an hour after a write, and are as PolicyStates_QueryResourceScope.json has them', () => {
    const arm = armWithLenientAssignment();
    put(arm, cluster, openedCluster());
    expect(statesAt(arm, cluster)).toEqual([]);
    arm.pass(15 * minutes);
    expect(statesAt(arm, cluster)).toEqual([expect.objectContaining({
      '@odata.id': null,
      'complianceState': 'NonCompliant',
      'isCompliant': false,
      'managementGroupIds': 'contoso',
      'policyAssignmentId': assignment,
      'policyAssignmentScope': group,
      'policyDefinitionAction': 'deny',
      'policyDefinitionId': definition,
      'policyDefinitionName': 'aks-outbound-type',
      'policyDefinitionReferenceId': 'outbound',
      'policySetDefinitionId': initiative,
      'resourceType': '/Microsoft.ContainerService/managedClusters',
      'timestamp': '2026-11-23T12:15:00.1230000Z',
    })]);
  });

  test('stay what they were until Azure looks again: after a write, and once a day', () => {
    const arm = armWithLenientAssignment();
    put(arm, cluster, openedCluster());
    arm.pass(untilDone);
    expect(wordsAt(arm, cluster)).toEqual(['NonCompliant']);
    put(arm, cluster, isolatedCluster());
    expect(wordsAt(arm, cluster)).toEqual(['NonCompliant']);
    arm.pass(15 * minutes);
    expect(wordsAt(arm, cluster)).toEqual(['Compliant']);
    arm.pass(day);
    const [state] = statesAt(arm, cluster);
    expect([state?.['complianceState'], state?.['timestamp']]).toEqual(['Compliant', '2026-11-24T12:00:00.1230000Z']);
  });

  test('see things as they were when the evaluation was due, though nobody looked then', () => {
    const arm = armWithLenientAssignment();
    put(arm, cluster, openedCluster());
    arm.pass(untilDone);
    put(arm, cluster, isolatedCluster());
    expect(statesAt(arm, cluster)).toEqual([expect.objectContaining({ complianceState: 'NonCompliant', timestamp: '2026-11-23T12:15:00.1230000Z' })]);
  });

  test('come about half an hour after an assignment, and go with it', () => {
    const arm = armWithLenientAssignment();
    put(arm, cluster, openedCluster());
    arm.pass(30 * minutes);
    const second = policyId('policyAssignments', 'second', group);
    put(arm, second, assignmentBody({ policyDefinitionId: definition, enforcementMode: 'DoNotEnforce' }));
    arm.pass(29 * minutes);
    expect(statesAt(arm, cluster)).toHaveLength(1);
    arm.pass(minutes);
    expect(statesAt(arm, cluster).map((state) => state['policyAssignmentName'])).toEqual(['isolation', 'second']);
    arm.send('DELETE', assignment);
    expect(statesAt(arm, cluster).map((state) => state['policyAssignmentName'])).toEqual(['second']);
  });

  test('say Exempt of what is exempt, and nothing of what is excluded', () => {
    const arm = armWithLenientAssignment();
    put(arm, cluster, openedCluster());
    put(arm, policyId('policyExemptions', 'agreed', cluster), { properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver' } });
    arm.pass(30 * minutes);
    expect(wordsAt(arm, cluster)).toEqual(['Exempt']);
    put(arm, assignment, assignmentBody({ enforcementMode: 'DoNotEnforce', notScopes: [cluster] }));
    arm.pass(30 * minutes);
    expect(wordsAt(arm, cluster)).toEqual([]);
  });

  test('are those of the scope asked about, as far as they may be read, and of no resource that is gone', () => {
    const arm = armWithLenientAssignment();
    put(arm, cluster, openedCluster());
    arm.pass(untilDone);
    expect(wordsAt(arm, subscription)).toEqual(['NonCompliant']);
    expect(wordsAt(arm, '/providers/Microsoft.Management/managementGroups/contoso')).toEqual(['NonCompliant']);
    expect(wordsAt(arm, `${cluster}/agentPools/system`)).toEqual([]);
    arm.controls.deny(cluster);
    expect(wordsAt(arm, subscription)).toEqual([]);
    expect(codeOf(arm.send('POST', `${cluster}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults?api-version=2024-10-01`))).toBe('AuthorizationFailed');
    arm.controls.allow(cluster);
    arm.send('DELETE', cluster);
    arm.pass(untilDone);
    expect(wordsAt(arm, subscription)).toEqual([]);
  });

  test('are filtered and paged by an address that is asked in the same way', () => {
    const arm = armWithLenientAssignment({ pageSize: 1 });
    for (const [name, body] of [['one', leakingCluster()], ['two', isolatedCluster()]] as const) put(arm, cluster.replace('/demo', `/${name}`), body);
    arm.pass(untilDone);
    const first = arm.send('POST', `${group}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults?api-version=2024-10-01`);
    const next = textAt(first.body, '@odata.nextLink') ?? '';
    const second = arm.send('POST', next);
    expect([first, second].flatMap(({ body }) => arrayAt(body, 'value')).map((state) => at(state, 'complianceState'))).toEqual(['NonCompliant', 'Compliant']);
    expect(at(second.body, '@odata.nextLink')).toBeNull();
    expect(wordsAt(arm, group, `&$filter=${encodeURIComponent("ComplianceState eq 'Compliant' and isCompliant eq true")}`)).toEqual(['Compliant']);
    expect(codeOf(arm.send('POST', `${group}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults?api-version=2024-10-01&$filter=x`))).toBe('InvalidFilterInQueryString');
  });

  test('are summed up', () => {
    const arm = armWithLenientAssignment();
    put(arm, cluster, openedCluster());
    put(arm, cluster.replace('/demo', '/other'), isolatedCluster());
    arm.pass(untilDone);
    const [summary] = arrayAt(bodyOf(arm.send('POST', `${group}/providers/Microsoft.PolicyInsights/policyStates/latest/summarize?api-version=2024-10-01`)), 'value');
    expect(at(summary, 'results')).toMatchObject({ nonCompliantResources: 1, nonCompliantPolicies: 1, resourceDetails: [{ complianceState: 'noncompliant', count: 1 }, { complianceState: 'compliant', count: 1 }] });
    expect(arrayAt(summary, 'policyAssignments')).toEqual([expect.objectContaining({ policyAssignmentId: assignment, policySetDefinitionId: initiative })]);
  });

  test('are rows of Resource Graph', () => {
    const arm = armWithLenientAssignment();
    put(arm, cluster, openedCluster());
    const ask = (): readonly unknown[] => arrayAt(arm.send('POST', '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01', {
      subscriptions: [subscription.split('/')[2]],
      query: "policyresources | where type =~ 'microsoft.policyinsights/policystates' | project id, resourceGroup, state = tostring(properties.complianceState), resource = tostring(properties.resourceId)",
    }).body, 'data');
    expect(ask()).toEqual([]);
    arm.pass(15 * minutes);
    expect(ask()).toEqual([{ id: expect.stringMatching(/\/managedClusters\/demo\/providers\/Microsoft\.PolicyInsights\/policyStates\/[0-9a-f]{40}$/), resourceGroup: 'rg-demo', state: 'NonCompliant', resource: expect.stringMatching(/\/demo$/) }]);
    put(arm, cluster, isolatedCluster());
    arm.pass(15 * minutes);
    expect(ask()).toEqual([expect.objectContaining({ state: 'Compliant' })]);
  });
});

describe('an evaluation on demand', () => {
  const trigger = `${group}/providers/Microsoft.PolicyInsights/policyStates/latest/triggerEvaluation?api-version=2024-10-01`;

  test('is accepted, polled at its address, and evaluates the scope when it is over', () => {
    const arm = armWithLenientAssignment({ evaluationDelay: day });
    put(arm, cluster, openedCluster());
    const accepted = arm.send('POST', trigger);
    expect([accepted.status, accepted.headers?.['retry-after']]).toEqual([202, '30']);
    const location = accepted.headers?.['location'] ?? '';
    expect(arm.send('POST', trigger).headers?.['location']).toBe(location);
    expect(arm.send('GET', location).status).toBe(202);
    expect(statesAt(arm, cluster)).toEqual([]);
    arm.pass(3 * minutes);
    expect(arm.send('GET', location)).toMatchObject({ status: 200, body: { status: 'Succeeded' } });
    expect(wordsAt(arm, cluster)).toEqual(['NonCompliant']);
  });

  test.each([
    ['a group that is not there', trigger.replace('rg-demo', 'rg-no'), 'ResourceGroupNotFound'],
    ['a management group', trigger.replace(group, '/providers/Microsoft.Management/managementGroups/contoso'), 'InvalidResourceType'],
  ])('is refused for %s', (_, path, code) => {
    expect(codeOf(armWithLenientAssignment().send('POST', path))).toBe(code);
  });

  test('of another subscription is not known', () => {
    expect(codeOf(armWithLenientAssignment().send('GET', `${subscription}/providers/Microsoft.PolicyInsights/asyncOperationResults/none?api-version=2024-10-01`))).toBe('NotFound');
  });
});

describe('time runs as fast as the sandbox is set to', () => {
  test('for evaluations as well', () => {
    const arm = armWithLenientAssignment({ speed: 60 });
    put(arm, cluster, openedCluster());
    arm.pass(15_000);
    expect(wordsAt(arm, cluster)).toEqual(['NonCompliant']);
  });
});
