import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { livingObjects } from '../../../src/policy/objects/living.ts';
import { deletion } from '../../../src/policy/objects/plan.ts';
import { objectId } from '../../../src/policy/objects/policy-object.ts';
import { planRemoval, type RemovalWish } from '../../../src/policy/objects/removal.ts';
import { roleDescription } from '../../../src/policy/objects/stamp.ts';
import { answered, assignment, assignmentId, clusterId, definition, definitionId, exemption, group, initiative, initiativeId, living, managementGroup, subscription } from './objects.ts';

const all = [definition('a'), initiative('s', ['a']), assignment('s', initiativeId('s')), exemption('e', assignmentId('s'))].map((object) => living(object));

function removed(documents: readonly JsonObject[], changes: Partial<RemovalWish> = {}) {
  const { steps, notes } = planRemoval({ living: livingObjects(documents), owner: 'default', scope: group, definitionScope: subscription, roles: [], ...changes });
  return { steps: steps.map(({ action, object }) => `${action} ${object.kind} ${object.name}`), notes };
}

const role = (name: string, of: string) => {
  const document = { id: objectId('roleAssignment', group, name), name, properties: { roleDefinitionId: '/r', description: roleDescription('default', of) } };
  return deletion(document, []);
};

describe('what is taken away', () => {
  test('is all that is ours, in the order in which Azure lets it go', () => {
    expect(removed(all, { roles: [role('r', assignmentId('s').toUpperCase().replace('POLICYASSIGNMENTS', 'policyAssignments'))] })).toEqual({
      steps: ['delete exemption e', 'delete roleAssignment r', 'delete assignment s', 'delete initiative s', 'delete definition a'], notes: [],
    });
  });

  test('is nothing where nothing lives', () => {
    expect(removed([])).toEqual({ steps: [], notes: [] });
  });

  test('is no object of another owner, or of nobody', () => {
    const others = [definition('b'), initiative('t', ['b']), assignment('t', initiativeId('t'))];
    expect(removed([...others.map((object) => living(object, { owner: 'others' })), answered(definitionId('c'), definition('c').body)])).toEqual({ steps: [], notes: [] });
  });

  test('is no role of an assignment that stays', () => {
    expect(removed(all, { roles: [role('r', assignmentId('t'))] }).steps).not.toContain('delete roleAssignment r');
  });
});

describe('the scope', () => {
  const at = (scope: string) => [living(assignment('x', initiativeId('s'), {}, scope)), living(exemption('e', assignmentId('x', scope), {}, scope))];

  test.each<[string, string, string, boolean]>([
    ['its own', group, group, true], ['a resource below it', clusterId('c'), group, true], ['another group', `${group}2`, group, false], ['what is above', subscription, group, false],
    ['a group of the subscription', group, subscription, true], ['a management group', managementGroup, subscription, false],
    ['the management group itself', managementGroup, managementGroup, true], ['what its lists show below it', group, managementGroup, true], ['the management group above', `${managementGroup}-parent`, managementGroup, false],
  ])('%s', (_, where, scope, goes) => {
    expect(removed(at(where), { scope, definitionScope: subscription }).steps).toEqual(goes ? ['delete exemption e', 'delete assignment x'] : []);
  });

  test('an exemption elsewhere goes with the assignment that it is of', () => {
    const elsewhere = living(exemption('e', assignmentId('s').toUpperCase(), {}, `${subscription}/resourceGroups/other`));
    expect(removed([...all.slice(0, 3), elsewhere]).steps[0]).toBe('delete exemption e');
    expect(removed([elsewhere]).steps).toEqual([]);
  });

  test('definitions go from the definition scope only', () => {
    expect(removed([living(definition('a'))], { definitionScope: managementGroup }).steps).toEqual([]);
  });
});

describe('what is in use stays, and what it stands on', () => {
  test('by an assignment of ours at another scope', () => {
    const other = living(assignment('other', initiativeId('s'), {}, subscription));
    expect(removed([...all, other])).toEqual({
      steps: ['delete exemption e', 'delete assignment s'],
      notes: [`${initiativeId('s')} stays: ${assignmentId('other', subscription)} uses it.`, `${definitionId('a')} stays: ${initiativeId('s')} uses it.`],
    });
  });

  test("by somebody's initiative", () => {
    expect(removed([...all, answered(initiativeId('theirs'), initiative('theirs', ['a']).body)]).notes).toEqual([`${definitionId('a')} stays: ${initiativeId('theirs')} uses it.`]);
  });
});
