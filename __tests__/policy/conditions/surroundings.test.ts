import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import type { EvaluationContext, Verdict } from '../../../src/policy/index.ts';
import { cluster, clusterType, judgeOne, resource, verdictOf } from '../builders.ts';

const unknown = new Unknown('nobody said');
const pools = `${clusterType}/agentPoolProfiles`;
const message = (condition: unknown, subject = cluster()) => judgeOne(condition, subject).message;

/** Rules: azure-policy-language.md §1.5. */
describe('fields', () => {
  test.each<readonly [unknown, JsonObject, Verdict]>([
    [{ field: 'tags', containsKey: 'a' }, { tags: { A: 1 } }, 'violation'],
    [{ field: 'TAGS', containsKey: 'a' }, { tags: { A: 1 } }, 'violation'],
    [{ field: 'Kind', equals: 'x' }, { kind: 'X' }, 'violation'],
    [{ field: 'Tags.a', equals: '1' }, { tags: { a: '1' } }, 'violation'],
    [{ field: 'tags.a b', equals: '1' }, { tags: { 'a b': '1' } }, 'violation'],
    [{ field: 'tags[a.b]', equals: '1' }, { tags: { 'a.b': '1' } }, 'violation'],
    [{ field: 'tags[ a ]', equals: '1' }, { tags: { a: '1' } }, 'violation'],
    [{ field: 'tags["a"]', equals: '1' }, { tags: { a: '1' } }, 'violation'],
    [{ field: 'tags["say ""x"""]', equals: '1' }, { tags: { 'say "x"': '1' } }, 'violation'],
    [{ field: 'IDENTITY.Type', equals: 'x' }, { identity: { type: 'x' } }, 'violation'],
    [{ field: 'identity.userAssignedIdentities', containsKey: 'x' }, { identity: { userAssignedIdentities: { x: {} } } }, 'violation'],
    [{ field: 'location', equals: 'eastus' }, { location: 'East US' }, 'violation'],
    [{ field: 'location', in: ['East US', 'x'] }, { location: 'eastus' }, 'violation'],
    [{ field: 'location', equals: 'GLOBAL' }, { location: null }, 'violation'],
    [{ field: 'location', equals: 'x' }, { location: unknown }, 'undetermined'],
    [{ field: 'name', equals: 'demo' }, { name: unknown }, 'undetermined'],
    [{ field: 'name', equals: 'demo' }, { name: 'other' }, 'violation'],
    [{ field: 'fullName', equals: 'demo' }, { name: unknown }, 'undetermined'],
    [{ field: 'apiVersion', equals: 'x' }, {}, 'undetermined'],
  ])('%j', (condition, envelope, verdict) => {
    expect(verdictOf(condition, cluster({}, envelope))).toBe(verdict);
  });

  test.each(['', 'x', 'identity', 'tagsx', 'sku', 'properties.x', "tags['a'].b"])('%j is none', (field) => {
    expect(() => verdictOf({ field, exists: true }, cluster())).toThrow('is no field of a resource and no alias');
  });

  test('have names of at most 4096 characters', () => {
    expect(verdictOf({ field: `tags.${'a'.repeat(4091)}`, exists: false }, cluster())).toBe('violation');
    expect(() => verdictOf({ field: `tags.${'a'.repeat(4092)}`, exists: false }, cluster())).toThrow('The name of a field has 4097 characters; 4096 are read');
  });

  test('whose name is an expression', () => {
    expect(verdictOf({ field: '[subscription().displayName]', exists: true }, cluster())).toBe('undetermined');
    expect(message({ field: '[subscription().displayName]', exists: true })).toContain('the subscription was not read');
    expect(verdictOf({ field: '[length(createArray())]', exists: true }, cluster())).toBe('error');
    expect(message({ field: '[length(createArray())]', exists: true })).toContain('The name of the field `[length(createArray())]` is no text');
    expect(verdictOf({ field: "[concat('no', 'field')]", exists: true }, cluster())).toBe('error');
    expect(verdictOf({ field: "[concat('lo', 'cation')]", equals: 'West Europe' }, cluster())).toBe('violation');
  });
});

/** Rules: azure-policy-language.md §1.9. */
describe('what surrounds a rule', () => {
  const group = { name: 'rg', location: 'eastus', tags: { owner: 'me' } };
  const cases: readonly (readonly [string, EvaluationContext, unknown, Verdict])[] = [
    ["[resourceGroup().name]", {}, 'rg', 'violation'],
    ["[resourceGroup().id]", {}, '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg', 'violation'],
    ["[resourceGroup().location]", {}, 'eastus', 'undetermined'],
    ["[resourceGroup().tags.owner]", {}, 'me', 'undetermined'],
    ["[resourceGroup().properties.x]", {}, 'me', 'undetermined'],
    ["[resourceGroup().location]", { resourceGroup: group }, 'eastus', 'violation'],
    ["[resourceGroup().tags.owner]", { resourceGroup: group }, 'me', 'violation'],
    ["[resourceGroup().tags.none]", { resourceGroup: group }, '', 'violation'],
    ["[resourceGroup().none]", { resourceGroup: group }, '', 'error'],
    ["[subscription().subscriptionId]", {}, '00000000-0000-0000-0000-000000000001', 'violation'],
    ["[subscription().id]", {}, '/subscriptions/00000000-0000-0000-0000-000000000001', 'violation'],
    ["[subscription().displayName]", {}, 'x', 'undetermined'],
    ["[subscription().tenantId]", {}, 'x', 'undetermined'],
    ["[subscription().tags.x]", {}, 'x', 'undetermined'],
    ["[subscription().displayName]", { subscription: { displayName: 'x' } }, 'x', 'violation'],
    ["[requestContext().apiVersion]", {}, 'x', 'undetermined'],
    ["[requestContext().identity.x]", {}, 'x', 'undetermined'],
    ["[requestContext().identity.x]", { requestContext: { identity: { x: 1 } } }, 1, 'violation'],
    ["[requestContext().apiVersion]", { requestContext: { apiVersion: '1' } }, '1', 'violation'],
    ["[requestContext().identity]", { requestContext: {} }, '', 'error'],
    ["[claims().x]", {}, 'x', 'undetermined'],
    ["[claims().x]", { claims: { x: 'y' } }, 'y', 'violation'],
    ["[utcNow()]", {}, 'x', 'undetermined'],
    ["[utcNow()]", { utcNow: '2024-01-01T00:00:00.0000000Z' }, '2024-01-01T00:00:00.0000000Z', 'violation'],
    ["[utcNow()]", { utcNow: 'now' }, 'now', 'error'],
    ["[policy().assignmentId]", {}, '', 'violation'],
    ["[policy().definitionReferenceId]", { policy: { definitionReferenceId: 'r' } }, 'r', 'violation'],
    ["[field('name')]", {}, 'demo', 'violation'],
    ["[field(1)]", {}, 'demo', 'error'],
    ["[field(subscription().displayName)]", {}, 'demo', 'undetermined'],
    ["[field('nothing')]", {}, 'demo', 'error'],
    ["[current()]", {}, 'demo', 'error'],
    ["[current('x')]", {}, 'demo', 'error'],
  ];
  test.each(cases)('%s with %j equals %j: %s', (value, context, right, verdict) => {
    expect(verdictOf({ value, equals: right }, cluster(), { context })).toBe(verdict);
  });

  test('is not known for a resource without an id', () => {
    const { id: _, ...unplaced } = cluster();
    expect(message({ value: '[resourceGroup().name]', equals: 'x' }, unplaced)).toContain('the resource group is not known here');
    expect(message({ value: '[subscription().id]', equals: 'x' }, unplaced)).toContain('the subscription is not known here');
  });

  test('of an id of which only the subscription is open, the group is known', () => {
    const { id: _, ...rest } = cluster();
    const planned = { ...rest, openId: ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/demo'] };
    expect(verdictOf({ value: '[resourceGroup().name]', equals: 'rg' }, planned)).toBe('violation');
    expect(verdictOf({ value: '[resourceGroup().name]', equals: 'other' }, planned)).toBe('compliant');
    expect(verdictOf({ value: '[resourceGroup().id]', like: '*/resourceGroups/rg' }, planned)).toBe('violation');
    expect(message({ value: '[resourceGroup().id]', equals: '/subscriptions/x/resourceGroups/rg' }, planned)).toContain('the subscription is not known here');
    expect(message({ value: '[resourceGroup().location]', equals: 'x' }, planned)).toContain('the resource group was not read');
  });

  test.each([
    [['/subscriptions/', '/resourceGroups/', '/providers/Microsoft.ContainerService/managedClusters/demo']],
    [['', '/providers/Microsoft.ContainerService/managedClusters/demo']],
    // Whether the name ends there is not known.
    [['/subscriptions/', '/resourceGroups/rg', '/providers/Microsoft.ContainerService/managedClusters/demo']],
    // This may be a part of anything.
    [['', '/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/demo']],
  ])('of %j the group is open', (openId) => {
    const { id: _, ...rest } = cluster();
    expect(message({ value: '[resourceGroup().name]', equals: 'rg' }, { ...rest, openId })).toContain('the resource group is not known here');
  });

  test.each<readonly [string, string]>([
    ['[utcNow()]', 'the time of the evaluation is not known here'],
    ['[claims().x]', 'the claims of the request are not known here'],
    ['[requestContext().identity.x]', 'the caller of the request is not known here'],
    ['[requestContext().apiVersion]', 'the API version of the request is not known here'],
    ['[resourceGroup().tags.x]', 'the resource group was not read'],
    ['[subscription().tags.x]', 'the subscription was not read'],
    ['[field(1)]', '`field` takes a name; number given'],
    ['[field(null())]', '`field` takes a name'],
    ['[current()]', '`current()` without a name needs exactly one `count` around it'],
    ["[current('x')]", "`current('x')` names no `count` around it"],
  ])('%s says what is missing: %s', (value, why) => {
    expect(message({ value, equals: 'x' })).toContain(why);
  });
});

/** Rules: azure-policy-language.md §1.8. */
describe('count', () => {
  const counted = (where: unknown, comparison: JsonObject): JsonObject => ({ count: { field: `${pools}[*]`, where }, ...comparison });
  const subject = cluster({ agentPoolProfiles: [{ mode: 'User', availabilityZones: ['1', '2'] }, { mode: 'System' }] });
  const half = cluster({ agentPoolProfiles: unknown });
  const isUser = { field: `${pools}[*].mode`, equals: 'User' };
  const never = { value: 1, equals: 2 };
  const values = (value: unknown, where: unknown, comparison: JsonObject): JsonObject => ({ count: { value, name: 'n', ...(where === undefined ? {} : { where }) }, ...comparison });

  test.each<readonly [string, JsonObject, ReturnType<typeof cluster>, Verdict]>([
    ['an inner alias of current', counted({ value: `[current('${pools}[*].availabilityZones[*]')]`, contains: '2' }, { equals: 1 }), subject, 'violation'],
    ['current in another case', counted({ value: `[current('${pools.toUpperCase()}[*].MODE')]`, equals: 'User' }, { equals: 1 }), subject, 'violation'],
    ['current of an array that begins alike', counted({ value: `[current('${pools}[*]x')]`, equals: 'User' }, { equals: 1 }), subject, 'error'],
    ['current of what the element lacks', counted({ value: `[current('${pools}[*].none')]`, equals: '' }, { equals: 2 }), subject, 'violation'],
    ['current of null', values([null], { value: "[current('n')]", equals: '' }, { equals: 1 }), subject, 'violation'],
    ['current in another case of the name', values(['a'], { value: "[current('N')]", equals: 'a' }, { equals: 1 }), subject, 'violation'],
    ['the outer of two', values(['a'], { count: { value: ['b'], name: 'm', where: { value: "[concat(current('n'), current('m'))]", equals: 'ab' } }, equals: 1 }, { equals: 1 }), subject, 'violation'],
    ['the inner of two of one name', values(['a'], { count: { value: ['b'], name: 'n', where: { value: "[current('n')]", equals: 'b' } }, equals: 1 }, { equals: 1 }), subject, 'violation'],
    ['a value that is no array', values("[concat('text')]", undefined, { equals: 0 }), subject, 'error'],
    ['a value that is not known', values('[subscription().tags]', undefined, { greater: 0 }), subject, 'undetermined'],
    ['a value that is not known, counting nothing', values('[subscription().tags]', never, { equals: 0 }), subject, 'violation'],
    ['a value that is not known, counting all', values('[subscription().tags]', { value: 1, equals: 1 }, { greaterOrEquals: 0 }), subject, 'violation'],
    ['a hundred values', values(Array.from({ length: 100 }, () => 1), undefined, { equals: 100 }), subject, 'violation'],
    ['an array that is not known has no less than none', counted(isUser, { greaterOrEquals: 0 }), half, 'violation'],
    ['an array that is not known is never counted below none', counted(isUser, { less: 0 }), half, 'compliant'],
    ['an array that is not known, and no element would count', counted(never, { greater: 0 }), half, 'compliant'],
    ['an array that is not known has some number', counted(isUser, { equals: 3 }), half, 'undetermined'],
    ['an array that is not known has some large number', counted(isUser, { greater: 100000 }), half, 'undetermined'],
    ['an array that is not known has no half element', counted(isUser, { equals: 'x' }), half, 'compliant'],
    ['an array that is not known has one of several numbers', counted(isUser, { in: [500] }), half, 'undetermined'],
    ['an array that is not known has none of no numbers', counted(isUser, { in: [] }), half, 'compliant'],
    ['one is not known, one or two are the same', counted(isUser, { greaterOrEquals: 1 }), cluster({ agentPoolProfiles: [{ mode: 'User' }, { mode: unknown }] }), 'violation'],
    ['one is not known, one and two differ', counted(isUser, { equals: 1 }), cluster({ agentPoolProfiles: [{ mode: 'User' }, { mode: unknown }] }), 'undetermined'],
    ['two are not known, one of three answers differs', counted(isUser, { notEquals: 2 }), cluster({ agentPoolProfiles: [{ mode: unknown }, { mode: unknown }] }), 'undetermined'],
    ['two are not known, no answer differs', counted(isUser, { notEquals: 3 }), cluster({ agentPoolProfiles: [{ mode: unknown }, { mode: unknown }] }), 'violation'],
    ['inner zones of the element', counted({ count: { field: `${pools}[*].availabilityZones[*]` }, equals: 2 }, { equals: 1 }), subject, 'violation'],
    ['an inner count over the same array sees one', counted({ count: { field: `${pools}[*]` }, equals: 1 }, { equals: 2 }), subject, 'violation'],
    ['a field of the array in a value count sees all', values(['a'], { field: `${pools}[*].mode`, equals: 'User' }, { equals: 0 }), subject, 'violation'],
  ])('%s', (_, condition, about, verdict) => {
    expect(verdictOf(condition, about)).toBe(verdict);
  });

  test.each<readonly [JsonObject, string]>([
    [values("[concat('text')]", undefined, { equals: 0 }), '`count.value` needs an array'],
    [values(Array.from({ length: 101 }, () => 1), undefined, { equals: 0 }), '`count.value` runs over at most 100 elements'],
    [{ count: { field: "[concat('na', 'me')]" }, equals: 0 }, '`count.field` needs an array alias, one with `[*]`'],
  ])('%j fails and says so', (condition, why) => {
    expect(message(condition)).toContain(why);
  });

  test.each(['name', pools, `${pools}[*].mode`])('over %s does not load', (field) => {
    expect(() => verdictOf({ count: { field }, equals: 0 }, cluster())).toThrow('`count.field` needs an array alias');
  });

  test('reasons are the elements that decided, then the count', () => {
    const { reasons } = judgeOne(counted(isUser, { greater: 0 }), subject);
    expect(reasons.map(({ kind, path, actual, expected, result }) => [kind, path, actual, expected, result])).toEqual([
      ['field', 'properties.agentPoolProfiles[0].mode', 'User', 'User', true],
      ['count', undefined, 1, 0, true],
    ]);
    expect(judgeOne(counted(isUser, { greaterOrEquals: 0 }), subject).reasons.map(({ kind }) => kind)).toEqual(['count']);
    expect(judgeOne(counted(isUser, { greater: 0 }), cluster({ agentPoolProfiles: [{ mode: unknown }] })).reasons.map(({ kind, result }) => [kind, result])).toEqual([['field', 'unknown'], ['count', 'unknown']]);
    expect(judgeOne({ count: { field: `${pools}[*]` }, greater: 0 }, half).reasons).toEqual([
      { kind: 'count', expression: `${pools}[*]`, operator: 'greater', actual: unknown, expected: 0, result: 'unknown' },
    ]);
  });
});

describe('types', () => {
  const of = (condition: unknown) => verdictOf(condition, resource('A.B/c', 'x', {}));
  const type = (name: string) => ({ field: 'type', equals: name });
  const always = { value: 1, equals: 1 };

  test.each<readonly [string, unknown, Verdict]>([
    ['its own', { allOf: [type('a.b/C'), always] }, 'violation'],
    ['another', { allOf: [type('A.B/d'), always] }, 'notApplicable'],
    ['one of two', { allOf: [{ field: 'type', in: ['A.B/d', 'A.B/C'] }, always] }, 'violation'],
    ['none of two', { allOf: [{ field: 'type', in: ['A.B/d', 'A.B/e'] }, always] }, 'notApplicable'],
    ['any of two', { allOf: [{ anyOf: [type('A.B/d'), type('A.B/c')] }, always] }, 'violation'],
    ['two at once', { allOf: [type('A.B/c'), type('A.B/d')] }, 'notApplicable'],
    ['another, or whatever', { anyOf: [type('A.B/d'), always] }, 'violation'],
    ['not another', { allOf: [{ not: type('A.B/d') }, always] }, 'violation'],
    ['not its own', { allOf: [{ not: type('A.B/c') }, always] }, 'notApplicable'],
    ['by a pattern', { allOf: [{ field: 'type', like: 'A.B/*' }, always] }, 'violation'],
    ['by another pattern', { allOf: [{ field: 'type', like: 'A.C/*' }, always] }, 'notApplicable'],
    ['by an expression', { allOf: [{ field: 'type', equals: "[concat('A.B', '/c')]" }, always] }, 'violation'],
    ['by an expression, another', { allOf: [{ field: 'type', equals: "[concat('A.B', '/d')]" }, always] }, 'notApplicable'],
    ['by name', { allOf: [{ field: 'name', equals: 'y' }, always] }, 'notApplicable'],
    ['its own, and false', { allOf: [type('A.B/c'), { value: 1, equals: 2 }] }, 'compliant'],
    ['another, and failing', { allOf: [{ value: "[int('x')]", equals: 1 }, { field: 'type', like: 'A.C/*' }] }, 'notApplicable'],
  ])('%s', (_, condition, verdict) => {
    expect(of(condition)).toBe(verdict);
  });
});
