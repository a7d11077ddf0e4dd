import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { differences } from '../../../../src/policy/objects/compare/differences.ts';
import type { WantedObject } from '../../../../src/policy/objects/plan.ts';
import { objectId, type PolicyObjectKind } from '../../../../src/policy/objects/policy-object.ts';
import { answered, assignment, assignmentId, clusterId, definition, definitionId, exemption, group, initiative, initiativeId, propertiesOf, withProperties } from '../objects.ts';

/** The lines between what is wanted and what lives of it, after changes on either side. */
function lines(object: WantedObject, alive: JsonObject = {}, asked: JsonObject = {}): readonly string[] {
  const answer = answered(objectId(object.kind, object.scope, object.name), object.body);
  return differences(object.kind, withProperties(object.body, asked), withProperties(answer, alive));
}

const set = initiative('set', ['a', 'b'], { effect: 'Audit' });
const assigned = assignment('set', initiativeId('set'), { parameters: { effect: { value: 'Deny' } }, nonComplianceMessages: [{ message: 'No.' }] });
const exempt = exemption('legacy', assignmentId('set'), { expiresOn: '2026-03-01T00:00:00.000Z', policyDefinitionReferenceIds: ['a'] });
const full = definition('a', { effect: 'Audit' }, { parameters: { list: { type: 'array', metadata: { displayName: 'List' }, defaultValue: [] } } });

describe('no difference is', () => {
  test.each<[string, WantedObject, JsonObject, JsonObject?]>([
    ['what the service adds to a definition', full, {}],
    ['what the service adds to an initiative', set, {}],
    ['what the service adds to an assignment', assigned, {}],
    ['what the service adds to an exemption', exempt, {}],
    ['a mode that nobody wrote', definition('a', {}, { mode: undefined }), { mode: 'Indexed' }],
    ['a mode in other letters', definition('a', {}, { mode: 'all' }), { mode: 'All' }],
    ['an enforcement mode that nobody wrote', assignment('set', initiativeId('set'), { enforcementMode: undefined }), {}],
    ['the target of an assignment in other letters', assigned, { policyDefinitionId: initiativeId('set').toUpperCase() }],
    ['the assignment of an exemption in other letters', exempt, { policyAssignmentId: assignmentId('set').replace('resourceGroups', 'resourcegroups') }],
    ['the end of an exemption with seven decimals', exempt, { expiresOn: '2026-03-01T00:00:00.0000000Z' }],
    ['the end of an exemption without an offset, which is UTC', exempt, { expiresOn: '2026-03-01T00:00:00' }],
    ['the end of an exemption with an offset', exempt, { expiresOn: '2026-03-01T01:00:00+01:00' }],
    ['an empty description', definition('a'), { description: '' }],
    ['a description that is null', definition('a'), { description: null }],
    ['no parameters at all', definition('a', {}, { parameters: undefined }), { parameters: {} }],
    ['no groups at all', set, { policyDefinitionGroups: [] }],
    ['no values at all', assignment('set', initiativeId('set')), { parameters: {} }],
    ['no messages at all', assignment('set', initiativeId('set')), { nonComplianceMessages: [] }],
    ['no references at all', exemption('x', assignmentId('set')), { policyDefinitionReferenceIds: [] }],
    ['metadata of somebody else', assigned, { metadata: { team: 'platform', createdBy: 'x' } }],
    ['only metadata of somebody else', assignment('set', initiativeId('set'), { metadata: undefined }), { metadata: { team: 'platform' } }],
    ['what people set beside us', assigned, { notScopes: [`${group}-x`], overrides: [{ kind: 'policyEffect', value: 'Audit' }], resourceSelectors: [{ name: 's' }], definitionVersion: '1.2.*' }],
    ['a scope left out in other letters', assignment('set', initiativeId('set'), { notScopes: [group] }), { notScopes: [group.toUpperCase()] }],
    ['the order of keys', full, { policyRule: { then: { effect: 'audit' }, if: { equals: 'Microsoft.ContainerService/managedClusters', field: 'type' } } }],
  ])('%s', (_, object, alive, asked = {}) => {
    expect(lines(object, alive, asked)).toEqual([]);
  });

  test('the identity of an assignment with the principals that the service gave it', () => {
    const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/acts`;
    const body = { identity: { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } }, location: 'westeurope', ...assigned.body };
    const alive = { ...answered(assignmentId('set'), body), identity: { type: 'userAssigned', userAssignedIdentities: { [id.toUpperCase()]: { clientId: 'c', principalId: 'p' } } } };
    expect(differences('assignment', body, alive)).toEqual([]);
  });

  test('an identity that people gave an assignment which wants none', () => {
    expect(differences('assignment', assigned.body, { ...answered(assignmentId('set'), assigned.body), identity: { type: 'SystemAssigned' } })).toEqual([]);
  });

  test('a reference id that the service made up', () => {
    const bare = initiative('set', [], {}, { policyDefinitions: [{ policyDefinitionId: definitionId('a') }, { policyDefinitionId: definitionId('b') }] });
    expect(lines(bare)).toEqual([]);
  });

  test('the newest version of a member, where none is asked for', () => {
    const members = propertiesOf(set.body)['policyDefinitions'] as readonly JsonObject[];
    expect(lines(set, { policyDefinitions: members.map((member) => ({ ...member, definitionVersion: '3.*.*' })) })).toEqual([]);
  });
});

describe('a change of meaning is told in a line', () => {
  test.each<[string, WantedObject, JsonObject, readonly string[]]>([
    ['the effect of a rule', full, { policyRule: { if: { field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, then: { effect: 'deny' } } }, ['policyRule.then.effect: deny → audit']],
    ['a default', definition('a', { effect: 'Deny' }), { parameters: { effect: { type: 'String', defaultValue: 'Audit' } } }, ['parameters.effect.defaultValue: Audit → Deny']],
    ['a default that goes away', definition('a', { effect: undefined }), { parameters: { effect: { type: 'String', defaultValue: 'Audit' } } }, ['parameters.effect.defaultValue: Audit → not set']],
    ['an empty list as default, where there was none', full, { parameters: { list: { type: 'Array', metadata: { displayName: 'List' } } } }, ['parameters.list.defaultValue: not set → []']],
    ['a name to show', full, { displayName: 'Mine' }, ['displayName: Mine → The rule a']],
    ['a mode', full, { mode: 'All' }, ['mode: all → indexed']],
    ['our metadata', full, { metadata: { category: 'Network' } }, ['metadata.category: Network → Kubernetes']],
    ['metadata that is gone', full, { metadata: {} }, ['metadata.category: not set → Kubernetes']],
    ['a value', assigned, { parameters: { effect: { value: 'Audit' } } }, ['parameters.effect.value: Audit → Deny']],
    ['a value that was not given', assigned, { parameters: {} }, ['parameters: not set → {"effect":{"value":"Deny"}}']],
    ['a value of another type', assigned, { parameters: { effect: { value: ['Deny'] } } }, ['parameters.effect.value: ["Deny"] → Deny']],
    ['a target', assigned, { policyDefinitionId: '/other' }, [`policyDefinitionId: /other → …${initiativeId('set').toLowerCase().slice(-79)}`]],
    ['a message', assigned, { nonComplianceMessages: [{ message: 'Maybe.' }] }, ['nonComplianceMessages[0].message: Maybe. → No.']],
    ['a message that is gone', assigned, { nonComplianceMessages: [] }, ['nonComplianceMessages: not set → [{"message":"No."}]']],
    ['a category', exempt, { exemptionCategory: 'Mitigated' }, ['exemptionCategory: Mitigated → Waiver']],
    ['an end', exempt, { expiresOn: '2026-04-01T00:00:00Z' }, ['expiresOn: 2026-04-01T00:00:00Z → 2026-03-01T00:00:00Z']],
    ['an end that was not there', exempt, { expiresOn: undefined }, ['expiresOn: not set → 2026-03-01T00:00:00Z']],
    ['what an exemption is of', exempt, { policyDefinitionReferenceIds: ['a', 'b'] }, ['policyDefinitionReferenceIds: - b']],
    ['an exemption of everything', exempt, { policyDefinitionReferenceIds: [] }, ['policyDefinitionReferenceIds: not set → ["a"]']],
    ['what an exemption selects', exempt, { resourceSelectors: [{ name: 'west' }] }, ['resourceSelectors: [{"name":"west"}] → not set']],
    ['how an exemption is checked', exempt, { assignmentScopeValidation: 'DoNotValidate' }, ['assignmentScopeValidation: donotvalidate → default']],
  ])('%s', (_, object, alive, expected) => {
    expect(lines(object, alive)).toEqual(expected);
  });

  test.each<[string, unknown, unknown, readonly string[]]>([
    ['none against an empty list', undefined, [], ['parameters.allowed: not set → {"value":[]}']],
    ['an empty list against none', [], undefined, ['parameters.allowed: {"value":[]} → not set']],
    ['an empty text against none', '', undefined, ['parameters.allowed: {"value":""} → not set']],
    ['the order of a list', ['x', 'y'], ['y', 'x'], ['parameters.allowed.value[0]: x → y', 'parameters.allowed.value[1]: y → x']],
    ['an entry more', ['x'], ['x', 'y'], ['parameters.allowed.value: + y']],
    ['an entry twice', ['x'], ['x', 'x'], ['parameters.allowed.value: 1 entries → 2']],
    ['a number against its text', 1, '1', ['parameters.allowed.value: 1 → 1']],
  ])('a value: %s', (_, before, after, expected) => {
    const value = (one: unknown): JsonObject => ({ parameters: { other: { value: 1 }, ...(one === undefined ? {} : { allowed: { value: one } }) } });
    expect(lines(assignment('set', initiativeId('set')), value(before), value(after))).toEqual(expected);
  });

  test('members of an initiative are known by their reference ids', () => {
    expect(lines(initiative('set', ['a', 'b']), propertiesOf(answered(initiativeId('set'), initiative('set', ['b', 'c', 'd']).body)))).toEqual(['policyDefinitions: - c, - d, + a']);
    expect(lines(initiative('set', ['a']), propertiesOf(answered(initiativeId('set'), initiative('set', ['a', 'b']).body)))).toEqual(['policyDefinitions: - b']);
  });

  test('the parameters and the target of a member', () => {
    const member = (effect: string, name = 'a'): JsonObject => ({ policyDefinitionReferenceId: 'a', policyDefinitionId: definitionId(name), parameters: { effect: { value: effect } } });
    const one = initiative('set', [], {}, { policyDefinitions: [member('Deny')] });
    expect(lines(one, { policyDefinitions: [member('Audit')] })).toEqual(['policyDefinitions[a].parameters.effect.value: Audit → Deny']);
    expect(lines(one, { policyDefinitions: [member('Deny', 'b')] })).toHaveLength(1);
  });

  test.each<[string, string | undefined, string | undefined, readonly string[]]>([
    ['pinned by hand', '1.2.*', undefined, ['policyDefinitions[a].definitionVersion: 1.2.* → not set']],
    ['asked for', '1.*.*', '1.3.*', ['policyDefinitions[a].definitionVersion: 1.*.* → 1.3.*']],
    ['another major one', '1.*.*', '2.*.*', ['policyDefinitions[a].definitionVersion: 1.*.* → 2.*.*']],
  ])('the version of a member: %s', (_, before, after, expected) => {
    const members = (version: string | undefined): JsonObject => ({ policyDefinitions: [{ policyDefinitionReferenceId: 'a', policyDefinitionId: definitionId('a'), ...(version === undefined ? {} : { definitionVersion: version }) }] });
    expect(lines(set, members(before), members(after))).toEqual(expected);
  });

  test('what people set on an assignment, where the library speaks of it', () => {
    expect(lines(assigned, { notScopes: [clusterId('x')] }, { notScopes: [] })).toHaveLength(1);
    expect(lines(assigned, { definitionVersion: '1.2.*' }, { definitionVersion: '1.*.*' })).toEqual(['definitionVersion: 1.2.* → 1.*.*']);
  });

  test('an identity that is missing, or of another kind', () => {
    const body = { ...assigned.body, identity: { type: 'SystemAssigned' } };
    expect(differences('assignment', body, answered(assignmentId('set'), assigned.body))).toEqual(['identity: not set → {"type":"systemassigned"}']);
    expect(differences('assignment', body, { ...answered(assignmentId('set'), assigned.body), identity: { type: 'UserAssigned', userAssignedIdentities: {} } })).toHaveLength(2);
  });

  test('at most twelve lines, and how many more', () => {
    const many = (value: string): JsonObject => Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, { value }]));
    const found = lines(assigned, { parameters: many('a') }, { parameters: many('b') });
    expect(found).toHaveLength(13);
    expect(found.at(-1)).toBe('and 28 more');
  });

  test('no line is long', () => {
    expect(lines(assigned, { description: 'x'.repeat(5000) })).toEqual([`description: ${'x'.repeat(79)}… → not set`]);
  });
});

describe('hostile answers', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a member called %s is a member like any other', (name) => {
    const alive = JSON.parse(`{"parameters": {"${name}": {"value": 1}}}`) as JsonObject;
    expect(lines(assignment('set', initiativeId('set')), alive)).toEqual([`parameters: {"${name}":{"value":1}} → not set`]);
    expect(lines(assignment('set', initiativeId('set')), { parameters: { a: { value: 1 } } }, { parameters: { a: { value: 1 }, ...(alive['parameters'] as JsonObject) } })).toEqual([`parameters.${name}: not set → {"value":1}`]);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  test.each<[PolicyObjectKind]>([['definition'], ['initiative'], ['assignment'], ['roleAssignment'], ['exemption']])('a %s of the wrong shape is different, not an error', (kind) => {
    for (const properties of [undefined, null, 1, [], { parameters: [], metadata: 'x', policyRule: 1, policyDefinitions: [1, null, { policyDefinitionId: {} }], expiresOn: 'never', notScopes: 1 }]) {
      expect(Array.isArray(differences(kind, { properties: { displayName: 'x', description: 'y' } }, { properties }))).toBe(true);
    }
  });
});
