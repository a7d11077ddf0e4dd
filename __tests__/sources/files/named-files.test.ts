import { symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../../src/run/errors.ts';
import { folderTree } from '../../../src/sources/files/folder-tree.ts';
import { nameFiles, type NamedFiles } from '../../../src/sources/files/named-files.ts';
import { folderWith } from '../folders.ts';

function name(folder: string, paths: readonly string[]): Promise<NamedFiles> {
  return nameFiles({ paths, folder, tree: folderTree(folder), signal: new AbortController().signal });
}

async function files(folder: string, ...paths: readonly string[]): Promise<readonly string[]> {
  return (await name(folder, paths)).files.map(({ file }) => file);
}

const folder = folderWith({
  'main.json': '',
  'infra/a.json': '',
  'infra/b.bicep': '',
  'infra/dev/c.json': '',
  'infra/prod/d.json': '',
  'infra/.hidden/e.json': '',
  'other/f.json': '',
});
const all = ['infra/.hidden/e.json', 'infra/a.json', 'infra/b.bicep', 'infra/dev/c.json', 'infra/prod/d.json', 'main.json', 'other/f.json'];

describe('in the checkout', () => {
  test.each([
    ['nothing', [], all],
    ['blank lines', [' ', ''], all],
    ['the root', ['.'], all],
    ['a file', ['infra/a.json'], ['infra/a.json']],
    ['a file twice', ['infra/a.json', './infra//a.json', 'infra'], all.filter((file) => file.startsWith('infra/'))],
    ['a folder with a slash', ['other/'], ['other/f.json']],
    ['a way round', ['infra/../other'], ['other/f.json']],
    ['a glob', ['infra/**/*.json'], ['infra/.hidden/e.json', 'infra/a.json', 'infra/dev/c.json', 'infra/prod/d.json']],
    ['a glob of one level', ['infra/*.json'], ['infra/a.json']],
    ['a glob that matches folders', ['infra/{dev,prod}'], ['infra/dev/c.json', 'infra/prod/d.json']],
    ['the separators of Windows', ['infra\\dev\\*.json', 'other\\f.json'], ['infra/dev/c.json', 'other/f.json']],
    ['a folder less a folder', ['infra', '!infra/dev', '!infra/.hidden'], ['infra/a.json', 'infra/b.bicep', 'infra/prod/d.json']],
    ['everything less a glob, whatever the order', ['!**/*.json'], ['infra/b.bicep']],
    ['a glob less a glob', ['!infra/prod/**', 'infra/*/*.json'], ['infra/.hidden/e.json', 'infra/dev/c.json']],
    ['exactly what is taken away', ['main.json', '!main.json'], []],
    ['an exclusion that matches nothing', ['main.json', '!nowhere/**'], ['main.json']],
  ])('%s', async (_, paths, expected) => {
    expect(await files(folder, ...paths)).toEqual(expected);
  });

  test('absolute paths are shown from the root', async () => {
    expect(await files(folder, join(folder, 'infra', 'a.json'), `${folder}/other/*`)).toEqual(['infra/a.json', 'other/f.json']);
    const link = join(folderWith({}), 'link');
    symlinkSync(folder, link);
    expect(await files(link, `${folder}/main.json`)).toEqual(['main.json']);
  });

  test.each([
    ['nowhere.json', /"nowhere\.json" does not exist/],
    ['infra/nowhere', /"infra\/nowhere" does not exist/],
    ['infra/*.yaml', /"infra\/\*\.yaml" matches no file/],
    ['nowhere/**', /"nowhere\/\*\*" matches no file/],
    ['.git', /"\.git" cannot be read in the checkout: it is part of the data of git/],
    ['a'.repeat(5000), /cannot be read in the checkout: its path is longer/],
  ])('%s is the mistake of the user', async (path, message) => {
    await expect(name(folder, ['main.json', path])).rejects.toThrow(UserError);
    await expect(name(folder, ['main.json', path])).rejects.toThrow(message);
  });

  test('a link out of the checkout that a path names is not followed', async () => {
    const checkout = folderWith({});
    symlinkSync(folder, join(checkout, 'infra'));
    await expect(name(checkout, ['infra'])).rejects.toThrow(/it is a link that leads out of it/);
  });
});

describe('names that look like globs', () => {
  const odd = folderWith({ '[a].json': '', 'a.json': '', '!b.json': '', 'b.json': '', 'c{1,2}/x.json': '', 'c1/x.json': '', 'a\\b.json': '' });

  test('are names where something bears them', async () => {
    expect(await files(odd, '!b.json')).toEqual(['!b.json']);
    expect(await files(odd, 'a\\b.json')).toEqual(['a\\b.json']);
    expect(await files(odd, '[a].json')).toContain('[a].json');
  });

  test('are globs as well, so that a file in a pull request cannot keep others from being judged', async () => {
    expect(await files(odd, '[a].json')).toEqual(['[a].json', 'a.json']);
    expect(await files(odd, 'c{1,2}')).toEqual(['c1/x.json', 'c{1,2}/x.json']);
  });

  test('take away no more than what bears them', async () => {
    expect(await files(odd, '*.json', '!c*', '![a].json')).toEqual(['!b.json', 'a.json', 'a\\b.json', 'b.json']);
  });
});

describe('outside of the checkout', () => {
  const parent = folderWith({ 'checkout/main.json': '', 'shared/a.json': '', 'shared/sub/b.json': '', 'c.json': '' });
  const checkout = join(parent, 'checkout');

  test.each([
    ['a folder', ['../shared'], ['../shared/a.json', '../shared/sub/b.json']],
    ['a file', ['../c.json'], ['../c.json']],
    ['a glob', ['../shared/**/b.json'], ['../shared/sub/b.json']],
    ['an absolute path', [`${parent}/shared/a.json`], [`${parent}/shared/a.json`]],
    ['less what is taken away', ['../shared', '!../shared/sub'], ['../shared/a.json']],
    ['and back inside', ['../checkout/main.json'], ['main.json']],
  ])('%s', async (_, paths, expected) => {
    expect(await files(checkout, ...paths)).toEqual(expected);
  });

  test.each(['../nowhere', '../shared/*.yaml', '../nowhere/*.json', '/dev/null'])('%s is the mistake of the user', async (path) => {
    await expect(name(checkout, [path])).rejects.toThrow(UserError);
  });

  test('a link in it is not followed out of it', async () => {
    symlinkSync('../c.json', join(parent, 'shared/link.json'));
    const named = (await name(checkout, ['../shared'])).files.find(({ file }) => basename(file) === 'link.json');
    expect(await named?.mount.tree.read(named.path)).toMatchObject({ kind: 'unknown' });
  });
});

test('files that are asked for by name or extension are known', async () => {
  const odd = folderWith({ 'a.template': '', 'b.template': '', 'c.txt': '', 'd/e.template': '' });
  const named = async (...paths: readonly string[]): Promise<readonly string[]> => (await name(odd, paths)).files.filter(({ isNamed }) => isNamed).map(({ file }) => file);
  expect(await named('c.txt', 'd')).toEqual(['c.txt']);
  expect(await named('*.template')).toEqual(['a.template', 'b.template']);
  expect(await named('*')).toEqual([]);
});

test('which folders are covered as a whole', async () => {
  const named = await name(folder, ['infra', 'main.json']);
  expect(['infra', 'infra/dev', 'infrastructure', '', 'other'].map((path) => named.isWhole(path))).toEqual([true, true, false, false, false]);
});
