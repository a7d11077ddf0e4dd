import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { trimmed } from '../../src/language/dotnet/white-space.ts';
import { EvaluationError } from '../../src/language/errors.ts';
import { firstIndexOf, lastIndexOf } from '../../src/language/functions/parts/search.ts';
import { evaluate } from './evaluate.ts';

/** Texts of few letters, so that parts of them come back. */
const letters = (minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b'), minLength, maxLength });

describe('search in text', () => {
  test('finds what the engine finds, in long texts too', () => {
    const repeated = fc.tuple(letters(1, 3), fc.integer({ min: 100, max: 400 }), letters(0, 3)).map(([part, count, rest]) => part.repeat(count) + rest);
    fc.assert(
      fc.property(fc.array(repeated, { maxLength: 4 }), repeated, fc.nat(300), (parts, part, from) => {
        const text = parts.join('b');
        expect(firstIndexOf(text, part, from)).toBe(text.indexOf(part, from));
        expect(lastIndexOf(text, part)).toBe(text.lastIndexOf(part));
      }),
    );
  });

  test('split takes the separator that is named first', () => {
    fc.assert(
      fc.property(letters(0, 12), fc.array(letters(0, 3), { minLength: 2, maxLength: 4 }), (text, separators) => {
        const named = separators.filter((separator) => separator !== '');
        const expected = named.length === 0 ? [text] : text.split(new RegExp(named.join('|')));
        expect(evaluate("split(given('text'), given('separators'))", { text, separators })).toEqual(expected);
      }),
    );
  });

  test('replace and split agree', () => {
    fc.assert(
      fc.property(letters(0, 12), letters(1, 3), (text, part) => {
        expect(evaluate("replace(given('text'), given('part'), '-')", { text, part: part.toUpperCase() })).toBe(text.split(part).join('-'));
      }),
    );
  });

  const long = 'a'.repeat(131_072);
  test.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ["lastIndexOf(given('text'), given('part'))", { text: long, part: `${'a'.repeat(65_000)}b` }],
    ["contains(given('text'), given('part'))", { text: long, part: `${'a'.repeat(300)}b${'a'.repeat(60_000)}` }],
    ["replace(given('text'), given('part'), '')", { text: long, part: `${'a'.repeat(60_000)}b` }],
    ["trim(given('text'))", { text: `a${' '.repeat(131_070)}a` }],
  ])('%s takes a moment at the longest', (text, given) => {
    const began = performance.now();
    evaluate(text, given);
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('split gives up on separators made to take long', () => {
    const separators = ['b', 'c'].map((end) => 'a'.repeat(65_000) + end);
    expect(() => evaluate("split(given('text'), given('separators'))", { text: long, separators })).toThrow(EvaluationError);
  });

  test('trim takes white space from both ends and nothing else', () => {
    const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\u0085', '\u00A0', '\u3000', '\u2028') });
    fc.assert(
      fc.property(space, fc.string(), space, (before, text, after) => {
        expect(trimmed(`${before}\uFEFF${text}\uFEFF${after}`)).toBe(`\uFEFF${text}\uFEFF`);
      }),
    );
  });
});
