import { expect, test } from '@jest/globals';
import { livingObjects } from '../../../src/policy/objects/living.ts';
import { answered, assignment, assignmentId, clusterId, definition, definitionId, exemption, group, initiativeId, living, subscription } from './objects.ts';

const documents = [living(definition('a')), living(definition('a'), { name: 'a-v2' }), living(definition('b'), { owner: 'others' }), living(assignment('a', initiativeId('a'))), living(exemption('e', assignmentId('a')))];
const objects = livingObjects(documents);
const names = (found: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] => found.map(({ name }) => name);

test('what was read is found by its id, in any letters', () => {
  expect(objects.find(definitionId('A').toUpperCase())).toBe(documents[0]);
  expect(objects.find(definitionId('c'))).toBeUndefined();
});

test('and by its kind and where it stands', () => {
  expect(names(objects.ofKind('definition', subscription.toUpperCase()))).toEqual(['a', 'a-v2', 'b']);
  expect(names(objects.ofKind('exemption', clusterId('legacy')))).toEqual(['e']);
  expect([objects.ofKind('assignment', subscription), objects.ofKind('initiative', group), objects.all('roleAssignment')]).toEqual([[], [], []]);
  expect(names(objects.all('assignment'))).toEqual(['a']);
});

test('and by what an owner’s library calls it, whatever version stands behind its name', () => {
  expect(names(objects.variants('definition', subscription, 'A', 'default'))).toEqual(['a', 'a-v2']);
  expect(names(objects.variants('definition', subscription, 'b', 'others'))).toEqual(['b']);
  expect([objects.variants('definition', subscription, 'a-v2', 'default'), objects.variants('definition', subscription, 'b', 'default'), objects.variants('assignment', subscription, 'a', 'default')]).toEqual([[], [], []]);
});

test('what has no id, is of another kind or hides behind dots is passed over; of two with one id the last counts', () => {
  const odd = livingObjects([{}, { id: 7 }, { id: clusterId('c') }, { id: '' }, { id: '/' }, { id: `${group}/../x/providers/Microsoft.Authorization/policyAssignments/a` }, { id: '__proto__' }]);
  expect(odd.all('assignment')).toEqual([]);
  const twice = livingObjects([answered(definitionId('a'), { properties: { mode: 'All' } }), answered(definitionId('A'), {})]);
  expect(twice.all('definition')).toHaveLength(1);
  expect(twice.find(definitionId('a'))?.['name']).toBe('A');
});
