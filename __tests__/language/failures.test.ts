import { describe, expect, test } from '@jest/globals';
import { EvaluationError } from '../../src/language/errors.ts';
import { isUnknown, Unknown } from '../../src/language/unknown.ts';
import { assertBounded, deepEqual, findUnknown, sameContent } from '../../src/language/values.ts';
import { evaluate } from './evaluate.ts';

const message = (text: string): string => {
  try {
    evaluate(text);
  } catch (error) {
    if (error instanceof EvaluationError) return error.message;
    throw error;
  }
  return 'nothing failed';
};

/** What a function says when it was given what it does not work on: its name, what it takes and what there was. */
describe('a function that fails', () => {
  test.each<readonly [string, string]>([
    ["add('1', 2)", '`add` works on integers; string given'],
    ['add(1, null())', '`add` works on integers; null given'],
    ["add(1, float('1.5'))", '`add` works on integers; number given'],
    ["sub(1, 'a')", '`sub` works on integers; string given'],
    ["mul(1, 'a')", '`mul` works on integers; string given'],
    ["div(1, 'a')", '`div` works on integers; string given'],
    ["mod(1, 'a')", '`mod` works on integers; string given'],
    ['div(1, 0)', 'Division by zero'],
    ["min('a')", '`min` works on numbers; string given'],
    ["max('a')", '`max` works on numbers; string given'],
    ['min(createArray())', '`min` works on numbers; array given'],
    ['float(null())', '`float` works on texts and numbers; null given'],
    ["float('x')", '`float` cannot read "x" as a number'],
    ["int('x')", '`int` cannot read "x" as an integer'],
    ['int(true())', '`int` works on text; boolean given'],
    ["bool('x')", '`bool` cannot read "x" as true or false'],
    ['bool(createArray())', '`bool` works on booleans; array given'],
    ["string(float('1.5'))", '`string` works on integers; number given'],
    ['toLower(1)', '`toLower` works on text; integer given'],
    ['toUpper(1)', '`toUpper` works on text; integer given'],
    ['trim(1)', '`trim` works on text; integer given'],
    ["startsWith(1, 'a')", '`startsWith` works on text; integer given'],
    ["startsWith('a', 1)", '`startsWith` works on text; integer given'],
    ["endsWith(1, 'a')", '`endsWith` works on text; integer given'],
    ["endsWith('a', 1)", '`endsWith` works on text; integer given'],
    ["replace(1, 'a', 'b')", '`replace` works on text; integer given'],
    ["replace('a', 1, 'b')", '`replace` works on text; integer given'],
    ["replace('a', 'a', 1)", '`replace` works on text; integer given'],
    ["replace('a', '', 'b')", '`replace` cannot look for an empty text'],
    ["split(1, 'a')", '`split` works on text; integer given'],
    ["split('a', 1)", '`split` works on text; integer given'],
    ["join('a', 'a')", '`join` works on arrays; string given'],
    ["join(createArray('a'), 1)", '`join` works on text; integer given'],
    ["join(createArray(createArray()), '')", '`join` works on arrays of scalars; array given'],
    ["padLeft('a', 17)", '`padLeft` pads to 1 to 16 characters; 17 given'],
    ["padLeft('a', 2, 'xy')", '`padLeft` pads with one character'],
    ["padLeft('a', 2, 1)", '`padLeft` works on text; integer given'],
    ["padLeft('a', '2')", '`padLeft` works on integers; string given'],
    ['padLeft(true(), 2)', '`padLeft` works on text; boolean given'],
    ['substring(1, 1)', '`substring` works on text; integer given'],
    ["substring('a', 'b')", '`substring` works on integers; string given'],
    ["substring('a', 0, 'b')", '`substring` works on integers; string given'],
    ["substring('abc', 2, 5)", '`substring` from 2 to 7 lies outside a text of 3 characters'],
    ["concat('a', createObject())", '`concat` works on texts, integers and booleans, or on arrays alone; object given'],
    ["concat(createArray(), 'a')", '`concat` works on arrays; string given'],
    ["createObject('a')", '`createObject` works on pairs of a name and a value; array given'],
    ["createObject(1, 'a')", '`createObject` works on text; integer given'],
    ["createObject('a', 1, 'a', 2)", '`createObject` was given the same name twice'],
    ['length(1)', '`length` works on objects; integer given'],
    ['empty(1)', '`empty` works on objects; integer given'],
    ['first(1)', '`first` works on arrays; integer given'],
    ['last(1)', '`last` works on arrays; integer given'],
    ['take(1, 1)', '`take` works on arrays; integer given'],
    ["take('a', 'b')", '`take` works on integers; string given'],
    ['skip(1, 1)', '`skip` works on arrays; integer given'],
    ["contains(1, 'a')", '`contains` works on text; integer given'],
    ["contains('a', 1)", '`contains` works on text; integer given'],
    ['contains(createObject(), 1)', '`contains` works on text; integer given'],
    ["indexOf(1, 'a')", '`indexOf` works on text; integer given'],
    ["lastIndexOf('a', 1)", '`lastIndexOf` works on text; integer given'],
    ["union(createArray(), 'a')", '`union` works on arrays; string given'],
    ["intersection(createArray(), 'a')", '`intersection` works on arrays; string given'],
    ["intersection('a', createArray())", '`intersection` works on arrays; string given'],
    ["range('a', 1)", '`range` works on integers; string given'],
    ["range(1, 'a')", '`range` works on integers; string given'],
    ['range(0, 10001)', '`range` from 0 with 10001 numbers is outside of what it gives'],
    ['items(createArray())', '`items` works on objects; array given'],
    ["tryGet(createObject('a', 1), 'a', 'b')", 'A value of type integer has no element `b`'],
    ["not('a')", '`not` works on booleans; string given'],
    ["and(true(), 'a')", '`and` works on booleans; string given'],
    ['or(false(), 1)', '`or` works on booleans; integer given'],
    ['if(1, 2, 3)', '`if` works on booleans; integer given'],
    ["less(1, 'a')", '`less` compares numbers with numbers and texts with texts; integer and string given'],
    ["lessOrEquals('a', null())", '`lessOrEquals` compares numbers with numbers and texts with texts; string and null given'],
    ['greater(true(), 1)', '`greater` compares numbers with numbers and texts with texts; boolean and integer given'],
    ['greaterOrEquals(createArray(), createObject())', '`greaterOrEquals` compares numbers with numbers and texts with texts; array and object given'],
    ['base64(1)', '`base64` works on text; integer given'],
    ['base64ToString(1)', '`base64ToString` works on text; integer given'],
    ["base64ToString('a')", '`base64ToString` was given no base64 text'],
    ['base64ToJson(1)', '`base64ToJson` works on text; integer given'],
    ["base64ToJson('a')", '`base64ToJson` was given no base64 text'],
    ["base64ToJson('YQ==')", '`base64ToJson` was given no JSON text: it cannot be read from character 0 on'],
    ['json(1)', '`json` works on text; integer given'],
    ["json('x')", '`json` was given no JSON text: it cannot be read from character 0 on'],
    ["uri(1, 'a')", '`uri` works on text; integer given'],
    ["uri('a', 1)", '`uri` works on text; integer given'],
    ["uri('a', 'b')", '`uri` needs an absolute, well-formed URI and one relative to it'],
    ['uriComponent(1)', '`uriComponent` works on text; integer given'],
    ['uriComponentToString(1)', '`uriComponentToString` works on text; integer given'],
    ['dataUriToString(1)', '`dataUriToString` works on text; integer given'],
    ["dataUriToString('x')", '`dataUriToString` was given no data URI'],
    ["dataUriToString('data:;base64,Y')", '`dataUriToString` was given no base64 text'],
    ["dataUriToString('data:a;charset=x,Y')", '`dataUriToString` does not know the character set x'],
    ['format(1)', '`format` works on text; integer given'],
    ["format('{')", '`format` found a brace that belongs to no placeholder; a brace itself is written twice'],
    ["format('{1}', 'a')", '`format` has no argument {1}; 1 given'],
    ["format('{0:Q}', 1)", '`format` has no number format `Q`'],
    ["format('{0:D}', float('1.5'))", '`format` writes integers only with `D`'],
    ["format('{0,999999}', 1)", '`format` was given a width beyond any text'],
    ['uniqueString(1)', '`uniqueString` works on text; integer given'],
    ['guid(1)', '`guid` works on text; integer given'],
    ["ipRangeContains(1, '::')", '`ipRangeContains` works on text; integer given'],
    ["ipRangeContains('x', '::')", '`ipRangeContains` cannot read "x" as a range of addresses'],
    ["addDays(1, 1)", '`addDays` works on text; integer given'],
    ["addDays('x', 1)", '`addDays` cannot read "x" as a date; it takes one such as 2020-01-31T00:00:00Z'],
    ["addDays('2024-01-01T00:00:00Z', 'x')", '`addDays` works on integers; string given'],
    ["addDays('9999-12-31T00:00:00Z', 1)", '`addDays` leaves the calendar with 1 days from 9999-12-31T00:00:00Z'],
    ["createObject('a', 1).b", 'The property `b` does not exist'],
    ['createArray(1)[1]', 'The index 1 is outside the array of 1'],
    ['createArray(1)[-1]', 'The index -1 is outside the array of 1'],
    ["createArray(1)['a']", 'A value of type array has no element `a`'],
    ['createObject()[0]', 'A value of type object has no element `0`'],
    ['null().a', 'A value of type null has no element `a`'],
    ["string('a').length", 'A value of type string has no element `length`'],
  ])('%s: %s', (text, expected) => {
    expect(message(text)).toBe(expected);
  });
});

describe('what is not known', () => {
  test.each([
    'array(unknown())',
    'first(unknown())',
    'last(createArray(1, unknown()))',
    'take(unknown(), 1)',
    'take(createArray(1), unknown())',
    'skip(createArray(1), unknown())',
    'length(unknown())',
    'empty(unknown())',
    "contains(unknown(), 'a')",
    "contains('a', unknown())",
    "contains(createObject('a', 1), unknown())",
    'contains(createArray(1), unknown())',
    'contains(createArray(unknown(), 2), 1)',
    'indexOf(createArray(unknown(), 1), 1)',
    'items(unknown())',
    "tryGet(unknown(), 'a')",
    "tryGet(createObject('a', 1), unknown())",
    "tryGet(createObject('a', unknown()), 'a', 'b')",
    'createObject(unknown(), 1)',
    "concat(createArray(1), unknown())",
    "concat(createObject('a', 1), unknown())",
    'coalesce(null(), unknown())',
    'or(unknown(), false())',
    'and(true(), true(), unknown())',
    "if(unknown(), int('x'), 1)",
    "createObject('a', 1)[unknown()]",
    'intersection(createArray(1), createArray(unknown()))',
    "equals(createObject('a', unknown()), createObject('a', 1))",
    "format('{0}', unknown())",
  ])('%s', (text) => {
    expect(isUnknown(evaluate(text))).toBe(true);
  });

  test.each<readonly [string, unknown]>([
    ['contains(createArray(unknown(), 1), 1)', true],
    ['last(createArray(unknown(), 1))', 1],
    ['first(take(createArray(1, unknown()), 1))', 1],
    ["tryGet(createObject('a', unknown()), 'b')", null],
    ["equals(createObject('a', unknown()), createObject('b', 1))", false],
    ["equals(createObject('a', unknown(), 'b', 1), createObject('a', 1, 'b', 2))", false],
    ['length(createObject(\'a\', unknown()))', 1],
    ["if(unknown(), createArray(1), createArray(1))", [1]],
    ["items(createObject('b', 2, 'a', 1))[0].key", 'a'],
  ])('%s is known', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });
});

describe('values', () => {
  const nested = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => [inner], 1);
  const unknown = new Unknown('nobody said');

  test('are at most 128 deep', () => {
    expect(() => assertBounded(nested(129))).not.toThrow();
    expect(() => assertBounded(nested(130))).toThrow('A value is nested deeper than 128 levels');
    expect(deepEqual(nested(128), nested(128))).toBe(true);
    expect(() => deepEqual(nested(130), nested(130))).toThrow('A value is nested deeper than 128 levels');
    expect(sameContent(nested(128), nested(128))).toBe(true);
    expect(() => sameContent(nested(130), nested(130))).toThrow('A value is nested deeper than 128 levels');
  });

  test('have at most 32,768 parts', () => {
    expect(() => assertBounded(Array.from({ length: 32_768 }, () => 1))).not.toThrow();
    expect(() => assertBounded(Array.from({ length: 32_769 }, () => 1))).toThrow('A value has more than 32768 parts');
    expect(() => assertBounded({ a: Array.from({ length: 20_000 }, () => 1), b: Array.from({ length: 20_000 }, () => 1) })).toThrow('parts');
  });

  test('hold what is not known at any depth', () => {
    expect(findUnknown({ a: [1, { b: unknown }] })).toBe(unknown);
    expect(findUnknown({ a: [1, { b: 2 }] })).toBeUndefined();
    expect(findUnknown(null)).toBeUndefined();
    expect(findUnknown('text')).toBeUndefined();
  });

  test.each<readonly [unknown, unknown, boolean | Unknown]>([
    [1, '1', true],
    [true, 'TRUE', true],
    [null, '', true],
    [undefined, null, true],
    ['a', 'A', true],
    ['a', 'b', false],
    [['a', 1], ['A', '1'], true],
    [['a'], 'a', false],
    ['a', ['a'], false],
    [{}, '', false],
    [{}, [], false],
    [[1], [1, 2], false],
    [{ A: 'x' }, { a: 'X' }, true],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [{ a: { b: [1] } }, { A: { B: ['1'] } }, true],
    [unknown, 1, unknown],
    [1, unknown, unknown],
    [[unknown, 1], [1, 2], false],
    [[unknown, 1], [1, 1], unknown],
    [{ a: unknown }, { b: 1 }, false],
  ])('%j and %j have the same content: %s', (left, right, expected) => {
    expect(sameContent(left, right)).toBe(expected);
  });
});
