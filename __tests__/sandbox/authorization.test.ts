import { describe, expect, test } from '@jest/globals';
import { at, textAt, type JsonObject } from '../../src/arm/json.ts';
import { managementGroupScope } from '../../src/sandbox/arm/hierarchy/subscriptions.ts';
import { principalId as caller, tenantId } from '../../src/sandbox/identities.ts';
import { bodyOf, cluster, codeOf, group, makeArm, makeArmWithGroup, messageOf, subscription, untilDone, type TestArm } from './arm-client.ts';
import { armWithAssignment, assignment, assignmentBody, clusterType, definition, definitionBody, initiative, initiativeBody, isCluster, namesIn, policyId, put, rule } from './policy-objects.ts';

const guid = (digit: number): string => `aaaaaaaa-0000-4000-8000-00000000000${digit}`;
const roleId = (role: string): string => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const someone = 'bbbbbbbb-0000-4000-8000-000000000001';

const assigned = (scope: string, digit = 1): string => policyId('roleAssignments', guid(digit), scope);
const roleAssignmentBody = (change: JsonObject = {}): JsonObject => ({ properties: { roleDefinitionId: roleId(reader), principalId: someone, ...change } });

describe('role definitions', () => {
  const list = `${subscription}/providers/Microsoft.Authorization/roleDefinitions`;

  test('are found by name and read by id', () => {
    const arm = makeArm();
    expect(namesIn(arm, list, "roleName eq 'resource policy contributor'")).toEqual(['36243c78-bf99-498c-9df9-86d9f8d28608']);
    expect(namesIn(arm, list, "roleName eq 'Nobody'")).toEqual([]);
    expect(namesIn(arm, list)).toEqual(expect.arrayContaining([reader, contributor, '8e3af657-a8ff-443c-a75c-2fe8c4bcb635']));
    expect(arm.send('GET', `/providers/Microsoft.Authorization/roleDefinitions/${contributor}`)).toMatchObject({
      status: 200,
      body: { id: `/providers/Microsoft.Authorization/roleDefinitions/${contributor}`, properties: { roleName: 'Contributor', type: 'BuiltInRole', assignableScopes: ['/'] } },
    });
    expect(arm.send('GET', `${list}/${contributor}`).body).toMatchObject({ id: roleId(contributor), name: contributor });
  });

  test('that are not there have their own code', () => {
    expect(makeArm().send('GET', `${list}/${guid(1)}`)).toMatchObject({ status: 404, body: { error: { code: 'RoleDefinitionDoesNotExist' } } });
  });
});

describe('a role assignment', () => {
  test('is answered in the shape of Azure; who created it shows later', () => {
    const arm = makeArmWithGroup();
    const { status, body } = arm.send('PUT', assigned(group), roleAssignmentBody({ description: 'ours' }));
    expect(status).toBe(201);
    expect(body).toEqual({
      properties: {
        roleDefinitionId: roleId(reader),
        principalId: someone,
        principalType: 'ServicePrincipal',
        scope: group,
        condition: null,
        conditionVersion: null,
        createdOn: expect.any(String),
        updatedOn: expect.any(String),
        createdBy: null,
        updatedBy: caller,
        delegatedManagedIdentityResourceId: null,
        description: 'ours',
      },
      id: assigned(group),
      type: 'Microsoft.Authorization/roleAssignments',
      name: guid(1),
    });
    expect(at(arm.send('GET', assigned(group)).body, 'properties', 'createdBy')).toBe(caller);
  });

  test.each([managementGroupScope, subscription, group, cluster])('can stand at %s', (scope) => {
    expect(makeArmWithGroup().send('PUT', assigned(scope), roleAssignmentBody()).status).toBe(201);
  });

  test('can get another description, and nothing else', () => {
    const arm = makeArmWithGroup();
    put(arm, assigned(group), roleAssignmentBody());
    expect(arm.send('PUT', assigned(group), roleAssignmentBody({ description: 'new' }))).toMatchObject({ status: 200, body: { properties: { description: 'new' } } });
    for (const [path, change] of [[assigned(group), { principalId: guid(9) }], [assigned(group), { roleDefinitionId: roleId(contributor) }], [assigned(subscription), {}]] as const) {
      const response = arm.send('PUT', path, roleAssignmentBody(change));
      expect([response.status, codeOf(response)]).toEqual([400, 'RoleAssignmentUpdateNotPermitted']);
    }
  });

  test('of the same principal, role and scope cannot have two names', () => {
    const arm = makeArmWithGroup();
    put(arm, assigned(group), roleAssignmentBody());
    expect(arm.send('PUT', assigned(group, 2), roleAssignmentBody())).toMatchObject({
      status: 409, body: { error: { code: 'RoleAssignmentExists', message: 'The role assignment already exists.' } },
    });
    expect(arm.send('PUT', assigned(subscription, 2), roleAssignmentBody()).status).toBe(201);
    expect(arm.send('PUT', assigned(group, 3), roleAssignmentBody({ roleDefinitionId: roleId(contributor) })).status).toBe(201);
  });

  test.each<readonly [string, string, JsonObject, number, string]>([
    ['a name that is no guid', policyId('roleAssignments', 'mine', group), roleAssignmentBody(), 400, 'InvalidRoleAssignmentId'],
    ['a principal that is no guid', assigned(group), roleAssignmentBody({ principalId: 'me' }), 400, 'InvalidPrincipalId'],
    ['a role that is not there', assigned(group), roleAssignmentBody({ roleDefinitionId: roleId(guid(7)) }), 400, 'RoleDefinitionDoesNotExist'],
    ['a group that is not there', assigned(`${group}-other`), roleAssignmentBody(), 404, 'ResourceGroupNotFound'],
    ['the tenant as scope', assigned(''), roleAssignmentBody(), 403, 'AuthorizationFailed'],
  ])('with %s is refused', (_, path, body, status, code) => {
    const response = makeArmWithGroup().send('PUT', path, body);
    expect([response.status, codeOf(response)]).toEqual([status, code]);
  });

  test('is shown once more when it is deleted, then absent', () => {
    const arm = makeArmWithGroup();
    put(arm, assigned(group), roleAssignmentBody());
    expect(arm.send('DELETE', assigned(subscription)).status).toBe(204);
    expect(arm.send('DELETE', assigned(group))).toMatchObject({ status: 200, body: { name: guid(1) } });
    expect(arm.send('DELETE', assigned(group)).status).toBe(204);
    expect(codeOf(arm.send('GET', assigned(group)))).toBe('RoleAssignmentNotFound');
  });

  test('goes with its resource group', () => {
    const arm = makeArmWithGroup();
    put(arm, assigned(cluster), roleAssignmentBody());
    arm.send('DELETE', group);
    arm.pass(untilDone);
    expect(namesIn(arm, `${subscription}/providers/Microsoft.Authorization/roleAssignments`)).toEqual([]);
  });

  test('is listed by scope and by principal', () => {
    const arm = makeArmWithGroup();
    const other = guid(9);
    const scopes = [managementGroupScope, subscription, group, cluster];
    for (const [index, scope] of scopes.entries()) put(arm, assigned(scope, index), roleAssignmentBody(index === 2 ? { principalId: other } : {}));
    const list = (filter = ''): readonly string[] => namesIn(arm, `${group}/providers/Microsoft.Authorization/roleAssignments`, filter);
    expect(list()).toEqual([guid(0), guid(1), guid(2), guid(3)]);
    expect(list('atScope()')).toEqual([guid(0), guid(1), guid(2)]);
    expect(list(`principalId eq '${someone}'`)).toEqual([guid(0), guid(1), guid(3)]);
    expect(list(`principalId eq ${someone}`)).toEqual([guid(0), guid(1), guid(3)]);
    expect(list(`assignedTo('${other}')`)).toEqual([guid(2)]);
    expect(list(`atScope() and assignedTo('${someone}')`)).toEqual([guid(0), guid(1)]);
    expect(codeOf(arm.send('GET', `${group}/providers/Microsoft.Authorization/roleAssignments?$filter=nonsense`))).toBe('InvalidFilterInQueryString');
  });
});

const modifying = policyId('policyDefinitions', 'modifying');
const deploying = policyId('policyDefinitions', 'deploying');
const roleDefinitionIds = [roleId(contributor)];
const effect = { effect: { type: 'String', defaultValue: 'Deny' } };
const modifyRule = rule(isCluster, "[parameters('effect')]", {
  roleDefinitionIds, operations: [{ operation: 'addOrReplace', field: `${clusterType}/apiServerAccessProfile.disableRunCommand`, value: true }],
});
const deployRule = rule(isCluster, 'auditIfNotExists', { type: clusterType, roleDefinitionIds, deployment: { properties: { mode: 'incremental', template: {} } } });

function armWithDefinitions(): TestArm {
  const arm = armWithAssignment();
  put(arm, modifying, definitionBody({ parameters: effect, policyRule: modifyRule }));
  put(arm, deploying, definitionBody({ policyRule: deployRule }));
  return arm;
}

const of = (policyDefinitionId: string, value = 'Modify'): JsonObject => ({ policyDefinitionId, ...(policyDefinitionId === modifying ? { parameters: { effect: { value } } } : {}) });
const system = { location: 'West Europe', identity: { type: 'SystemAssigned' } };
const own = policyId('policyAssignments', 'own', group);
const principalOf = (response: { readonly body?: unknown }): string | undefined => textAt(response.body, 'identity', 'principalId');

describe('the identity of an assignment', () => {
  test('is its own, stays while it stands and goes with it', () => {
    const arm = armWithDefinitions();
    const first = arm.send('PUT', own, assignmentBody(of(modifying), system));
    expect(first).toMatchObject({ status: 201, body: { location: 'West Europe', identity: { type: 'SystemAssigned', tenantId, principalId: expect.stringMatching(/^[0-9a-f-]{36}$/) } } });
    const other = arm.send('PUT', policyId('policyAssignments', 'other', group), assignmentBody(of(modifying), system));
    const second = arm.send('PUT', own, assignmentBody({ ...of(modifying), displayName: 'New' }, system));
    expect(principalOf(second)).toBe(principalOf(first));
    expect(new Set([principalOf(first), principalOf(other), caller]).size).toBe(3);
    arm.send('DELETE', own);
    expect(principalOf(arm.send('PUT', own, assignmentBody(of(modifying), system)))).not.toBe(principalOf(first));
  });

  test('of the user is answered with its ids, the same each time', () => {
    const arm = armWithDefinitions();
    const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/fixer`;
    const rest = { location: 'westeurope', identity: { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } } };
    const [first, second] = [own, policyId('policyAssignments', 'other', group)].map((path) => bodyOf(arm.send('PUT', path, assignmentBody(of(modifying), rest))));
    expect(first?.['identity']).toEqual({ type: 'UserAssigned', userAssignedIdentities: { [id]: { principalId: expect.any(String), clientId: expect.any(String) } } });
    expect(second?.['identity']).toEqual(first?.['identity']);
  });

  test.each<readonly [string, JsonObject, string, RegExp]>([
    ['no location', { identity: { type: 'SystemAssigned' } }, 'FailedIdentityOperation', /policyAssignments\/own' failed since identity is unavailable for location ''\.$/],
    ['no user-assigned identity', { location: 'westeurope', identity: { type: 'UserAssigned', userAssignedIdentities: {} } }, 'InvalidCreatePolicyAssignmentRequest', /exactly one/],
  ])('with %s is refused', (_, rest, code, text) => {
    const response = armWithDefinitions().send('PUT', own, assignmentBody(of(modifying), rest));
    expect([response.status, codeOf(response)]).toEqual([400, code]);
    expect(messageOf(response)).toMatch(text);
  });

  test('cannot move to another location', () => {
    const arm = armWithDefinitions();
    put(arm, own, assignmentBody(of(modifying), system));
    expect(codeOf(arm.send('PUT', own, assignmentBody(of(modifying), { ...system, location: 'northeurope' })))).toBe('InvalidLocationUpdate');
    expect(arm.send('PUT', own, assignmentBody(of(modifying), { ...system, location: 'westeurope' })).status).toBe(201);
  });

  test('is required by what modifies, if the assignment has it modify', () => {
    const arm = armWithDefinitions();
    const refused = arm.send('PUT', own, assignmentBody(of(modifying)));
    expect(codeOf(refused)).toBe('ResourceIdentityRequired');
    expect(messageOf(refused)).toBe(
      "The policy assignment 'own' request is invalid. Policy assignments must include a 'managed identity' when assigning 'Modify' policy definitions. "
      + 'Please see https://aka.ms/azurepolicyremediation for usage information.',
    );
    expect(arm.send('PUT', own, assignmentBody(of(modifying, 'Audit'))).status).toBe(201);
    const override = { overrides: [{ kind: 'policyEffect', value: 'Modify' }] };
    expect(codeOf(arm.send('PUT', own, assignmentBody({ ...of(modifying, 'Audit'), ...override })))).toBe('ResourceIdentityRequired');
  });

  test('is required by what could deploy, whatever its effect, alone and in an initiative', () => {
    const arm = armWithDefinitions();
    expect(codeOf(arm.send('PUT', own, assignmentBody(of(deploying))))).toBe('ResourceIdentityRequired');
    const broad = policyId('policySetDefinitions', 'broad');
    put(arm, broad, initiativeBody({ policyDefinitions: [{ policyDefinitionId: definition }, { policyDefinitionId: deploying }] }));
    expect(messageOf(arm.send('PUT', own, assignmentBody(of(broad))))).toMatch(/contain a deployment in the effect details/);
    expect(arm.send('PUT', own, assignmentBody(of(broad), system)).status).toBe(201);
  });

  test('is not required by what only looks', () => {
    expect(armWithDefinitions().send('PUT', assignment, assignmentBody(of(initiative))).status).toBe(201);
  });
});

describe('a new identity', () => {
  const delay = 60_000;

  function armWithIdentity(): { readonly arm: TestArm; readonly principalId: string } {
    const arm = makeArmWithGroup({ principalDelay: delay });
    put(arm, modifying, definitionBody({ parameters: effect, policyRule: modifyRule }));
    return { arm, principalId: principalOf(arm.send('PUT', own, assignmentBody(of(modifying), system))) ?? '' };
  }

  test('is not found by role assignments for a while', () => {
    const { arm, principalId } = armWithIdentity();
    const response = arm.send('PUT', assigned(group), roleAssignmentBody({ principalId }));
    expect([response.status, codeOf(response)]).toEqual([400, 'PrincipalNotFound']);
    expect(messageOf(response)).toContain(`Principal ${principalId.replaceAll('-', '')} does not exist in the directory ${tenantId}.`);
    arm.pass(delay);
    expect(arm.send('PUT', assigned(group), roleAssignmentBody({ principalId })).status).toBe(201);
  });

  test('is taken at once when the request says what it is', () => {
    const { arm, principalId } = armWithIdentity();
    expect(arm.send('PUT', assigned(group), roleAssignmentBody({ principalId, principalType: 'ServicePrincipal' })).status).toBe(201);
  });

  test('is found no more when its assignment is gone, while its role assignments stay', () => {
    const { arm, principalId } = armWithIdentity();
    arm.pass(delay);
    put(arm, assigned(group), roleAssignmentBody({ principalId }));
    arm.send('DELETE', own);
    expect(arm.send('GET', assigned(group)).status).toBe(200);
    expect(codeOf(arm.send('PUT', assigned(subscription, 2), roleAssignmentBody({ principalId })))).toBe('PrincipalNotFound');
  });
});
