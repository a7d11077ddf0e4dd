import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const dist = join(import.meta.dirname, '..', '..', 'dist');

/** The files that `import` of a module loads, its own among them. */
function loadedBy(file: string, loaded = new Map<string, string>()): ReadonlyMap<string, string> {
  if (loaded.has(file)) return loaded;
  const text = readFileSync(file, 'utf8');
  loaded.set(file, text);
  for (const [, name = ''] of text.matchAll(/^(?:import|export) .*from '(\.[^']+)';$/gm)) loadedBy(join(file, '..', name), loaded);
  return loaded;
}

describe('the library', () => {
  const files = loadedBy(join(dist, 'policy.js'));

  test('is more than its first file', () => {
    expect(files.size).toBeGreaterThan(2);
  });

  test.each([
    ['nothing of node', /getBuiltinModule|^import .* from '[^.]/m],
    ['nothing later', /\bimport\(/],
    ['no package', /node_modules/],
  ])('loads %s', (_what, sign) => {
    expect([...files].filter(([, text]) => sign.test(text)).map(([file]) => file)).toEqual([]);
  });
});
