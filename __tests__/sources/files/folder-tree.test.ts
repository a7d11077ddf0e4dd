import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CancelledError } from '../../../src/run/errors.ts';
import { folderTree } from '../../../src/sources/files/folder-tree.ts';
import { folderWith, writeFiles } from '../folders.ts';

async function paths(folder: string, path = ''): Promise<readonly string[]> {
  const listing = await folderTree(folder).list(path);
  return listing.kind === 'found' ? listing.paths : [listing.kind];
}

describe('listing', () => {
  test('all files below a folder, in code-unit order, with forward slashes', async () => {
    const folder = folderWith({ 'b.json': '', 'a/z.json': '', 'a/B.json': '', 'a/b/c/d.txt': '', '.hidden/x.json': '' });
    expect(await paths(folder)).toEqual(['.hidden/x.json', 'a/B.json', 'a/b/c/d.txt', 'a/z.json', 'b.json']);
    expect(await paths(folder, 'a')).toEqual(['a/B.json', 'a/b/c/d.txt', 'a/z.json']);
    expect(await paths(folder, 'a/z.json')).toEqual(['a/z.json']);
  });

  test('only what stands directly in a folder, where that is enough', async () => {
    const folder = folderWith({ 'b.json': '', 'a/z.json': '' });
    expect(await folderTree(folder).list('', { shallow: true })).toEqual({ kind: 'found', paths: ['b.json'] });
  });

  test.each(['nowhere', 'a.json/b', 'a/b/c'])('%s is absent', async (path) => {
    expect(await folderTree(folderWith({ 'a.json': '' })).list(path)).toEqual({ kind: 'absent' });
  });

  test.each(['../x', 'a/../../x', '/etc', '.git', 'a/.GIT/config'])('%s is no path of the tree', async (path) => {
    const folder = folderWith({ '.git/config': 'token', 'a/x.json': '' });
    expect(await folderTree(folder).list(path)).toMatchObject({ kind: 'unknown' });
    expect(await folderTree(folder).read(path)).toMatchObject({ kind: 'unknown' });
  });

  test('never .git, node_modules and .terraform outside of a checkout', async () => {
    const folder = folderWith({ '.git/x.json': '', 'sub/.git': 'gitdir: elsewhere', 'node_modules/a/x.json': '', '.terraform/m.json': '', 'x.json': '' });
    // A folder called .git that git does not know leaves nobody to ask what is tracked, so nothing else is passed over.
    expect(await paths(folder)).toEqual(['.terraform/m.json', 'node_modules/a/x.json', 'x.json']);
    const plain = folderWith({ 'node_modules/a/x.json': '', '.terraform/m.json': '', 'x.json': '' });
    expect(await paths(plain)).toEqual(['x.json']);
    expect(await paths(plain, 'node_modules/a')).toEqual(['node_modules/a/x.json']);
  });

  test('what git tracks in node_modules is listed, and .gitignore is not asked', async () => {
    const folder = folderWith({ '.gitignore': '*.json\nnode_modules\n', 'node_modules/a/tracked.json': '', 'node_modules/a/other.json': '', 'ignored.json': '' });
    const git = (...words: readonly string[]): unknown => execFileSync('git', ['-C', folder, ...words]);
    git('init', '--quiet');
    git('add', '--force', 'node_modules/a/tracked.json');
    expect(await paths(folder)).toEqual(['.gitignore', 'ignored.json', 'node_modules/a/tracked.json']);
  });

  test('pipes are neither listed nor opened', async () => {
    const folder = folderWith({ 'a.json': '' });
    execFileSync('mkfifo', [join(folder, 'pipe.json')]);
    expect(await paths(folder)).toEqual(['a.json']);
    expect(await folderTree(folder).read('pipe.json')).toEqual({ kind: 'unknown', reason: 'it is no ordinary file' });
  });

  test('a folder that may not be listed is named', async () => {
    const folder = folderWith({ 'a.json': '', 'closed/b.json': '' });
    chmodSync(join(folder, 'closed'), 0);
    const listing = await folderTree(folder).list('');
    chmodSync(join(folder, 'closed'), 0o700);
    // The superuser may list everything.
    if (process.getuid?.() !== 0) expect(listing).toEqual({ kind: 'found', paths: ['a.json'], unread: [{ path: 'closed', reason: 'it may not be read' }] });
    expect(listing).toMatchObject({ kind: 'found' });
  });

  test('a cancelled run stops', async () => {
    const tree = folderTree(folderWith({ 'a/b.json': '' }), { signal: AbortSignal.abort() });
    await expect(tree.list('')).rejects.toThrow(CancelledError);
  });

  test('deep folders, and long and poisoned names', async () => {
    const deep = `${'d/'.repeat(800)}x.json`;
    const names = ['::set-env name=x::y.json', '\u202Egnp.json', 'a\nb.json', '\u001B[31mred.json', '__proto__/constructor.json', `${'n'.repeat(250)}.json`, deep];
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, '{}'])));
    expect(await paths(folder)).toEqual(names.toSorted());
    expect(await folderTree(folder).read(deep)).toEqual({ kind: 'found', text: '{}' });
    expect(await folderTree(folder).read('long/'.repeat(800))).toMatchObject({ kind: 'absent' });
    expect(await folderTree(folder).read('n'.repeat(4000))).toEqual({ kind: 'unknown', reason: 'its path is longer than the system allows' });
  });
});

describe('links', () => {
  test('to a file inside it is a file of its own', async () => {
    const folder = folderWith({ 'shared/x.json': '{}' });
    symlinkSync('shared/x.json', join(folder, 'y.json'));
    expect(await paths(folder)).toEqual(['shared/x.json', 'y.json']);
    expect(await folderTree(folder).read('y.json')).toEqual({ kind: 'found', text: '{}' });
  });

  test('a folder is walked once, under its own name where it is listed', async () => {
    const folder = folderWith({ 'z/x.json': '' });
    symlinkSync('z', join(folder, 'a'));
    symlinkSync('.', join(folder, 'loop'));
    symlinkSync('../z', join(folder, 'z/again'));
    expect(await paths(folder)).toEqual(['z/x.json']);
  });

  test('what is listed through a link alone bears the name of the first link', async () => {
    const folder = folderWith({ 'infra/own.json': '', 'shared/x.json': '' });
    symlinkSync('../shared', join(folder, 'infra/b'));
    symlinkSync('../shared', join(folder, 'infra/a'));
    expect(await paths(folder, 'infra')).toEqual(['infra/a/x.json', 'infra/own.json']);
    expect(await paths(folder, 'infra/b')).toEqual(['infra/b/x.json']);
  });

  test('out of the folder they are never followed', async () => {
    const outside = folderWith({ 'secret.json': 'secret', 'more/x.json': '' });
    const folder = folderWith({ 'a.json': '' });
    symlinkSync(join(outside, 'secret.json'), join(folder, 'secret.json'));
    symlinkSync(join(outside, 'more'), join(folder, 'more'));
    const tree = folderTree(folder);
    expect(await tree.list('')).toEqual({ kind: 'found', paths: ['a.json', 'secret.json'], unread: [{ path: 'more', reason: 'it is a link that leads out of it' }] });
    for (const path of ['secret.json', 'more/x.json', 'more']) expect(await tree.read(path)).toEqual({ kind: 'unknown', reason: 'it is a link that leads out of it' });
    expect(await tree.list('more')).toMatchObject({ kind: 'unknown' });
  });

  test('into .git, to nothing and to themselves are known to be unreadable', async () => {
    const folder = folderWith({ '.git/config': 'token' });
    symlinkSync('.git/config', join(folder, 'git.json'));
    symlinkSync('nowhere', join(folder, 'broken.json'));
    symlinkSync('self.json', join(folder, 'self.json'));
    expect(await paths(folder)).toEqual(['broken.json', 'git.json', 'self.json']);
    const tree = folderTree(folder);
    expect(await tree.read('git.json')).toEqual({ kind: 'unknown', reason: 'it is part of the data of git' });
    expect(await tree.read('broken.json')).toEqual({ kind: 'unknown', reason: 'it is a link to nothing' });
    expect(await tree.read('self.json')).toEqual({ kind: 'unknown', reason: 'it is a link that leads back to itself' });
  });

  test('a folder with the same beginning in its name is another folder', async () => {
    const parent = folderWith({ 'checkout/a.json': '', 'checkout-secret/x.json': 'secret' });
    symlinkSync('../checkout-secret/x.json', join(parent, 'checkout/x.json'));
    expect(await folderTree(join(parent, 'checkout')).read('x.json')).toMatchObject({ kind: 'unknown' });
  });

  test('a tree may itself be reached by a link, and hold files whose names begin with dots', async () => {
    const parent = folderWith({ 'real/..a.json': '{}' });
    symlinkSync('real', join(parent, 'link'));
    expect(await paths(join(parent, 'link'))).toEqual(['..a.json']);
    expect(await folderTree(join(parent, 'link')).read('..a.json')).toEqual({ kind: 'found', text: '{}' });
  });
});

describe('reading', () => {
  test('a file that is too large, a folder, a file that is gone', async () => {
    const folder = folderWith({ 'large.json': '', 'folder/x.json': '' });
    truncateSync(join(folder, 'large.json'), 64 * 1024 * 1024 + 1);
    const tree = folderTree(folder);
    expect(await tree.read('large.json')).toEqual({ kind: 'unknown', reason: 'it is larger than 64 MB' });
    expect(await tree.read('folder')).toEqual({ kind: 'unknown', reason: 'it is a folder' });
    expect(await tree.read('gone.json')).toEqual({ kind: 'absent' });
  });

  test('a hard link, an empty file, several large files at once', async () => {
    const text = 'x'.repeat(5 * 1024 * 1024);
    const folder = folderWith({ 'a.json': '{}', 'empty.json': '', 'large.json': text, 'larger.json': `${text}y` });
    mkdirSync(join(folder, 'b'));
    linkSync(join(folder, 'a.json'), join(folder, 'b/a.json'));
    const tree = folderTree(folder);
    const read = await Promise.all(['b/a.json', 'empty.json', 'large.json', 'larger.json'].map((path) => tree.read(path)));
    expect(read.map((file) => (file.kind === 'found' ? file.text.length : file.kind))).toEqual([2, 0, text.length, text.length + 1]);
  });

  test('a file that may not be read', async () => {
    const folder = folderWith({});
    writeFiles(folder, { 'a.json': '{}' });
    chmodSync(join(folder, 'a.json'), 0);
    const expected = process.getuid?.() === 0 ? { kind: 'found', text: '{}' } : { kind: 'unknown', reason: 'it may not be read' };
    expect(await folderTree(folder).read('a.json')).toEqual(expected);
  });
});
