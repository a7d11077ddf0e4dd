import { posix } from 'node:path';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { treePath } from '../../../src/sources/files/tree-path.ts';

const segments = fc.array(fc.constantFrom('a', 'b.json', '.', '..', '', '...', '..a', '__proto__'), { maxLength: 8 });

test('a path of a tree never leads out of it, and stays the same file', () => {
  fc.assert(
    fc.property(segments, (parts) => {
      const path = parts.join('/');
      const clean = treePath(path);
      const expected = posix.relative('/root', posix.resolve('/root', `./${path}`));
      const leaves = path.startsWith('/') || parts.reduce<number>((depth, part) => (depth < 0 ? depth : part === '..' ? depth - 1 : part === '' || part === '.' ? depth : depth + 1), 0) < 0;
      expect(clean).toBe(leaves ? undefined : expected);
    }),
  );
});
