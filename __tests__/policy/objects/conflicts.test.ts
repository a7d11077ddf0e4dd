import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { conflictingBuiltIns } from '../../../src/policy/built-ins.ts';
import { conflictNotes, conflictsAmong } from '../../../src/policy/objects/conflicts.ts';
import { answered, assignment, assignmentId, initiative, initiativeId, withProperties } from './objects.ts';

const builtIn = (guid: string): string => `/providers/Microsoft.Authorization/policyDefinitions/${guid}`;
const assigned = (target: string): JsonObject => answered(assignmentId('theirs'), assignment('theirs', target).body);
const bringing = (...ids: readonly string[]): JsonObject => answered(initiativeId('t'), initiative('t', [], {}, { policyDefinitions: ids.map((policyDefinitionId) => ({ policyDefinitionId })) }).body);

describe('an assignment works against isolation', () => {
  test.each(conflictingBuiltIns.map(({ displayName, guid, why }) => [displayName, guid, why] as const))('that brings %s', (displayName, guid, why) => {
    const expected = [{ assignmentId: assignmentId('theirs'), assignment: 'The assignment theirs', builtIn: displayName, why }];
    expect(conflictsAmong([assigned(builtIn(guid.toUpperCase()))], new Map())).toEqual(expected);
    expect(conflictsAmong([assigned(initiativeId('t').toUpperCase())], new Map([[initiativeId('t').toLowerCase(), bringing(builtIn('else'), builtIn(guid))]]))).toEqual(expected);
  });

  test('and is told in a sentence', () => {
    const [one] = conflictsAmong([assigned(builtIn(conflictingBuiltIns[0]?.guid ?? ''))], new Map());
    expect(conflictNotes(one === undefined ? [] : [one])).toEqual([expect.stringMatching(/^The assignment "The assignment theirs" \(.*policyAssignments\/theirs\) brings the built-in ".*", which works against isolation: .*\. Exclude the isolated clusters/)]);
  });
});

test('no other assignment does, nor one that cannot be read', () => {
  const documents = [assigned(builtIn('else')), assigned(initiativeId('unknown')), {}, { properties: null }, withProperties(assigned(''), { policyDefinitionId: 7 }), assigned(initiativeId('t'))];
  expect(conflictsAmong(documents, new Map([[initiativeId('t').toLowerCase(), bringing()]]))).toEqual([]);
});
