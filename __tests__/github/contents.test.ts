import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileAt, type FileOutcome, type FileRequest } from '../../src/github/contents.ts';
import { recordingLogger, repository, startLoopback, token, type Loopback } from './loopback.ts';

let loopback: Loopback;
const base = 'b'.repeat(40);
beforeAll(async () => {
  loopback = await startLoopback();
  loopback.github.putFile(base, '.github/aks-isolation.yml', 'effect: Deny # “quoted”\n');
  loopback.github.putFile(base, 'large.json', 'x'.repeat(1024 * 1024 + 1));
});
afterAll(() => loopback.stop());

function read(overrides: Partial<FileRequest>): Promise<FileOutcome> {
  const request = { token, apiUrl: loopback.apiUrl, repository, path: '.github/aks-isolation.yml', ref: base, ...overrides };
  return readFileAt(request, { logger: recordingLogger() });
}

test('a file is read at the ref', async () => {
  expect(await read({})).toEqual({ kind: 'found', text: 'effect: Deny # “quoted”\n' });
});

test('a file that a readable ref does not hold is absent', async () => {
  expect(await read({ path: 'nothing.yml' })).toEqual({ kind: 'absent' });
});

test.each<[string, Partial<FileRequest>, RegExp]>([
  ['a bad token', { token: 'wrong' }, /401: Bad credentials/],
  ['a folder', { path: '.github' }, /is not a file/],
  ['a large file', { path: 'large.json' }, /larger than 1 MiB/],
  ['a step upward', { path: 'a/../../issues' }, /no path inside a repository/],
])('%s is refused, not absent', async (_name, overrides, expected) => {
  expect(await read(overrides)).toEqual({ kind: 'refused', reason: expect.stringMatching(expected) });
});
