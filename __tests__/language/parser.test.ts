import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { EvaluationError, ExpressionError } from '../../src/language/errors.ts';
import { parseExpression, parseTemplate } from '../../src/language/syntax/parser.ts';
import { findUnknown } from '../../src/language/values.ts';
import { evaluate } from './evaluate.ts';

describe('a string of a document', () => {
  test.each([
    ['none', 'none'],
    ['[[literal]', '[literal]'],
    ['[not closed', '[not closed'],
    ['closed]', 'closed]'],
    ['', ''],
  ])('%j is the text %j', (text, value) => {
    expect(parseTemplate(text)).toEqual({ kind: 'text', value });
  });

  test('is an expression between brackets, with positions counted in the text as written', () => {
    expect(parseTemplate("[concat('it''s', -1)]")).toEqual({
      kind: 'expression',
      text: "[concat('it''s', -1)]",
      expression: {
        kind: 'call',
        name: 'concat',
        position: 1,
        args: [
          { kind: 'literal', value: "it's", position: 8 },
          { kind: 'literal', value: -1, position: 17 },
        ],
      },
    });
  });

  test.each([
    ['[]', 1, 'Expected a value, but the expression ends'],
    ["[concat('a']", 11, 'Expected ")", but the expression ends'],
    ["[concat('a)]", 8, 'A string is not closed'],
    ["[concat('a'')]", 8, 'A string is not closed'],
    ['[add(1.5, 2)]', 5, 'Only integers'],
    ['[add(1 2)]', 7, 'Expected ")", but there is "2"'],
    ['[parameters]', 11, 'Expected "(" after `parameters`, but the expression ends'],
    ["[field('a')]]", 11, 'Expected the end of the expression'],
    ['[concat("a")]', 8, 'Strings stand in single quotes'],
    ['[add() + 1]', 7, 'The character "+" has no place in an expression'],
    ['[99999999999999999999]', 1, 'larger than this engine can hold'],
    ["[field('a').]", 12, 'Expected a property name'],
  ])('%j is refused at its place', (text, position, message) => {
    const attempt = () => parseTemplate(text);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ name: 'ExpressionError', position }));
  });
});

describe('hostile expressions', () => {
  test.each([
    ['nesting', `[${'not('.repeat(10_000)}true()${')'.repeat(10_000)}]`],
    ['indexes', `[a()${'[a()'.repeat(5000)}${']'.repeat(5000)}]`],
    ['arguments', `[concat(${Array.from({ length: 200 }, () => '1').join(',')})]`],
    ['length', `[concat('${'a'.repeat(90_000)}')]`],
  ])('%s beyond the limit is an ExpressionError', (_, text) => {
    expect(() => parseTemplate(text)).toThrow(ExpressionError);
  });

  test('a long chain of properties costs no stack', () => {
    expect(() => evaluate(`given('x')${'.a'.repeat(30_000)}`, { x: {} })).toThrow(EvaluationError);
  });

  test('values deeper than the service allows are an EvaluationError', () => {
    let deep: unknown = [];
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(() => evaluate("string(given('deep'))", { deep })).toThrow(EvaluationError);
    expect(() => evaluate("equals(given('deep'), given('same'))", { deep, same: [deep] })).toThrow(EvaluationError);
  });

  test('any text parses or is an ExpressionError', () => {
    const characters = fc.constantFrom("'", '[', ']', '(', ')', ',', '.', ' ', 'a', 'concat', '1', '-', '"', '\n', '__proto__');
    fc.assert(
      fc.property(fc.array(characters).map((parts) => `[${parts.join('')}]`), (text) => {
        try {
          parseTemplate(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
    );
  });
});

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

describe('laws', () => {
  test('every text can be written as a string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseExpression(quoted(text))).toMatchObject({ kind: 'literal', value: text });
      }),
    );
  });

  /** Expressions that never fail, with holes that may be unknown. */
  const { boolean } = fc.letrec<{ boolean: string; leaf: string; node: string }>((tie) => ({
    boolean: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('node')),
    leaf: fc.constantFrom('true()', 'false()', "given('a')", "given('b')"),
    node: fc.oneof(
      fc.tuple(tie('boolean'), tie('boolean')).map(([left, right]) => `and(${left}, ${right})`),
      fc.tuple(tie('boolean'), tie('boolean')).map(([left, right]) => `or(${left}, ${right})`),
      fc.tuple(tie('boolean'), tie('boolean')).map(([left, right]) => `equals(${left}, ${right})`),
      fc.tuple(tie('boolean'), tie('boolean'), tie('boolean')).map((parts) => `if(${parts.join(', ')})`),
      tie('boolean').map((part) => `not(${part})`),
    ),
  }));

  test('what is known despite an unknown is so for every value it could have', () => {
    fc.assert(
      fc.property(boolean, fc.boolean(), (text, a) => {
        const despite = evaluate(text, { a, b: evaluate('unknown()') });
        if (findUnknown(despite) !== undefined) return;
        for (const b of [true, false]) expect(evaluate(text, { a, b })).toEqual(despite);
      }),
    );
  });
});
