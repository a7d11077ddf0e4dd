import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bindDefinition, judge, parseDefinition, readAliases, type Resource, type Verdict } from '../../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, resource, verdictOf } from '../builders.ts';

/** What a rule says of resources one after the other: nothing that depends on one may be remembered for the next. */
function verdicts(condition: unknown, subjects: readonly Resource[], parameters: JsonObject = {}, values: readonly JsonObject[] = [{}]): readonly Verdict[] {
  const definition = parseDefinition(definitionDocument(condition, { parameters }));
  const [first] = values;
  const bound = bindDefinition(definition, first);
  const policies = [bound, ...values.slice(1).map((given) => ({ ...bound, parameters: given }))];
  return policies.flatMap((policy) => subjects.map((subject) => judge([policy], subject)[0]?.finding.verdict ?? 'error'));
}

const [a, b] = [resource('A.B/c', 'a', { tags: { x: 'a' }, kind: 'a' }), resource('A.B/c', 'b', { tags: { x: 'b' }, kind: 'b' })];
const [yes, no] = ['violation', 'compliant'] as const;

describe('the next resource', () => {
  test.each<readonly [string, unknown]>([
    ['an expression on the left', { value: "[field('name')]", equals: 'a' }],
    ['an argument of a function', { value: "[concat('', field('name'))]", equals: 'a' }],
    ['an argument before a constant', { value: "[concat(field('name'), '')]", equals: 'a' }],
    ['a property', { value: "[field('tags').x]", equals: 'a' }],
    ['a key', { value: "[createObject('a', 1, 'b', 2)[field('name')]]", equals: 1 }],
    ['a key behind a constant one', { value: "[createObject('o', createObject('a', 1, 'b', 2)).o[field('name')]]", equals: 1 }],
    ['an array with one', { value: ['x', "[field('name')]"], contains: 'a' }],
    ['an array that begins with one', { value: ["[field('name')]", 'x'], contains: 'a' }],
    ['an object with one', { value: { x: 1, y: "[field('name')]" }, equals: { x: 1, y: 'a' } }],
    ['an object that begins with one', { value: { y: "[field('name')]", x: 1 }, equals: { x: 1, y: 'a' } }],
    ['the right side', { value: 'a', equals: "[field('tags.x')]" }],
    ['an array on the right', { value: 'a', in: ['x', "[field('tags.x')]"] }],
    ['an argument on the right', { value: 'a', equals: "[toLower(field('tags.x'))]" }],
    ['the name of a field', { field: "[concat('tags.', if(equals(field('name'), 'a'), 'x', 'y'))]", equals: 'a' }],
    ['a location', { field: 'location', equals: "[if(equals(field('name'), 'a'), 'global', 'x')]" }],
    ['a count over a value', { count: { value: "[array(field('name'))]", name: 'n', where: { value: "[current('n')]", equals: 'a' } }, equals: 1 }],
  ])('is seen anew by %s', (_, condition) => {
    expect(verdicts(condition, [a, b, a])).toEqual([yes, no, yes]);
  });

  test.each<readonly [string, unknown]>([
    ['a property of the group', { value: '[resourceGroup().name]', equals: 'rg' }],
    ['a property of the subscription', { value: '[subscription().subscriptionId]', equals: '00000000-0000-0000-0000-000000000001' }],
  ])('has its own %s', (_, condition) => {
    const elsewhere = { ...b, id: '/subscriptions/2/resourceGroups/other/providers/A.B/c/b' };
    expect(verdicts(condition, [a, elsewhere, a])).toEqual([yes, no, yes]);
  });

  test('of another type has its own path and selection', () => {
    const sql = resource('Microsoft.Sql/servers', 's', { properties: { dnsPrefix: 'x' } });
    const subjects = [cluster({ dnsPrefix: 'x' }), sql, cluster({ dnsPrefix: 'y' })];
    expect(verdicts({ field: `${clusterType}/dnsPrefix`, equals: 'x' }, subjects)).toEqual([yes, no, no]);
    expect(verdicts({ allOf: [{ field: 'type', like: '*Clusters' }, { field: `${clusterType}/dnsPrefix`, equals: 'x' }] }, subjects)).toEqual([yes, 'notApplicable', no]);
    expect(verdicts({ allOf: [{ field: 'type', like: '*Clusters' }, { field: 'name', equals: 'demo' }, { value: 1, equals: 1 }] }, [cluster(), { ...cluster(), name: 'other' }, cluster()])).toEqual([yes, 'notApplicable', yes]);
    expect(verdicts({ allOf: [{ field: 'kind', equals: 'a' }, { value: 1, equals: 1 }] }, [a, b, a])).toEqual([yes, 'notApplicable', yes]);
  });

  test('of another API version has its own path', () => {
    const aliases = readAliases([{ namespace: 'A.B', resourceTypes: [{ resourceType: 'c', aliases: [{ name: 'A.B/c/x', defaultPath: 'properties.x', paths: [{ path: 'properties.old', apiVersions: ['1'] }] }] }] }]);
    const policy = bindDefinition(parseDefinition(definitionDocument({ field: 'A.B/c/x', equals: 'y' })), {}, { aliases });
    const subject = { ...a, body: { properties: { x: 'y', old: 'n' } } };
    const found = ['2', '1', '2', undefined].map((apiVersion) => judge([policy], apiVersion === undefined ? subject : { ...subject, apiVersion })[0]?.finding.verdict);
    expect(found).toEqual([yes, no, yes, yes]);
  });
});

describe('other parameters', () => {
  const parameters = { p: { type: 'String' }, list: { type: 'Array', defaultValue: [] } };
  const values = [{ p: 'a', list: ['a'] }, { p: 'b', list: ['b'] }];

  test.each<readonly [string, unknown]>([
    ['the left side', { value: "[parameters('p')]", equals: 'a' }],
    ['the right side', { field: 'tags.x', equals: "[parameters('p')]" }],
    ['a list on the right', { field: 'tags.x', in: "[parameters('list')]" }],
    ['part of the right side', { field: 'tags.x', in: ['x', "[parameters('p')]"] }],
    ['the name of a field', { field: "[if(equals(parameters('p'), 'a'), 'name', 'type')]", equals: 'a' }],
    ['what is made of them', { value: "[concat(parameters('p'), '!')]", equals: 'a!' }],
    ['a count over a value', { count: { value: "[parameters('list')]", name: 'n', where: { value: "[current('n')]", equals: 'a' } }, equals: 1 }],
  ])('are seen anew by %s', (_, condition) => {
    expect(verdicts(condition, [a], parameters, values)).toEqual([yes, no]);
  });

  test('select other types', () => {
    const condition = { allOf: [{ field: 'type', equals: "[parameters('p')]" }, { value: 1, equals: 1 }] };
    expect(verdicts(condition, [a], parameters, [{ p: 'A.B/c' }, { p: 'A.B/d' }, { p: 'a.b/c' }])).toEqual([yes, 'notApplicable', yes]);
  });
});

describe('groups', () => {
  const unknown = new Unknown('nobody said');
  const maybe = { field: `${clusterType}/dnsPrefix`, equals: 'x' };
  const broken = { value: "[int('x')]", equals: 1 };
  const [holds, fails] = [{ value: 1, equals: 1 }, { value: 1, equals: 2 }];
  const own = { field: 'type', like: '*clusters' };
  const other = { field: 'type', like: '*/other' };
  const typed = { field: 'type', equals: clusterType };
  const foreign = { field: 'type', equals: 'A.B/c' };
  const subject = cluster({ dnsPrefix: unknown });

  test.each<readonly [string, unknown, Verdict]>([
    ['a failure behind what is not known may not be reached', { allOf: [maybe, broken] }, 'undetermined'],
    ['nor behind it in anyOf', { anyOf: [maybe, broken] }, 'undetermined'],
    ['but before it, it is', { allOf: [broken, maybe] }, 'error'],
    ['what is false behind it decides', { allOf: [maybe, fails] }, 'compliant'],
    ['and what is true in anyOf', { anyOf: [maybe, holds] }, 'violation'],
    ['what is false behind a failure is not reached', { allOf: [broken, fails] }, 'error'],
    ['a type behind a failure decides that it is not about it', { allOf: [broken, other] }, 'notApplicable'],
    ['an equal type behind a failure does not', { allOf: [broken, own] }, 'error'],
    ['a type in anyOf behind a failure', { anyOf: [broken, typed] }, 'error'],
    ['a type in anyOf before a failure', { anyOf: [typed, broken] }, 'violation'],
    ['another type in anyOf before a failure', { anyOf: [foreign, broken] }, 'error'],
    ['another type in anyOf and nothing that holds', { anyOf: [foreign, fails] }, 'compliant'],
    ['two types in anyOf, neither its own', { anyOf: [foreign, other] }, 'notApplicable'],
    ['not of a group', { not: { allOf: [holds, fails] } }, 'violation'],
    ['not of anyOf that holds', { not: { anyOf: [fails, holds] } }, 'compliant'],
    ['not of what is not known', { not: { anyOf: [maybe, fails] } }, 'undetermined'],
    ['not not', { not: { not: holds } }, 'violation'],
    ['not of a type', { allOf: [{ not: typed }, holds] }, 'notApplicable'],
    ['not of another type', { allOf: [{ not: foreign }, fails] }, 'compliant'],
    ['not of types in a group', { allOf: [{ not: { allOf: [typed, own] } }, holds] }, 'notApplicable'],
    ['not of a type, which does not decide', { anyOf: [{ not: typed }, fails] }, 'compliant'],
    ['a group in a group', { allOf: [{ anyOf: [foreign, { allOf: [typed, holds] }] }, { anyOf: [fails, holds] }] }, 'violation'],
    ['not in a count', { count: { value: [1, 2, 3], name: 'n', where: { not: { value: "[current('n')]", equals: 2 } } }, equals: 2 }, 'violation'],
    ['not of a type in a count', { count: { value: [1, 2], name: 'n', where: { not: foreign } }, equals: 2 }, 'violation'],
  ])('%s', (_, condition, verdict) => {
    expect(verdictOf(condition, subject)).toBe(verdict);
  });

  test('tell of those parts that decided', () => {
    const reasons = (condition: unknown, about = subject) =>
      judge([bindDefinition(parseDefinition(definitionDocument(condition)))], about)[0]?.finding.reasons.map(({ expression, actual, result }) => [expression, actual, result]);
    expect(reasons({ allOf: [{ value: 1, equals: 1 }, { value: 2, equals: 2 }] })).toEqual([['value', 1, true], ['value', 2, true]]);
    expect(reasons({ allOf: [{ value: 1, equals: 1 }, { value: 2, equals: 3 }, { value: 4, equals: 5 }] })).toEqual([['value', 2, false]]);
    expect(reasons({ anyOf: [{ value: 1, equals: 2 }, { value: 2, equals: 2 }, { value: 4, equals: 4 }] })).toEqual([['value', 2, true]]);
    expect(reasons({ anyOf: [{ value: 1, equals: 2 }, { value: 2, equals: 3 }] })).toEqual([['value', 1, false], ['value', 2, false]]);
    expect(reasons({ allOf: [{ value: 1, equals: 1 }, maybe, { value: 2, equals: 2 }] })).toEqual([[maybe.field, unknown, 'unknown']]);
    expect(reasons({ anyOf: [broken, { value: 2, equals: 2 }] })).toEqual([]);
    expect(reasons({ not: { value: 1, equals: 2 } })).toEqual([['value', 1, false]]);
  });
});
