import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { differences } from '../../../../src/policy/objects/compare/differences.ts';
import type { PolicyObjectKind } from '../../../../src/policy/objects/policy-object.ts';

const rule: JsonObject = { if: { allOf: [{ field: 'type', equals: 'x' }, { field: 'name', in: ['a', 'b'] }] }, then: { effect: "[parameters('effect')]" } };
const bodies: Readonly<Record<Exclude<PolicyObjectKind, 'roleAssignment'>, JsonObject>> = {
  definition: { displayName: 'D', mode: 'Indexed', parameters: { effect: { type: 'String', allowedValues: ['Audit', 'Deny'], defaultValue: 'Audit' } }, policyRule: rule, metadata: { category: 'c' } },
  initiative: { displayName: 'I', parameters: {}, policyDefinitions: [{ policyDefinitionReferenceId: 'a', policyDefinitionId: '/subscriptions/X/a' }], metadata: {} },
  assignment: { displayName: 'A', policyDefinitionId: '/subscriptions/X/d', parameters: { list: { value: [] } }, nonComplianceMessages: [{ message: 'm' }] },
  exemption: { displayName: 'E', policyAssignmentId: '/subscriptions/X/a', exemptionCategory: 'Waiver', expiresOn: '2030-01-01T00:00:00.000Z' },
};
const body = (properties: JsonObject): JsonObject => ({ properties });

describe('what the service adds and rewrites is no difference', () => {
  test.each<[string, keyof typeof bodies, JsonObject]>([
    ['the kind of policy, its versions', 'definition', { policyType: 'Custom', version: '1.0.0', versions: ['1.0.0'] }],
    ['the case of parameter types', 'definition', { parameters: { effect: { type: 'string', allowedValues: ['Audit', 'Deny'], defaultValue: 'Audit' } } }],
    ['the case of the mode', 'definition', { mode: 'indexed' }],
    ['who made it and when', 'definition', { metadata: { category: 'c', createdBy: 'x', createdOn: '2026-01-01', updatedBy: null, updatedOn: null } }],
    ['metadata of others', 'definition', { metadata: { category: 'c', team: 'a' } }],
    ['an empty description', 'definition', { description: '' }],
    ['the order of members', 'definition', { policyRule: { then: rule['then'], if: rule['if'] } }],
    ['versions of members', 'initiative', { policyDefinitions: [{ policyDefinitionReferenceId: 'a', policyDefinitionId: '/Subscriptions/x/A', definitionVersion: '1.*.*', parameters: {}, groupNames: [] }] }],
    ['groups that are none', 'initiative', { policyDefinitionGroups: [] }],
    ['the scope, the default mode and version', 'assignment', { scope: '/x', enforcementMode: 'Default', definitionVersion: '1.*.*', instanceId: 'i' }],
    ['what people exclude', 'assignment', { notScopes: ['/x'], overrides: [{}], resourceSelectors: [{}] }],
    ['seven digits of a second', 'exemption', { expiresOn: '2030-01-01T00:00:00.0000000Z', assignmentScopeValidation: 'Default' }],
    ['no reference ids for all', 'exemption', { policyDefinitionReferenceIds: [] }],
  ])('%s', (_, kind, answered) => {
    expect(differences(kind, body(bodies[kind]), { id: '/X', name: 'x', systemData: {}, properties: { ...bodies[kind], ...answered } })).toEqual([]);
  });

  test('an identity that people gave an assignment', () => {
    expect(differences('assignment', body(bodies.assignment), { ...body(bodies.assignment), identity: { type: 'SystemAssigned', principalId: 'p' }, location: 'x' })).toEqual([]);
  });
});

describe('a change of meaning is one, with its line', () => {
  test.each<[string, keyof typeof bodies, JsonObject, readonly string[]]>([
    ['a display name', 'definition', { displayName: 'Old' }, ['displayName: Old → D']],
    ['a mode', 'definition', { mode: 'All' }, ['mode: all → indexed']],
    ['an operand', 'definition', { policyRule: { ...rule, if: { allOf: [{ field: 'type', equals: 'y' }, { field: 'name', in: ['a', 'b'] }] } } }, ['policyRule.if.allOf[0].equals: y → x']],
    ['an entry of a list', 'definition', { policyRule: { ...rule, if: { allOf: [{ field: 'type', equals: 'x' }, { field: 'name', in: ['a'] }] } } }, ['policyRule.if.allOf[1].in: + b']],
    ['a default', 'definition', { parameters: { effect: { type: 'String', allowedValues: ['Audit', 'Deny'], defaultValue: 'Deny' } } }, ['parameters.effect.defaultValue: Deny → Audit']],
    ['our metadata', 'definition', { metadata: { category: 'd' } }, ['metadata.category: d → c']],
    ['a text that is gone', 'definition', { description: 'Words.' }, ['description: Words. → not set']],
    ['a member', 'initiative', { policyDefinitions: [{ policyDefinitionReferenceId: 'a', policyDefinitionId: '/subscriptions/X/a' }, { policyDefinitionReferenceId: 'b', policyDefinitionId: '/b' }] }, ['policyDefinitions: - b']],
    ['a pinned version', 'initiative', { policyDefinitions: [{ policyDefinitionReferenceId: 'a', policyDefinitionId: '/subscriptions/X/a', definitionVersion: '1.2.*' }] }, ['policyDefinitions[a].definitionVersion: 1.2.* → not set']],
    ['an empty list where no value was', 'assignment', { parameters: {} }, ['parameters: not set → {"list":{"value":[]}}']],
    ['enforcement', 'assignment', { enforcementMode: 'DoNotEnforce' }, ['enforcementMode: donotenforce → default']],
    ['an end', 'exemption', { expiresOn: '2029-01-01T00:00:00Z' }, [expect.stringMatching(/^expiresOn: /) as unknown as string]],
    ['which rules', 'exemption', { policyDefinitionReferenceIds: ['a'] }, ['policyDefinitionReferenceIds: ["a"] → not set']],
  ])('%s', (_, kind, living, lines) => {
    expect(differences(kind, body(bodies[kind]), body({ ...bodies[kind], ...living }))).toEqual(lines);
  });

  test('many are counted', () => {
    const many = (value: string): JsonObject => body({ ...bodies.definition, metadata: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`m${index}`, value])) });
    const lines = differences('definition', many('new'), many('old'));
    expect([lines.length, lines.at(-1)]).toEqual([13, 'and 28 more']);
  });

  test('hostile names are names', () => {
    const metadata = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "x"}') as JsonObject;
    expect(differences('definition', body({ ...bodies.definition, metadata }), body(bodies.definition))).not.toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
