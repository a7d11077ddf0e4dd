import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { runCommandLine } from '../command-line.ts';
import { freshFolder } from '../package.ts';
import { hiddenLeaks } from './hidden-leaks.ts';

interface Found {
  readonly verdict: string;
  readonly location?: { readonly file: string };
}

const failing = new Set(['violation', 'undetermined', 'error']);
const names = Object.keys(hiddenLeaks);
let found: readonly Found[] = [];

beforeAll(async () => {
  const folder = await freshFolder('hidden');
  for (const [index, name] of names.entries()) {
    for (const [file, content] of Object.entries(hiddenLeaks[name] ?? {})) {
      const path = join(folder, `case${index}`, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  }
  const { status, stdout } = await runCommandLine(['check', '--format', 'json'], { folder });
  expect(status).toBe(1);
  found = (JSON.parse(stdout) as { readonly findings: readonly Found[] }).findings;
}, 60_000);

// Every finding that the bundled initiative can have here is of a Deny rule, so that `undetermined` fails as well (fail-on: auto).
test.each(names.map((name, index) => [name, index] as const))('a leak fails the gate: %s', (_name, index) => {
  expect(found.filter(({ verdict, location }) => failing.has(verdict) && location?.file.startsWith(`case${index}/`) === true)).not.toEqual([]);
});
