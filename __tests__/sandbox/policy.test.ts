import { describe, expect, test } from '@jest/globals';
import { at, type JsonObject } from '../../src/arm/json.ts';
import { managementGroupScope } from '../../src/sandbox/arm/hierarchy/subscriptions.ts';
import { principalId } from '../../src/sandbox/identities.ts';
import {
  authorization, bodyOf, cluster, codeOf, group, isolatedCluster, leakingCluster, makeArm, makeArmWithGroup, messageOf, subscription, untilDone, type TestArm,
} from './arm-client.ts';

const definition = `${subscription}/providers/${authorization}/policyDefinitions/aks-outbound-type`;
const initiative = `${subscription}/providers/${authorization}/policySetDefinitions/isolation`;
const assignment = `${group}/providers/${authorization}/policyAssignments/isolation`;

const field = 'Microsoft.ContainerService/managedClusters/networkProfile.outboundType';

/** Built from text, since an object literal with `then` looks like a promise. */
function rule(condition: JsonObject, effect: string): unknown {
  return JSON.parse(`{ "if": ${JSON.stringify(condition)}, "then": { "effect": ${JSON.stringify(effect)} } }`);
}

function definitionBody(change: JsonObject = {}): JsonObject {
  return {
    properties: {
      mode: 'Indexed',
      displayName: 'Outbound type must be none',
      metadata: { version: '1.2.0', category: 'Kubernetes' },
      parameters: { allowed: { type: 'array', defaultValue: ['none', 'block'] }, effect: { type: 'string', defaultValue: 'Deny' } },
      policyRule: rule({ allOf: [{ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, { field, notIn: "[parameters('allowed')]" }] }, "[parameters('effect')]"),
      ...change,
    },
  };
}

const initiativeBody = {
  properties: {
    displayName: 'Isolation',
    metadata: { version: '3.0.0' },
    policyDefinitions: [{ policyDefinitionId: definition, policyDefinitionReferenceId: 'outbound' }],
  },
};

function assignmentBody(change: JsonObject = {}): JsonObject {
  return { properties: { displayName: 'Keep isolated', policyDefinitionId: definition, ...change } };
}

function armWithAssignment(change: JsonObject = {}): TestArm {
  const arm = makeArmWithGroup();
  expect(arm.send('PUT', definition, definitionBody()).status).toBe(201);
  expect(arm.send('PUT', initiative, initiativeBody).status).toBe(201);
  expect(arm.send('PUT', assignment, assignmentBody(change)).status).toBe(201);
  return arm;
}

describe('a policy definition', () => {
  test('gets its type, who wrote it and parameter types in their own case', () => {
    const { status, body } = makeArm().send('PUT', definition, definitionBody());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: definition,
      type: 'Microsoft.Authorization/policyDefinitions',
      name: 'aks-outbound-type',
      properties: {
        policyType: 'Custom',
        metadata: { category: 'Kubernetes', createdBy: principalId, createdOn: expect.any(String), updatedBy: null, updatedOn: null },
        parameters: { allowed: { type: 'Array' }, effect: { type: 'String' } },
      },
      systemData: { createdByType: 'Application' },
    });
  });

  test('is answered 201 on change too, keeps its mode and its first author', () => {
    const arm = makeArm();
    const before = bodyOf(arm.send('PUT', definition, definitionBody()));
    arm.pass(1000);
    const { status, body } = arm.send('PUT', definition, definitionBody({ mode: undefined, displayName: 'New' }));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      properties: {
        displayName: 'New',
        mode: 'Indexed',
        metadata: { createdOn: at(before, 'properties', 'metadata', 'createdOn'), updatedBy: principalId, updatedOn: expect.any(String) },
      },
    });
    expect(arm.send('GET', definition.toLowerCase()).body).toEqual(body);
  });

  test('that is missing has its own code', () => {
    const response = makeArm().send('GET', definition);
    expect(response.status).toBe(404);
    expect(response.body).toEqual({ error: { code: 'PolicyDefinitionNotFound', message: "The policy definition 'aks-outbound-type' could not be found." } });
  });

  test.each([
    ['a rule that is none', definition, definitionBody({ policyRule: rule({ field: 'type' }, 'deny') }), 400, 'InvalidPolicyRule'],
    ['no rule', definition, definitionBody({ policyRule: undefined }), 400, 'InvalidPolicyRule'],
    ['a long name', `${definition}${'x'.repeat(60)}`, definitionBody(), 400, 'InvalidPolicyDefinitionName'],
    ['a long description', definition, definitionBody({ description: 'x'.repeat(513) }), 400, 'InvalidCreatePolicyDefinitionRequest'],
    ['a resource group as scope', definition.replace('/providers', '/resourceGroups/rg-demo/providers'), definitionBody(), 400, 'InvalidScope'],
    ['the tenant as scope', `/providers/${authorization}/policyDefinitions/x`, definitionBody(), 403, 'AuthorizationFailed'],
    ['an unknown management group', `/providers/Microsoft.Management/managementGroups/other/providers/${authorization}/policyDefinitions/x`, definitionBody(), 404, 'NotFound'],
  ])('with %s is refused', (_, path, body, status, code) => {
    const response = makeArmWithGroup().send('PUT', path, body);
    expect([response.status, codeOf(response)]).toEqual([status, code]);
  });

  test('in use cannot be deleted; then it can, once', () => {
    const arm = armWithAssignment();
    expect(codeOf(arm.send('DELETE', definition))).toBe('InvalidDeletePolicyDefinitionRequest');
    expect(arm.send('DELETE', assignment).status).toBe(200);
    expect(codeOf(arm.send('DELETE', definition))).toBe('InvalidDeletePolicyDefinitionRequest');
    expect(arm.send('DELETE', initiative).status).toBe(200);
    expect([arm.send('DELETE', definition).status, arm.send('DELETE', definition).status]).toEqual([200, 204]);
  });
});

describe('a policy assignment', () => {
  test('gets its scope, a definition version and a default mode', () => {
    const body = bodyOf(armWithAssignment().send('GET', assignment));
    expect(body).toMatchObject({
      id: assignment,
      properties: { scope: group, definitionVersion: '1.*.*', enforcementMode: 'Default', metadata: { createdBy: principalId, updatedOn: null } },
    });
  });

  test.each([
    ['a definition that is not there', assignment, assignmentBody({ policyDefinitionId: `${definition}-other` }), 404, 'PolicyDefinitionNotFound'],
    ['an initiative that is not there', assignment, assignmentBody({ policyDefinitionId: `${initiative}-other` }), 404, 'PolicySetDefinitionNotFound'],
    ['a definition from below', `${managementGroupScope}/providers/${authorization}/policyAssignments/a`, assignmentBody(), 400, 'InvalidCreatePolicyAssignmentRequest'],
    ['a parameter that nobody declares', assignment, assignmentBody({ parameters: { colour: { value: 'red' } } }), 400, 'InvalidCreatePolicyAssignmentRequest'],
    ['a group that is not there', assignment.replace('rg-demo', 'rg-other'), assignmentBody(), 404, 'ResourceGroupNotFound'],
    ['25 characters at a management group', `${managementGroupScope}/providers/${authorization}/policyAssignments/${'a'.repeat(25)}`, assignmentBody(), 400, 'InvalidPolicyAssignmentName'],
  ])('with %s is refused', (_, path, body, status, code) => {
    const response = armWithAssignment().send('PUT', path, body);
    expect([response.status, codeOf(response)]).toEqual([status, code]);
  });

  test('is listed by scope', () => {
    const arm = armWithAssignment();
    arm.send('PUT', `${subscription}/providers/${authorization}/policyAssignments/wide`, assignmentBody());
    const list = (scope: string, filter = ''): unknown => {
      const { body } = arm.send('GET', `${scope}/providers/${authorization}/policyAssignments?$filter=${encodeURIComponent(filter)}`);
      return (at(body, 'value') as readonly { name: string }[]).map(({ name }) => name);
    };
    expect(list(group)).toEqual(['isolation', 'wide']);
    expect(list(group, 'atExactScope()')).toEqual(['isolation']);
    expect(list(subscription, 'atExactScope()')).toEqual(['wide']);
    expect(list(subscription, 'atScope()')).toEqual(['wide']);
    expect(list(cluster, 'atScope()')).toEqual(['isolation', 'wide']);
    expect(list(group, `policyDefinitionId eq '${definition}'`)).toEqual(['isolation', 'wide']);
    expect(codeOf(arm.send('GET', `${group}/providers/${authorization}/policyAssignments?$filter=nonsense`))).toBe('InvalidFilterInQueryString');
  });

  test('goes with its resource group', () => {
    const arm = armWithAssignment();
    arm.send('DELETE', group);
    arm.pass(untilDone);
    arm.send('PUT', group, { location: 'westeurope' });
    expect(codeOf(arm.send('GET', assignment))).toBe('PolicyAssignmentNotFound');
  });
});

describe('enforcement', () => {
  test('lets a cluster pass that fits, and refuses one that does not, before the service sees it', () => {
    const arm = armWithAssignment();
    expect(arm.send('PUT', cluster, leakingCluster({ dnsPrefix: undefined })).status).toBe(403);
    expect(codeOf(arm.send('GET', cluster))).toBe('ResourceNotFound');
    expect(arm.send('PUT', cluster, isolatedCluster()).status).toBe(201);
  });

  test('answers in the shape of Azure', () => {
    const { status, body } = armWithAssignment().send('PUT', cluster, leakingCluster());
    expect(status).toBe(403);
    const identifiers = JSON.stringify([{
      policyAssignment: { name: 'Keep isolated', id: assignment },
      policyDefinition: { name: 'Outbound type must be none', id: definition, version: '1.2.0' },
    }]);
    expect(body).toEqual({
      error: {
        code: 'RequestDisallowedByPolicy',
        target: 'demo',
        message: `Resource 'demo' was disallowed by policy. Policy identifiers: '${identifiers}'.`,
        additionalInfo: [{
          type: 'PolicyViolation',
          info: {
            evaluationDetails: {
              evaluatedExpressions: expect.arrayContaining([{
                result: 'True',
                expressionKind: 'Field',
                expression: field,
                path: 'properties.networkProfile.outboundType',
                expressionValue: 'loadBalancer',
                targetValue: ['none', 'block'],
                operator: 'NotIn',
              }]),
            },
            policyDefinitionId: definition,
            policyDefinitionName: 'aks-outbound-type',
            policyDefinitionDisplayName: 'Outbound type must be none',
            policyDefinitionVersion: '1.2.0',
            policyDefinitionEffect: 'deny',
            policyAssignmentId: assignment,
            policyAssignmentName: 'isolation',
            policyAssignmentDisplayName: 'Keep isolated',
            policyAssignmentScope: group,
            policyAssignmentParameters: {},
            policyExemptionIds: [],
            policyEnrollmentIds: [],
          },
        }],
      },
    });
  });

  test('names the initiative and gives the non-compliance message as the reason', () => {
    const arm = armWithAssignment({
      policyDefinitionId: initiative,
      nonComplianceMessages: [{ message: 'General.' }, { message: 'Traffic would leave.', policyDefinitionReferenceId: 'outbound' }],
    });
    const response = arm.send('PUT', cluster, leakingCluster());
    expect(messageOf(response)).toBe(
      "Resource 'demo' was disallowed by policy. Reasons: 'Traffic would leave.'. See error details for policy resource IDs.",
    );
    expect(at(response.body, 'error', 'additionalInfo')).toMatchObject([{
      info: {
        evaluationDetails: { reason: 'Traffic would leave.' },
        policySetDefinitionId: initiative,
        policySetDefinitionName: 'isolation',
        policySetDefinitionDisplayName: 'Isolation',
        policySetDefinitionVersion: '3.0.0',
        policyDefinitionReferenceId: 'outbound',
      },
    }]);
  });

  test.each([
    ['an assignment that does not enforce', { enforcementMode: 'DoNotEnforce' }],
    ['the effect audit', { parameters: { effect: { value: 'Audit' } } }],
    ['the effect disabled', { parameters: { effect: { value: 'Disabled' } } }],
    ['a scope left out', { notScopes: [group] }],
  ])('does not happen with %s', (_, change) => {
    expect(armWithAssignment(change).send('PUT', cluster, leakingCluster()).status).toBe(201);
  });

  test('is also what happens when a rule fails while it is evaluated', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', definition, definitionBody({
      parameters: {},
      policyRule: rule({ value: "[substring(field('name'), 0, 50)]", equals: 'x' }, 'audit'),
    }));
    arm.send('PUT', assignment, assignmentBody());
    expect(codeOf(arm.send('PUT', cluster, isolatedCluster()))).toBe('RequestDisallowedByPolicy');
  });

  test('reaches down from a management group and from a subscription', () => {
    for (const scope of [managementGroupScope, subscription]) {
      const arm = makeArmWithGroup();
      const id = `${managementGroupScope}/providers/${authorization}/policyDefinitions/d`;
      arm.send('PUT', id, definitionBody());
      expect(arm.send('PUT', `${scope}/providers/${authorization}/policyAssignments/a`, assignmentBody({ policyDefinitionId: id })).status).toBe(201);
      expect(codeOf(arm.send('PUT', cluster, leakingCluster()))).toBe('RequestDisallowedByPolicy');
    }
  });

  test('sees agent pools, but not the action that upgrades their images', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', cluster, isolatedCluster());
    arm.pass(untilDone);
    const type = 'Microsoft.ContainerService/managedClusters/agentPools';
    arm.send('PUT', definition, definitionBody({
      // Indexed leaves out types without tags and location, as pools are.
      mode: 'All',
      parameters: {},
      policyRule: rule({ allOf: [{ field: 'type', equals: type }, { field: `${type}/enableNodePublicIP`, notEquals: false }] }, 'deny'),
    }));
    arm.send('PUT', assignment, assignmentBody());
    const pool = `${cluster}/agentPools/extra`;
    expect(codeOf(arm.send('PUT', pool, { properties: { enableNodePublicIP: true } }))).toBe('RequestDisallowedByPolicy');
    expect(arm.send('PUT', pool, { properties: { enableNodePublicIP: false } }).status).toBe(201);
    expect(arm.send('POST', `${cluster}/agentPools/system/upgradeNodeImageVersion`).status).toBe(202);
  });
});

test('a definition cannot come to want what its assignments do not give', () => {
  const arm = armWithAssignment();
  const wanting = definitionBody({ parameters: { allowed: { type: 'array' }, effect: { type: 'string', defaultValue: 'Deny' } } });
  const response = arm.send('PUT', definition, wanting);
  expect([response.status, codeOf(response)]).toEqual([400, 'InvalidPolicyParameterUpdate']);
  expect(codeOf(arm.send('PUT', cluster, leakingCluster()))).toBe('RequestDisallowedByPolicy');
});

test('a list comes in pages that follow each other', () => {
  const arm = makeArm({ pageSize: 2 });
  for (const name of ['a', 'b', 'c', 'd', 'e']) arm.send('PUT', `${subscription}/providers/${authorization}/policyDefinitions/${name}`, definitionBody());
  const names: unknown[] = [];
  let next: unknown = `${subscription}/providers/${authorization}/policyDefinitions?$filter=atExactScope()`;
  for (let pages = 0; typeof next === 'string'; pages += 1) {
    expect(pages).toBeLessThan(3);
    const body = bodyOf(arm.send('GET', next));
    names.push(...(body['value'] as readonly { name: string }[]).map(({ name }) => name));
    next = body['nextLink'];
  }
  expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
});
