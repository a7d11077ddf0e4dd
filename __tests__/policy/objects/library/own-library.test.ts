import { describe, expect, test } from '@jest/globals';
import { arrayAt, textAt, type JsonObject } from '../../../../src/arm/json.ts';
import { ownObjects, type OwnWish, type WrittenDocument } from '../../../../src/policy/objects/library/own-library.ts';

const scope = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg';
const definitionScope = '/subscriptions/00000000-0000-0000-0000-000000000001';
const written = (kind: WrittenDocument['kind'], document: JsonObject): WrittenDocument => ({ kind, document, place: 'p/x.json:1', file: 'p/x.json' });
const ownWith = (documents: readonly WrittenDocument[], more: Partial<OwnWish> = {}) => ownObjects({ documents, scope, definitionScope, parameters: {}, digest: () => '0123456789abcdef', ...more });
const definition = (name: string, more: JsonObject = {}) => written('definition', { name, properties: { policyRule: {}, policyType: 'Custom' }, ...more });
const set = (name: string, ids: readonly string[]) => written('initiative', { name, properties: { parameters: { list: {} }, policyDefinitions: ids.map((policyDefinitionId) => ({ policyDefinitionId })) } });
const named = (objects: ReturnType<typeof ownWith>): readonly string[] => objects.map(({ kind, scope: at, name }) => `${kind} ${name} at ${at === definitionScope ? 'definitions' : at === scope ? 'scope' : at}`);

describe('a library', () => {
  test('has its definitions and initiatives at the definition scope, whatever ids they were exported with', () => {
    const objects = ownWith([definition('a', { id: '/subscriptions/other/providers/Microsoft.Authorization/policyDefinitions/a' }), set('s', ['/subscriptions/other/providers/Microsoft.Authorization/policyDefinitions/A', '{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/a'])]);
    expect(named(objects)).toEqual(['definition a at definitions', 'initiative s at definitions', 'assignment s at scope']);
    const ids = arrayAt(objects[1]?.body, 'properties', 'policyDefinitions').map((member) => textAt(member, 'policyDefinitionId'));
    expect(new Set(ids)).toEqual(new Set([`${definitionScope}/providers/Microsoft.Authorization/policyDefinitions/a`]));
  });

  test('leaves built-ins where they are, also one that is called like a definition', () => {
    const builtIn = '/providers/Microsoft.Authorization/policyDefinitions/a';
    const objects = ownWith([definition('a'), set('s', [builtIn])]);
    expect(arrayAt(objects[1]?.body, 'properties', 'policyDefinitions')).toEqual([{ policyDefinitionId: builtIn }]);
    expect(named(objects)).toContain('assignment a at scope');
  });

  test('gets assignments for what nothing else brings, with the values that it declares', () => {
    const objects = ownWith([definition('a'), set('s', []), definition('b')], { parameters: { LIST: ['x'], other: 1 } });
    expect(named(objects).filter((name) => name.startsWith('assignment'))).toEqual(['assignment s at scope', 'assignment a at scope', 'assignment b at scope']);
    expect(objects.find(({ kind, name }) => kind === 'assignment' && name === 's')?.body).toMatchObject({ properties: { parameters: { list: { value: ['x'] } } } });
  });

  test('has its own assignments where they stand, and then none besides', () => {
    const assignment = written('assignment', { name: 'mine', properties: { policyDefinitionId: `${definitionScope}/providers/Microsoft.Authorization/policySetDefinitions/s`, enforcementMode: 'DoNotEnforce', scope: '/x' }, id: `${scope}/providers/Microsoft.ContainerService/managedClusters/c/providers/Microsoft.Authorization/policyAssignments/mine` });
    const inside = { ...assignment, document: { ...assignment.document, properties: { ...(assignment.document['properties'] as JsonObject), scope: undefined } } };
    expect(named(ownWith([set('s', []), inside])).filter((name) => name.startsWith('assignment'))).toEqual([`assignment mine at ${scope}/providers/Microsoft.ContainerService/managedClusters/c`]);
  });

  test('sends nothing that the service answers and does not take', () => {
    const [object] = ownWith([definition('a', { systemData: {}, properties: { policyRule: {}, policyType: 'Custom', versions: ['1'] } })]);
    expect(object?.body).toEqual({ properties: { policyRule: {} } });
  });

  test('may be written without the wrapper', () => {
    const [object] = ownWith([written('definition', { name: 'a', policyRule: { if: {} }, mode: 'All' })]);
    expect(object?.body).toEqual({ properties: { policyRule: { if: {} }, mode: 'All' } });
  });

  test('shortens the name of an assignment that Azure would not take, the same each time', () => {
    const long = 'a-very-long-name-of-an-initiative';
    const objects = ownWith([set(long, [])], { scope: '/providers/Microsoft.Management/managementGroups/m', definitionScope: '/providers/Microsoft.Management/managementGroups/m' });
    const name = objects.find(({ kind }) => kind === 'assignment')?.name ?? '';
    expect([name.length <= 21, name.endsWith('-01234567')]).toEqual([true, true]);
  });
});

describe('a mistake is a sentence with its place', () => {
  test.each<[string, readonly WrittenDocument[], RegExp]>([
    ['no name', [written('definition', { properties: {} })], /^p\/x\.json:1: the policy definition has no `name`/],
    ['a name that is too long', [definition('x'.repeat(65))], /has 65 characters; Azure takes 64/],
    ['a name with letters that Azure does not take', [definition('a/b')], /has a character that Azure does not take/],
    ['a way out of the scope', [written('assignment', { name: 'a', properties: { policyDefinitionId: '/x', scope: `${scope}/../../../../x` } })], /which is not within the scope/],
    ['an assignment elsewhere', [written('assignment', { name: 'a', properties: { policyDefinitionId: '/x', scope: '/subscriptions/00000000-0000-0000-0000-000000000002' } })], /stands at .*, which is not within the scope/],
  ])('%s', (_, documents, expected) => {
    expect(() => ownWith(documents)).toThrow(expected);
  });
});
