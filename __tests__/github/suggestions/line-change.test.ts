import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Fix } from '../../../src/policy/finding.ts';
import { changedLine, lineChanges, type SuggestedFix } from '../../../src/github/suggestions/line-change.ts';
import { suggestionBody, suggestionMarker } from '../../../src/github/suggestions/suggestion-body.ts';

const text = '      "outboundType": "loadBalancer", "podCidr": "10.0.0.0/8"';

/** A fix that puts `replacement` in the place of `original` where that first stands in the line. */
function suggested(original: string, replacement: string, overrides: Partial<Fix> & { readonly id?: string; readonly text?: string } = {}): SuggestedFix {
  const { id = 'finding', text: words = 'Why.', ...place } = overrides;
  const column = Math.max(0, text.indexOf(original)) + 1;
  const fix = { description: '', file: 'main.json', line: 4, column, endLine: 4, endColumn: column + original.length, original, replacement, ...place };
  return { id, text: words, fix };
}

/** What becomes of the line when the fixes are made. */
function change(line: string, ...fixes: readonly SuggestedFix[]): string | undefined {
  const [first] = lineChanges(fixes);
  return first === undefined ? undefined : changedLine(line, first);
}

describe('a changed line', () => {
  test('is the line with its literal replaced', () => {
    expect(change(text, suggested('"loadBalancer"', '"none"'))).toBe('      "outboundType": "none", "podCidr": "10.0.0.0/8"');
  });

  test('has all fixes of the line, in whatever order they come', () => {
    const fixes = [suggested('"loadBalancer"', '"none"'), suggested('"10.0.0.0/8"', '"10.244.0.0/16"')];
    const expected = '      "outboundType": "none", "podCidr": "10.244.0.0/16"';
    expect(change(text, ...fixes)).toBe(expected);
    expect(change(text, ...fixes.toReversed())).toBe(expected);
  });

  test('counts columns in UTF-16 units', () => {
    expect(change('"😀": 1', suggested('1', '2', { column: 7, endColumn: 8 }))).toBe('"😀": 2');
  });

  test.each<[string, string, SuggestedFix]>([
    ['holds something else there', text.replace('load', 'Load'), suggested('"loadBalancer"', '"none"')],
    ['holds it elsewhere', ` ${text}`, suggested('"loadBalancer"', '"none"')],
    ['is shorter', '{', suggested('"loadBalancer"', '"none"')],
    ['would be as it was', text, suggested('"loadBalancer"', '"loadBalancer"')],
    ['has a direction mark', `${text}\u202E`, suggested('"loadBalancer"', '"none"')],
    ['has a control character', `${text}\u0000`, suggested('"loadBalancer"', '"none"')],
    ['has half a character', `${text}\uD800`, suggested('"loadBalancer"', '"none"')],
    ['would get a second line', text, suggested('"loadBalancer"', '"no\nne"')],
    ['is too long to be read', `${text}${' '.repeat(2_000)}`, suggested('"loadBalancer"', '"none"')],
    ['has no such column', text, suggested('"loadBalancer"', '"none"', { column: 0 })],
  ])('is not made where the line %s', (_name, line, fix) => {
    expect(change(line, fix)).toBeUndefined();
  });
});

describe('the fixes of one line', () => {
  test('are one change, with what is said of each', () => {
    const changes = lineChanges([suggested('"loadBalancer"', '"none"', { id: 'a', text: 'A' }), suggested('"loadBalancer"', '"none"', { id: 'b', text: 'B' })]);
    expect(changes).toMatchObject([{ file: 'main.json', line: 4, texts: ['A', 'B'], fixes: [{ replacement: '"none"' }] }]);
  });

  test('that contradict each other: the first counts', () => {
    const changes = lineChanges([suggested('"loadBalancer"', '"none"'), suggested('loadBalancer', 'block'), suggested('"loadBalancer"', '"block"')]);
    expect(changes.map(({ fixes }) => fixes.map(({ replacement }) => replacement))).toEqual([['"none"']]);
  });

  test('are kept apart by file and line; those of several lines are left out', () => {
    const fixes = [suggested('a', 'b', { line: 9, endLine: 9 }), suggested('a', 'b', { file: '__proto__' }), suggested('a', 'b'), suggested('a', 'b', { endLine: 5 })];
    expect(lineChanges(fixes).map(({ file, line }) => [file, line])).toEqual([['main.json', 9], ['__proto__', 4], ['main.json', 4]]);
  });

  test('have a key that the line’s place does not change, and everything else does', () => {
    const key = (...fixes: readonly SuggestedFix[]): string | undefined => lineChanges(fixes)[0]?.key;
    const first = suggested('"loadBalancer"', '"none"');
    const second = suggested('"10.0.0.0/8"', '"x"');
    const moved = suggested('"loadBalancer"', '"none"', { line: 40, endLine: 40, column: 3, endColumn: 17 });
    expect(key(moved)).toBe(key(first));
    expect(key(second, first)).toBe(key(first, second));
    const others = [
      suggested('"loadBalancer"', '"block"'), suggested('"loadBalancer"', '"none"', { id: 'other' }), suggested('"loadBalancer"', '"none"', { file: 'b.json' }), suggested('"LoadBalancer"', '"none"'),
    ];
    expect(new Set([key(first), key(first, second), ...others.map((other) => key(other))]).size).toBe(6);
  });
});

describe('the comment', () => {
  const [one] = lineChanges([suggested('"loadBalancer"', '"none"')]);
  if (one === undefined) throw new Error('There is a change.');

  test('is a hidden marker, the text, and the line as a suggestion', () => {
    expect(suggestionBody(one, '  "a": 1,')).toBe(`${suggestionMarker(one)}\nWhy.\n\n\`\`\`suggestion\n  "a": 1,\n\`\`\``);
    expect(suggestionMarker(one)).toMatch(/^<!-- aks-network-isolation:suggestion%20[0-9a-f]{64} -->$/);
  });

  test('lists what is said of several fixes', () => {
    expect(suggestionBody({ ...one, texts: ['A', 'B'] }, 'x').split('\n').slice(1, 3)).toEqual(['- A', '- B']);
  });

  test('cannot be left by what the line holds', () => {
    const line = fc.array(fc.constantFrom('`', '```', '````suggestion', '~~~', '<!--', '-->', '@everyone', '${{ x }}', ' ', 'x'), { minLength: 1 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(line, (hostile) => {
        const [, , , fence = '', ...rest] = suggestionBody(one, hostile).split('\n');
        const marks = /^(`{3,})suggestion$/.exec(fence)?.[1] ?? '';
        expect(rest).toEqual([hostile, marks]);
        expect(marks).not.toBe('');
        expect(hostile).not.toContain(marks);
      }),
    );
  });
});
