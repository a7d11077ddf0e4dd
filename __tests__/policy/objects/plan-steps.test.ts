import { describe, expect, test } from '@jest/globals';
import { isChangedByOthers } from '../../../src/policy/objects/plan.ts';
import { answered, assignment, assignmentId, changed, clusterId, definition, definitionId, exemption, initiative, initiativeId, living, managementGroup, plan, propertiesOf, withProperties } from './objects.ts';

const large = [definition('a'), definition('b'), initiative('s', ['a']), initiative('t', ['b']), assignment('t', initiativeId('t')), exemption('e', assignmentId('t'))];
const small = [definition('a'), initiative('s', ['a'])];
const alive = large.map((object) => living(object));
const all = { prunes: () => true };

describe('what the library does not have any more', () => {
  test('stays and is named, where nobody asked to prune', () => {
    const made = plan(small, alive);
    expect(changed(made)).toEqual([]);
    expect(made.left).toEqual([definitionId('b'), initiativeId('t'), assignmentId('t'), alive.at(-1)?.['id']]);
  });

  test('goes, each kind before those that it refers to, and says why', () => {
    const made = plan(small, alive, all);
    expect(changed(made)).toEqual(['delete exemption e', 'delete assignment t', 'delete initiative t', 'delete definition b']);
    expect([made.left, made.used]).toEqual([[], []]);
    expect(made.steps.at(-1)?.details).toEqual(['the library does not have it any more']);
  });

  test('goes where it is asked for, and the rest is named', () => {
    const made = plan(small, alive, { prunes: (_, kind) => kind === 'exemption' });
    expect(changed(made)).toEqual(['delete exemption e']);
    expect(made.left).toEqual([definitionId('b'), initiativeId('t'), assignmentId('t')]);
  });

  test('is asked about once each, and never what is kept, replaced or somebody else’s', () => {
    const asked: unknown[] = [];
    const others = [living(definition('c'), { owner: 'others' }), answered(definitionId('d'), definition('d').body)];
    plan([definition('a', { q: 'x' })], [living(definition('a', { p: 'x' })), living(definition('b')), ...others], { prunes: (document) => asked.push(document['name']) > 0 });
    expect(asked).toEqual(['b']);
  });

  test('says when an exemption would have ended', () => {
    const one = living(exemption('e', assignmentId('t'), { expiresOn: '2026-03-01T00:00:00Z' }));
    expect(plan([], [one], all).steps.at(-1)?.details).toEqual(['the library does not have it any more (it ends on 2026-03-01T00:00:00.0000000Z)']);
  });

  test('is not a role assignment: those go with their assignment', () => {
    const role = { id: `${managementGroup}/providers/Microsoft.Authorization/roleAssignments/r`, name: 'r', properties: { roleDefinitionId: '/x', description: `Managed by aks-network-isolation, owner "default", for the assignment ${assignmentId('t')}` } };
    expect(plan([], [role], all)).toMatchObject({ steps: [], left: [] });
  });
});

describe('what would go stays while something uses it', () => {
  const theirs = (name: string, target: string) => answered(assignmentId(name), assignment(name, target).body);

  test('and what that stands on stays too', () => {
    const made = plan(small, [...alive, theirs('theirs', initiativeId('t'))], all);
    expect(changed(made)).toEqual(['delete exemption e', 'delete assignment t']);
    expect(made.used).toEqual([`${initiativeId('t')} stays: ${assignmentId('theirs')} uses it.`, `${definitionId('b')} stays: ${initiativeId('t')} uses it.`]);
  });

  test('also when it is written in other letters', () => {
    expect(plan(small, [...alive, theirs('theirs', definitionId('b').toUpperCase())], all).used).toEqual([`${definitionId('b')} stays: ${assignmentId('theirs')} uses it.`]);
  });

  test('also when it is an initiative that is written in this very run', () => {
    const odd = initiative('odd', [], {}, { policyDefinitions: [{ policyDefinitionId: definitionId('b'), policyDefinitionReferenceId: 'b' }] });
    const made = plan([...small, odd], alive, all);
    expect(changed(made)).toEqual(['create initiative odd', 'delete exemption e', 'delete assignment t', 'delete initiative t']);
    expect(made.used).toEqual([`${definitionId('b')} stays: ${initiativeId('odd')} uses it.`]);
  });

  test('but not what this run makes it let go of', () => {
    const made = plan([definition('a'), initiative('s', ['a'])], [living(definition('a')), living(definition('b')), living(initiative('s', ['a', 'b']))], all);
    expect(changed(made)).toEqual(['update initiative s', 'delete definition b']);
  });

  test('a replaced one as well: it is told, and the new one lives beside it', () => {
    const made = plan([definition('a', { q: 'x' })], [living(definition('a', { p: 'x' })), theirs('theirs', definitionId('a'))]);
    expect(changed(made)).toEqual(['replace definition a-v2']);
    expect(made.used).toEqual([`${definitionId('a')} stays: ${assignmentId('theirs')} uses it.`]);
  });
});

describe('a chain of replacements', () => {
  const before = [definition('a', { p: 'x' }), initiative('s', ['a'], { p: 'x' }), assignment('s', initiativeId('s')), exemption('e', assignmentId('s'))];
  const after = [definition('a', { q: 'x' }), initiative('s', ['a'], { q: 'x' }), assignment('s', initiativeId('s')), exemption('e', assignmentId('s'))];
  const made = plan(after, before.map((object) => living(object)));

  test('is written from the ground up, enforced, and taken away from the top down', () => {
    expect(changed(made)).toEqual([
      'replace definition a-v2', 'replace initiative s-v2', 'replace assignment s-v2', 'replace exemption e-v2', 'enforce assignment s-v2',
      'delete exemption e', 'delete assignment s', 'delete initiative s', 'delete definition a',
    ]);
  });

  test('refers to the new ones throughout', () => {
    const body = (name: string) => propertiesOf(made.steps.find(({ action, object }) => action === 'replace' && object.name === name)?.object.body ?? {});
    expect(body('s-v2')['policyDefinitions']).toEqual([{ policyDefinitionReferenceId: 'a', policyDefinitionId: definitionId('a-v2') }]);
    const set = made.steps.find(({ object }) => object.kind === 'assignment');
    expect(propertiesOf(set?.object.body ?? {})['policyDefinitionId']).toBe(initiativeId('s-v2'));
    expect(body('e-v2')['policyAssignmentId']).toBe(assignmentId('s-v2'));
  });

  test('says why of each', () => {
    expect(made.steps.filter(({ action }) => action === 'replace').map(({ details }) => details)).toEqual([
      ['Azure lets no parameter be taken away, and p is'], ['Azure lets no parameter be taken away, and p is'],
      ['what an assignment assigns never changes'], ['the assignment of an exemption never changes'],
    ]);
    expect(made.steps.at(-1)?.details).toEqual(['a-v2 takes its place']);
  });

  test('begins to refuse only when the new one is there: it is made without enforcement', () => {
    const modes = made.steps.filter(({ object }) => object.kind === 'assignment' && object.name === 's-v2').map(({ object }) => propertiesOf(object.body)['enforcementMode']);
    expect(modes).toEqual(['DoNotEnforce', 'Default']);
  });

  test('brings along what people set, but not the version of what was assigned before', () => {
    const kept = { notScopes: [clusterId('x')], overrides: [{ kind: 'policyEffect', value: 'Audit' }], resourceSelectors: [{ name: 'west' }], definitionVersion: '1.2.*' };
    const documents = before.map((object) => (object.kind === 'assignment' ? withProperties(living(object), kept) : living(object)));
    const { definitionVersion: _, ...rest } = kept;
    const own = plan(after, documents).steps.filter(({ object }) => object.name === 's-v2' && object.kind === 'assignment');
    expect(own).toHaveLength(2);
    for (const { object } of own) {
      expect(propertiesOf(object.body)).toMatchObject(rest);
      expect(propertiesOf(object.body)).not.toHaveProperty('definitionVersion');
    }
  });
});

describe('an update', () => {
  test('keeps the metadata of others, and not what the service wrote into it', () => {
    const one = withProperties(living(definition('a', {}, { description: 'Old.' })), {});
    const metadata = { ...(propertiesOf(one)['metadata'] as Record<string, unknown>), team: 'platform', category: 'Mine' };
    const sent = plan([definition('a')], [withProperties(one, { metadata })]).steps[0]?.object.body ?? {};
    expect(propertiesOf(sent)['metadata']).toMatchObject({ team: 'platform', category: 'Kubernetes' });
    expect(propertiesOf(sent)['metadata']).not.toHaveProperty('createdOn');
    expect(propertiesOf(sent)['metadata']).not.toHaveProperty('updatedBy');
  });

  test('with which an assignment is also enforced comes first, without enforcement', () => {
    const made = plan([assignment('s', initiativeId('s'), { description: 'New.' })], [living(assignment('s', initiativeId('s'), { enforcementMode: 'DoNotEnforce' }))]);
    expect(changed(made)).toEqual(['update assignment s', 'enforce assignment s']);
    expect(made.steps.map(({ object }) => propertiesOf(object.body)['enforcementMode'])).toEqual(['DoNotEnforce', 'Default']);
  });

  test('of an enforced assignment never loosens it in between', () => {
    const made = plan([assignment('s', initiativeId('s'), { description: 'New.' })], [living(assignment('s', initiativeId('s')))]);
    expect(made.steps.map(({ action, object }) => [action, propertiesOf(object.body)['enforcementMode']])).toEqual([['update', 'Default']]);
  });

  test('is somebody else’s doing where the stamp says what we say; ours where the library has changed', () => {
    const hash = { hash: (value: unknown) => (JSON.stringify(value).includes('New.') ? 'bb' : 'aa') };
    const one = living(definition('a'));
    const byHand = withProperties(one, { displayName: 'Mine' });
    const judged = (wanted: ReturnType<typeof definition>, document: typeof one): readonly boolean[] => plan([wanted], [document], hash).steps.map((step) => isChangedByOthers(step, document));
    expect(judged(definition('a'), byHand)).toEqual([true]);
    expect(judged(definition('a', {}, { description: 'New.' }), one)).toEqual([false]);
    expect(judged(definition('a'), one)).toEqual([false]);
    const former = withProperties(byHand, { metadata: { managedBy: 'aks-network-isolation' } });
    expect(judged(definition('a'), former)).toEqual([false]);
  });
});

test('objects of others under the names of the library are told, each', () => {
  const documents = [answered(definitionId('a'), definition('a').body), living(initiative('s', ['a']), { owner: 'others' })];
  expect(plan([definition('a'), initiative('s', ['a'])], documents).foreign.map(({ id }) => id)).toEqual([definitionId('a'), initiativeId('s')]);
});
