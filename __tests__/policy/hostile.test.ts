import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  bindDefinition,
  callFunction,
  EvaluationError,
  loadDefinitionText,
  parseDefinition,
  parseRule,
  PolicyError,
  readAliases,
  readPolicyText,
  resolveAlias,
} from '../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, judgeOne, verdictOf } from './builders.ts';

const field = `${clusterType}/dnsPrefix`;

const cycle: Record<string, unknown> = {};
cycle['a'] = cycle;
const loop: { allOf: unknown[] } = { allOf: [] };
loop.allOf.push(loop);
const loopless = { field: 'name', equals: 'x' };

/** Whatever comes in, a typed error or a verdict comes out. */
function refused(attempt: () => unknown): string {
  try {
    attempt();
    return 'accepted';
  } catch (error) {
    if (error instanceof PolicyError || error instanceof EvaluationError) return error.message;
    throw error;
  }
}

describe('hostile definitions', () => {
  const deep = (depth: number, wrap: (inner: unknown) => unknown, inner: unknown) => Array.from({ length: depth }).reduce((value: unknown) => wrap(value), inner);

  test.each<readonly [string, () => unknown, RegExp]>([
    ['conditions 10,000 deep', () => parseDefinition(definitionDocument(deep(10_000, (not) => ({ not }), { value: 1, equals: 1 }))), /deeper than/],
    ['counts 10,000 deep', () => parseDefinition(definitionDocument(deep(10_000, (where) => ({ count: { value: [1], where }, equals: 1 }), { value: 1, equals: 1 }))), /deeper than/],
    ['values 10,000 deep', () => parseDefinition(definitionDocument({ value: deep(10_000, (value) => [value], 1), equals: 1 })), /deeper than/],
    ['calls 10,000 deep', () => parseDefinition(definitionDocument({ value: `[${'not('.repeat(10_000)}true${')'.repeat(10_000)}]`, equals: 1 })), /deeper than/],
    ['5,000 conditions', () => parseDefinition(definitionDocument({ allOf: Array.from({ length: 5000 }, () => ({ value: 1, equals: 1 })) })), /at most 4096/],
    ['200 arguments', () => parseDefinition(definitionDocument({ value: `[concat(${Array.from({ length: 200 }, () => "'a'").join(',')})]`, equals: 1 })), /at most 128/],
    ['an expression of 10 MB', () => parseDefinition(definitionDocument({ value: `[concat('${'a'.repeat(10_000_000)}')]`, equals: 1 })), /characters/],
    ['a text of 10 MB', () => loadDefinitionText(`{"a":"${'a'.repeat(10_000_000)}"}`), /longer than/],
    ['text 100,000 deep', () => loadDefinitionText('['.repeat(100_000)), /deeper than/],
    ['a value that holds itself', () => parseDefinition(definitionDocument({ value: cycle, equals: 1 })), /deeper than/],
    ['a condition that holds itself', () => parseDefinition(definitionDocument(loop)), /deeper than/],
    ['details that hold themselves', () => parseRule({ if: loopless, then: { effect: 'modify', details: cycle } }), /deeper than/],
    ['a parameter that holds itself', () => bindDefinition(parseDefinition(definitionDocument(loopless, { parameters: { p: { type: 'Object', allowedValues: [cycle] } } })), { p: cycle }), /deeper than/],
    ['arguments that hold themselves', () => callFunction('union', [cycle, cycle]), /deeper than/],
    ['an argument of 10 MB', () => callFunction('split', ['a'.repeat(10_000_000), 'a']), /at most 131072 characters/],
    ['a field of a million steps', () => bindDefinition(parseDefinition(definitionDocument({ field: `A.B/c/x${'.a'.repeat(1_000_000)}`, exists: true }))), /4096 are read/],
    ['an alias of a million arrays', () => resolveAlias(`A.B/c/x${'[*]'.repeat(1_000_000)}`, { type: 'A.B/c', name: 'x', body: {} }), /4096 are read/],
    ['an alias table of nonsense', () => readAliases([{ namespace: 'A', resourceTypes: [{ resourceType: 'b', aliases: [{ name: 5 }] }] }]), /has to be text/],
  ])('with %s are refused with a sentence', (_, attempt, message) => {
    expect(refused(attempt)).toMatch(message);
  });

  test('whose parameters refer to themselves come to an end', () => {
    const parameters = { a: { type: 'String', defaultValue: "[parameters('a')]" } };
    expect(verdictOf({ value: "[parameters('a')]", equals: "[parameters('a')]" }, cluster(), { parameters })).toBe('violation');
  });

  test('of whatever shape are read or refused', () => {
    const keys = fc.constantFrom('if', 'then', 'field', 'value', 'count', 'where', 'allOf', 'not', 'equals', 'in', 'effect', '__proto__', 'properties', 'policyRule', 'details', 'name');
    const json = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof({ maxDepth: 6 }, fc.constantFrom<unknown>('type', '[field(1)]', "[concat('a')]", 'deny', 1, null, true, field), fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(keys, tie('json'), { maxKeys: 4 })),
    })).json;
    fc.assert(
      fc.property(json, json, (condition, details) => {
        expect(typeof refused(() => judgeOne(condition, cluster()))).toBe('string');
        expect(typeof refused(() => parseDefinition({ policyRule: { if: { value: 1, equals: 1 }, then: { effect: 'modify', details } } }))).toBe('string');
        expect(typeof refused(() => readAliases(details))).toBe('string');
      }),
      { numRuns: 300 },
    );
  });

  test('never reach the prototype of anything', () => {
    const { value } = readPolicyText('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(verdictOf({ field: `tags['${name}']`, exists: false }, cluster({}, { tags: {} }))).toBe('violation');
      expect(verdictOf({ value: `[contains(createObject('a', 1), '${name}')]`, equals: false }, cluster())).toBe('violation');
    }
  });
});

describe('hostile values', () => {
  test.each([
    ["[replace(field('tags').a, 'a', field('tags').a)]"],
    ["[join(split(field('tags').a, 'a'), field('tags').a)]"],
    ["[format('{0}{0}{0}{0}{0}{0}{0}{0}', field('tags').a)]"],
    ["[concat(field('tags').a, field('tags').a, field('tags').a)]"],
    ["[uriComponent(concat(field('tags').a, '%'))]"],
  ])('%s of 100,000 letters fails rather than grows', (value) => {
    expect(verdictOf({ value, equals: '' }, cluster({}, { tags: { a: `${'a'.repeat(60_000)}${'%'.repeat(60_000)}` } }))).toBe('error');
  });

  test.each([
    ['like', `${'a'.repeat(5000)}*`],
    ['match', '#'.repeat(50_000)],
    ['contains', 'a'.repeat(50_000)],
  ])('%s on long texts takes no time to speak of', (operator, pattern) => {
    expect(['compliant', 'violation']).toContain(verdictOf({ field, [operator]: pattern }, cluster({ dnsPrefix: `${'a'.repeat(100_000)}b` })));
  });

  test.each([['replace', ", 'a', 'b'"], ['split', ", 'a'"], ['toUpper', ''], ['length', ''], ['equals', ", 'a'"]])('%s works on no text of 10 MB', (name, rest) => {
    const { verdict, message } = judgeOne({ value: `[${name}(field('${field}')${rest})]`, equals: '' }, cluster({ dnsPrefix: 'a'.repeat(10_000_000) }));
    expect(verdict).toBe('error');
    expect(message).toContain(`\`${name}\` works on texts of at most 131072 characters; one of 10000000 given`);
  });

  test('a resource that holds itself gets a verdict', () => {
    const body = cluster({ networkProfile: cycle });
    expect(verdictOf({ field: `${clusterType}/networkProfile`, exists: true }, body)).toBe('violation');
    const itself = `[field('${clusterType}/networkProfile')]`;
    expect(verdictOf({ value: itself, equals: itself }, body)).toBe('error');
  });

  test('ten million elements are not counted twice over', () => {
    const list = Array.from({ length: 2000 }, () => ({ mode: 'x' }));
    const inner = { count: { value: Array.from({ length: 100 }, () => 1), where: { field: `${clusterType}/agentPoolProfiles[*].mode`, equals: 'x' } }, greater: 0 };
    const rule = { count: { field: `${clusterType}/agentPoolProfiles[*]`, where: { allOf: [inner, inner, inner, inner, inner, inner] } }, greater: 0 };
    expect(verdictOf(rule, cluster({ agentPoolProfiles: list }))).toBe('error');
  });
});
