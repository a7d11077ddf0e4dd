import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const repository = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(repository, 'docs', 'library.md'), 'utf8');
const examples = text.split(/^## /m).flatMap((section) =>
  Array.from(section.matchAll(/^```ts\n([\s\S]*?)^```/gm), ([, code = '']) => ({ title: section.slice(0, section.indexOf('\n')), code })),
);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aks-isolation-library-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(repository, join(folder, 'node_modules', 'aks-network-isolation'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Each example as a process of its own that imports the built package by its name. */
describe('the examples of docs/library.md', () => {
  test('are there', () => {
    expect(examples.length).toBeGreaterThan(4);
  });

  test.each(examples)('$title', async ({ code, title }) => {
    const expected = Array.from(code.matchAll(/console\.log\(.*\/\/ → (.*)$/gm), ([, line]) => line);
    expect(expected.length).toBeGreaterThan(0);
    const file = join(folder, `${title.replaceAll(/\W+/g, '-')}.mjs`);
    writeFileSync(file, code);
    const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder });
    expect(stdout.trimEnd().split('\n')).toEqual(expected);
  });
});
