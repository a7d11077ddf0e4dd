import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** A checkout on disk. */
export interface Repository {
  /** The folder that holds `.git`, absolute and without links. */
  readonly top: string;
  /** `.git`: a folder, or a file that names one in worktrees and submodules. */
  readonly gitFolder: string;
}

export interface PlaceInRepository extends Repository {
  /** The path from `top` to the folder, with forward slashes; "" for `top` itself. */
  readonly prefix: string;
}

/**
 * The checkout that a folder lies in, by the nearest `.git` at or above it; undefined when there is none. A pull request cannot bring a
 * `.git` of its own: git refuses to track that name.
 * @param ceiling the highest folder to look at, when `folder` lies below it: what a runner's workspace lies in is not the workflow's
 */
export async function findRepository(folder: string, ceiling?: string): Promise<PlaceInRepository | undefined> {
  const start = await realpath(folder).catch(() => undefined);
  if (start === undefined) return undefined;
  const highest = ceiling === undefined ? undefined : await realpath(ceiling).catch(() => undefined);
  for (let top = start; ; top = dirname(top)) {
    const gitFolder = join(top, '.git');
    if (await exists(gitFolder)) return { top, gitFolder, prefix: relative(top, start).split(sep).join('/') };
    if (top === highest || top === dirname(top)) return undefined;
  }
}

/** The first folder on the way to a path that is a checkout of its own, below `folder`; undefined when there is none. The path's last segment counts too. */
export async function nestedRepository(folder: string, path: string): Promise<PlaceInRepository | undefined> {
  const segments = path.split('/').filter((segment) => segment !== '');
  for (let count = 1; count <= segments.length; count += 1) {
    const prefix = segments.slice(0, count).join('/');
    const gitFolder = join(folder, prefix, '.git');
    if (await exists(gitFolder)) return { top: join(folder, prefix), gitFolder, prefix };
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(() => true, () => false);
}
