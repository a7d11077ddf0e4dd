import { lstat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../../run/errors.ts';
import { folderTree } from '../../../sources/files/folder-tree.ts';
import type { FileTree, TreeListing } from '../../../sources/tree.ts';
import type { TrustedTree } from './trusted.ts';

/**
 * The files that judge, by paths as inputs name them: those of the trusted tree, and besides what no change under review can have
 * written: what lies outside the checkout, and what another repository checked out inside it (a second `actions/checkout` with `path`),
 * told by its `.git` folder, which git never lets into a commit.
 */
export function judgeTree({ tree: trusted }: TrustedTree, folder: string): FileTree {
  const trees = new Map<string, FileTree>();
  const at = async (path: string): Promise<Place> => {
    const absolute = resolve(folder, path);
    const inside = slashed(relative(folder, absolute));
    const root = inside === '..' || inside.startsWith('../') || resolve(folder, inside) !== absolute ? await rootOutside(absolute) : await otherCheckout(folder, inside);
    if (root === undefined) return { tree: trusted, path: inside, prefix: '' };
    const tree = trees.get(root) ?? folderTree(root, { name: root });
    trees.set(root, tree);
    const shown = slashed(relative(folder, root));
    return { tree, path: slashed(relative(root, absolute)), prefix: shown === '' ? '' : `${shown}/` };
  };
  return {
    name: trusted.name,
    read: async (path) => {
      const place = await at(path);
      return await place.tree.read(place.path);
    },
    list: async (path, options) => {
      const place = await at(path);
      return prefixed(await place.tree.list(place.path, options), place.prefix);
    },
  };
}

interface Place {
  readonly tree: FileTree;
  readonly path: string;
  /** From the folder of the run to the root of `tree`. */
  readonly prefix: string;
}

function prefixed(listing: TreeListing, prefix: string): TreeListing {
  if (listing.kind !== 'found' || prefix === '') return listing;
  const { unread } = listing;
  return {
    kind: 'found',
    paths: listing.paths.map((path) => `${prefix}${path}`),
    ...(unread === undefined ? {} : { unread: unread.map(({ path, reason }) => ({ path: `${prefix}${path}`, reason })) }),
  };
}

/** A folder is its own root; a file's is the folder that it lies in. */
async function rootOutside(absolute: string): Promise<string> {
  const stats = await lstat(absolute).catch(() => undefined);
  return stats?.isDirectory() === true ? absolute : dirname(absolute);
}

/**
 * The root of another repository's checkout on the way to a path, if there is one. Throws UserError for a submodule: which commit of it is
 * checked out is the change's own to choose.
 */
async function otherCheckout(folder: string, path: string): Promise<string | undefined> {
  const segments = path.split('/');
  for (let count = 1; count <= segments.length; count += 1) {
    const below = segments.slice(0, count).join('/');
    if (below === '' || segments[count - 1] === '.git') return undefined;
    const root = join(folder, below);
    const [own, git] = await Promise.all([lstat(root).catch(() => undefined), lstat(join(root, '.git')).catch(() => undefined)]);
    if (own?.isDirectory() !== true) return undefined;
    if (git?.isDirectory() === true) return root;
    if (git?.isFile() === true) {
      throw new UserError(`"${path}" lies in the submodule ${below}, whose commit a pull request can choose. Check its repository out by a step of its own: actions/checkout with "repository" and "path".`);
    }
  }
  return undefined;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
