import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { TreeListing } from '../tree.ts';
import { linkOut, reasonOf, type RealPath } from './folder-path.ts';
import { sideBySide } from './side-by-side.ts';
import { isToolFolder, trackedToolFiles } from './tracked-files.ts';
import { below, isGitData, treePath } from './tree-path.ts';

interface Settings {
  readonly pathOf: (path: string) => Promise<RealPath>;
  readonly root: string;
  readonly shallow: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Checkouts of a million files exist; this many are walked in some ten seconds. */
const mostFiles = 1_000_000;

/** The files below a path of a folder, see `folderTree`. */
export async function listFolder(path: string, settings: Settings): Promise<TreeListing> {
  const at = await settings.pathOf(path);
  if (at.kind !== 'found') return at;
  const clean = treePath(path) ?? '';
  if (at.type === 'special') return { kind: 'unknown', reason: 'it is no ordinary file' };
  if (at.type === 'file') return { kind: 'found', paths: [clean] };
  return new Walk(settings).from({ path: clean, real: at.real });
}

/** A folder by the path under which it is listed, and where it lies. */
interface Folder {
  readonly path: string;
  readonly real: string;
}

class Walk {
  readonly #settings: Settings;
  readonly #files: string[] = [];
  readonly #unread: { readonly path: string; readonly reason: string }[] = [];
  readonly #visited = new Set<string>();
  #folders: Folder[] = [];
  #links: string[] = [];
  #tracked: ReturnType<typeof trackedToolFiles> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async from(start: Folder): Promise<TreeListing> {
    this.#folders = [start];
    while (this.#folders.length > 0 || this.#links.length > 0) {
      if (this.#files.length > mostFiles) return { kind: 'unknown', reason: `it holds more than ${mostFiles} files; name a folder further down` };
      // Folders first: what a link leads to is listed under its own name wherever it has one.
      if (this.#folders.length === 0) await this.#follow();
      else await this.#visitAll();
    }
    const unread = this.#unread.length === 0 ? {} : { unread: this.#unread.toSorted((left, right) => (left.path < right.path ? -1 : 1)) };
    return { kind: 'found', paths: [...new Set(this.#files)].toSorted(), ...unread };
  }

  async #visitAll(): Promise<void> {
    const folders = this.#folders.filter(({ real }) => !this.#visited.has(real));
    this.#folders = [];
    for (const { real } of folders) this.#visited.add(real);
    await sideBySide(folders, 16, this.#settings.signal, (folder) => this.#visit(folder));
  }

  async #visit({ path, real }: Folder): Promise<void> {
    try {
      for (const entry of await readdir(real, { withFileTypes: true })) {
        const folder = { path: below(path, entry.name), real: join(real, entry.name) };
        if (isGitData(entry.name)) continue;
        if (entry.isSymbolicLink()) this.#links.push(folder.path);
        else if (entry.isFile()) this.#files.push(folder.path);
        else if (entry.isDirectory() && !this.#settings.shallow) await this.#enter(folder, entry.name);
      }
    } catch (error) {
      this.#unread.push({ path, reason: reasonOf(error) });
    }
  }

  async #enter(folder: Folder, name: string): Promise<void> {
    if (!isToolFolder(name)) {
      this.#folders.push(folder);
      return;
    }
    const root = await realpath(this.#settings.root);
    this.#tracked ??= trackedToolFiles(root, this.#settings.signal);
    const tracked = await this.#tracked;
    if (tracked === 'everything') {
      this.#folders.push(folder);
      return;
    }
    const prefix = `${relative(root, folder.real).split(sep).join('/')}/`;
    for (const file of tracked.filter((one) => one.startsWith(prefix))) {
      const path = below(folder.path, file.slice(prefix.length));
      const stats = await lstat(join(root, file)).catch(() => undefined);
      if (stats?.isSymbolicLink() === true) this.#links.push(path);
      else if (stats?.isFile() === true) this.#files.push(path);
    }
  }

  /** Every link found so far, in order: the first to a folder that was not walked yet is how its files are named. */
  async #follow(): Promise<void> {
    const links = this.#links.toSorted();
    this.#links = [];
    const targets = await sideBySide(links, 16, this.#settings.signal, async (path) => ({ path, at: await this.#settings.pathOf(path) }));
    for (const { path, at } of targets) {
      if (at.kind === 'found' && at.type === 'folder' && !this.#settings.shallow) this.#folders.push({ path, real: at.real });
      else if (at.kind === 'found' && at.type === 'file') this.#files.push(path);
      else if (at.kind === 'unknown' && at.reason === linkOut && (await isFolder(join(this.#settings.root, path)))) this.#unread.push({ path, reason: at.reason });
      // What reading it comes to says the rest.
      else if (at.kind === 'unknown') this.#files.push(path);
    }
    // Two links to one folder: the first in order has it.
    const first = new Map(this.#folders.toReversed().map((folder) => [folder.real, folder]));
    this.#folders = [...first.values()].toSorted((left, right) => (left.path < right.path ? -1 : 1));
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((stats) => stats.isDirectory(), () => false);
}
