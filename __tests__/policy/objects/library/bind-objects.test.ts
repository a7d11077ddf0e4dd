import { expect, test } from '@jest/globals';
import { PolicyError } from '../../../../src/policy/index.ts';
import { bindObjects } from '../../../../src/policy/objects/library/bind-objects.ts';
import { assignment, assignmentId, definition, definitionId, initiative, initiativeId } from '../objects.ts';

const builtIn = '/providers/Microsoft.Authorization/policyDefinitions/06A78E20-9358-41c9-923c-fb736d382a4d';
const outside = { name: 'built-in', id: builtIn, ...definition('built-in').body };
const set = initiative('s', [], {}, { policyDefinitions: [{ policyDefinitionId: definitionId('A'), policyDefinitionReferenceId: 'first' }, { policyDefinitionId: builtIn, policyDefinitionReferenceId: 'second' }] });

test('each assignment brings its definitions, the library’s own and those that others keep, ids in any letters', () => {
  const policies = bindObjects([definition('a'), set, assignment('x', initiativeId('S')), assignment('y', definitionId('a'))], new Map([[builtIn.toLowerCase(), outside]]));
  expect(policies.map((policy) => [policy.assignment?.id, policy.referenceId, policy.definition.name])).toEqual([
    [assignmentId('x'), 'first', 'a'], [assignmentId('x'), 'second', 'built-in'], [assignmentId('y'), undefined, 'a'],
  ]);
});

test('what nothing assigns is not looked at', () => {
  expect(bindObjects([definition('a', {}, { policyRule: 'none' }), set])).toEqual([]);
});

test.each<[string, Parameters<typeof bindObjects>]>([
  ['a target that nobody has', [[assignment('x', initiativeId('gone'))]]],
  ['a member that nobody has', [[definition('a'), set, assignment('x', initiativeId('s'))]]],
  ['a definition that cannot be read', [[definition('a', {}, { policyRule: 'none' }), assignment('x', definitionId('a'))]]],
  ['a value that nothing declares', [[definition('a'), assignment('x', definitionId('a'), { parameters: { colour: { value: 'red' } } })]]],
])('%s is an error', (_, args) => {
  expect(() => bindObjects(...args)).toThrow(PolicyError);
});
