import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { commitTree, readCommit } from '../../src/sources/commit-tree.ts';
import { ObjectReader } from '../../src/sources/git/object-reader.ts';
import { findRepository } from '../../src/sources/git/repository.ts';
import { trackedFiles } from '../../src/sources/git/tracked-files.ts';
import type { FileTree } from '../../src/sources/tree.ts';
import { checkout, commit, freshFolder, git, pullRequestHistory, type Files } from './git/checkouts.ts';

const readers: ObjectReader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});

async function open(folder: string, id: string): Promise<FileTree> {
  const place = await findRepository(folder);
  if (place === undefined) throw new Error(`${folder} is no checkout`);
  const reader = new ObjectReader(place);
  readers.push(reader);
  const found = await readCommit(reader, id);
  if (found.kind === 'unknown') throw new Error(found.reason);
  return commitTree(reader, found.commit, place.prefix);
}

/** A repository with one commit of these files, and the same commit's tree. */
async function treeOf(files: Files, format = 'sha1'): Promise<{ readonly folder: string; readonly id: string; readonly tree: FileTree }> {
  const folder = freshFolder();
  git(folder, 'init', '--quiet', `--object-format=${format}`);
  const id = commit(folder, files);
  return { folder, id, tree: await open(folder, id) };
}

async function reasonOf(folder: string, id: string): Promise<string> {
  const place = await findRepository(folder);
  const reader = new ObjectReader(place ?? { top: folder, gitFolder: join(folder, '.git') });
  readers.push(reader);
  const found = await readCommit(reader, id);
  return found.kind === 'unknown' ? found.reason : 'it is known';
}

describe('a commit', () => {
  test('has the files that were committed, whatever became of them', async () => {
    const { folder, tree } = await treeOf({ 'a.json': '1', 'policies/x.json': 'old', 'policies/deep/y.json': 'ü€\n' });
    commit(folder, { 'a.json': null, 'policies/x.json': 'new', 'policies/z.json': 'z' });
    writeFileSync(join(folder, 'policies/x.json'), 'dirty');
    expect(await tree.read('policies/x.json')).toEqual({ kind: 'found', text: 'old' });
    expect(await tree.read('policies/deep/../deep/y.json')).toEqual({ kind: 'found', text: 'ü€\n' });
    expect(await tree.list('')).toEqual({ kind: 'found', paths: ['a.json', 'policies/deep/y.json', 'policies/x.json'] });
    expect(await tree.list('policies', { shallow: true })).toEqual({ kind: 'found', paths: ['policies/x.json'] });
    expect(await tree.list('a.json')).toEqual({ kind: 'found', paths: ['a.json'] });
  });

  test.each(['policies/z.json', 'a.json/b', 'none', 'none/x.json', '.git/config'])('does not have %s', async (path) => {
    const { tree } = await treeOf({ 'a.json': '1', 'policies/x.json': '' });
    expect(await tree.read(path)).toEqual({ kind: 'absent' });
    expect(await tree.list(path)).toEqual({ kind: 'absent' });
  });

  test.each([
    ['policies', /it is a folder/],
    ['../a.json', /leads out/],
    ['/etc/hostname', /leads out/],
  ])('%s is not known, rather than absent', async (path, expected) => {
    const { tree } = await treeOf({ 'policies/x.json': '' });
    expect(await tree.read(path)).toEqual({ kind: 'unknown', reason: expect.stringMatching(expected) });
  });

  test('of a SHA-256 repository is read the same way', async () => {
    const { tree, id } = await treeOf({ 'a/b.json': 'text' }, 'sha256');
    expect(id).toHaveLength(64);
    expect(await tree.read('a/b.json')).toEqual({ kind: 'found', text: 'text' });
  });

  test('is read relative to the folder that was asked for, below the repository’s root', async () => {
    const { folder, id } = await treeOf({ 'a.json': 'root', 'infra/a.json': 'infra', 'infra/b/c.json': '' });
    const tree = await open(join(folder, 'infra'), id);
    expect(await tree.read('a.json')).toEqual({ kind: 'found', text: 'infra' });
    expect(await tree.list('')).toEqual({ kind: 'found', paths: ['a.json', 'b/c.json'] });
    expect(await tree.read('../a.json')).toMatchObject({ kind: 'unknown' });
  });

  test('answers many questions at once, and empty and large files', async () => {
    const large = 'x'.repeat(3_000_000);
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f/${index % 7}/${index}.json`, `${index}`]));
    const { tree } = await treeOf({ ...files, 'large.txt': large, 'empty.txt': '' });
    const read = await Promise.all(Object.keys(files).map((path) => tree.read(path)));
    expect(read).toEqual(Object.values(files).map((text) => ({ kind: 'found', text })));
    expect(await tree.read('large.txt')).toEqual({ kind: 'found', text: large });
    expect(await tree.read('empty.txt')).toEqual({ kind: 'found', text: '' });
  });
});

describe('links', () => {
  const files: Files = {
    'real/x.json': 'x',
    'real/inner/y.json': 'y',
    'a.json': { link: 'real/x.json' },
    'folder': { link: 'real/inner' },
    'real/up.json': { link: '../a.json' },
    'out.json': { link: '../../etc/hostname' },
    'absolute.json': { link: '/etc/hostname' },
    'nothing.json': { link: 'gone.json' },
    'round': { link: 'round' },
    'turn': { link: 'real/../turn' },
  };

  test('are followed within the commit', async () => {
    const { tree } = await treeOf(files);
    expect(await tree.read('a.json')).toEqual({ kind: 'found', text: 'x' });
    expect(await tree.read('real/up.json')).toEqual({ kind: 'found', text: 'x' });
    expect(await tree.read('folder/y.json')).toEqual({ kind: 'found', text: 'y' });
    expect(await tree.read('folder/../x.json')).toEqual({ kind: 'absent' });
    expect(await tree.list('folder')).toEqual({ kind: 'found', paths: ['folder/y.json'] });
  });

  test.each([['out.json', 'leads out'], ['absolute.json', 'leads out'], ['round', 'back to itself'], ['turn', 'back to itself']])('%s is not known: it %s', async (path, words) => {
    const { tree } = await treeOf(files);
    expect(await tree.read(path)).toEqual({ kind: 'unknown', reason: expect.stringContaining(words) });
  });

  test('a listing has files under their own names, links to files, and says which links it cannot follow', async () => {
    const { tree } = await treeOf(files);
    expect(await tree.list('')).toEqual({
      kind: 'found',
      paths: ['a.json', 'real/inner/y.json', 'real/up.json', 'real/x.json'],
      unread: ['absolute.json', 'out.json', 'round', 'turn'].map((path) => ({ path, reason: expect.stringMatching(/it is a link that leads/) })),
    });
  });
});

test('a submodule is absent', async () => {
  const inner = await treeOf({ 'x.json': '' });
  const { folder } = await treeOf({ 'a.json': '' });
  git(folder, 'update-index', '--add', '--cacheinfo', `160000,${inner.id},module`);
  git(folder, 'commit', '--quiet', '--message', 'x');
  const tree = await open(folder, git(folder, 'rev-parse', 'HEAD'));
  expect(await tree.read('module/x.json')).toEqual({ kind: 'absent' });
  expect(await tree.list('')).toEqual({ kind: 'found', paths: ['a.json'] });
  expect(await trackedFiles(folder)).toEqual(['a.json']);
});

describe('what is not in the checkout is not known', () => {
  const history = pullRequestHistory({ base: { 'a.json': 'base' }, head: { 'a.json': 'head' } });

  test('a commit beyond a shallow history', async () => {
    const folder = checkout(history, history.merge, 1);
    expect(await reasonOf(folder, history.base)).toBe(`the checkout does not hold commit ${history.base.slice(0, 12)}`);
    expect(await reasonOf(checkout(history, history.merge, 2), history.base)).toBe('it is known');
  });

  test('a commit’s parents are told even where a shallow history ends', async () => {
    const place = await findRepository(checkout(history, history.merge, 1));
    const reader = new ObjectReader(place ?? { top: '', gitFolder: '' });
    readers.push(reader);
    expect(await readCommit(reader, 'HEAD')).toMatchObject({ commit: { id: history.merge, parents: [history.base, history.head] } });
  });

  test.each([['--help', /names no commit/], ['HEAD^', /names no commit/], ['', /names no commit/], ['a'.repeat(40), /does not hold/]])('%j', async (id, expected) => {
    expect(await reasonOf(checkout(history, history.merge, 1), id)).toMatch(expected);
  });

  test('an object that is no commit', async () => {
    const tree = git(history.origin, 'rev-parse', `${history.base}^{tree}`);
    expect(await reasonOf(history.origin, tree)).toMatch(/is no commit/);
  });

  test('a file that a partial clone left out is not fetched', async () => {
    const folder = checkout(history, history.merge, 2, freshFolder(), '--filter=blob:none');
    const marker = join(folder, 'fetched');
    git(folder, 'config', 'remote.origin.uploadpack', `touch ${marker}; git-upload-pack`);
    const tree = await open(folder, history.base);
    expect(await tree.list('')).toEqual({ kind: 'found', paths: ['a.json'] });
    expect(await tree.read('a.json')).toMatchObject({ kind: 'unknown' });
    expect(existsSync(marker)).toBe(false);
  });

  test('a folder whose .git is broken', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, '.git'), 'gitdir: /nowhere\n');
    expect(await reasonOf(folder, history.base)).toMatch(/not a git repository|invalid/i);
  });
});

describe('a hostile checkout', () => {
  test('runs nothing: no filter, text conversion, hook, file watcher, pager or alias, by attributes or configuration', async () => {
    const { folder, id } = await treeOf({ 'a.json': 'text', '.gitattributes': '* diff=evil filter=evil text eol=crlf\n' });
    const marker = join(folder, 'ran');
    const script = join(folder, 'evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${marker}\ncat\n`);
    chmodSync(script, 0o755);
    for (const hook of ['post-index-change', 'reference-transaction', 'fsmonitor-watchman']) writeFileSync(join(folder, '.git', 'hooks', hook), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    const settings = ['diff.evil.textconv', 'diff.evil.command', 'filter.evil.smudge', 'filter.evil.clean', 'filter.evil.process', 'core.fsmonitor', 'core.pager', 'pager.cat-file', 'core.sshCommand', 'core.askPass', 'alias.cat-file', 'core.alternateRefsCommand'];
    for (const setting of settings) git(folder, 'config', setting, script);
    git(folder, 'config', 'alias.ls-files', `!${script}`);
    rmSync(marker, { force: true });
    const tree = await open(folder, id);
    expect(await tree.read('a.json')).toEqual({ kind: 'found', text: 'text' });
    expect(await trackedFiles(folder)).toEqual(['.gitattributes', 'a.json']);
    expect(existsSync(marker)).toBe(false);
  });

  test('cannot put another object in a commit’s place', async () => {
    const { folder, id } = await treeOf({ 'a.json': 'strict' });
    const lax = git(folder, 'hash-object', '-w', '-t', 'blob', '/dev/null');
    git(folder, 'replace', git(folder, 'rev-parse', `${id}:a.json`), lax);
    expect(execFileSync('git', ['-C', folder, 'show', `${id}:a.json`], { encoding: 'utf8' })).toBe('');
    expect(await (await open(folder, id)).read('a.json')).toEqual({ kind: 'found', text: 'strict' });
  });

  test('an object whose content is not what its name says is not believed', async () => {
    const { folder, id } = await treeOf({ 'a.json': 'strict' });
    const objects = join(folder, '.git', 'objects');
    const fileOf = (object: string): string => join(objects, object.slice(0, 2), object.slice(2));
    const blob = git(folder, 'rev-parse', `${id}:a.json`);
    writeFileSync(join(folder, 'lax.json'), 'lax');
    const lax = git(folder, 'hash-object', '-w', 'lax.json');
    chmodSync(fileOf(blob), 0o644);
    writeFileSync(fileOf(blob), readFileSync(fileOf(lax)));
    expect(await (await open(folder, id)).read('a.json')).toEqual({ kind: 'unknown', reason: expect.stringMatching(/is not what its name says|corrupt|mismatch|fatal|error/) });
  });

  test('variables that an earlier step set for git do not count', async () => {
    const { folder, id, tree } = await treeOf({ 'a.json': 'text' });
    const before = { ...process.env };
    Object.assign(process.env, { GIT_DIR: freshFolder(), GIT_OBJECT_DIRECTORY: freshFolder(), GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.bare', GIT_CONFIG_VALUE_0: 'nonsense', GIT_EXEC_PATH: freshFolder() });
    try {
      expect(await (await open(folder, id)).read('a.json')).toEqual(await tree.read('a.json'));
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    }
  });

  test('a folder laid out as a bare repository is a folder', async () => {
    const { folder, id } = await treeOf({ 'bare/HEAD': 'ref: refs/heads/main\n', 'bare/objects/x': '', 'bare/refs/x': '', 'bare/config': '[core]\n\tbare = true\n', 'bare/a.json': 'a' });
    const tree = await open(join(folder, 'bare'), id);
    expect(await tree.read('a.json')).toEqual({ kind: 'found', text: 'a' });
    expect(await trackedFiles(join(folder, 'bare'))).toEqual(['HEAD', 'a.json', 'config', 'objects/x', 'refs/x']);
  });

  test('another user’s checkout is read, as in a container job', async () => {
    const { folder, id } = await treeOf({ 'a.json': 'text' });
    if (process.getuid?.() !== 0) return;
    execFileSync('chown', ['-R', '12345:12345', folder]);
    expect(() => git(folder, 'status')).toThrow(/status|dubious|128/);
    expect(await (await open(folder, id)).read('a.json')).toEqual({ kind: 'found', text: 'text' });
  });
});

describe('tracked files', () => {
  test('are those of the index, below the folder, whatever is ignored', async () => {
    const { folder } = await treeOf({ '.gitignore': '*.json\n', 'a.json': '', 'infra/b ü.json': '', 'infra/c.json': { link: 'b ü.json' }, 'infrared/d.json': '' });
    writeFileSync(join(folder, 'infra', 'new.json'), '');
    expect(await trackedFiles(folder)).toEqual(['.gitignore', 'a.json', 'infra/b ü.json', 'infra/c.json', 'infrared/d.json']);
    expect(await trackedFiles(join(folder, 'infra'))).toEqual(['b ü.json', 'c.json']);
  });

  test('there are none outside of a checkout, and nobody knows them where git fails', async () => {
    const folder = freshFolder();
    expect(await trackedFiles(folder)).toBe('none');
    writeFileSync(join(folder, '.git'), 'nonsense');
    expect(await trackedFiles(folder)).toBe('unknown');
  });
});

test('nothing is left running', async () => {
  const { folder, id } = await treeOf({ 'a.json': 'text' });
  await (await open(folder, id)).read('a.json');
  for (const reader of readers.splice(0)) reader.close();
  await new Promise((done) => {
    setTimeout(done, 200);
  });
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => commandOf(pid).includes(folder));
  expect(running).toEqual([]);
});

function commandOf(pid: string): string {
  try {
    return readFileSync(join('/proc', pid, 'cmdline'), 'utf8');
  } catch {
    return '';
  }
}
