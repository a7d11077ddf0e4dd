import { createHash } from 'node:crypto';
import type { StandInResponse } from '../http.ts';
import { failure, notFound } from './answers.ts';

/** The contents API gives the text of files up to 1 MiB inline (docs.github.com, "Get repository content"). */
const inlineLimit = 1024 * 1024;

/** A file, or a link whose text is the path it leads to. */
interface StoredFile {
  readonly text: string;
  readonly isLink: boolean;
}

interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree';
  readonly sha: string;
  readonly size?: number;
}

/** The files of one repository by ref, with the contents, git trees and git blobs endpoints over them. */
export class FileStore {
  readonly #refs = new Map<string, Map<string, StoredFile>>();
  /** Ids of folders that were listed. */
  readonly #trees = new Map<string, { readonly ref: string; readonly folder: string }>();
  readonly #treeLimit: number;

  /** `treeLimit`: how many entries a recursive listing holds at most; GitHub's are 100,000. */
  constructor(treeLimit = 100_000) {
    this.#treeLimit = treeLimit;
  }

  put(ref: string, path: string, text: string, isLink = false): void {
    const files = this.#refs.get(ref) ?? new Map<string, StoredFile>();
    this.#refs.set(ref, files.set(path, { text, isLink }));
  }

  /** `GET /repos/{owner}/{repo}/contents/{path}?ref=`: a file with its text, or the entries of a folder. A link to a file is that file. */
  get(ref: string, path: string): StandInResponse {
    const files = this.#filesAt(ref);
    if (files === undefined) return failure(404, `No commit found for the ref ${ref}`);
    const stored = files.get(path);
    if (stored?.isLink === true) {
      const target = files.get(joined(path, stored.text));
      return { status: 200, body: target?.isLink === false ? renderFile(path, target.text) : renderLink(path, stored.text) };
    }
    if (stored !== undefined) return { status: 200, body: renderFile(path, stored.text) };
    const entries = entriesOf(path, [...files.keys()]);
    return entries.length === 0 && path !== '' ? notFound : { status: 200, body: entries };
  }

  /** `GET /repos/{owner}/{repo}/git/trees/{sha}`: a folder by its id, or the root of a commit; `recursive` with any value gives all below. */
  tree(sha: string, recursive: boolean): StandInResponse {
    const { ref, folder } = this.#trees.get(sha) ?? { ref: sha, folder: '' };
    const files = this.#filesAt(ref);
    if (files === undefined) return notFound;
    const prefix = folder === '' ? '' : `${folder}/`;
    const entries = new Map<string, Entry>();
    for (const [path, { text, isLink }] of files) {
      if (!path.startsWith(prefix)) continue;
      const segments = path.slice(prefix.length).split('/');
      for (let count = 1; count < segments.length; count += 1) {
        const inner = segments.slice(0, count).join('/');
        entries.set(inner, { path: inner, mode: '040000', type: 'tree', sha: this.#treeId(ref, `${prefix}${inner}`) });
      }
      const whole = segments.join('/');
      entries.set(whole, { path: whole, mode: isLink ? '120000' : '100644', type: 'blob', sha: blobId(text), size: Buffer.byteLength(text) });
    }
    const wanted = [...entries.values()].filter(({ path }) => recursive || !path.includes('/'));
    const truncated = recursive && wanted.length > this.#treeLimit;
    return { status: 200, body: { sha, tree: truncated ? wanted.slice(0, this.#treeLimit) : wanted, truncated } };
  }

  /** `GET /repos/{owner}/{repo}/git/blobs/{sha}`. */
  blob(sha: string): StandInResponse {
    for (const files of this.#refs.values()) {
      for (const { text } of files.values()) {
        if (blobId(text) === sha) return { status: 200, body: { sha, size: Buffer.byteLength(text), encoding: 'base64', content: base64(text) } };
      }
    }
    return notFound;
  }

  /** A repository to which nothing was put knows every commit, and none holds a file: whoever only wants comments needs no history. */
  #filesAt(ref: string): ReadonlyMap<string, StoredFile> | undefined {
    return this.#refs.get(ref) ?? (this.#refs.size === 0 ? new Map<string, StoredFile>() : undefined);
  }

  #treeId(ref: string, folder: string): string {
    const id = createHash('sha1').update(`tree ${ref}:${folder}`).digest('hex');
    this.#trees.set(id, { ref, folder });
    return id;
  }
}

function blobId(text: string): string {
  return createHash('sha1').update(`blob ${Buffer.byteLength(text)}\0${text}`).digest('hex');
}

/** GitHub breaks its base64 into lines of 60. */
function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/.{1,60}/g, '$&\n');
}

function renderFile(path: string, text: string): object {
  const size = Buffer.byteLength(text);
  const inline = size <= inlineLimit;
  return { type: 'file', name: path.split('/').at(-1), path, sha: blobId(text), size, encoding: inline ? 'base64' : 'none', content: inline ? base64(text) : '' };
}

function renderLink(path: string, target: string): object {
  return { type: 'symlink', name: path.split('/').at(-1), path, sha: blobId(target), size: target.length, target };
}

function entriesOf(folder: string, paths: readonly string[]): readonly object[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const types = new Map(below.map((path) => [path.split('/')[0] ?? path, path.includes('/') ? 'dir' : 'file']));
  return Array.from(types, ([name, type]) => ({ type, name, path: `${prefix}${name}` }));
}

/** A link's target as a path from the repository's root. */
function joined(path: string, target: string): string {
  const segments = path.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
