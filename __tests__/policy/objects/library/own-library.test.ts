import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { ownObjects, type OwnWish, type WrittenDocument } from '../../../../src/policy/objects/library/own-library.ts';
import { objectId } from '../../../../src/policy/objects/policy-object.ts';
import { UserError } from '../../../../src/run/errors.ts';
import { assignmentId, clusterId, definitionId, group, initiativeId, managementGroup, propertiesOf, subscription } from '../objects.ts';

function written(kind: WrittenDocument['kind'], document: JsonObject): WrittenDocument {
  return { kind, document, place: 'policies/x.json:1', file: 'policies/x.json' };
}

function own(documents: readonly WrittenDocument[], { scope = group, definitionScope = subscription, parameters = {} }: Partial<Pick<OwnWish, 'scope' | 'definitionScope' | 'parameters'>> = {}) {
  return ownObjects({ documents, scope, definitionScope, parameters, digest: (text) => `${text.length}`.padStart(64, '0') });
}

const rule = (name: string, properties: JsonObject = {}): WrittenDocument => written('definition', { name, properties: { displayName: `The rule ${name}`, policyType: 'Custom', policyRule: {}, ...properties } });
const set = (name: string, ...ids: readonly string[]): WrittenDocument => written('initiative', { name, properties: { parameters: { effect: { type: 'String' } }, policyDefinitions: ids.map((policyDefinitionId) => ({ policyDefinitionId })) } });
const members = (body: JsonObject | undefined) => (propertiesOf(body ?? {})['policyDefinitions'] as readonly JsonObject[]).map((entry) => entry['policyDefinitionId']);
const placed = (objects: ReturnType<typeof own>): readonly string[] => objects.map(({ kind, scope, name }) => objectId(kind, scope, name));

describe('documents become objects', () => {
  test('definitions and initiatives at the definition scope, and what nothing else brings is assigned at the scope', () => {
    expect(placed(own([rule('a'), rule('b'), set('s', '/x/policyDefinitions/a')]))).toEqual([definitionId('a'), definitionId('b'), initiativeId('s'), assignmentId('s'), assignmentId('b')]);
  });

  test('what an assignment of the library assigns gets no other', () => {
    const assigned = written('assignment', { name: 'mine', properties: { policyDefinitionId: '{definitionScope}/providers/Microsoft.Authorization/policySetDefinitions/S' } });
    const objects = own([rule('a'), set('s', definitionId('a')), assigned]);
    expect(placed(objects)).toEqual([definitionId('a'), initiativeId('s'), assignmentId('mine')]);
    expect(propertiesOf(objects[2]?.body ?? {})['policyDefinitionId']).toBe(initiativeId('s'));
  });

  test('references to what the library has lead there, whatever they were written with; others stay', () => {
    const builtIn = '/providers/Microsoft.Authorization/policyDefinitions/a';
    const objects = own([rule('a'), set('s', '/subscriptions/other/providers/Microsoft.Authorization/policyDefinitions/A', builtIn, '{definitionScope}/providers/x/policyDefinitions/else')]);
    expect(members(objects[1]?.body)).toEqual([definitionId('a'), builtIn, `${subscription}/providers/x/policyDefinitions/else`]);
  });

  test('without what the service answers and does not take', () => {
    const { body } = own([rule('a', { versions: ['1.0.0'], instanceId: 'i', policyType: 'Custom' })])[0] ?? { body: {} };
    expect(Object.keys(propertiesOf(body))).toEqual(['displayName', 'policyRule']);
    expect(Object.keys(body)).toEqual(['properties']);
  });

  test('also where they are written without the wrapper', () => {
    const { body } = own([written('definition', { name: 'a', id: definitionId('a'), type: 't', displayName: 'A', policyRule: {} })])[0] ?? { body: {} };
    expect(body).toEqual({ properties: { displayName: 'A', policyRule: {} } });
  });

  test('an assignment keeps its identity and its region', () => {
    const [, one] = own([rule('a'), written('assignment', { name: 'x', identity: { type: 'SystemAssigned' }, location: 'westeurope', properties: { policyDefinitionId: definitionId('a') } })]);
    expect(one?.body).toMatchObject({ identity: { type: 'SystemAssigned' }, location: 'westeurope' });
  });

  test('values go to those that declare them, in the letters of the declaration', () => {
    const objects = own([rule('a'), set('s', definitionId('a'))], { parameters: { EFFECT: 'Deny', other: 1 } });
    expect(propertiesOf(objects.at(-1)?.body ?? {})['parameters']).toEqual({ effect: { value: 'Deny' } });
  });

  test.each([['__proto__'], ['constructor']])('a document called %s is one like any other', (name) => {
    expect(placed(own([rule(name), set('s', `/x/policyDefinitions/${name}`)]))).toEqual([definitionId(name), initiativeId('s'), assignmentId('s')]);
  });
});

describe('the name of an assignment that is made', () => {
  test.each([[managementGroup, 'x'.repeat(21), 'x'.repeat(21)], [managementGroup, 'x'.repeat(22), `${'x'.repeat(12)}-00000000`], [group, 'x'.repeat(61), 'x'.repeat(61)], [group, 'x'.repeat(64), `${'x'.repeat(52)}-00000000`]])(
    'has room for a version at %s: %s', (scope, name, expected) => {
      expect(own([rule(name)], { scope, definitionScope: scope === group ? subscription : scope }).at(-1)?.name).toBe(expected);
    },
  );
});

describe('where documents stand', () => {
  const at = (kind: 'assignment' | 'exemption', document: JsonObject, scope = group): string => {
    const [object] = own([written(kind, { name: 'x', properties: {}, ...document })], { scope });
    return object?.scope ?? '';
  };

  test.each<[string, 'assignment' | 'exemption', JsonObject, string, string]>([
    ['at the scope, where they do not say', 'assignment', {}, group, group],
    ['where the id says', 'exemption', { id: `${clusterId('c')}/providers/Microsoft.Authorization/policyExemptions/x` }, group, clusterId('c')],
    ['where the scope says', 'assignment', { properties: { scope: `${group}/` } }, subscription, group],
    ['in other letters', 'exemption', { properties: { scope: clusterId('c').toUpperCase() } }, group, clusterId('c').toUpperCase()],
    ['anywhere below a management group, of an exemption', 'exemption', { properties: { scope: group } }, managementGroup, group],
    ['at the management group, of an assignment', 'assignment', { properties: { scope: managementGroup } }, managementGroup, managementGroup],
  ])('%s', (_, kind, document, scope, expected) => {
    expect(at(kind, document, scope)).toBe(expected);
  });

  test.each<[string, 'assignment' | 'exemption', string, string]>([
    ['another resource group', 'assignment', `${subscription}/resourceGroups/other`, group],
    ['a group whose name begins alike', 'assignment', `${group}2`, group],
    ['what is above', 'assignment', subscription, group],
    ['a way out', 'exemption', `${group}/providers/Microsoft.X/y/../../../../other`, group],
    ['a way out at the end', 'exemption', `${clusterId('c')}/..`, group],
    ['a way out below a management group', 'exemption', `${clusterId('c')}/../d`, managementGroup],
    ['no place at all', 'exemption', 'here', managementGroup],
    ['half a place', 'exemption', `${group}/providers/Microsoft.X`, group],
    ['another management group', 'exemption', '/providers/Microsoft.Management/managementGroups/root', managementGroup],
    ['below a management group, of an assignment', 'assignment', group, managementGroup],
  ])('not at %s', (_, kind, where, scope) => {
    const attempt = (): string => at(kind, { properties: { scope: where } }, scope);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(`policies/x.json:1: the ${kind} stands at ${where}, which is not`);
  });
});

describe('names that Azure does not take are told with their place', () => {
  test.each(['a/b', '..', '.', 'a?b', 'a#b', 'a%2Fb', 'a&b', 'a\\b', 'a:b', '<a>', 'a*', 'a+b', 'a.', 'a ', 'a\nb', 'a\u0000b', 'a\u007f'])('%j', (name) => {
    expect(() => own([rule(name)])).toThrow(/^policies\/x\.json:1: the name `/);
  });

  test.each(['a.b', 'a b', 'ä', 'a_b-c', '日本', "a'b", 'a(b)', 'a"b'])('but %j is one', (name) => {
    expect(own([rule(name)])[0]?.name).toBe(name);
  });

  test('one that is missing', () => {
    expect(() => own([written('initiative', { properties: {} })])).toThrow('policies/x.json:1: the initiative has no `name`; Azure needs one to write it.');
    expect(own([written('definition', { id: definitionId('a') })])[0]?.name).toBe('a');
  });

  test('one that is too long, where it stands', () => {
    expect(() => own([rule('x'.repeat(65))])).toThrow(/has 65 characters; Azure takes 64 for policy definitions at/);
    const long = (scope: string) => () => own([written('assignment', { name: 'x'.repeat(25), properties: {} })], { scope });
    expect(long(managementGroup)).toThrow(/has 25 characters; Azure takes 24 for assignments at/);
    expect(long(group)).not.toThrow();
  });
});

describe('two documents that mean one object are told', () => {
  const elsewhere = '/subscriptions/00000000-0000-0000-0000-000000000002';
  test.each<[string, readonly WrittenDocument[], string]>([
    ['definitions of two subscriptions', [rule('a'), written('definition', { id: definitionId('A', elsewhere), properties: {} })], 'policies/x.json: two documents mean the policy definition `A`'],
    ['a definition and an initiative of one name, each of which is assigned', [rule('a'), rule('b'), set('a', definitionId('b'))], 'policies/x.json: two documents mean the assignment `a`'],
  ])('%s', (_, documents, message) => {
    expect(() => own(documents)).toThrow(message);
  });

  test('where each has a name of its own, they are two', () => {
    expect(placed(own([rule('a'), set('a', definitionId('a'))]))).toEqual([definitionId('a'), initiativeId('a'), assignmentId('a')]);
  });
});
