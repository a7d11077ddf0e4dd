import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { UserError } from '../../run/errors.ts';
import type { FileTree, TreeListing } from '../tree.ts';
import { folderTree } from './folder-tree.ts';
import { globBase, globMatcher, isGlob } from './glob.ts';
import { inputPath } from './input-path.ts';
import { below } from './tree-path.ts';

/** A tree, and what its paths begin with where they are shown: "" for the checkout. */
export interface Mount {
  readonly prefix: string;
  readonly tree: FileTree;
}

export interface SourceFile {
  /** As it is shown: from the root of the checkout, or as the user named it. */
  readonly file: string;
  readonly mount: Mount;
  /** Its path in the tree of the mount. */
  readonly path: string;
  /** The user asked for this very file, or for its extension: it is read whatever its name ends in. */
  readonly isNamed: boolean;
}

export interface NamedFiles {
  /** In code-unit order of `file`, each once. */
  readonly files: readonly SourceFile[];
  /** What the paths cover and cannot be listed. */
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  readonly mounts: readonly Mount[];
  /** True when everything that lies in this folder, by the path under which it is shown, is among `files` or excluded. */
  readonly isWhole: (folder: string) => boolean;
  readonly isExcluded: (file: string) => boolean;
}

export interface PathRequest {
  /** Paths, folders and globs; those that begin with `!` take away. All of the checkout when none is given. */
  readonly paths: readonly string[];
  readonly tree: FileTree;
  /** The folder that paths are relative to: the root of the checkout. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

interface Found {
  readonly mount: Mount;
  readonly listing: TreeListing;
  readonly isNamed: (path: string) => boolean;
  /** The folder that was listed as a whole. */
  readonly whole?: string;
}

/**
 * The files that the user's paths name. A name with glob characters is also matched when something bears that very name: a file
 * that a pull request adds must not keep others from being judged. Throws UserError for a path that names nothing.
 */
export async function nameFiles(request: PathRequest): Promise<NamedFiles> {
  const { paths, tree } = request;
  const checkout: Mount = { prefix: '', tree };
  const excluding: string[] = [];
  const including: string[] = [];
  for (const path of paths.map((one) => one.trim()).filter((one) => one !== '')) {
    const isLiteral = !path.startsWith('!') || (await exists(path, request));
    (isLiteral ? including : excluding).push(isLiteral ? path : path.slice(1));
  }
  const isExcluded = await exclusion(excluding, request);
  const found: Found[] = [];
  for (const path of including.length === 0 ? ['.'] : including) found.push(...(await find(path, checkout, request)));

  const files = new Map<string, SourceFile>();
  const unread = new Map<string, { readonly file: string; readonly reason: string }>();
  for (const { mount, listing, isNamed } of found) {
    if (listing.kind !== 'found') continue;
    for (const path of listing.paths) {
      const file = below(mount.prefix, path);
      if (!isExcluded(file)) files.set(file, { file, mount, path, isNamed: isNamed(path) || files.get(file)?.isNamed === true });
    }
    for (const { path, reason } of listing.unread ?? []) {
      const file = below(mount.prefix, path);
      if (!isExcluded(file)) unread.set(file, { file, reason });
    }
  }
  const whole = found.flatMap(({ mount, whole: base }) => (base === undefined ? [] : [base === '' ? mount.prefix : below(mount.prefix, base)]));
  return {
    files: [...files.values()].toSorted((left, right) => (left.file < right.file ? -1 : 1)),
    unread: [...unread.values()],
    mounts: [...new Set([checkout, ...found.map(({ mount }) => mount)])],
    isWhole: (one) => whole.some((base) => base === '' || one === base || one.startsWith(`${base}/`)),
    isExcluded,
  };
}

async function exists(path: string, { tree, folder }: PathRequest): Promise<boolean> {
  const at = inputPath(path, folder);
  return at.kind === 'outside' ? existsSync(at.absolute) : (await tree.list(at.path, { shallow: true })).kind !== 'absent';
}

async function find(given: string, checkout: Mount, request: PathRequest): Promise<readonly Found[]> {
  const at = inputPath(given, request.folder);
  const found = at.kind === 'inside' ? await findIn(checkout, at.path, given) : await findOutside(at, given, request);
  const isSomething = found.some(({ listing, whole }) => listing.kind === 'found' && (whole !== undefined || listing.paths.length > 0 || (listing.unread ?? []).length > 0));
  if (isSomething) return found;
  throw new UserError(
    isGlob(given)
      ? `The path "${given}" matches no file. Paths are relative to the root of the checkout.`
      : `The path "${given}" does not exist. Paths are relative to the root of the checkout.`,
  );
}

/** What a path names in a tree: by name, and by pattern where it can be one. */
async function findIn(mount: Mount, path: string, given: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  const listing = await mount.tree.list(path);
  if (listing.kind === 'unknown' && !isGlob(path)) throw new UserError(`The path "${given}" cannot be read in ${mount.tree.name}: ${listing.reason}.`);
  if (listing.kind === 'found') {
    const isFile = listing.paths.length === 1 && listing.paths[0] === path;
    found.push({ mount, listing, isNamed: () => isFile, ...(isFile ? {} : { whole: path }) });
  }
  if (isGlob(path)) found.push(await match(mount, path));
  return found;
}

async function match(mount: Mount, glob: string): Promise<Found> {
  const matches = await globMatcher(glob);
  const listing = await mount.tree.list(globBase(glob));
  const isNamed = (path: string): boolean => !glob.endsWith('*') && matches(path) && extensionOf(path) === extensionOf(glob);
  if (listing.kind !== 'found') return { mount, listing, isNamed };
  const unread = (listing.unread ?? []).filter(({ path }) => matches(path) || glob.includes('**'));
  return { mount, listing: { kind: 'found', paths: listing.paths.filter((path) => matches(path)), unread }, isNamed };
}

/** A path outside of the checkout is read by a tree of its own, from its folder on. */
async function findOutside(at: { readonly absolute: string; readonly shown: string }, given: string, { signal }: PathRequest): Promise<readonly Found[]> {
  const mountAt = (absolute: string, prefix: string): Mount => ({ prefix, tree: folderTree(absolute, { name: `"${prefix}"`, signal }) });
  const type = typeOf(at.absolute);
  if (type === 'special') throw new UserError(`The path "${given}" names neither a file nor a folder.`);
  if (type === 'folder') return findIn(mountAt(at.absolute, at.shown), '', given);
  if (type === 'file') return findIn(mountAt(posix.dirname(at.absolute), posix.dirname(at.shown)), posix.basename(at.absolute), given);
  const base = globBase(at.absolute);
  if (!isGlob(at.absolute) || typeOf(base) !== 'folder') return [];
  const glob = at.absolute.slice(base.length).replace(/^\//, '');
  const prefix = at.shown.slice(0, at.shown.length - glob.length).replace(/(?<=.)\/$/, '');
  return [await match(mountAt(base, prefix), glob)];
}

function typeOf(path: string): 'file' | 'folder' | 'special' | 'absent' {
  try {
    const stats = statSync(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'special';
  } catch {
    return 'absent';
  }
}

/** Tells what the patterns behind `!` take away: files and folders by name, and what matches. */
async function exclusion(patterns: readonly string[], request: PathRequest): Promise<(file: string) => boolean> {
  const tests: ((file: string) => boolean)[] = [];
  for (const pattern of patterns) {
    const at = inputPath(pattern, request.folder);
    const path = at.kind === 'inside' ? at.path : at.shown;
    const isPattern = isGlob(path) && !(await exists(pattern, request));
    tests.push(isPattern ? await globMatcher(path) : (file) => path === '' || file === path || file.startsWith(`${path}/`));
  }
  return (file) => tests.some((test) => test(file));
}

function extensionOf(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? '';
}
