import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { defaultOwner, isOwned, roleDescription, roleStampOf, stampName, stamped, stampOf, withoutTraces } from '../../../src/policy/objects/stamp.ts';
import { assignmentId, definition, definitionId, living, withProperties } from './objects.ts';

const stamp = { owner: 'platform', of: 'a', source: 'policies/a.json', version: '1.2.3', hash: 'aa' } as const;
const named = (name: string, metadata: JsonObject): JsonObject => ({ name, properties: { metadata } });
const withOf = (name: string, of: string): JsonObject => named(name, { managedBy: stampName, aksNetworkIsolation: { ...stamp, of } });

describe('what we write', () => {
  const body = stamped(withProperties(definition('a').body, { metadata: { category: 'Kubernetes', managedBy: 'somebody' } }), stamp);

  test('is ours, and says all that the stamp says', () => {
    expect(stampOf(body)).toEqual(stamp);
    expect([isOwned(body, 'platform'), isOwned(body, 'Platform'), isOwned(body, defaultOwner)]).toEqual([true, false, false]);
  });

  test('keeps what else stands in its metadata and beside it', () => {
    expect(body).toMatchObject({ properties: { displayName: 'The rule a', metadata: { category: 'Kubernetes', managedBy: stampName } } });
  });

  test('is ours still once Azure has answered it', () => {
    expect(stampOf(living(definition('a'), { owner: 'platform' }))).toMatchObject({ owner: 'platform', of: 'a' });
  });

  test('means the same whichever run wrote it', () => {
    expect(withoutTraces({ team: 'x', managedBy: stampName, aksNetworkIsolation: stamp })).toEqual({ team: 'x', managedBy: stampName, aksNetworkIsolation: { owner: 'platform', of: 'a' } });
    expect(withoutTraces({ team: 'x' })).toEqual({ team: 'x' });
  });
});

test('what a former release wrote, with `managedBy` alone, is the default owner’s', () => {
  const former = named('a', { managedBy: stampName });
  expect(stampOf(former)).toEqual({ owner: defaultOwner });
  expect(isOwned(former, 'platform')).toBe(false);
});

describe('nobody’s is', () => {
  test.each<[string, JsonObject | undefined]>([
    ['nothing', undefined],
    ['an object without properties', {}],
    ['an object without metadata', { properties: {} }],
    ['metadata that is a text', { properties: { metadata: stampName } }],
    ['another manager', named('a', { managedBy: 'terraform' })],
    ['our name in other letters', named('a', { managedBy: stampName.toUpperCase() })],
    ['our name and more', named('a', { managedBy: `${stampName}-fork` })],
    ['our name in a list', named('a', { managedBy: [stampName] })],
    ['our stamp beside the metadata', { properties: { managedBy: stampName } }],
    ['our stamp as tags', { tags: { managedBy: stampName }, properties: {} }],
    ['the stamp without the manager', named('a', { aksNetworkIsolation: stamp })],
    ['a stamp that is a text', named('a', { managedBy: stampName, aksNetworkIsolation: 'default' })],
    ['a stamp that is null', named('a', { managedBy: stampName, aksNetworkIsolation: null })],
    ['a stamp without an owner', named('a', { managedBy: stampName, aksNetworkIsolation: { of: 'a' } })],
    ['an owner that is no text', named('a', { managedBy: stampName, aksNetworkIsolation: { owner: ['default'], of: 'a' } })],
    ['a stamp that is inherited', { properties: { metadata: Object.create({ managedBy: stampName }) as JsonObject } }],
    ['a copy that somebody made under another name', withOf('my-own', 'a')],
    ['a copy whose name only begins alike', withOf('a-mine', 'a')],
    ['a copy with a version of another name', withOf('b-v2', 'a')],
    ['a copy whose name is shorter, with a version', withOf('a-v2', 'abc')],
    ['a definition that speaks of our role assignments', { properties: { description: roleDescription('default', assignmentId('a')), policyRule: {} } }],
  ])('%s', (_, document) => {
    expect(stampOf(document)).toBeUndefined();
    expect(isOwned(document, defaultOwner)).toBe(false);
  });
});

describe('a version behind the name is ours', () => {
  const long = 'x'.repeat(62);
  test.each([['a', 'a'], ['A', 'a'], ['a-v2', 'a'], ['a-v17', 'A'], ['a-v2', 'a-v2'], ['a-v2-v3', 'a-v2'], [`${'x'.repeat(61)}-v2`, long], [`${'y'.repeat(21)}-v2`, 'y'.repeat(24)]])('%s of %s', (name, of) => {
    expect(stampOf(withOf(name, of))?.of).toBe(of);
  });
});

describe('a role assignment', () => {
  const id = assignmentId('a');
  const role = (description: unknown): JsonObject => ({ properties: { roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/x', principalId: 'p', description } });

  test('carries its stamp in its description', () => {
    const document = role(roleDescription('platform', assignmentId('a')));
    expect(roleStampOf(document)).toEqual({ owner: 'platform', assignmentId: assignmentId('a') });
    expect(isOwned(document, 'platform')).toBe(true);
    expect(isOwned(document, defaultOwner)).toBe(false);
  });

  test('is known by it also where the name of the assignment has blanks, which Azure takes', () => {
    expect(roleStampOf(role(roleDescription('platform', assignmentId('what we want'))))?.assignmentId).toBe(assignmentId('what we want'));
  });

  test.each<[string, unknown]>([
    ['no description', undefined], ['our words in other letters', roleDescription('o', id).toUpperCase()], ['a number', 7], ['other words', 'Managed by terraform'],
    ['more behind it', `${roleDescription('o', id)}/and more`], ['something before it', `x ${roleDescription('o', id)}`],
    ['a line more', `${roleDescription('o', id)}\n`.repeat(2)], ['no id', roleDescription('o', 'a')], ['the id of something else', roleDescription('o', definitionId('a'))],
    ['a quote in the owner', roleDescription('a"b', id)], ['an owner without end', roleDescription('o'.repeat(65), id)],
    ['an id without end', roleDescription('o', `/${'a'.repeat(501)}${id}`)],
  ])('is nobody’s with %s', (_, description) => {
    expect(roleStampOf(role(description))).toBeUndefined();
  });
});
