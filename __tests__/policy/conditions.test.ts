import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { Unknown } from '../../src/language/unknown.ts';
import type { Verdict } from '../../src/policy/index.ts';
import { cluster, clusterType, resource, verdictOf } from './builders.ts';

/** Deny rules: a condition that holds is a violation. */
const holds = 'violation';
const fails = 'compliant';
const unknown = new Unknown("reference('x') is known only at deployment");

type Case = readonly [operator: string, right: unknown, left: unknown, verdict: Verdict];

/** Rules: azure-policy-language.md §1.6 and the column "take" of §1.13. Undefined on the left: the property is not there. */
describe('operators on a field', () => {
  test.each<Case>([
    ['equals', 'none', 'NONE', holds],
    ['equals', '5', 5, holds],
    ['equals', 5, '05', fails],
    ['equals', true, 'True', holds],
    ['equals', 'true', true, holds],
    ['equals', '', undefined, holds],
    ['equals', '', null, holds],
    ['equals', 'a', ['a'], fails],
    ['notEquals', 'a', undefined, holds],
    ['notEquals', 'a', ['a'], holds],
    ['in', ['a', 'B'], 'b', holds],
    ['in', ['', 'a'], undefined, holds],
    ['in', [1], '1', holds],
    ['in', [], 'a', fails],
    ['notIn', ['a'], undefined, holds],
    ['like', 'north*', 'NorthEurope', holds],
    ['like', '*europe', 'northeurope', holds],
    ['like', 'n*e', 'ne', holds],
    ['like', 'ne*ne', 'ne', fails],
    ['like', 'a?c', 'abc', fails],
    ['like', 'abc', 'ABC', holds],
    ['like', '*', undefined, fails],
    ['notLike', '*', undefined, holds],
    ['match', 'a##?', 'a12b', holds],
    ['match', 'A##', 'a12', fails],
    ['match', 'a.c', 'a-c', holds],
    ['match', 'a##', 'a1', fails],
    ['notMatch', 'A##', 'a12', holds],
    ['matchInsensitively', 'A##', 'a12', holds],
    ['notMatchInsensitively', 'A##', 'a12', fails],
    ['match', 'a+(b)', 'a+(b)', holds],
    ['contains', 'URO', 'europe', holds],
    ['contains', 'A', ['b', 'a'], holds],
    ['contains', 'x', undefined, fails],
    ['notContains', 'x', undefined, holds],
    ['containsKey', 'ENV', { env: 1 }, holds],
    ['containsKey', 'env', 'env', fails],
    ['notContainsKey', 'env', undefined, holds],
    ['less', 3, 2, holds],
    ['lessOrEquals', 2, 2, holds],
    ['greater', 2, 2, fails],
    ['greaterOrEquals', 2, 2, holds],
    ['greater', 1, undefined, fails],
    ['less', 1, null, fails],
    ['less', 'b', 'A', holds],
    ['less', '2024-01-01T00:00:00Z', '2023-12-31T23:00:00-02:00', fails],
    ['greater', '2023-12-31', '2024-01-01T00:00:00', holds],
    ['less', 1, '1', 'error'],
    ['greater', 'a', 1, 'error'],
    ['exists', true, 'x', holds],
    ['exists', 'False', undefined, holds],
    ['exists', 'true', null, fails],
    ['exists', true, [], holds],
    ['equals', null, 'x', 'error'],
    ['EQUALS', 'x', 'x', holds],
    ['notin', ['x'], 'y', holds],
  ])('%s %j is asked of %j: %s', (operator, right, left, verdict) => {
    const subject = cluster(left === undefined ? {} : { dnsPrefix: left });
    expect(verdictOf({ field: `${clusterType}/dnsPrefix`, [operator]: right }, subject)).toBe(verdict);
  });

  test.each<Case>([
    ['equals', 'x', unknown, 'undetermined'],
    ['notIn', ['x'], unknown, 'undetermined'],
    ['exists', true, unknown, 'undetermined'],
    ['like', '*', unknown, 'undetermined'],
    ['contains', 'a', ['a', unknown], holds],
    ['contains', 'b', ['a', unknown], 'undetermined'],
    ['containsKey', 'a', { a: unknown }, holds],
  ])('%s %j with something unknown in %j: %s', (operator, right, left, verdict) => {
    expect(verdictOf({ field: `${clusterType}/dnsPrefix`, [operator]: right }, cluster({ dnsPrefix: left }))).toBe(verdict);
  });

  test('a null that comes from an expression compares as empty text', () => {
    const condition = { field: "tags['owner']", notEquals: "[resourceGroup().tags['owner']]" };
    expect(verdictOf(condition, cluster(), { context: { resourceGroup: { name: 'rg', tags: {} } } })).toBe(fails);
    expect(verdictOf(condition, cluster(), { context: { resourceGroup: { name: 'rg' } } })).toBe(fails);
    expect(verdictOf(condition, cluster())).toBe('undetermined');
  });
});

describe('fields', () => {
  const subject = resource(
    'Microsoft.Sql/servers/databases',
    'server/db',
    { location: 'West Europe', kind: 'v12', tags: { Env: 'prod', "it's": 1, 'a.b': 2 }, identity: { type: 'SystemAssigned', principalId: 'p' } },
  );

  test.each<readonly [string, unknown]>([
    ['type', 'microsoft.sql/servers/DATABASES'],
    ['name', 'db'],
    ['fullName', 'server/db'],
    ['kind', 'v12'],
    ['location', 'westeurope'],
    ['location', 'West Europe'],
    ['Location', "[toUpper('west europe')]"],
    ['id', '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Sql/servers/server/databases/db'],
    ['identity.type', 'systemassigned'],
    ['identity.principalId', 'p'],
    ['tags.env', 'prod'],
    ["tags['ENV']", 'prod'],
    ['tags[Env]', 'prod'],
    ['tags.a.b', 2],
    ["tags['it''s']", 1],
    ["[concat('tags[', 'env', ']')]", 'prod'],
    ["[if(true(), 'kind', 'name')]", 'v12'],
  ])('%s equals %s', (field, value) => {
    expect(verdictOf({ field, equals: value }, subject)).toBe(holds);
  });

  test('a resource without a location is global', () => {
    expect(verdictOf({ field: 'location', equals: 'global' }, resource('A.B/c', 'x', {}))).toBe(holds);
  });

  test('the id of a resource that a file does not place is unknown', () => {
    const { id: _, ...unplaced } = cluster();
    expect(verdictOf({ field: 'id', contains: 'x' }, unplaced)).toBe('undetermined');
  });

  test('an alias of another type is missing', () => {
    expect(verdictOf({ field: `${clusterType}/networkProfile.outboundType`, exists: true }, subject)).toBe(fails);
  });

  test('inherited names are never followed', () => {
    expect(verdictOf({ field: `${clusterType}/constructor.name`, exists: true }, cluster())).toBe(fails);
    expect(verdictOf({ field: `${clusterType}/__proto__.polluted`, exists: true }, cluster(JSON.parse('{"__proto__":{"polluted":1}}')))).toBe(holds);
    expect(verdictOf({ field: 'tags.__proto__', exists: true }, cluster({}, { tags: {} }))).toBe(fails);
  });
});

describe('aliases outside the table', () => {
  const network = 'Microsoft.Network/virtualNetworks';
  const vnet = resource(network, 'vnet', {
    sku: { name: 'Standard' },
    properties: { subnets: [{ name: 'a', properties: { routeTable: { id: 'rt' } } }, { name: 'b', properties: {} }] },
  });

  test.each([
    ['the root, as a last resort', { field: `${network}/sku.name`, equals: 'Standard' }],
    [
      'properties inside the elements',
      { count: { field: `${network}/subnets[*]`, where: { field: `${network}/subnets[*].routeTable.id`, exists: true } }, equals: 1 },
    ],
    [
      'the elements themselves',
      { count: { field: `${network}/subnets[*]`, where: { field: `${network}/subnets[*].name`, equals: 'b' } }, equals: 1 },
    ],
  ])('are looked for in %s', (_, condition) => {
    expect(verdictOf(condition, vnet)).toBe(holds);
  });

  test("never mean the resource's own type, name or id", () => {
    expect(verdictOf({ field: `${network}/type`, exists: true }, vnet)).toBe(fails);
  });
});

const withPools = (...agentPoolProfiles: readonly unknown[]) => cluster({ agentPoolProfiles });

/** Rules: azure-policy-language.md §1.7 and §1.8. */
describe('arrays', () => {
  const pools = `${clusterType}/agentPoolProfiles`;
  const mode = `${pools}[*].mode`;
  test.each<readonly [string, JsonObject, ReturnType<typeof cluster>, Verdict]>([
    ['every element satisfies it', { field: mode, equals: 'User' }, withPools({ mode: 'User' }, { mode: 'user' }), holds],
    ['one element does not', { field: mode, equals: 'User' }, withPools({ mode: 'User' }, { mode: 'System' }), fails],
    ['an empty array satisfies anything', { field: mode, equals: 'User' }, withPools(), holds],
    ['a missing array satisfies anything', { field: mode, equals: 'User' }, cluster(), holds],
    ['a null array satisfies anything', { field: mode, equals: 'User' }, cluster({ agentPoolProfiles: null }), holds],
    ['an element without the property takes part as null', { field: mode, exists: true }, withPools({ mode: 'User' }, {}), fails],
    ['null like "*" is false', { not: { field: mode, notLike: '*' } }, withPools({}), fails],
    ['an unknown element leaves it open', { field: mode, equals: 'User' }, withPools({ mode: 'User' }, unknown), 'undetermined'],
    ['an unknown element cannot mend a known failure', { field: mode, equals: 'User' }, withPools({ mode: 'System' }, unknown), fails],
    ['an unknown array leaves it open', { field: mode, exists: 'false' }, cluster({ agentPoolProfiles: unknown }), 'undetermined'],
    ['without [*] the array is one value', { field: pools, exists: true }, withPools(), holds],
    ['field() collects only what exists', { value: `[length(field('${mode}'))]`, equals: 1 }, withPools({ mode: 'User' }, {}), holds],
    ['field() of a missing array is empty', { value: `[empty(field('${mode}'))]`, equals: true }, cluster(), holds],
    ['field() of a missing scalar is empty text', { value: `[equals(field('${clusterType}/dnsPrefix'), '')]`, equals: true }, cluster(), holds],
    [
      'field() over an unknown element is unknown',
      { value: `[length(field('${mode}'))]`, equals: 2 },
      withPools({ mode: 'a' }, unknown),
      'undetermined',
    ],
    [
      'several [*] flatten',
      { count: { field: `${pools}[*].availabilityZones[*]` }, equals: 3 },
      withPools({ availabilityZones: [1, 2] }, { availabilityZones: [3] }, {}),
      holds,
    ],
  ])('%s', (_, condition, subject, verdict) => {
    expect(verdictOf(condition, subject)).toBe(verdict);
  });

  const counted = (where: unknown, comparison: JsonObject): JsonObject => ({ count: { field: `${pools}[*]`, where }, ...comparison });
  const isUser = { field: mode, equals: 'User' };

  test.each<readonly [string, JsonObject, ReturnType<typeof cluster>, Verdict]>([
    ['count without where counts elements', { count: { field: `${pools}[*]` }, equals: 2 }, withPools({}, {}), holds],
    ['a missing array counts 0', { count: { field: `${pools}[*]` }, equals: 0 }, cluster(), holds],
    ['where sees one element', counted(isUser, { equals: 1 }), withPools({ mode: 'User' }, { mode: 'System' }), holds],
    [
      'where sees the resource outside the array',
      counted({ field: `${clusterType}/dnsPrefix`, equals: 'x' }, { equals: 2 }),
      cluster({ dnsPrefix: 'x', agentPoolProfiles: [{}, {}] }),
      holds,
    ],
    [
      'field() in where has one element',
      counted({ value: `[first(field('${mode}'))]`, equals: 'User' }, { equals: 1 }),
      withPools({ mode: 'User' }, { mode: 'System' }),
      holds,
    ],
    [
      'current() is the element',
      counted({ value: '[current().mode]', equals: 'User' }, { equals: 1 }),
      withPools({ mode: 'User' }, { mode: 'System' }),
      holds,
    ],
    [
      'current(alias) reads below it',
      counted({ value: `[current('${mode}')]`, equals: 'User' }, { equals: 1 }),
      withPools({ mode: 'User' }, {}),
      holds,
    ],
    ['current(unknown name) fails', counted({ value: "[current('other')]", equals: 'User' }, { equals: 1 }), withPools({}), 'error'],
    [
      'an inner count stays inside the outer element',
      counted({ count: { field: `${pools}[*].availabilityZones[*]` }, equals: 2 }, { equals: 1 }),
      withPools({ availabilityZones: [1, 2] }, { availabilityZones: [3] }),
      holds,
    ],
    [
      'current() without a name in nested counts fails',
      counted({ count: { field: `${pools}[*].availabilityZones[*]`, where: { value: '[current()]', equals: 1 } }, equals: 1 }, { equals: 1 }),
      withPools({ availabilityZones: [1] }),
      'error',
    ],
    ['an unknown that no longer matters', counted(isUser, { greater: 0 }), withPools({ mode: 'User' }, { mode: unknown }), holds],
    ['an unknown that matters', counted(isUser, { greater: 1 }), withPools({ mode: 'User' }, { mode: unknown }), 'undetermined'],
    ['an unknown that cannot matter', counted(isUser, { greater: 2 }), withPools({ mode: 'User' }, { mode: unknown }), fails],
    ['an unknown array', counted(isUser, { greater: 0 }), cluster({ agentPoolProfiles: unknown }), 'undetermined'],
    ['a value count', { count: { value: ['a', 'b'], name: 'n', where: { field: 'name', contains: "[current('n')]" } }, equals: 0 }, cluster(), holds],
    [
      'a value count that matches',
      { count: { value: ['de', 'b'], name: 'n', where: { field: 'name', contains: "[current('n')]" } }, equals: 1 },
      cluster(),
      holds,
    ],
    ['a value count over null', { count: { value: '[null()]' }, equals: 0 }, cluster(), holds],
    ['a value count over more than 100 elements', { count: { value: Array.from({ length: 101 }, () => 1) }, greater: 0 }, cluster(), 'error'],
  ])('%s', (_, condition, subject, verdict) => {
    expect(verdictOf(condition, subject)).toBe(verdict);
  });

  test('nested counts that multiply beyond reason are an error, not a hang', () => {
    const value = Array.from({ length: 100 }, (_, index) => index);
    const nested = Array.from({ length: 5 }).reduce<JsonObject>((where) => ({ count: { value, where }, greater: 100 }), { value: 1, equals: 1 });
    expect(verdictOf(nested, cluster())).toBe('error');
  });
});

describe('logic', () => {
  const yes = { field: 'type', equals: clusterType };
  const no = { field: 'type', equals: 'A.B/c' };
  const maybe = { field: `${clusterType}/dnsPrefix`, equals: 'x' };
  const broken = { value: "[int('x')]", equals: 1 };
  const subject = cluster({ dnsPrefix: unknown });

  test.each<readonly [string, unknown, Verdict]>([
    ['allOf of all true', { allOf: [yes, { not: no }] }, holds],
    ['an empty allOf', { allOf: [] }, holds],
    ['an empty anyOf', { anyOf: [] }, 'notApplicable'],
    ['unknown and false', { allOf: [maybe, { not: yes }] }, 'notApplicable'],
    ['unknown and true', { allOf: [maybe, yes] }, 'undetermined'],
    ['unknown or true', { anyOf: [maybe, { value: 1, equals: 1 }] }, holds],
    ['unknown or false', { anyOf: [maybe, { value: 1, equals: 2 }] }, 'undetermined'],
    ['not unknown', { not: maybe }, 'undetermined'],
    ['a failure stops the rule', { allOf: [yes, broken] }, 'error'],
    ['a failure behind a false condition is not reached', { allOf: [{ value: 1, equals: 2 }, broken] }, fails],
    ['a failure behind a true condition is not reached', { anyOf: [{ value: 1, equals: 1 }, broken] }, holds],
  ])('%s', (_, condition, verdict) => {
    expect(verdictOf(condition, subject)).toBe(verdict);
  });
});
