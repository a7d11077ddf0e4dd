import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import type { ExemptionEntry } from '../../../src/policy/exemptions/entry.ts';
import { exemptionObjects, graceExemptions, graceSource, type ExemptionWish } from '../../../src/policy/objects/exemption-objects.ts';
import { bindObjects } from '../../../src/policy/objects/library/bind-objects.ts';
import { assignment, assignmentId, clusterId, definition, definitionId, group, initiative, initiativeId, managementGroup, propertiesOf, subscription } from './objects.ts';

const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;

const entry = (changes: Partial<ExemptionEntry> = {}): ExemptionEntry => ({ rule: 'a', resource: 'legacy', reason: 'It moves.', owner: 'team-x', location: { file: 'exemptions.yml', line: 3 }, ...changes } as ExemptionEntry);
const library = [definition('a'), definition('b'), definition('c'), initiative('s', ['a', 'b']), assignment('s', initiativeId('s')), assignment('a', definitionId('a'))];
const policies = bindObjects(library);
const named = (...names: readonly string[]): readonly JsonObject[] => names.map((name) => ({ id: clusterId(name), name }));

function written(entries: readonly ExemptionEntry[], changes: Partial<ExemptionWish> = {}): ReturnType<typeof exemptionObjects> {
  return exemptionObjects({ entries, policies, resources: named('legacy', 'other'), scope: group, now, digest: (text) => createHash('sha256').update(text).digest('hex'), ...changes });
}

const seen = ({ objects }: ReturnType<typeof exemptionObjects>) => objects.map(({ scope, body }) => [scope, propertiesOf(body)['policyAssignmentId'], propertiesOf(body)['policyDefinitionReferenceIds']]);

describe('an entry means an exemption', () => {
  test('of each assignment that brings its rule: of that member of an initiative, of the whole where it brings nothing else', () => {
    expect(seen(written([entry()]))).toEqual([[clusterId('legacy'), assignmentId('s'), ['a']], [clusterId('legacy'), assignmentId('a'), undefined]]);
  });

  test('of the whole where it is about every rule', () => {
    expect(seen(written([entry({ rule: '*' })]))).toEqual([[clusterId('legacy'), assignmentId('s'), undefined], [clusterId('legacy'), assignmentId('a'), undefined]]);
  });

  test('that says who, why, until when, and where it is written', () => {
    const [object] = written([entry({ rule: 'B', ticket: 'T-1', ends: now + day, expiresOn: '2026-01-01' })]).objects;
    expect(object).toMatchObject({ kind: 'exemption', source: 'exemptions.yml' });
    expect(object?.name).toMatch(/^aks-isolation-[0-9a-f]{16}$/);
    expect(propertiesOf(object?.body ?? {})).toEqual({
      policyAssignmentId: assignmentId('s'), policyDefinitionReferenceIds: ['b'], exemptionCategory: 'Waiver', displayName: 'B: It moves.', description: 'It moves. (team-x, T-1)',
      expiresOn: '2026-01-02T00:00:00.000Z', metadata: { requestedBy: 'team-x', ticket: 'T-1' },
    });
  });

  test.each<[string, string, readonly string[]]>([
    ['its name', 'legacy', ['legacy']], ['its name in other letters', 'LEGACY', ['legacy']], ['type and name', 'Microsoft.ContainerService/managedClusters/legacy', ['legacy']],
    ['its id', clusterId('legacy').toUpperCase(), ['legacy']], ['its id with a slash behind it', `${clusterId('legacy')}/`, ['legacy']],
    ['a pattern', '*e*', ['legacy', 'other']], ['a pattern of ids', '/subscriptions/*/other', ['other']],
  ])('at what is named by %s', (_, resource, expected) => {
    expect(written([entry({ rule: 'b', resource })]).objects.map(({ scope }) => scope)).toEqual(expected.map(clusterId));
  });

  test('at a place that is not among the resources: a group, a resource that is not there yet', () => {
    expect(written([entry({ rule: 'b', resource: group }), entry({ rule: 'b', resource: clusterId('new') })]).objects.map(({ scope }) => scope)).toEqual([group, clusterId('new')]);
  });

  test('anywhere below a management group', () => {
    const elsewhere = `${subscription}/resourceGroups/elsewhere`;
    expect(written([entry({ rule: 'b', resource: elsewhere })], { scope: managementGroup }).objects.map(({ scope }) => scope)).toEqual([elsewhere]);
  });

  test('once, of two entries that say the same: the one that lasts longer', () => {
    const [sooner, later, forever] = [entry({ rule: 'b', ends: now + day }), entry({ rule: 'B', ends: now + 2 * day }), entry({ rule: 'b' })];
    const ends = (...entries: readonly ExemptionEntry[]) => written(entries).objects.map(({ body }) => propertiesOf(body)['expiresOn']);
    expect(ends(sooner, later)).toEqual(['2026-01-03T00:00:00.000Z']);
    expect(ends(later, sooner)).toEqual(['2026-01-03T00:00:00.000Z']);
    expect(ends(sooner, forever, later)).toEqual([undefined]);
  });

  test('under one name in every run, and another for another rule, resource or assignment', () => {
    const names = (changes: Partial<ExemptionEntry>) => written([entry(changes)]).objects.map(({ name }) => name);
    expect(names({})).toEqual(names({ reason: 'Other words.', owner: 'y', ends: now + day }));
    expect(new Set([...names({ rule: 'a' }), ...names({ rule: 'a*' })]).size).toBe(4);
  });

  test("in texts that fit Azure's limits, no character cut in two", () => {
    const [object] = written([entry({ rule: 'b', reason: '😀'.repeat(600) })]).objects;
    const { displayName, description } = propertiesOf(object?.body ?? {}) as { readonly displayName: string; readonly description: string };
    expect([displayName.length, description.length]).toEqual([127, 512]);
    expect([displayName, description].map((text) => encodeURIComponent(text).includes('%EF%BF%BD'))).toEqual([false, false]);
  });
});

describe('nothing comes of an entry', () => {
  test('that has ended, or is about a file; nothing is said of it', () => {
    expect(written([entry({ ends: now }), entry({ ends: now - day }), entry({ file: 'main.bicep' })])).toEqual({ objects: [], notes: [] });
  });

  test.each<[string, Partial<ExemptionEntry>, RegExp]>([
    ['about a rule that is not assigned', { rule: 'c' }, /^exemptions\.yml:3: the exemption of c on legacy is of no rule that is assigned here/],
    ['about nothing that lives', { resource: 'gone' }, /names no resource in .*rg that the rules concern/],
    ['about what is outside the scope', { resource: `${subscription}/resourceGroups/rg2` }, /names no resource/],
    ['about what is above the scope', { resource: subscription }, /names no resource/],
    ['with a way out of the scope', { resource: `${group}/providers/Microsoft.X/y/../../../../other` }, /names no resource/],
    ['with a question', { resource: `${group}?x=` }, /names no resource/],
    ['about half an id', { resource: `${group}/providers/x` }, /names no resource/],
  ])('%s: that is told', (_, changes, note) => {
    const { objects, notes } = written([entry(changes)]);
    expect(objects).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(note)]);
  });

  test('where the living resource has no id', () => {
    expect(written([entry()], { resources: [{ name: 'legacy' }] }).objects).toEqual([]);
  });
});

test('a pattern of many wildcards takes no time', () => {
  const resources = named(...Array.from({ length: 50 }, (_, index) => `${'a'.repeat(60)}${index}`));
  expect(written([entry({ rule: 'b', resource: `${'*a'.repeat(200)}b` })], { resources }).objects).toEqual([]);
});

test('time is given to each resource that would be locked out, of the rules that would refuse it', () => {
  const made = graceExemptions({ assignmentId: assignmentId('s'), lockedOut: [{ id: clusterId('x'), references: ['a'] }, { id: clusterId('y'), references: [] }], ends: now }, () => 'ab'.repeat(32));
  expect(made.map(({ scope, name, source }) => [scope, name, source])).toEqual([[clusterId('x'), 'aks-isolation-grace-abababababab', graceSource], [clusterId('y'), 'aks-isolation-grace-abababababab', graceSource]]);
  expect(made.map(({ body }) => propertiesOf(body)['policyDefinitionReferenceIds'])).toEqual([['a'], undefined]);
  expect(propertiesOf(made[0]?.body ?? {})).toMatchObject({ policyAssignmentId: assignmentId('s'), exemptionCategory: 'Waiver', expiresOn: '2026-01-01T00:00:00.000Z' });
});
