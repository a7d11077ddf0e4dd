import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { judgeTree } from '../../../../src/commands/check/trust/judge-tree.ts';
import type { TrustedTree } from '../../../../src/commands/check/trust/trusted.ts';
import { UserError } from '../../../../src/run/errors.ts';
import type { FileTree } from '../../../../src/sources/tree.ts';

/** The base commit: one file. What is asked of it is remembered. */
const asked: string[] = [];
const base: FileTree = {
  name: 'commit 1',
  read: async (path) => {
    asked.push(path);
    return await Promise.resolve(path === 'policies/a.json' ? { kind: 'found', text: 'of the base' } : { kind: 'absent' });
  },
  list: async (path) => {
    asked.push(path);
    return await Promise.resolve(path === 'policies' ? { kind: 'found', paths: ['policies/a.json'] } : { kind: 'absent' });
  },
};
const trusted: TrustedTree = { tree: base, commit: '1', isBase: true, isMergedInto: true, warnings: [], close: () => undefined };

let root = '';
let folder = '';

beforeEach(async () => {
  asked.length = 0;
  root = await mkdtemp(join(tmpdir(), 'judge-tree-'));
  folder = join(root, 'checkout');
  await write('checkout/policies/a.json', 'of the change under review');
  await write('checkout/policies/b.json', 'added by the change under review');
  await write('outside/policies/c.json', 'outside');
  await write('checkout/platform/.git/HEAD', 'ref: refs/heads/main');
  await write('checkout/platform/policies/d.json', 'of another repository');
  await write('checkout/module/.git', 'gitdir: ../.git/modules/module');
  await write('checkout/module/e.json', 'of a submodule');
});

afterEach(async () => await rm(root, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const tree = (): FileTree => judgeTree(trusted, folder);

describe('where policies, exemptions and baselines are read', () => {
  test('paths of the checkout are read from the trusted tree, however they are written', async () => {
    for (const path of ['policies/a.json', './policies/a.json', 'x/../policies/a.json', join(folder, 'policies', 'a.json')]) {
      expect(await tree().read(path)).toEqual({ kind: 'found', text: 'of the base' });
    }
    expect(await tree().list('policies/')).toEqual({ kind: 'found', paths: ['policies/a.json'] });
    expect(await tree().read('policies/b.json')).toEqual({ kind: 'absent' });
    expect(new Set(asked)).toEqual(new Set(['policies/a.json', 'policies', 'policies/b.json']));
  });

  test('paths outside the checkout are read where they lie', async () => {
    const list = await tree().list('../outside/policies');
    expect(list).toEqual({ kind: 'found', paths: ['../outside/policies/c.json'] });
    expect(await tree().read('../outside/policies/c.json')).toEqual({ kind: 'found', text: 'outside' });
    expect(await tree().read(join(root, 'outside', 'policies', 'c.json'))).toEqual({ kind: 'found', text: 'outside' });
    expect(asked).toEqual([]);
  });

  test('another repository that is checked out inside is read where it lies: no pull request can bring a .git folder', async () => {
    expect(await tree().list('platform/policies')).toEqual({ kind: 'found', paths: ['platform/policies/d.json'] });
    expect(await tree().read('platform/policies/d.json')).toEqual({ kind: 'found', text: 'of another repository' });
    expect(asked).toEqual([]);
  });

  test('a submodule is refused: the pull request chooses its commit', async () => {
    await expect(tree().read('module/e.json')).rejects.toThrow(UserError);
    await expect(tree().list('module')).rejects.toThrow('lies in the submodule module, whose commit a pull request can choose');
  });

  test('a path into .git is none of another repository', async () => {
    await write('checkout/.git/x/.git/HEAD', '');
    expect(await tree().read('.git/x/y.json')).toEqual({ kind: 'absent' });
    expect(asked).toEqual(['.git/x/y.json']);
  });
});
