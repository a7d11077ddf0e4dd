import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { chooseVariant, longestName, type Choice } from '../../../../src/policy/objects/compare/variants.ts';
import { livingObjects } from '../../../../src/policy/objects/living.ts';
import type { WantedObject } from '../../../../src/policy/objects/plan.ts';
import { objectId } from '../../../../src/policy/objects/policy-object.ts';
import { answered, assignment, assignmentId, clusterId, definition, definitionId, exemption, group, initiativeId, living, managementGroup, subscription, withProperties } from '../objects.ts';

interface Around {
  readonly refused?: ReadonlyMap<string, string>;
  readonly names?: readonly string[];
  readonly taken?: readonly string[];
}

/** The living object is compared as the library has it: the stamp is on both. */
function choose(wanted: WantedObject, documents: readonly JsonObject[], { refused = new Map(), names = [], taken = [] }: Around = {}): Choice {
  const body = living(wanted);
  return chooseVariant({ ...wanted, body: { ...wanted.body, properties: body['properties'] } }, { living: livingObjects(documents), owner: 'default', refused, names: new Set(names), taken: new Set(taken) });
}

const idsOf = (documents: readonly JsonObject[]): readonly unknown[] => documents.map(({ name }) => name);

describe('the object that is wanted', () => {
  test('is made under its name where nothing lives', () => {
    expect(choose(definition('a'), [])).toEqual({ id: definitionId('a'), name: 'a', living: undefined, replaced: [], why: undefined });
  });

  test('is the one that lives, whatever its words', () => {
    const alive = living(definition('a', {}, { description: 'Old.' }));
    expect(choose(definition('a', {}, { description: 'New.' }), [alive])).toMatchObject({ id: definitionId('a'), living: alive, replaced: [], why: undefined });
  });

  test('is the one that already says so, of several, and takes the place of the rest', () => {
    const [old, now] = [living(definition('a', {}, { description: 'Old.' })), living(definition('a', {}, { description: 'New.' }), { name: 'a-v2' })];
    const choice = choose(definition('a', {}, { description: 'New.' }), [old, now]);
    expect([choice.name, idsOf(choice.replaced)]).toEqual(['a-v2', ['a']]);
  });

  test('is another owner’s or nobody’s: its name is not gone round', () => {
    const bare = answered(definitionId('a'), definition('a').body);
    expect(choose(definition('a'), [bare])).toMatchObject({ name: 'a', living: undefined, replaced: [] });
    expect(choose(definition('a'), [living(definition('a'), { owner: 'others' })])).toMatchObject({ name: 'a', living: undefined, replaced: [] });
  });
});

describe('Azure refuses, so that a new one takes the place', () => {
  const of = (name: string, declaration: JsonObject): WantedObject => definition('a', {}, { parameters: { [name]: declaration } });
  const acting = (location: string): WantedObject => {
    const one = assignment('x', initiativeId('s'));
    return { ...one, body: { ...one.body, identity: { type: 'SystemAssigned' }, location } };
  };
  test.each<[string, WantedObject, WantedObject, RegExp | undefined]>([
    ['a parameter that is gone', definition('a', { p: 'x' }), definition('a'), /no parameter be taken away, and p is/],
    ['a parameter that has another name', definition('a', { p: 'x' }), definition('a', { q: 'x' }), /no parameter be taken away, and p is/],
    ['a parameter of another type', of('p', { type: 'String', defaultValue: 'x' }), of('p', { type: 'Array', defaultValue: [] }), /no parameter change its type, and p does/],
    ['a new parameter without a default', definition('a'), definition('a', { p: undefined }), /only with a default, and p has none/],
    ['an assignment of something else', assignment('x', initiativeId('s')), assignment('x', initiativeId('t')), /what an assignment assigns never changes/],
    ['an exemption from another assignment', exemption('x', assignmentId('s')), exemption('x', assignmentId('t')), /assignment of an exemption never changes/],
    ['an identity in another region', acting('westeurope'), acting('northeurope'), /region of an assignment's identity never changes/],
  ])('%s', (_, before, after, why) => {
    const choice = choose(after, [living(before)]);
    expect([choice.name, choice.living, idsOf(choice.replaced)]).toEqual([`${after.name}-v2`, undefined, [before.name]]);
    expect(choice.why).toMatch(why ?? '');
  });

  test('what it has refused in this run, with its reason', () => {
    const choice = choose(definition('a', {}, { description: 'New.' }), [living(definition('a'))], { refused: new Map([[definitionId('a').toLowerCase(), 'Not like this.']]) });
    expect([choice.name, choice.why]).toEqual(['a-v2', 'Not like this.']);
  });
});

describe('Azure takes', () => {
  const of = (name: string, declaration: JsonObject): WantedObject => definition('a', {}, { parameters: { [name]: declaration } });
  const acting = (location: string): WantedObject => ({ ...assignment('x', initiativeId('s')), body: { ...assignment('x', initiativeId('s')).body, identity: { type: 'SystemAssigned' }, location } });
  test.each<[string, WantedObject, WantedObject]>([
    ['a new parameter with a default', definition('a'), definition('a', { p: 'x' })],
    ['a new parameter whose default is an empty list', definition('a'), of('p', { type: 'Array', defaultValue: [] })],
    ['a new parameter whose default is no', definition('a'), of('p', { type: 'Boolean', defaultValue: false })],
    ['another default', definition('a', { p: 'x' }), definition('a', { p: 'y' })],
    ['a default that is gone', definition('a', { p: 'x' }), definition('a', { p: undefined })],
    ['a parameter in other letters', of('Effect', { type: 'string' }), of('effect', { type: 'String' })],
    ['a target in other letters', assignment('x', initiativeId('s')), assignment('x', initiativeId('S'))],
    ['a region in other words', acting('westeurope'), acting('West Europe')],
  ])('%s', (_, before, after) => {
    expect(choose(after, [living(before)])).toMatchObject({ name: after.name, replaced: [], why: undefined });
  });
});

describe('the name of a new version', () => {
  const before = definition('a', { p: 'x' });
  const after = definition('a', { q: 'x' });
  const versions = (...names: readonly string[]): readonly JsonObject[] => names.map((name) => living(before, { name }));

  test.each<[string, readonly JsonObject[], string]>([
    ['is the second after the first', versions('a'), 'a-v2'],
    ['is the first again once that is gone', versions('a-v2'), 'a'],
    ['is the third where both live', versions('a', 'a-v2'), 'a-v3'],
    ['fills a gap', versions('a', 'a-v3'), 'a-v2'],
    ['goes round what others have', [...versions('a'), answered(definitionId('a-v2'), {}), answered(definitionId('A-V3'), {})], 'a-v4'],
    ['goes round others also at the name itself, once something of ours lives', [...versions('a-v2'), answered(definitionId('a'), {})], 'a-v3'],
    ['goes round a document of ours that is called so', [...versions('a'), living(definition('a-v2'))], 'a-v3'],
  ])('%s', (_, documents, name) => {
    expect(choose(after, documents).name).toBe(name);
  });

  test('is none that another object of the library is called, or gets', () => {
    expect(choose(after, versions('a'), { names: [definitionId('a-v2').toLowerCase()], taken: [definitionId('a-v3').toLowerCase()] }).name).toBe('a-v4');
  });

  test('of a document that is called as a version of another that lives', () => {
    expect(choose(definition('a-v2'), versions('a', 'a-v2')).name).toBe('a-v2-v2');
  });

  test.each<[WantedObject['kind'], string, number]>([
    ['definition', managementGroup, 64], ['initiative', subscription, 64], ['assignment', subscription, 64], ['assignment', group, 64],
    ['assignment', managementGroup, 24], ['exemption', managementGroup, 64], ['exemption', clusterId('x'), 64], ['roleAssignment', managementGroup, 36],
  ])('a %s at %s has %i characters at most', (kind, scope, limit) => {
    expect(longestName(kind, scope)).toBe(limit);
  });

  test.each([[managementGroup, 24], [group, 64]])('is cut to the limit at %s', (scope, limit) => {
    const name = 'x'.repeat(limit);
    const alive = (named: string): JsonObject => withProperties(living(assignment(name, initiativeId('s'), {}, scope), { name: named }), {});
    const wanted = assignment(name, initiativeId('t'), {}, scope);
    expect(choose(wanted, [alive(name)]).name).toBe(`${'x'.repeat(limit - 3)}-v2`);
    const ten = [name, ...Array.from({ length: 8 }, (_, index) => `${'x'.repeat(limit - 3)}-v${index + 2}`)].map(alive);
    const tenth = choose(wanted, ten);
    expect([tenth.name, tenth.replaced.length]).toEqual([`${'x'.repeat(limit - 4)}-v10`, 9]);
    expect(tenth.id).toBe(objectId('assignment', scope, tenth.name));
  });
});
