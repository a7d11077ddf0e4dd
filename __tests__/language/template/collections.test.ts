import { describe, expect, test } from '@jest/globals';
import { EvaluationError } from '../../../src/language/errors.ts';
import { functionFacts } from '../../../src/language/function-facts.ts';
import { pureFunctions } from '../../../src/language/functions.ts';
import { templateFunctions } from '../../../src/language/template-functions.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { policyFunctions } from '../../../src/policy/conditions/references.ts';
import { evaluate } from './evaluate.ts';

/** learn.microsoft.com, "Object functions for ARM templates", "Array functions for Bicep"; Azure/bicep, baselines/Lambdas_LF and the decompiler's tests. */
describe('collections of templates', () => {
  test.each<readonly [string, unknown]>([
    ['flatten(createArray(createArray(0, 1), createArray(2, 3), createArray(4, 5)))', [0, 1, 2, 3, 4, 5]],
    ['flatten(createArray(createArray(createArray(0)), createArray()))', [[0]]],
    ['flatten(createArray())', []],
    ["objectKeys(createObject('a', 123, 'b', 456))", ['a', 'b']],
    ["objectKeys(createObject('b', 1, 'A', 2))", ['A', 'b']],
    ["shallowMerge(createArray(createObject('a', 123), createObject('b', 456)))", { a: 123, b: 456 }],
    ["shallowMerge(createArray(createObject('a', createObject('x', 1)), createObject('A', createObject('y', 2))))", { a: { y: 2 } }],
    ['shallowMerge(createArray())', {}],
    ["indexFromEnd(createArray('a', 'b', 'c'), 1)", 'c'],
    ["indexFromEnd(createArray('a', 'b', 'c'), 3)", 'a'],
    ["tryIndexFromEnd(createArray('a', 'b', 'c'), 1)", 'c'],
    ["tryIndexFromEnd(createArray('a'), 2)", null],
    ["tryIndexFromEnd(createArray('a'), 0)", null],
    ['tryIndexFromEnd(null(), 1)', null],
    ["tryIndexFromEnd(createArray(createObject('foo', 1)), 1, 'foo')", 1],
    ["tryIndexFromEnd(createArray(), 1, 'foo')", null],
    ["tryIndexFromEnd(createArray(createArray(1, 2, 3)), 1, createObject('value', 2, 'fromEnd', true()))", 2],
    ["tryGet(createObject('a', createArray(1, 2)), 'a', createObject('value', 1, 'fromEnd', true()))", 2],
    ["tryGet(createArray(1, 2), createObject('value', 1, 'fromEnd', true()))", 2],
    ["tryGet(createArray(1, 2), createObject('value', 3, 'fromEnd', true()))", null],
    ["tryGet(createObject('a', createObject('b', 1)), 'a', 'b')", 1],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test.each([
    ["flatten('a')", '`flatten` works on arrays; string given'],
    ['flatten(createArray(1))', '`flatten` works on arrays; integer given'],
    ['objectKeys(createArray())', '`objectKeys` works on objects; array given'],
    ['shallowMerge(createObject())', '`shallowMerge` works on arrays; object given'],
    ['shallowMerge(createArray(1))', '`shallowMerge` works on objects; integer given'],
    ['indexFromEnd(createArray(1), 2)', 'The index 2 from the end is outside the array of 1'],
    ['indexFromEnd(createArray(1), 0)', 'The index 0 from the end is outside the array of 1'],
    ["indexFromEnd('a', 1)", '`indexFromEnd` works on arrays; string given'],
    ["tryIndexFromEnd(createArray(createObject()), 1, 'foo')", 'The property `foo` does not exist'],
    ["tryIndexFromEnd(createArray(1), '1')", '`tryIndexFromEnd` works on integers; string given'],
    ['tryGet(createArray(1), createObject())', '`tryGet` works on keys that are texts, integers or places from the end; object given'],
    ["fail('no such thing')", 'no such thing'],
    ['fail(1)', '`fail` works on text; integer given'],
    ['fail(unknown())', '`fail` stops the deployment (nobody said)'],
    ["buildUri('x')", '`buildUri` works on objects; string given'],
    ['parseUri(1)', '`parseUri` works on text; integer given'],
  ])('%s fails', (text, message) => {
    expect(() => evaluate(text)).toThrow(EvaluationError);
    expect(() => evaluate(text)).toThrow(message);
  });

  const open = new Unknown('nobody said');

  test.each<readonly [string, unknown]>([
    ['flatten(createArray(createArray(unknown()), createArray(1)))', [open, 1]],
    ["objectKeys(createObject('a', unknown()))", ['a']],
    ["shallowMerge(createArray(createObject('a', unknown()), createObject('b', 1)))", { a: open, b: 1 }],
    ['indexFromEnd(createArray(1, unknown()), 2)', 1],
    ['tryIndexFromEnd(createArray(1, unknown()), 2)', 1],
    ['flatten(createArray(unknown()))', new Unknown('nobody said', { isPresent: true })],
    ['shallowMerge(createArray(unknown()))', new Unknown('nobody said', { isPresent: true })],
    ['objectKeys(someText())', new Unknown('nobody said', { isPresent: true })],
    ['indexFromEnd(someText(), 1)', open],
    ['tryIndexFromEnd(someText(), 1)', null],
  ])('%s is known as far', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test('what the service does with URIs is not documented, and so not known', () => {
    expect(evaluate("buildUri(createObject('scheme', 'https', 'host', 'a'))")).toMatchObject({ pieces: ['', ''] });
    expect(evaluate("parseUri('https://a/b')")).toMatchObject({ isPresent: true, pieces: undefined });
  });
});

describe('the table of template functions', () => {
  const facts = new Map(functionFacts.map((fact) => [fact.name, fact]));

  test('has none that policy has too, but for those that differ', () => {
    const pure = new Set(pureFunctions.map(({ name }) => name));
    const own = templateFunctions.filter(({ name }) => !['tryGet', 'and', 'or', 'coalesce'].includes(name));
    expect(own.filter(({ name }) => pure.has(name) || policyFunctions.has(name.toLowerCase()))).toEqual([]);
  });

  test.each(templateFunctions.map(({ name, least, most }) => [name, least, most] as const))('%s is listed and takes as many arguments as the list says', (name, least, most) => {
    const { parameters } = facts.get(name) ?? { parameters: '?' };
    const listed = parameters.split(', ');
    const repeats = listed.some((part) => /^\w*…/.test(part));
    const optional = listed.filter((part) => /^\w+\?/.test(part)).length;
    expect(repeats).toBe(most === Infinity);
    if (!repeats) expect([least, most]).toEqual([listed.length - optional, listed.length]);
  });
});
