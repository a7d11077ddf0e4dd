import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fold, lower, sameText, upper } from '../../src/language/fold.ts';
import { keyIgnoringCase } from '../../src/language/values.ts';

/** Texts full of what the case of letters goes wrong on. */
const odd = fc.oneof(fc.constantFrom('ß', 'ẞ', 'İ', 'ı', 'i', 'I', 'Σ', 'σ', 'ς', 'ŉ', 'ﬁ', 'ᾳ', 'ᾼ', 'K', 'k', 'ſ', 'S', '@', '`', '\u0307', '𐐀', '𐐨'), fc.string({ unit: 'binary', maxLength: 2 }));
const text = fc.array(odd, { maxLength: 6 }).map((parts) => parts.join(''));

describe('case', () => {
  test.each([lower, upper, fold])('%p keeps the length of every text, and what it made', (change) => {
    fc.assert(
      fc.property(text, (value) => {
        const changed = change(value);
        expect(changed).toHaveLength(value.length);
        expect(change(changed)).toBe(changed);
      }),
    );
  });

  test('texts are the same when they fold to the same', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(sameText(left, right)).toBe(fold(left) === fold(right));
        expect(sameText(left, upper(left))).toBe(true);
        expect(sameText(lower(left), left)).toBe(true);
      }),
    );
  });

  test('is that of JavaScript for ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'binary-ascii' }), (left, right) => {
        expect(fold(left)).toBe(left.toLowerCase());
        expect(upper(left)).toBe(left.toUpperCase());
        expect(sameText(left, right)).toBe(left.toLowerCase() === right.toLowerCase());
        expect(sameText(left, left.toUpperCase())).toBe(true);
      }),
    );
  });

  test('of the names of members does not count', () => {
    expect(keyIgnoringCase({ ΟΔΟΣ: 1 }, 'οδος')).toBe('ΟΔΟΣ');
    expect(keyIgnoringCase({ a: 1, A: 2 }, 'A')).toBe('A');
    expect(keyIgnoringCase({ i: 1 }, 'İ')).toBeUndefined();
  });
});
