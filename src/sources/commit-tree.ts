import { throwIfCancelled } from '../run/errors.ts';
import { decodeText } from './files/decode-text.ts';
import { below, treePath } from './files/tree-path.ts';
import { isObjectId, type ObjectReader } from './git/object-reader.ts';
import { parseCommit, parseTree, type TreeEntry } from './git/tree-object.ts';
import type { FileTree, TreeFile, TreeListing } from './tree.ts';

/** A commit of the checkout's history. */
export interface Commit {
  readonly id: string;
  /** The id of its root folder. */
  readonly tree: string;
  readonly parents: readonly string[];
}

export type CommitOutcome = { readonly kind: 'found'; readonly commit: Commit } | { readonly kind: 'unknown'; readonly reason: string };

/** The commit of an id or of `HEAD`, as far as the checkout's history holds it. */
export async function readCommit(reader: ObjectReader, name: string): Promise<CommitOutcome> {
  const answer = await reader.read(name);
  if (answer.kind === 'missing') return { kind: 'unknown', reason: `the checkout does not hold commit ${shortened(name)}` };
  if (answer.kind === 'failed') return { kind: 'unknown', reason: answer.reason };
  const facts = answer.type === 'commit' ? parseCommit(answer.bytes) : undefined;
  if (facts === undefined) return { kind: 'unknown', reason: `${shortened(name)} is no commit` };
  return { kind: 'found', commit: { id: answer.id, ...facts } };
}

function shortened(name: string): string {
  return isObjectId(name) ? name.slice(0, 12) : name;
}

/** Links on the way to one file; folders within folders; files of one listing. */
const most = { links: 40, depth: 64, files: 200_000 } as const;

/**
 * The files of a commit as it was made, whatever is checked out. Links are followed within the commit only; submodules are absent.
 * @param prefix the folder of the repository that paths are relative to; "" for its root
 */
export function commitTree(reader: ObjectReader, commit: Commit, prefix: string, signal?: AbortSignal): FileTree {
  const walk = new CommitWalk(reader, commit, signal);
  return {
    name: `commit ${commit.id.slice(0, 12)}`,
    read: (path) => walk.read(path, prefix),
    list: (path, options) => walk.list(path, prefix, options?.shallow === true),
  };
}

type Unknown = { readonly kind: 'unknown'; readonly reason: string };
type Folder = { readonly kind: 'entries'; readonly entries: ReadonlyMap<string, TreeEntry> } | Unknown;
/** `place`: where it really lies, from the repository's root. */
type Found = { readonly kind: 'entry'; readonly entry: TreeEntry; readonly place: string } | { readonly kind: 'absent' } | Unknown;

const linkOut: Unknown = { kind: 'unknown', reason: 'it is a link that leads out of it' };

class CommitWalk {
  readonly #reader: ObjectReader;
  readonly #root: TreeEntry;
  readonly #signal: AbortSignal | undefined;
  readonly #folders = new Map<string, Promise<Folder>>();

  constructor(reader: ObjectReader, commit: Commit, signal: AbortSignal | undefined) {
    this.#reader = reader;
    this.#root = { type: 'folder', id: commit.tree };
    this.#signal = signal;
  }

  async read(path: string, prefix: string): Promise<TreeFile> {
    const found = await this.#find(path, prefix);
    if (found.kind !== 'entry') return found;
    if (found.entry.type !== 'file') return { kind: 'unknown', reason: 'it is a folder' };
    const blob = await this.#object(found.entry.id, 'blob');
    return blob.kind === 'unknown' ? blob : { kind: 'found', text: decodeText(blob.bytes) };
  }

  async list(path: string, prefix: string, shallow: boolean): Promise<TreeListing> {
    const found = await this.#find(path, prefix);
    if (found.kind !== 'entry') return found;
    const clean = treePath(path) ?? '';
    if (found.entry.type === 'file') return { kind: 'found', paths: [clean] };
    const paths: string[] = [];
    const unread: { readonly path: string; readonly reason: string }[] = [];
    const visited = new Set<string>();
    const folders = [{ path: clean, place: found.place, id: found.entry.id }];
    let links: { readonly path: string; readonly place: string }[] = [];
    // Folders first: what a link leads to is listed under its own name wherever it has one, and once.
    while (folders.length > 0 || links.length > 0) {
      const next = folders.pop();
      if (next === undefined) {
        for (const link of links.toSorted((left, right) => (left.path > right.path ? -1 : 1))) {
          const target = await this.#find(link.place, '');
          if (target.kind === 'entry' && target.entry.type === 'file') paths.push(link.path);
          else if (target.kind === 'entry' && !shallow) folders.push({ path: link.path, place: target.place, id: target.entry.id });
          else if (target.kind === 'unknown') unread.push({ path: link.path, reason: target.reason });
        }
        links = [];
        continue;
      }
      if (visited.has(next.place)) continue;
      visited.add(next.place);
      if (next.place.split('/').length > most.depth) return { kind: 'unknown', reason: `it is nested deeper than ${most.depth} folders` };
      const folder = await this.#folder(next.id);
      if (folder.kind === 'unknown') return folder;
      for (const [name, { type, id }] of folder.entries) {
        const entry = { path: below(next.path, name), place: below(next.place, name) };
        if (type === 'file') paths.push(entry.path);
        else if (type === 'link') links.push(entry);
        else if (type === 'folder' && !shallow) folders.push({ ...entry, id });
      }
      if (paths.length > most.files) return { kind: 'unknown', reason: `it holds more than ${most.files} files; name a folder further down` };
    }
    return { kind: 'found', paths: [...new Set(paths)].toSorted(), ...(unread.length === 0 ? {} : { unread: unread.toSorted((left, right) => (left.path < right.path ? -1 : 1)) }) };
  }

  /** Follows a path from the repository's root, and the links on its way. */
  async #find(path: string, prefix: string): Promise<Found> {
    throwIfCancelled(this.#signal);
    const clean = treePath(path);
    if (clean === undefined) return { kind: 'unknown', reason: 'its path leads out of it' };
    const ahead = segmentsOf(below(prefix, clean));
    const names: string[] = [];
    const way: TreeEntry[] = [this.#root];
    let links = 0;
    for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
      if (name === '..') {
        if (names.pop() === undefined) return linkOut;
        way.pop();
        continue;
      }
      const last = way.at(-1) ?? this.#root;
      if (last.type !== 'folder') return { kind: 'absent' };
      const folder = await this.#folder(last.id);
      if (folder.kind === 'unknown') return folder;
      const entry = folder.entries.get(name);
      if (entry === undefined || entry.type === 'submodule') return { kind: 'absent' };
      if (entry.type !== 'link') {
        names.push(name);
        way.push(entry);
        continue;
      }
      links += 1;
      if (links > most.links) return { kind: 'unknown', reason: 'it is a link that leads back to itself' };
      const target = await this.#object(entry.id, 'blob');
      if (target.kind === 'unknown') return target;
      const text = target.bytes.toString('utf8');
      if (text.startsWith('/') || /^[A-Za-z]:|\\/.test(text)) return linkOut;
      ahead.unshift(...segmentsOf(text));
    }
    return { kind: 'entry', entry: way.at(-1) ?? this.#root, place: names.join('/') };
  }

  /** The entries of a folder; each is asked for once. */
  #folder(id: string): Promise<Folder> {
    const known = this.#folders.get(id) ?? this.#readFolder(id);
    this.#folders.set(id, known);
    return known;
  }

  async #readFolder(id: string): Promise<Folder> {
    const tree = await this.#object(id, 'tree');
    if (tree.kind === 'unknown') return tree;
    const entries = parseTree(tree.bytes, id.length / 2);
    return entries === undefined ? { kind: 'unknown', reason: `object ${id.slice(0, 12)} is no folder` } : { kind: 'entries', entries };
  }

  async #object(id: string, type: 'blob' | 'tree'): Promise<{ readonly kind: 'bytes'; readonly bytes: Buffer } | Unknown> {
    const answer = await this.#reader.read(id);
    throwIfCancelled(this.#signal);
    if (answer.kind === 'found' && answer.type === type) return { kind: 'bytes', bytes: answer.bytes };
    if (answer.kind === 'failed') return { kind: 'unknown', reason: answer.reason };
    return { kind: 'unknown', reason: `the checkout does not hold object ${id.slice(0, 12)}` };
  }
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}
