import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { EvaluationError } from '../../src/language/errors.ts';
import {
  anyText,
  begins,
  concatPieces,
  ends,
  foldedPieces,
  frames,
  includes,
  leastLength,
  matches,
  matchesPieces,
  piecesOf,
  textOfPieces,
  truthOf,
  type Decision,
  type Pieces,
} from '../../src/language/partial-text.ts';
import { Unknown } from '../../src/language/unknown.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A'), maxLength: 4 });
const pieces = fc.array(text, { minLength: 1, maxLength: 4 });

/** A text with something in every gap. */
const filled = (known: Pieces, fillings: readonly string[]) => known.map((piece, index) => `${index === 0 ? '' : (fillings[index - 1] ?? '')}${piece}`).join('');
const completed = fc.tuple(pieces, fc.array(text, { minLength: 3, maxLength: 3 })).map(([known, fillings]) => ({ known, whole: filled(known, fillings) }));

/** A decision may be `maybe`, and never the opposite of what is so. */
function allows(decision: Decision, truth: boolean): boolean {
  return decision !== (truth ? 'never' : 'always');
}

describe('what is decided of a text with unknown parts', () => {
  test('holds of every text that it can be', () => {
    fc.assert(
      fc.property(completed, completed, text, text, ({ known, whole }, other, part, tail) => {
        expect(allows(matches(known, whole), true)).toBe(true);
        expect(allows(matches(known, other.whole), whole === other.whole)).toBe(true);
        expect(allows(matchesPieces(known, other.known), whole === other.whole)).toBe(true);
        expect(allows(begins(known, part), whole.startsWith(part))).toBe(true);
        expect(allows(ends(known, part), whole.endsWith(part))).toBe(true);
        expect(allows(includes(known, part), whole.includes(part))).toBe(true);
        const isFramed = whole.length >= part.length + tail.length && whole.startsWith(part) && whole.endsWith(tail);
        expect(allows(frames(known, part, tail), isFramed)).toBe(true);
        expect(leastLength(known)).toBeLessThanOrEqual(whole.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('is decided when all of it is known', () => {
    fc.assert(
      fc.property(text, text, text, (whole, part, tail) => {
        const found = [matches([whole], part), matchesPieces([whole], [part]), begins([whole], part), ends([whole], part), includes([whole], part), frames([whole], part, tail)];
        expect(found).not.toContain('maybe');
      }),
    );
  });

  test.each<readonly [string, Decision, Decision]>([
    ['another beginning', begins(['/subscriptions/', ''], '/providers/'), 'never'],
    ['a shorter beginning', begins(['/subscriptions/', ''], '/sub'), 'always'],
    ['a longer beginning', begins(['/subscriptions/', ''], '/subscriptions/1'), 'maybe'],
    ['an end behind it', ends(['a', '/resourceGroups/rg'], '/rg'), 'always'],
    ['a text that is too short', matches(['ab', 'bc'], 'abc'), 'never'],
    ['a text without the piece between', matches(['a', 'x', 'b'], 'a-b'), 'never'],
    ['a piece that would stand over the end', matches(['a', 'xb', 'b'], 'axb'), 'never'],
    ['a text that fits', matches(['a', 'x', 'b'], 'a-x-b'), 'maybe'],
    ['a part of a piece', includes(['', 'public', ''], 'pub'), 'always'],
    ['a part that may stand in the gap', includes(['private', ''], 'public'), 'maybe'],
    ['a frame', frames(['10.0.', '/16'], '10.', '/16'), 'always'],
    ['a frame around less than it needs', frames(['aba'], 'ab', 'ba'), 'never'],
    ['two ends that differ', matchesPieces(['', 'a'], ['', 'b']), 'never'],
    ['two that may be the same', matchesPieces(['a', ''], ['', 'b']), 'maybe'],
  ])('%s', (_, decision, expected) => {
    expect(decision).toBe(expected);
  });
});

describe('texts one behind the other', () => {
  test('are what their completions are', () => {
    fc.assert(
      fc.property(fc.array(completed, { maxLength: 4 }), (parts) => {
        const joined = concatPieces(parts.map(({ known }) => known));
        const whole = parts.map((part) => part.whole).join('');
        expect(allows(matches(joined, whole), true)).toBe(true);
        const value = textOfPieces(joined, 'nobody said');
        if (typeof value === 'string') expect(value).toBe(whole);
        else expect(matches(value.pieces ?? [], whole)).toBe('maybe');
      }),
    );
  });

  test('keep no empty pieces between', () => {
    expect(textOfPieces(concatPieces([['a'], anyText, anyText, ['b']]), 'why')).toEqual(new Unknown('why', { pieces: ['a', 'b'] }));
  });

  test('keep a bounded number of pieces, the first and the last among them', () => {
    const many = concatPieces(Array.from({ length: 1000 }, (_, index) => [String(index), '']));
    const kept = piecesOf(textOfPieces(many, 'why')) ?? [];
    expect([kept.length, kept[0], kept[1], kept.at(-1)]).toEqual([64, '0', '1', '']);
  });

  test('fail when what is known is already too long', () => {
    expect(() => concatPieces([['x'.repeat(70_000), ''], ['x'.repeat(70_000)]])).toThrow(EvaluationError);
  });
});

describe('what is known of a value', () => {
  test.each<readonly [string, unknown, Pieces | undefined]>([
    ['a text', 'a', ['a']],
    ['a number', 1, undefined],
    ['null', null, undefined],
    ['an unknown value', new Unknown('w'), undefined],
    ['something', new Unknown('w', { isPresent: true }), undefined],
    ['a text of unknown content', new Unknown('w', { pieces: ['a', 'b'] }), ['a', 'b']],
    ['a text of which only the beginning is told', new Unknown('w', { pieces: ['a'] }), ['a', '']],
  ])('%s', (_, value, expected) => {
    expect(piecesOf(value)).toEqual(expected);
  });

  test('without case is folded', () => {
    expect(foldedPieces(['A', 'ß'])).toEqual(['a', 'ß']);
  });

  test('is a truth with the reason where nothing decides', () => {
    const open = new Unknown('w');
    expect([truthOf('always', open), truthOf('never', open), truthOf('maybe', open)]).toEqual([true, false, open]);
  });
});
