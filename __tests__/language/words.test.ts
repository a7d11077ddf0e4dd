import { describe, expect, test } from '@jest/globals';
import { tokenize } from '../../src/language/syntax/lexer.ts';
import { parseExpression, parseTemplate } from '../../src/language/syntax/parser.ts';
import { evaluate } from './evaluate.ts';

describe('words', () => {
  test.each<readonly [string, readonly (readonly [string, unknown, number])[]]>([
    ['', []],
    ['  ', []],
    [' a ', [['name', 'a', 1]]],
    ['a_1$', [['name', 'a_1$', 0]]],
    ['$a', [['name', '$a', 0]]],
    ['_', [['name', '_', 0]]],
    ['-12', [['integer', -12, 0]]],
    ['007', [['integer', 7, 0]]],
    ["''", [['string', '', 0]]],
    ["''''", [['string', "'", 0]]],
    ["'a''b''c'", [['string', "a'b'c", 0]]],
    ["'a\n\"b'", [['string', 'a\n"b', 0]]],
    ['a\t\n(', [['name', 'a', 0], ['symbol', '(', 3]]],
    ['()[],.', Array.from('()[],.').map((sign, index) => ['symbol', sign, index] as const)],
    ["a,'b'", [['name', 'a', 0], ['symbol', ',', 1], ['string', 'b', 2]]],
  ])('of %j', (text, words) => {
    const found = tokenize(text);
    expect(found.slice(0, -1).map(({ kind, value, position }) => [kind, value, position])).toEqual(words);
    expect(found.at(-1)).toEqual({ kind: 'end', value: '', position: text.length });
  });

  test('are read between two places', () => {
    expect(tokenize("[a('b')]", 1, 7).map(({ value }) => value)).toEqual(['a', '(', 'b', ')', '']);
    expect(() => tokenize("'ab'", 0, 3)).toThrow('A string is not closed');
  });

  test.each<readonly [string, number, string]>([
    ["'a", 0, 'A string is not closed'],
    ["a('b", 2, 'A string is not closed'],
    ['1a', 0, "Only integers can be written; a number with a fraction goes through float('…')"],
    ['1_', 0, 'Only integers can be written'],
    ['1.5', 0, 'Only integers can be written'],
    ['-', 0, 'Only integers can be written'],
    ['- 1', 0, 'Only integers can be written'],
    ['"a"', 0, 'Strings stand in single quotes'],
    ['a+', 1, 'The character "+" has no place in an expression'],
    ['é', 0, 'The character "é" has no place in an expression'],
  ])('%j has none', (text, position, message) => {
    expect(() => tokenize(text)).toThrow(expect.objectContaining({ name: 'ExpressionError', position, message: expect.stringContaining(message) }));
  });
});

describe('an expression', () => {
  test.each<readonly [string, unknown]>([
    ['true', true],
    ['FALSE', false],
    ['Null', null],
    ['true()', true],
    ["createObject('a', true).A", true],
    ["createArray(1, createArray(2))[1][0]", 2],
    ["createObject('true', 1).true", 1],
    ["createObject('a b', 1)['a b']", 1],
    ['createArray(null, false)', [null, false]],
  ])('%s', (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });

  test.each<readonly [string, number, string]>([
    ['', 0, 'Expected a value, but the expression ends'],
    ['a', 1, 'Expected "(" after `a`, but the expression ends'],
    ['a b', 2, 'Expected "(" after `a`, but there is "b"'],
    ['a(,)', 2, 'Expected a value, but there is ","'],
    ['a(1,)', 4, 'Expected a value, but there is ")"'],
    ['a(1', 3, 'Expected ")", but the expression ends'],
    ['a(1]', 3, 'Expected ")", but there is "]"'],
    ['a()[1', 5, 'Expected "]", but the expression ends'],
    ['a()[]', 4, 'Expected a value, but there is "]"'],
    ['a()[1)', 5, 'Expected "]", but there is ")"'],
    ['a().1', 4, 'Expected a property name, but there is "1"'],
    ["a().'b'", 4, 'Expected a property name, but there is "b"'],
    ['a()()', 3, 'Expected the end of the expression, but there is "("'],
    ["'a' 'b'", 4, 'Expected the end of the expression, but there is "b"'],
    ['(1)', 0, 'Expected a value, but there is "("'],
    [']', 0, 'Expected a value, but there is "]"'],
  ])('%j is refused at its place', (text, position, message) => {
    expect(() => parseExpression(text)).toThrow(expect.objectContaining({ name: 'ExpressionError', position, message }));
  });

  test('keeps the places of its parts', () => {
    expect(parseExpression("a(1).b['c']")).toEqual({
      kind: 'access',
      position: 0,
      base: { kind: 'call', name: 'a', position: 0, args: [{ kind: 'literal', value: 1, position: 2 }] },
      steps: [
        { key: { kind: 'literal', value: 'b', position: 5 }, position: 4 },
        { key: { kind: 'literal', value: 'c', position: 7 }, position: 6 },
      ],
    });
    expect(parseExpression(' true')).toEqual({ kind: 'literal', value: true, position: 1 });
  });

  const nested = (depth: number) => `${'array('.repeat(depth - 1)}1${')'.repeat(depth - 1)}`;

  /** Limits: azure-policy-language.md §1.1. */
  test('has 128 arguments, 64 levels and 81,920 characters, and no more', () => {
    const args = (count: number) => `concat(${Array.from({ length: count }, () => '1').join(',')})`;
    expect(() => parseExpression(args(128))).not.toThrow();
    expect(() => parseExpression(`string(${args(129)})`)).toThrow(expect.objectContaining({ message: 'A function takes at most 128 arguments', position: 7 }));
    expect(() => parseExpression(nested(64))).not.toThrow();
    expect(() => parseExpression(nested(65))).toThrow(expect.objectContaining({ message: 'Expressions nest deeper than 64 levels', position: 64 * 6 }));
    expect(() => parseExpression(`createArray(${nested(63)}, ${nested(63)})`)).not.toThrow();
    expect(() => parseTemplate(`['${'a'.repeat(81_916)}']`)).not.toThrow();
    expect(() => parseTemplate(`['${'a'.repeat(81_917)}']`)).toThrow(expect.objectContaining({ message: 'The expression has 81921 characters; 81920 are allowed', position: 81_920 }));
    expect(parseTemplate(`[[${'a'.repeat(90_000)}]`).kind).toBe('text');
  });

  test.each<readonly [string, number, string]>([
    ["concatt('a')", 0, 'There is no function `concatt` here; did you mean `concat`?'],
    ["string(reference('a'))", 7, '`reference` is a function of templates that is not available here'],
    ['true(1)', 0, '`true` takes 0 arguments; 1 given'],
    ['not()', 0, '`not` takes 1 argument; 0 given'],
    ['not(1, 2)', 0, '`not` takes 1 argument; 2 given'],
    ['IF(1)', 0, '`if` takes 3 arguments; 1 given'],
    ["substring('a')", 0, '`substring` takes 2 to 3 arguments; 1 given'],
    ["substring('a', 1, 2, 3)", 0, '`substring` takes 2 to 3 arguments; 4 given'],
    ['concat()', 0, '`concat` takes 1 or more arguments; 0 given'],
  ])('%s does not compile', (text, position, message) => {
    expect(() => evaluate(text)).toThrow(expect.objectContaining({ name: 'ExpressionError', position, message }));
  });

  test('reads tags that are absent as null, and nothing else', () => {
    expect(evaluate("group().TAGS['none']")).toBeNull();
    expect(evaluate("group()['tags'].none.deeper")).toBeNull();
    expect(evaluate('group().tags.owner')).toBe('me');
    expect(() => evaluate('group().none')).toThrow('The property `none` does not exist');
    expect(() => evaluate('group().name.tags')).toThrow('A value of type string has no element `tags`');
    expect(() => evaluate("createObject('tags', createObject()).tags.none")).toThrow('The property `none` does not exist');
  });
});
