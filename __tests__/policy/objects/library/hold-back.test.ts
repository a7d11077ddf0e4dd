import { expect, test } from '@jest/globals';
import { at, type JsonObject } from '../../../../src/arm/json.ts';
import { holdBack } from '../../../../src/policy/objects/library/hold-back.ts';
import type { WantedObject } from '../../../../src/policy/objects/plan.ts';
import { objectId } from '../../../../src/policy/objects/policy-object.ts';

const scope = '/subscriptions/00000000-0000-0000-0000-000000000001';
const object = (kind: WantedObject['kind'], name: string, properties: JsonObject): WantedObject => ({ kind, scope, name, body: { properties }, source: 'x' });
const idOf = (kind: WantedObject['kind'], name: string): string => objectId(kind, scope, name);
const member = (name: string, parameters: JsonObject): JsonObject => ({ policyDefinitionReferenceId: name, policyDefinitionId: idOf('definition', name), parameters });
const value = (name: string): JsonObject => ({ value: `[parameters('${name}')]` });

const library = [
  object('definition', 'a', {}), object('definition', 'b', {}),
  object('initiative', 'set', { parameters: { effect: {}, only: {} }, policyDefinitions: [member('a', { effect: value('effect') }), member('b', { effect: value('effect'), list: value('only') })] }),
  object('assignment', 'set', { policyDefinitionId: idOf('initiative', 'set'), parameters: { effect: { value: 'Deny' }, only: { value: [] } }, nonComplianceMessages: [{ message: 'all' }, { message: 'b', policyDefinitionReferenceId: 'b' }] }),
  object('assignment', 'alone', { policyDefinitionId: idOf('definition', 'b') }),
];
const left = (held: readonly string[]) => holdBack(library, new Map(held.map((name) => [idOf('definition', name).toLowerCase(), 'not here'])));
const named = ({ objects }: ReturnType<typeof left>): readonly string[] => objects.map(({ kind, name }) => `${kind} ${name}`);

test('nothing is held back where all is there', () => {
  expect(holdBack(library, new Map())).toEqual({ objects: library, notes: [] });
});

test('a definition goes with its member, the parameter that only it used, the value, the message and what assigns it alone', () => {
  const found = left(['b']);
  expect(named(found)).toEqual(['definition a', 'initiative set', 'assignment set']);
  const [, initiative, assignment] = found.objects;
  expect(at(initiative?.body, 'properties')).toEqual({ parameters: { effect: {} }, policyDefinitions: [member('a', { effect: value('effect') })] });
  expect(at(assignment?.body, 'properties')).toMatchObject({ parameters: { effect: { value: 'Deny' } }, nonComplianceMessages: [{ message: 'all' }] });
  expect(found.notes).toEqual(['The definition b is held back: not here.', 'The assignment alone is held back with what it assigns.']);
});

test('an initiative of which nothing is left goes, with its assignment', () => {
  const found = left(['a', 'b']);
  expect(named(found)).toEqual([]);
  expect(found.notes).toContain('The initiative set is held back: none of its definitions can be assigned here.');
});

test('a member that others keep is told by its id', () => {
  const builtIn = '/providers/Microsoft.Authorization/policyDefinitions/040732e8-d947-40b8-95d6-854c95024bf8';
  const set = object('initiative', 'set', { policyDefinitions: [member('a', {}), { policyDefinitionReferenceId: 'x', policyDefinitionId: builtIn }] });
  const found = holdBack([object('definition', 'a', {}), set], new Map([[builtIn.toLowerCase(), 'this cloud lacks it']]));
  expect(found.notes).toEqual([`The initiative set goes without ${builtIn}: this cloud lacks it.`]);
});
