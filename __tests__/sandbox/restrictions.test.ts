import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, type JsonObject } from '../../src/arm/json.ts';
import { bundledDefinitions } from '../../src/policy/index.ts';
import { authorization, codeOf, group, isolatedCluster, leakingCluster, makeArmWithGroup, subscription, type TestArm } from './arm-client.ts';

const definition = `${subscription}/providers/${authorization}/policyDefinitions/aks-outbound-type`;
const initiative = `${subscription}/providers/${authorization}/policySetDefinitions/isolation`;
const type = 'Microsoft.ContainerService/managedClusters';
const check = `${group}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions?api-version=2024-10-01`;

/** The definition assigned by an initiative at a scope. */
function armWith(effect: string, { scope = group, ...properties }: JsonObject & { readonly scope?: string } = {}): TestArm {
  const arm = makeArmWithGroup();
  const body = bundledDefinitions.find(({ name }) => name === 'aks-outbound-type')?.document;
  expect(arm.send('PUT', definition, body).status).toBe(201);
  const members = [{ policyDefinitionId: definition, policyDefinitionReferenceId: 'outbound', parameters: { effect: { value: effect } } }];
  expect(arm.send('PUT', initiative, { properties: { policyDefinitions: members } }).status).toBe(201);
  expect(arm.send('PUT', `${scope}/providers/${authorization}/policyAssignments/isolation`, { properties: { policyDefinitionId: initiative, ...properties } }).status).toBe(201);
  return arm;
}

function details(content: JsonObject, more: JsonObject = {}): JsonObject {
  return { resourceDetails: { resourceContent: { type, name: 'demo', ...content }, apiVersion: '2026-05-01', ...more }, includeAuditEffect: true };
}

function evaluations(arm: TestArm, body: unknown, path = check): readonly unknown[] {
  const answer = arm.send('POST', path, body);
  expect(answer.status).toBe(200);
  return arrayAt(answer.body, 'contentEvaluationResult', 'policyEvaluations');
}

/** Source of the shapes: PolicyRestrictions_CheckAtResourceGroupScope.json of Azure/azure-rest-api-specs, 2024-10-01. */
describe('checkPolicyRestrictions', () => {
  test('tells the policies that a resource would not comply with, their effect, and what was compared', () => {
    expect(evaluations(armWith('Deny'), details(leakingCluster()))).toEqual([
      {
        policyInfo: { policyDefinitionId: definition, policySetDefinitionId: initiative, policyDefinitionReferenceId: 'outbound', policyAssignmentId: `${group}/providers/${authorization}/policyAssignments/isolation` },
        evaluationResult: 'NonCompliant',
        evaluationDetails: { evaluatedExpressions: expect.arrayContaining([expect.objectContaining({ result: 'True', expressionKind: 'field', path: 'properties.networkProfile.outboundType', expressionValue: 'loadBalancer' })]) },
        effectDetails: { policyEffect: 'Deny' },
      },
    ]);
  });

  test('tells nothing of those that it complies with, and answers both lists', () => {
    expect(armWith('Deny').send('POST', check, details(isolatedCluster())).body).toEqual({ fieldRestrictions: [], contentEvaluationResult: { policyEvaluations: [] } });
  });

  test('tells of audit only when asked to', () => {
    const arm = armWith('Audit');
    expect(evaluations(arm, details(leakingCluster()))).toHaveLength(1);
    expect(evaluations(arm, { ...details(leakingCluster()), includeAuditEffect: false })).toEqual([]);
  });

  test('knows the assignments above a scope, not those below', () => {
    const subscriptionCheck = check.replace('/resourceGroups/rg-demo', '');
    expect(evaluations(armWith('Deny', { scope: subscription }), details(leakingCluster()))).toHaveLength(1);
    expect(evaluations(armWith('Deny', { scope: subscription }), details(leakingCluster()), subscriptionCheck)).toHaveLength(1);
    expect(evaluations(armWith('Deny'), details(leakingCluster()), subscriptionCheck)).toEqual([]);
  });

  test('leaves out what is not enforced, and what a child is not below', () => {
    expect(evaluations(armWith('Deny', { enforcementMode: 'DoNotEnforce' }), details(leakingCluster()))).toEqual([]);
    const cluster = `${group}/providers/${type}/demo`;
    const pool = details({ type: `${type}/agentPools`, name: 'one', properties: {} }, { scope: cluster });
    expect(evaluations(armWith('Deny', { notScopes: [cluster] }), pool)).toEqual([]);
  });

  test.each([
    ['no details', {}, 400, 'InvalidRequestContent'],
    ['no type', { resourceDetails: { resourceContent: { name: 'x' } } }, 400, 'InvalidRequestContent'],
  ])('refuses %s', (_name, body, status, code) => {
    const answer = armWith('Deny').send('POST', check, body);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  test('writes nothing, and there is nothing at a group that is not there', () => {
    const arm = armWith('Deny');
    arm.send('POST', check, details(isolatedCluster()));
    expect(arrayAt(arm.send('GET', `${group}/providers/${type}`).body, 'value')).toEqual([]);
    expect(at(arm.send('POST', check.replace('rg-demo', 'rg-no'), details({})).body, 'error', 'code')).toBe('ResourceGroupNotFound');
  });
});
