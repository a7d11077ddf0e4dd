import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { codeOf, messageOf } from '../../run/errors.ts';
import { folderOf, isGitData, nameOf, treePath } from './tree-path.ts';

/** Where a path of a tree really lies. */
export type RealPath =
  | { readonly kind: 'found'; readonly real: string; readonly type: 'file' | 'folder' | 'special'; readonly size: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };

export const linkOut = 'it is a link that leads out of it';

/** Finds where paths below a folder really lie, and lets nothing pass that lies outside of it. Folders are looked up once. */
export function pathsBelow(root: string): (path: string) => Promise<RealPath> {
  const folders = new Map<string, Promise<RealPath>>();
  let realRoot: Promise<string> | undefined;

  const resolve = async (path: string): Promise<RealPath> => {
    realRoot ??= realpath(root);
    const inside = await realRoot;
    const real = await realpath(join(inside, path));
    const rest = relative(inside, real);
    if (rest.startsWith('..') || isAbsolute(rest)) return { kind: 'unknown', reason: linkOut };
    if (isGitData(rest)) return { kind: 'unknown', reason: 'it is part of the data of git' };
    return typed(real);
  };

  const folder = (path: string): Promise<RealPath> => {
    const known = folders.get(path) ?? attempt(join(root, path), () => resolve(path));
    folders.set(path, known);
    return known;
  };

  return async (path) => {
    const clean = treePath(path);
    if (clean === undefined) return { kind: 'unknown', reason: 'its path leads out of it' };
    if (isGitData(clean)) return { kind: 'unknown', reason: 'it is part of the data of git' };
    if (clean === '') return folder('');
    const parent = await folder(folderOf(clean));
    if (parent.kind !== 'found') return parent;
    const whole = join(parent.real, nameOf(clean));
    return attempt(whole, async () => {
      const stats = await lstat(whole);
      return stats.isSymbolicLink() ? resolve(clean) : found(whole, stats);
    });
  };
}

interface Kind {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

async function typed(real: string): Promise<RealPath> {
  return found(real, await lstat(real));
}

function found(real: string, stats: Kind): RealPath {
  return { kind: 'found', real, type: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'special', size: stats.size };
}

/** What `look` finds at a path, or why nothing can be said of it. */
async function attempt(path: string, look: () => Promise<RealPath>): Promise<RealPath> {
  try {
    return await look();
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return { kind: 'unknown', reason: reasonOf(error) };
  }
  try {
    await lstat(path);
    return { kind: 'unknown', reason: 'it is a link to nothing' };
  } catch {
    return { kind: 'absent' };
  }
}

/** Why the system would not open something, in a clause. */
export function reasonOf(error: unknown): string {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'it may not be read',
    EPERM: 'it may not be read',
    ELOOP: 'it is a link that leads back to itself',
    ENAMETOOLONG: 'its path is longer than the system allows',
    ENOENT: 'it is gone',
  };
  return reasons[codeOf(error) ?? ''] ?? messageOf(error);
}
