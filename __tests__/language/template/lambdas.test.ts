import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { EvaluationError, ExpressionError } from '../../../src/language/errors.ts';
import { lambdaState } from '../../../src/language/template-functions.ts';
import { isUnknown, Unknown } from '../../../src/language/unknown.ts';
import { evaluate } from './evaluate.ts';

const [evie, casper, indy, kira] = [
  { name: 'Evie', age: 5, interests: ['Ball', 'Frisbee'] },
  { name: 'Casper', age: 3, interests: ['Other dogs'] },
  { name: 'Indy', age: 2, interests: ['Butter'] },
  { name: 'Kira', age: 8, interests: ['Rubs'] },
];
const given = { dogs: [evie, casper, indy, kira] };

/** learn.microsoft.com, "Lambda functions for ARM templates" and "Lambda functions for Bicep" (what it compiles to). */
describe('the examples of template-functions-lambda', () => {
  test.each<readonly [string, unknown]>([
    ["filter(given('dogs'), lambda('dog', greaterOrEquals(lambdaVariables('dog').age, 5)))", [evie, kira]],
    ["filter(given('dogs'), lambda('val', 'i', and(less(lambdaVariables('i'), 2), equals(substring(lambdaVariables('val').name, 0, 1), 'C'))))", [casper]],
    ["filter(range(0, 10), lambda('i', greater(lambdaVariables('i'), 5)))", [6, 7, 8, 9]],
    ["filter(range(0, 10), lambda('i', equals(0, mod(lambdaVariables('i'), 2))))", [0, 2, 4, 6, 8]],
    ["map(given('dogs'), lambda('dog', lambdaVariables('dog').name))", ['Evie', 'Casper', 'Indy', 'Kira']],
    ["map(given('dogs'), lambda('dog', format('Hello {0}!', lambdaVariables('dog').name)))", ['Hello Evie!', 'Hello Casper!', 'Hello Indy!', 'Hello Kira!']],
    [
      "map(range(0, length(given('dogs'))), lambda('i', createObject('i', lambdaVariables('i'), 'dog', given('dogs')[lambdaVariables('i')].name, 'greeting', format('Ahoy, {0}!', given('dogs')[lambdaVariables('i')].name))))",
      ['Evie', 'Casper', 'Indy', 'Kira'].map((dog, i) => ({ i, dog, greeting: `Ahoy, ${dog}!` })),
    ],
    ["reduce(map(given('dogs'), lambda('dog', lambdaVariables('dog').age)), 0, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))", 18],
    ["reduce(map(given('dogs'), lambda('dog', lambdaVariables('dog').age)), 1, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))", 19],
    [
      "reduce(createArray(createObject('foo', 123), createObject('bar', 456), createObject('baz', 789)), createObject(), lambda('cur', 'next', union(lambdaVariables('cur'), lambdaVariables('next'))))",
      { foo: 123, bar: 456, baz: 789 },
    ],
    ["sort(given('dogs'), lambda('a', 'b', less(lambdaVariables('a').age, lambdaVariables('b').age)))", [indy, casper, evie, kira]],
    ["toObject(given('dogs'), lambda('entry', lambdaVariables('entry').name))", { Evie: evie, Casper: casper, Indy: indy, Kira: kira }],
    ["toObject(given('dogs'), lambda('entry', lambdaVariables('entry').name), lambda('entry', lambdaVariables('entry').age))", { Evie: 5, Casper: 3, Indy: 2, Kira: 8 }],
    // Azure/bicep, baselines/Lambdas_LF.
    ["mapValues(createObject('a', 123, 'b', 456), lambda('val', mul(lambdaVariables('val'), 2)))", { a: 246, b: 912 }],
    ["map(createArray('Evie', 'Casper'), lambda('dog', 'i', format('{0} {1}', lambdaVariables('i'), lambdaVariables('dog'))))", ['0 Evie', '1 Casper']],
    ["map(filter(range(0, 4), lambda('i', contains(filter(range(0, 4), lambda('j', equals(0, mod(lambdaVariables('j'), 2)))), lambdaVariables('i')))), lambda('x', mul(lambdaVariables('x'), 10)))", [0, 20]],
    ["groupBy(createArray('foo', 'bar', 'baz'), lambda('x', substring(lambdaVariables('x'), 0, 1)))", { f: ['foo'], b: ['bar', 'baz'] }],
    ["groupBy(createArray('foo', 'bar', 'baz'), lambda('x', substring(lambdaVariables('x'), 0, 1)), lambda('x', toUpper(lambdaVariables('x'))))", { f: ['FOO'], b: ['BAR', 'BAZ'] }],
  ])('%s', (text, expected) => {
    expect(evaluate(text, given)).toEqual(expected);
  });
});

describe('lambdas', () => {
  test.each<readonly [string, unknown]>([
    ["map(createArray(1), lambda('X', lambdaVariables('x')))", [1]],
    ['map(createArray(1, 2), lambda(7))', null],
    ["map(createArray(1, 2), lambda('x', map(createArray(10, 20), lambda('x', lambdaVariables('x')))))", [[10, 20], [10, 20]]],
    ["map(createArray(1, 2), lambda('x', map(createArray(10, 20), lambda('y', add(lambdaVariables('x'), lambdaVariables('y'))))))", [[11, 21], [12, 22]]],
    ["reduce(createArray('a', 'b'), '', lambda('cur', 'next', 'i', format('{0}{1}{2}', lambdaVariables('cur'), lambdaVariables('next'), lambdaVariables('i'))))", 'a0b1'],
    ["reduce(createArray(), 'start', lambda('cur', 'next', fail('never')))", 'start'],
    ["toObject(createArray('a', 'A'), lambda('x', lambdaVariables('x')))", { a: 'A' }],
    ["toObject(createArray('__proto__'), lambda('x', lambdaVariables('x')))", Object.fromEntries([['__proto__', '__proto__']])],
    ["groupBy(createArray('a', 'A', 'b'), lambda('x', lambdaVariables('x')))", { a: ['a', 'A'], b: ['b'] }],
    ["sort(createArray('b1', 'a1', 'b2', 'a2'), lambda('a', 'b', less(first(lambdaVariables('a')), first(lambdaVariables('b')))))", ['a1', 'a2', 'b1', 'b2']],
    ['sort(createArray(), lambda(\'a\', \'b\', true()))', []],
  ])('%s', (text, expected) => {
    if (expected === null) expect(() => evaluate(text)).toThrow('`map` takes a lambda of 1 to 2 arguments; 0 given');
    else expect(evaluate(text)).toEqual(expected);
  });

  test.each([
    ["lambda('x', 1)", '`lambda` stands only where filter, groupBy, map, mapValues, reduce, sort and toObject take one'],
    ["createArray(lambda('x', 1))", '`lambda` stands only where'],
    ["map(createArray(lambda('x', 1)), lambda('x', 1))", '`lambda` stands only where'],
    ["map(createArray(1), lambda('x', lambda('y', 1)))", '`lambda` stands only where'],
    ["map(createArray(1), 'x')", '`map` takes a lambda'],
    ["map('x', lambda('x', 1))", '`map` works on arrays; string given'],
    ["mapValues(createArray(), lambda('x', 1))", '`mapValues` works on objects; array given'],
    ["sort(createArray(1, 2), lambda('a', true()))", '`sort` takes a lambda of 2 arguments; 1 given'],
    ["reduce(createArray(1), 0, lambda('a', 1))", '`reduce` takes a lambda of 2 to 3 arguments; 1 given'],
    ["map(createArray(1), lambda('x', 'X', 1))", '`lambda` was given the same name twice'],
    ["map(createArray(1), lambda(1, 1))", '`lambda` works on text; integer given'],
    ["map(createArray(1), lambda('x', lambdaVariables('y')))", "`lambdaVariables('y')` names no argument of a lambda around it"],
    ["lambdaVariables('y')", "`lambdaVariables('y')` names no argument of a lambda around it"],
    ["filter(createArray(1), lambda('x', 1))", '`filter` works on booleans; integer given'],
    ["sort(createArray(1, 2), lambda('x', 'y', 1))", '`sort` works on booleans; integer given'],
    ["toObject(createArray(1), lambda('x', 1))", '`toObject` works on text; integer given'],
    ["groupBy(createArray(1), lambda('x', null()))", '`groupBy` works on text; null given'],
    ["map(createArray(1), lambda('x', fail('no')))", 'no'],
  ])('%s fails', (text, message) => {
    expect(() => evaluate(text)).toThrow(EvaluationError);
    expect(() => evaluate(text)).toThrow(message);
  });

  test('take no argument that does not compile', () => {
    expect(() => evaluate("map(createArray(1), lambda('x', nope()))")).toThrow(ExpressionError);
  });

  test('leave nothing behind when they fail', () => {
    const state = lambdaState();
    expect(() => evaluate("map(createArray(1), lambda('x', map(createArray(2), lambda('y', fail('no')))))", {}, state)).toThrow('no');
    expect(() => evaluate("map(createArray(1), fail('no'))", {}, state)).toThrow('no');
    expect(state).toMatchObject({ frames: [], isWanted: false });
    expect(() => evaluate("lambda('x', 1)", {}, state)).toThrow('`lambda` stands only where');
  });

  test('sort as the order says, and keep what is equal in its order', () => {
    const pair = fc.tuple(fc.nat(3), fc.nat(1000)).map(([key, value]) => ({ key, value }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
        const sorted = evaluate("sort(given('pairs'), lambda('a', 'b', less(lambdaVariables('a').key, lambdaVariables('b').key)))", { pairs });
        expect(sorted).toEqual(pairs.toSorted((left, right) => left.key - right.key));
      }),
    );
  });
});

describe('the work of lambdas', () => {
  const nested = (depth: number): string => (depth === 0 ? '1' : `map(range(0, 100), lambda('x${depth}', ${nested(depth - 1)}))`);

  test('is bounded over all that share a state', () => {
    expect(() => evaluate(nested(4))).toThrow('lambdas have looked at as many elements as this engine allows');
    expect(evaluate(nested(2))).toHaveLength(100);
  });

  test('is bounded by what a host allows', () => {
    expect(() => evaluate("map(range(0, 11), lambda('x', 1))", {}, lambdaState(10))).toThrow(EvaluationError);
    expect(evaluate("map(range(0, 10), lambda('x', 1))", {}, lambdaState(10))).toHaveLength(10);
  });

  test('a text that grows by unknown parts costs no square of them', () => {
    evaluate("reduce(range(0, 10000), '', lambda('c', 'n', concat(lambdaVariables('c'), unknown(), 'x')))");
  });

  test.each([
    "map(range(0, 10000), lambda('x', range(0, 10000)))",
    "map(range(0, 10000), lambda('x', createArray(range(0, 10000), range(0, 10000))))",
    "reduce(range(0, 10000), 'x', lambda('c', 'n', take(concat(lambdaVariables('c'), lambdaVariables('c')), 60000)))",
    "reduce(range(0, 10000), createArray(1), lambda('c', 'n', createArray(lambdaVariables('c'), lambdaVariables('c'))))",
    "reduce(range(0, 10000), 1, lambda('c', 'n', createArray(lambdaVariables('c'))))",
  ])('%s makes too much of little', (expression) => {
    expect(() => evaluate(expression)).toThrow('lambdas have looked at as many elements as this engine allows');
  });

  test('ten thousand elements are few', () => {
    expect(evaluate("length(filter(map(range(0, 10000), lambda('x', mul(lambdaVariables('x'), 2))), lambda('x', greater(lambdaVariables('x'), 9999))))")).toBe(15000 - 10000);
  });
});

describe('lambdas over what is partly unknown', () => {
  const open = new Unknown('nobody said');
  const text = new Unknown('nobody said', { pieces: ['', ''] });

  test.each<readonly [string, unknown]>([
    ["map(createArray('a', unknown()), lambda('x', concat('-', lambdaVariables('x'))))", ['-a', new Unknown('nobody said', { pieces: ['-', ''] })]],
    ["length(map(createArray(1, unknown()), lambda('x', 1)))", 2],
    ["mapValues(createObject('a', 1, 'b', unknown()), lambda('x', lambdaVariables('x')))", { a: 1, b: open }],
    ["toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')), lambda('x', unknown()))", { a: open, b: open }],
    ["groupBy(createArray(createObject('k', 'a', 'v', unknown())), lambda('x', lambdaVariables('x').k), lambda('x', lambdaVariables('x').v))", { a: [open] }],
    ["filter(createArray(createObject('k', 1, 'v', unknown())), lambda('x', equals(lambdaVariables('x').k, 1)))", [{ k: 1, v: open }]],
    ["length(sort(createArray(1, unknown(), 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b')))))", 3],
    ["reduce(createArray('a', someText()), '', lambda('cur', 'next', concat(lambdaVariables('cur'), lambdaVariables('next'))))", new Unknown('nobody said', { pieces: ['a', ''] })],
    ["reduce(createArray(unknown()), '', lambda('cur', 'next', concat('a', lambdaVariables('next'))))", new Unknown('nobody said', { pieces: ['a', ''] })],
    ["map(createArray(1), lambda('x', someText()))", [text]],
  ])('%s is known as far', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  test.each([
    "filter(createArray(1, unknown()), lambda('x', equals(lambdaVariables('x'), 1)))",
    "map(unknown(), lambda('x', 1))",
    "filter(unknown(), lambda('x', true()))",
    "sort(unknown(), lambda('a', 'b', true()))",
    "groupBy(createArray(unknown()), lambda('x', lambdaVariables('x')))",
    "toObject(createArray(unknown()), lambda('x', lambdaVariables('x')))",
    "mapValues(unknown(), lambda('x', 1))",
  ])('%s is unknown and certainly there', (expression) => {
    expect(evaluate(expression)).toEqual(new Unknown('nobody said', { isPresent: true }));
  });

  test('reduce over an unknown array may give anything', () => {
    const value = evaluate("reduce(someText(), 1, lambda('cur', 'next', 1))");
    expect(isUnknown(value) && !value.isPresent).toBe(true);
  });
});
