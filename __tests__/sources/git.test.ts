import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readCommittedFile } from '../../src/sources/git.ts';

const folder = mkdtempSync(join(tmpdir(), 'git-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = '.github/aks-isolation.yml';

function git(...words: readonly string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', ['-C', folder, ...identity, ...words], { encoding: 'utf8' }).trim();
}

function commit(): string {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'x');
  return git('rev-parse', 'HEAD');
}

git('init', '--quiet');
const empty = commit();
mkdirSync(join(folder, '.github'));
writeFileSync(join(folder, path), 'tier: Free\n');
// A filter of the checkout must not run: what counts is the blob.
writeFileSync(join(folder, '.gitattributes'), '*.yml diff=evil\n');
git('config', 'diff.evil.textconv', 'touch evil; cat');
const base = commit();
writeFileSync(join(folder, path), 'tier: Premium\n');
const head = commit();
rmSync(join(folder, path));
symlinkSync('/etc/hostname', join(folder, path));
const linked = commit();

test.each([['base', base, 'tier: Free\n'], ['head', head, 'tier: Premium\n']])('a file of the %s commit, whatever is checked out', async (_, sha, text) => {
  expect(await readCommittedFile(folder, sha, path)).toEqual({ kind: 'found', text });
});

test('a commit without the file', async () => {
  expect(await readCommittedFile(folder, empty, path)).toEqual({ kind: 'absent' });
});

test.each([
  ['an unknown commit', 'a'.repeat(40), /does not hold commit/],
  ['no commit', '', /names no commit/],
  ['words that git would take for an option', '--help', /names no commit/],
  ['a link', linked, /no ordinary file/],
])('%s is not known, rather than absent', async (_, sha, expected) => {
  expect(await readCommittedFile(folder, sha, path)).toEqual({ kind: 'unknown', reason: expect.stringMatching(expected) });
});

test('a folder that is no checkout is not known', async () => {
  expect(await readCommittedFile(tmpdir(), base, path)).toMatchObject({ kind: 'unknown' });
});
