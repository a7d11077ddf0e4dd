import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { gitHubCommitTree, type RemoteTree } from '../../src/github/commit-tree.ts';
import { CancelledError } from '../../src/run/errors.ts';
import { recordingLogger, repository, startLoopback, token, type Fault, type Loopback } from './loopback.ts';

const base = 'b'.repeat(40);
const many = 'c'.repeat(40);
let loopback: Loopback;
let fault: Fault = () => undefined;

beforeAll(async () => {
  loopback = await startLoopback({ treeLimit: 20, permission: 'read' }, (request) => fault(request));
  const put = (path: string, text: string): void => loopback.github.putFile(base, path, text);
  put('.github/aks-isolation.yml', 'effect: Deny # “quoted”\n');
  put('policies/b.json', 'b');
  put('policies/a.json', 'a');
  put('policies/deep/c d#?.json', 'c');
  put('large.json', 'x'.repeat(1024 * 1024 + 1));
  loopback.github.putLink(base, 'policies/link.json', 'a.json');
  loopback.github.putLink(base, 'policies/out.json', '../../etc/hostname');
  loopback.github.putLink(base, 'folder', 'policies');
  for (let index = 0; index < 60; index += 1) loopback.github.putFile(many, `f${index % 6}/g/${index}.json`, `${index}`);
});
afterAll(() => loopback.stop());
afterEach(() => {
  fault = () => undefined;
  loopback.requests.length = 0;
});

function tree(overrides: Partial<Parameters<typeof gitHubCommitTree>[0]> = {}, signal?: AbortSignal): RemoteTree {
  const request = { token, apiUrl: loopback.apiUrl, repository, commit: base, decode: (bytes: Buffer) => bytes.toString('utf8'), ...overrides };
  return gitHubCommitTree(request, { logger: recordingLogger(), ...(signal === undefined ? {} : { signal }) });
}

describe('a file', () => {
  test.each([['', ''], ['on Enterprise Server ', '/api/v3']])('%sis read at the commit, in one request', async (_, prefix) => {
    expect(await tree({ apiUrl: `${loopback.apiUrl}${prefix}` }).read('.github/aks-isolation.yml')).toEqual({ kind: 'found', text: 'effect: Deny # “quoted”\n' });
    expect(loopback.lines()).toEqual([`GET ${prefix}/repos/contoso/platform/contents/.github%2Faks-isolation.yml`]);
  });

  test('whose name has to be encoded is read, as is a link to a file', async () => {
    expect(await tree().read('policies/deep/c d#?.json')).toEqual({ kind: 'found', text: 'c' });
    expect(await tree().read('policies/link.json')).toEqual({ kind: 'found', text: 'a' });
  });

  test('larger than 1 MiB is read as a blob', async () => {
    expect(await tree().read('large.json')).toEqual({ kind: 'found', text: 'x'.repeat(1024 * 1024 + 1) });
  });

  test('is absent where the commit’s folders can be seen without it', async () => {
    expect(await tree().read('nothing.yml')).toEqual({ kind: 'absent' });
    expect(await tree().read('policies/none/x.json')).toEqual({ kind: 'absent' });
    expect(await tree().read('policies/a.json/x.json')).toEqual({ kind: 'absent' });
  });
});

describe('a listing', () => {
  test('has the files below a folder, in order', async () => {
    expect(await tree().list('policies')).toEqual({ kind: 'found', paths: ['policies/a.json', 'policies/b.json', 'policies/deep/c d#?.json', 'policies/link.json', 'policies/out.json'] });
    expect(await tree().list('policies', { shallow: true })).toEqual({ kind: 'found', paths: ['policies/a.json', 'policies/b.json', 'policies/link.json', 'policies/out.json'] });
    expect(await tree().list('policies/a.json')).toEqual({ kind: 'found', paths: ['policies/a.json'] });
    expect(await tree().list('none')).toEqual({ kind: 'absent' });
  });

  test('that GitHub cuts short is walked', async () => {
    const listing = await tree({ commit: many }).list('');
    expect(listing).toMatchObject({ kind: 'found' });
    expect(listing.kind === 'found' ? listing.paths : []).toEqual(Array.from({ length: 60 }, (_, index) => `f${index % 6}/g/${index}.json`).toSorted());
  });
});

describe('is not known, rather than absent:', () => {
  test.each<[string, string, RegExp]>([
    ['a folder', 'policies', /is a folder/],
    ['a link out of the repository', 'policies/out.json', /leads out/],
    ['what lies behind a link', 'folder/a.json', /a link stands on the way/],
    ['a step upward', 'a/../../issues', /no file's path inside a repository/],
  ])('%s', async (_name, path, expected) => {
    expect(await tree().read(path)).toEqual({ kind: 'unknown', reason: expect.stringMatching(expected) });
  });

  test.each<[string, Parameters<typeof tree>[0], RegExp]>([
    ['anything to a bad token', { token: 'wrong' }, /401: Bad credentials/],
    ['anything of a commit that GitHub does not have', { commit: 'd'.repeat(40) }, /No commit found.*contents: read/],
    ['anything of a repository that the token may not see', { repository: { owner: 'contoso', name: 'secret' } }, /404: Not Found.*contents: read/],
  ])('%s', async (_name, overrides, expected) => {
    expect(await tree(overrides).read('nothing.yml')).toEqual({ kind: 'unknown', reason: expect.stringMatching(expected) });
    expect((await tree(overrides).list('policies')).kind).toBe('unknown');
  });

  test('anything to a token without contents: read', async () => {
    fault = () => ({ status: 403, body: { message: 'Resource not accessible by integration' } });
    expect(await tree().read('policies/a.json')).toEqual({ kind: 'unknown', reason: expect.stringMatching(/403.*contents: read/) });
  });

  test('anything under a rate limit', async () => {
    fault = () => ({ status: 403, headers: { 'x-ratelimit-remaining': '0' }, body: { message: 'API rate limit exceeded for installation ID 1.' } });
    expect(await tree().read('policies/a.json')).toEqual({ kind: 'unknown', reason: expect.stringMatching(/rate limit exceeded/) });
  });

  test('anything in an answer that is not as documented', async () => {
    fault = () => ({ status: 200, body: { type: 'file', size: 'large' } });
    expect(await tree().read('policies/a.json')).toMatchObject({ kind: 'unknown' });
    expect(await tree().list('policies')).toMatchObject({ kind: 'unknown' });
  });

  test('what is asked after 400 requests', async () => {
    const remote = tree();
    let count = 0;
    while ((await remote.read('policies/a.json')).kind === 'found' && count < 1000) count += 1;
    expect(count).toBe(400);
    expect(await remote.read('policies/a.json')).toEqual({ kind: 'unknown', reason: expect.stringContaining('more than 400 requests') });
  });
});

test('a cancelled run is told so', async () => {
  await expect(tree({}, AbortSignal.abort()).read('policies/a.json')).rejects.toThrow(CancelledError);
});
