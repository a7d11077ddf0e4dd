import type { StandInResponse } from '../http.ts';
import { failure, notFound } from './answers.ts';

/** The contents API gives no text of larger files. */
const inlineLimit = 1024 * 1024;

/** The files of one repository by ref, and the contents endpoint over them. */
export class FileStore {
  readonly #refs = new Map<string, Map<string, string>>();

  put(ref: string, path: string, text: string): void {
    const files = this.#refs.get(ref) ?? new Map<string, string>();
    this.#refs.set(ref, files.set(path, text));
  }

  /** `GET /repos/{owner}/{repo}/contents/{path}?ref=`: a file with its text, or the entries of a folder. */
  get(ref: string, path: string): StandInResponse {
    const files = this.#refs.get(ref);
    // A repository to which nothing was put knows every commit, and none holds a file: whoever only wants comments needs no history.
    if (files === undefined && this.#refs.size > 0) return failure(404, `No commit found for the ref ${ref}`);
    const text = files?.get(path);
    if (text !== undefined) return { status: 200, body: renderFile(path, text) };
    const entries = entriesOf(path, [...(files?.keys() ?? [])]);
    return entries.length === 0 && path !== '' ? notFound : { status: 200, body: entries };
  }
}

function renderFile(path: string, text: string): object {
  const size = Buffer.byteLength(text);
  const inline = size <= inlineLimit;
  // GitHub breaks its base64 into lines of 60.
  const content = inline ? Buffer.from(text).toString('base64').replace(/.{1,60}/g, '$&\n') : '';
  return { type: 'file', name: path.split('/').at(-1), path, size, encoding: inline ? 'base64' : 'none', content };
}

function entriesOf(folder: string, paths: readonly string[]): readonly object[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const types = new Map(below.map((path) => [path.split('/')[0] ?? path, path.includes('/') ? 'dir' : 'file']));
  return Array.from(types, ([name, type]) => ({ type, name, path: `${prefix}${name}` }));
}
