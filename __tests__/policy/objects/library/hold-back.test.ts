import { describe, expect, test } from '@jest/globals';
import { holdBack } from '../../../../src/policy/objects/library/hold-back.ts';
import type { WantedObject } from '../../../../src/policy/objects/plan.ts';
import { assignment, assignmentId, definition, definitionId, exemption, initiative, initiativeId, propertiesOf } from '../objects.ts';

const builtIn = '/providers/Microsoft.Authorization/policyDefinitions/06a78e20-9358-41c9-923c-fb736d382a4d';
const member = (id: string, reference: string, ...parameters: readonly string[]) => ({
  policyDefinitionId: id, policyDefinitionReferenceId: reference, parameters: Object.fromEntries(parameters.map((name) => [name, { value: `[parameters('${name}')]` }])),
});
const set = initiative('s', [], { effect: 'Audit', only: 'x', both: 'y', unused: 'z' }, {
  policyDefinitions: [member(definitionId('a'), 'a', 'effect', 'both'), member(builtIn, 'built-in', 'effect', 'only', 'both')],
});
const assigned = assignment('s', initiativeId('s'), {
  parameters: { Only: { value: 1 }, both: { value: 2 } }, nonComplianceMessages: [{ message: 'All.' }, { message: 'One.', policyDefinitionReferenceId: 'Built-In' }],
});
const objects = [definition('a'), set, assigned];

const hold = (all: readonly WantedObject[], ...ids: readonly string[]) => holdBack(all, new Map(ids.map((id) => [id.toLowerCase(), 'this cloud has none'])));
const named = ({ objects: left }: { readonly objects: readonly WantedObject[] }): readonly string[] => left.map(({ kind, name }) => `${kind} ${name}`);

test('nothing is held back where nothing is the matter: the objects are the same', () => {
  expect(hold(objects)).toEqual({ objects, notes: [] });
  expect(hold(objects, definitionId('else'))).toEqual({ objects, notes: [] });
});

describe('an initiative goes without a member', () => {
  const { objects: left, notes } = hold(objects, builtIn);
  const [, reduced, fitted] = left;

  test('and says so once', () => {
    expect(notes).toEqual([`The initiative s goes without ${builtIn}: this cloud has none.`]);
  });

  test('and without the parameters that only that one used', () => {
    expect(Object.keys(propertiesOf(reduced?.body ?? {})['parameters'] as object)).toEqual(['effect', 'both', 'unused']);
    expect(propertiesOf(reduced?.body ?? {})['policyDefinitions']).toEqual([member(definitionId('a'), 'a', 'effect', 'both')]);
  });

  test('its assignment without values and messages for what is gone', () => {
    expect(propertiesOf(fitted?.body ?? {})).toMatchObject({ parameters: { both: { value: 2 } }, nonComplianceMessages: [{ message: 'All.' }] });
    expect(propertiesOf(fitted?.body ?? {})['parameters']).not.toHaveProperty('Only');
  });

  test('the objects that were given stay as they were', () => {
    expect(propertiesOf(set.body)['policyDefinitions']).toHaveLength(2);
  });

  test.each(["[ parameters( 'both' ) ]", "[concat(PARAMETERS('BOTH'), 'x')]"])('a parameter is used as %s too', (value) => {
    const spaced = initiative('s', [], { both: 'y' }, { policyDefinitions: [{ ...member(definitionId('a'), 'a'), parameters: { both: { value } } }, member(builtIn, 'b', 'both')] });
    const [kept] = hold([spaced], builtIn).objects;
    expect(propertiesOf(kept?.body ?? {})['parameters']).toHaveProperty('both');
  });
});

describe('what stands on it is held back too', () => {
  test('an own definition, its initiative that would be empty, the assignment of that and an exemption from it', () => {
    const all = [definition('a'), initiative('s', ['a']), assignment('s', initiativeId('S')), exemption('e', assignmentId('s').toUpperCase())];
    const held = hold(all, definitionId('a'));
    expect(held.objects).toEqual([]);
    expect(held.notes).toEqual([
      'The definition a is held back: this cloud has none.', 'The initiative s is held back: none of its definitions can be assigned here.',
      'The assignment s is held back with what it assigns.', 'The exemption e is held back with the assignment that it is of.',
    ]);
  });

  test('an assignment of the definition itself', () => {
    expect(named(hold([definition('a'), definition('b'), assignment('x', definitionId('a')), assignment('y', definitionId('b'))], definitionId('a')))).toEqual(['definition b', 'assignment y']);
  });

  test('an exemption loses the references that are gone, and is held back rather than being of everything', () => {
    const of = (...references: readonly string[]): WantedObject => exemption(`of ${references.join(' ')}`, assignmentId('s'), references.length === 0 ? {} : { policyDefinitionReferenceIds: references });
    const held = hold([...objects, of('a', 'Built-in'), of('built-in'), of()], builtIn);
    expect(named(held).slice(3)).toEqual(['exemption of a Built-in', 'exemption of ']);
    expect(held.objects.slice(3).map(({ body }) => propertiesOf(body)['policyDefinitionReferenceIds'])).toEqual([['a'], undefined]);
    expect(held.notes.at(-1)).toBe('The exemption of built-in is held back with the definitions that it is of.');
  });
});
