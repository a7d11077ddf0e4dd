import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { diffLines } from '../../../src/github/suggestions/diff-lines.ts';

const lines = (patch: string): readonly number[] => [...diffLines(patch)];

describe('the lines of the new file that a patch shows', () => {
  test.each<[string, string, readonly number[]]>([
    ['added lines and context, not what was removed', '@@ -10,3 +10,3 @@ "resources": [\n {\n-  "a": 1,\n+  "a": 2,\n }', [10, 11, 12]],
    ['a new file', '@@ -0,0 +1,2 @@\n+{\n+}', [1, 2]],
    ['several hunks', '@@ -1 +1 @@\n-a\n+b\n@@ -7,2 +7,3 @@\n x\n+y\n z', [1, 7, 8, 9]],
    ['a file without a last line break', '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file', [1, 2]],
    ['text that looks like a header or a removal', '@@ -1,3 +1,3 @@\n @@ -9 +9 @@\n--- a/x\n+++ b/x\n y', [1, 2, 3]],
    ['a blank context line that lost its blank', '@@ -1,3 +1,3 @@\n a\n\n-b\n+c', [1, 2, 3]],
    ['lines that end in a carriage return', '@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r', [1, 2]],
    ['nothing but removals', '@@ -4,2 +3,0 @@\n-a\n-b', []],
    ['nothing', '', []],
    ['what is no patch', 'Binary files differ', []],
    ['a hunk with more lines than its header says, up to there', '@@ -1,1 +1,1 @@\n a\n+b', [1]],
    ['a hunk with a mark that does not exist, up to there', '@@ -1,3 +1,3 @@\n a\n*b\n c', [1]],
    ['a hunk that is cut off', '@@ -1,9 +1,9 @@\n a\n+b', [1, 2]],
  ])('of %s', (_name, patch, expected) => {
    expect(lines(patch)).toEqual(expected);
  });

  test('are those that the new side has, for any well-formed patch', () => {
    const mark = fc.constantFrom(' ', '+', '-');
    const text = fc.constantFrom('', 'x', '@@ -1 +1 @@', '+', '-', ' ', '\\', '\r');
    const hunk = fc.record({ gap: fc.integer({ min: 0, max: 50 }), body: fc.array(fc.tuple(mark, text), { minLength: 1, maxLength: 12 }) });
    fc.assert(
      fc.property(fc.array(hunk, { maxLength: 4 }), (hunks) => {
        let [old, fresh] = [1, 1];
        const expected: number[] = [];
        const patch = hunks.flatMap(({ body, gap }) => {
          old += gap;
          fresh += gap;
          const oldCount = body.filter(([sign]) => sign !== '+').length;
          const freshCount = body.filter(([sign]) => sign !== '-').length;
          for (let index = 0; index < freshCount; index += 1) expected.push(fresh + index);
          const header = `@@ -${old},${oldCount} +${fresh},${freshCount} @@`;
          old += oldCount;
          fresh += freshCount;
          return [header, ...body.map(([sign, line]) => `${sign}${line}`)];
        });
        expect(lines(patch.join('\n'))).toEqual(expected);
      }),
    );
  });
});
