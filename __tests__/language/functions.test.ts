import { describe, expect, test } from '@jest/globals';
import { EvaluationError, ExpressionError } from '../../src/language/errors.ts';
import { isUnknown } from '../../src/language/unknown.ts';
import { evaluate } from './evaluate.ts';

/** Rules: azure-policy-language.md §1.9, which follows the function code of Azure/azure-policy-linter. */
describe('functions', () => {
  test.each<readonly [string, unknown]>([
    ["concat('a', 'b', 1)", 'ab1'],
    ["concat('a', null(), true())", 'aTrue'],
    ['concat(createArray(1), createArray(2))', [1, 2]],
    ["if(true(), 'a', int('no number'))", 'a'],
    ["if(equals('a', 'A'), 1, 2)", 2],
    ['equals(createArray(1, 2), createArray(1, 2))', true],
    ["equals(createObject('a', 1), createObject('a', 2))", false],
    ['equals(null(), null())', true],
    ['not(false())', true],
    ['and(true(), true(), false())', false],
    ['or(false(), false(), true())', true],
    ['less(1, 2)', true],
    ["less('a', 'B')", true],
    ['lessOrEquals(2, 2)', true],
    ["greater('b', 'a')", true],
    ['greaterOrEquals(1, 2)', false],
    ["empty('')", true],
    ['empty(null())', true],
    ["empty(createObject('a', 1))", false],
    ["length('abc')", 3],
    ['length(null())', 0],
    ['length(createArray(1, 2))', 2],
    ["contains('Network', 'WORK')", true],
    ["contains(createArray('a'), 'A')", false],
    ["contains(createArray(1, 2), 2)", true],
    ["contains(createObject('Env', 1), 'env')", true],
    ["startsWith('Network', 'NET')", true],
    ["endsWith('Network', 'WORK')", true],
    ["indexOf('Network', 'W')", 3],
    ['indexOf(createArray(7, 8), 8)', 1],
    ["toLower('AbC')", 'abc'],
    ["toUpper('AbC')", 'ABC'],
    ['toLower(null())', ''],
    ["trim('  a ')", 'a'],
    ["replace('a.A.b', 'A', '$&')", '$&.$&.b'],
    ["split('a,b;c', createArray(',', ';'))", ['a', 'b', 'c']],
    ["split('a', ',')", ['a']],
    ['split(null(), \',\')', []],
    ["join(createArray('a', null(), 'b'), '-')", 'a--b'],
    ["first('abc')", 'a'],
    ['first(createArray())', null],
    ['last(createArray(1, 2))', 2],
    ["substring('abcd', 1, 2)", 'bc'],
    ["substring('abcd', 4)", ''],
    ["take('abcd', 2)", 'ab'],
    ['skip(createArray(1, 2, 3), 2)', [3]],
    ['take(createArray(1), -1)', []],
    ["coalesce(null(), 'a')", 'a'],
    ["array('a')", ['a']],
    ['array(createArray(1))', [1]],
    ["createObject('a', createArray())", { a: [] }],
    ['string(true())', 'True'],
    ['string(null())', ''],
    ["string(createObject('a', 1))", '{"a":1}'],
    ["int('-12')", -12],
    ["bool('TRUE')", true],
    ['add(1, 2)', 3],
    ['sub(1, 2)', -1],
    ['mul(3, 4)', 12],
    ['div(7, -2)', -3],
    ['mod(-7, 3)', -1],
    ['min(3, 1, 2)', 1],
    ['max(createArray(3, 1, 2))', 3],
    ['union(createArray(1, 2), createArray(2, 3))', [1, 2, 3]],
    ["union(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2)))", { a: { x: 1, y: 2 } }],
    ["length(union(createArray(createObject('a', 1, 'b', 2)), createArray(createObject('b', 2, 'a', 1))))", 1],
    ['union(createArray(1), createArray(\'1\', null()))', [1, '1', null]],
    ['intersection(createArray(1, 2), createArray(2, 3))', [2]],
    ["intersection(createObject('a', 1, 'b', 2), createObject('a', 1, 'b', 3))", { a: 1 }],
    ["tryGet(createObject('a', createObject('b', 1)), 'a', 'b')", 1],
    ["tryGet(createObject('a', 1), 'z', 'b')", null],
    ['CONCAT(\'a\', tolower(\'B\'))', 'ab'],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test.each([
    "int('3.7')",
    "int('')",
    "bool('perhaps')",
    'div(1, 0)',
    'mod(1, 0)',
    'mul(9007199254740991, 3)',
    "concat(createArray(1), null())",
    "join(createArray('a', createArray()), '-')",
    "tryGet(null(), true())",
    "add('1', 2)",
    "less(1, '2')",
    "not('true')",
    "and(true(), 'yes')",
    'if(1, 2, 3)',
    "substring('abc', 2, 5)",
    "substring('abc', -1)",
    "concat(createArray(1), 'a')",
    "createObject('a')",
    'length(true())',
    'first(1)',
    'trim(null())',
    "replace('a', '', 'b')",
    "tryGet(createObject('a', createObject()), 'a', 'b')",
    'min(createArray())',
  ])('%s fails', (text) => {
    expect(() => evaluate(text)).toThrow(EvaluationError);
  });

  test.each([
    ['concatt(1)', 'There is no function `concatt` here; did you mean `concat`?'],
    ['lessThan(1, 2)', 'There is no function `lessThan` here; did you mean `less`?'],
    ["reference('x')", "`reference` is a function of templates"],
    ['if(true(), 1)', '`if` takes 3 arguments; 2 given'],
    ['and(true())', '`and` takes 2 or more arguments; 1 given'],
  ])('%s does not compile', (text, message) => {
    expect(() => evaluate(text)).toThrow(ExpressionError);
    expect(() => evaluate(text)).toThrow(message);
  });
});

describe('properties and elements', () => {
  const given = { cluster: { Name: 'demo', pools: [{ mode: 'System' }] } };

  test.each<readonly [string, unknown]>([
    ["given('cluster').name", 'demo'],
    ["given('cluster')['NAME']", 'demo'],
    ["given('cluster').pools[0].mode", 'System'],
    ["given('cluster').pools[sub(1, 1)]['mode']", 'System'],
    ["group().tags['absent']", null],
    ["group().tags.absent.deeper", null],
  ])('%s', (text, expected) => {
    expect(evaluate(text, given)).toEqual(expected);
  });

  test.each([
    "given('cluster').absent",
    "given('cluster').pools[1]",
    "given('cluster').pools[-1]",
    "given('cluster').pools[float('0.5')]",
    'group().absent',
    'createObject().constructor',
    "createObject()['__proto__']",
  ])('%s fails', (text) => {
    expect(() => evaluate(text, given)).toThrow(EvaluationError);
  });
});

describe('unknown values', () => {
  test.each<readonly [string, unknown]>([
    ['and(unknown(), false())', false],
    ['or(unknown(), true())', true],
    ["if(unknown(), 'same', 'same')", 'same'],
    ['length(createArray(unknown(), 1))', 2],
    ['empty(createArray(unknown()))', false],
    ["contains(createArray(unknown(), 'a'), 'a')", true],
    ['first(createArray(1, unknown()))', 1],
    ["coalesce('a', unknown())", 'a'],
    ['equals(createArray(1, unknown()), createArray(2, 2))', false],
    ["contains(createObject('a', unknown()), 'a')", true],
    ["createObject('a', unknown(), 'b', 2).b", 2],
  ])('%s is known', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test.each([
    'unknown()',
    'and(unknown(), true())',
    'not(unknown())',
    "if(unknown(), 'a', 'b')",
    "if(unknown(), 'a', int('x'))",
    "concat('a', unknown())",
    "equals(unknown(), 'a')",
    'equals(createArray(1, unknown()), createArray(1, 2))',
    "contains(createArray(unknown()), 'a')",
    'unknown().any.property[0]',
    "string(createObject('a', unknown()))",
    'coalesce(unknown(), 1)',
    'union(createArray(unknown()), createArray(1))',
  ])('%s is unknown', (text) => {
    expect(isUnknown(evaluate(text))).toBe(true);
  });
});
