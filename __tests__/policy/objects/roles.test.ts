import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { bindObjects } from '../../../src/policy/objects/library/bind-objects.ts';
import { effectOf, needsIdentity, roleAssignmentsFor, rolesNeeded, type RoleWish } from '../../../src/policy/objects/roles.ts';
import { roleStampOf } from '../../../src/policy/objects/stamp.ts';
import { assignment, assignmentId, definition, definitionId, group, managementGroup, propertiesOf, subscription } from './objects.ts';

const roleId = (letter: string): string => `/providers/Microsoft.Authorization/roleDefinitions/${letter.repeat(8)}-0000-0000-0000-000000000000`;

function bound(effect: string, details?: JsonObject, value?: string) {
  const rule = definition('a', {}, {
    parameters: { effect: { type: 'String', defaultValue: 'Audit' } },
    policyRule: { if: { field: 'type', equals: 'Microsoft.Network/virtualNetworks' }, then: { effect, ...(details === undefined ? {} : { details }) } },
  });
  return bindObjects([rule, assignment('a', definitionId('a'), value === undefined ? {} : { parameters: { effect: { value } } })]);
}

const modifying = { roleDefinitionIds: [roleId('B'), roleId('a'), roleId('b')], operations: [{ operation: 'addOrReplace', field: 'tags[x]', value: 'y' }] };
const deploying = { type: 'Microsoft.Network/routeTables', roleDefinitionIds: [roleId('a')], deployment: { properties: { mode: 'incremental', template: {} } } };
const chosen = "[parameters('effect')]";

describe('the roles that an identity needs', () => {
  test.each<[string, ReturnType<typeof bound>, readonly string[], boolean]>([
    ['none for what only looks', bound('audit'), [], false],
    ['those of what modifies, once each, in lower case', bound('modify', modifying), [roleId('a'), roleId('b')], true],
    ['those of the effect that is chosen', bound(chosen, modifying, 'Modify'), [roleId('a'), roleId('b')], true],
    ['none for the default that looks', bound(chosen, modifying), [], false],
    ['those of what deploys', bound('deployIfNotExists', deploying), [roleId('a')], true],
    ['none for what could deploy and is told not to; but it needs an identity', bound(chosen, deploying, 'AuditIfNotExists'), [], true],
  ])('%s', (_, policies, roles, identity) => {
    expect([rolesNeeded(policies), needsIdentity(policies)]).toEqual([roles.map((role) => role.toLowerCase()), identity]);
  });

  test('an effect is the one written, or the value of its parameter', () => {
    expect([bound('deny'), bound(chosen), bound(chosen, undefined, 'Deny'), bound("[if(true(), 'deny', 'audit')]")].map(([policy]) => policy === undefined ? undefined : effectOf(policy))).toEqual(['deny', 'Audit', 'Deny', 'Audit']);
  });
});

describe('role assignments', () => {
  const wish: RoleWish = { assignmentId: assignmentId('a'), scope: group, principalId: 'P', roles: [roleId('a'), roleId('b')] };
  const given = (role: string, changes: JsonObject = {}): JsonObject => ({ properties: { roleDefinitionId: role, principalId: 'p', scope: group, ...changes } });
  const made = (living: readonly JsonObject[], changes: Partial<RoleWish> = {}) => roleAssignmentsFor({ ...wish, ...changes }, living, 'platform', (text) => Buffer.from(text).toString('hex'));

  test('are made for what is missing, and say whose they are', () => {
    const [first, ...rest] = made([]);
    expect(rest).toHaveLength(1);
    expect(first?.id).toBe(`${group}/providers/Microsoft.Authorization/roleAssignments/${first?.name ?? ''}`);
    expect(propertiesOf(first?.body ?? {})).toMatchObject({ roleDefinitionId: roleId('a'), principalId: 'P', principalType: 'ServicePrincipal' });
    expect(roleStampOf(first?.body)).toEqual({ owner: 'platform', assignmentId: assignmentId('a') });
  });

  test('have the same name in every run, and another for another identity, role or scope', () => {
    const names = [made([]), made([], { principalId: 'q' }), made([], { scope: subscription })].flat().map(({ name }) => name);
    expect(new Set(names).size).toBe(6);
    expect(made([], { principalId: 'p', scope: group.toUpperCase() }).map(({ name }) => name)).toEqual(names.slice(0, 2));
  });

  test.each<[string, JsonObject, boolean]>([
    ['at the scope', given(roleId('a')), true], ['above it', given(roleId('a'), { scope: subscription }), true],
    ['as Azure answers it, below the subscription', given(`${subscription}${roleId('A').toUpperCase()}`), true],
    ['at a management group, which may not be above', given(roleId('a'), { scope: managementGroup }), false],
    ['below it', given(roleId('a'), { scope: `${group}/providers/x/y/z` }), false], ['at a group that begins alike', given(roleId('a'), { scope: `${group}2` }), false],
    ['to somebody else', given(roleId('a'), { principalId: 'q' }), false], ['of another role', given(roleId('c')), false], ['without a scope', given(roleId('a'), { scope: null }), false],
  ])('one %s is as good: %s', (_, living, isGood) => {
    expect(made([living]).map(({ body }) => propertiesOf(body)['roleDefinitionId'])).toEqual(isGood ? [roleId('b')] : [roleId('a'), roleId('b')]);
  });
});
