import { throwIfCancelled } from '../run/errors.ts';
import { createClient, type GitHubClient, type GitHubConnection, type GitHubTools } from './client.ts';
import { readContents, type CommitPlace } from './contents.ts';
import type { RepositoryName } from './event.ts';
import { failureOf } from './failure.ts';
import { listTree, type ListedEntry, type ListedFolder } from './git-trees.ts';

export interface CommitTreeRequest extends GitHubConnection {
  readonly repository: RepositoryName;
  /** 40 or 64 hexadecimal digits. */
  readonly commit: string;
  /** The text of a file's bytes. */
  readonly decode: (bytes: Buffer) => string;
}

type Unknown = { readonly kind: 'unknown'; readonly reason: string };

/** The files of a commit on GitHub; a `FileTree` of `sources` by its shape. */
export interface RemoteTree {
  readonly name: string;
  readonly read: (path: string) => Promise<{ readonly kind: 'found'; readonly text: string } | { readonly kind: 'absent' } | Unknown>;
  readonly list: (path: string, options?: { readonly shallow?: boolean }) => Promise<{ readonly kind: 'found'; readonly paths: readonly string[] } | { readonly kind: 'absent' } | Unknown>;
}

/** A workflow's token has 1,000 requests an hour for the whole repository (docs.github.com, "Rate limits for GitHub Actions"); files of one listing. */
const most = { requests: 400, files: 200_000 } as const;

/**
 * The files of a commit as GitHub has them: what a checkout says of it does not matter. Reading takes one request a file (contents API),
 * a listing a few (git trees API, folder by folder where GitHub cuts it short); after 400 requests nothing more is asked.
 * That a file is absent is said only of a commit whose folders could be listed: 404 is also what a token is told that may not look.
 * What GitHub or the network refuses is `unknown` with the reason. Rejects with `CancelledError` only.
 */
export function gitHubCommitTree(request: CommitTreeRequest, tools: GitHubTools): RemoteTree {
  const remote = new RemoteCommit(request, tools);
  return { name: `commit ${request.commit.slice(0, 12)} on GitHub`, read: (path) => remote.read(path), list: (path, options) => remote.list(path, options?.shallow === true) };
}

class RemoteCommit {
  readonly #request: CommitTreeRequest;
  readonly #tools: GitHubTools;
  readonly #place: CommitPlace;
  readonly #folders = new Map<string, Promise<ListedFolder>>();
  #client: Promise<GitHubClient> | undefined;
  #requests = 0;

  constructor(request: CommitTreeRequest, tools: GitHubTools) {
    this.#request = request;
    this.#tools = tools;
    this.#place = { owner: request.repository.owner, repo: request.repository.name, commit: request.commit };
  }

  async read(path: string): ReturnType<RemoteTree['read']> {
    const segments = segmentsOf(path);
    if (segments === undefined || segments.length === 0) return { kind: 'unknown', reason: `"${path}" is no file's path inside a repository` };
    return this.#explained(path, async () => {
      const file = await readContents(await this.#ask(), this.#place, segments.join('/'));
      if (file.kind === 'found') return { kind: 'found', text: this.#request.decode(file.bytes) };
      if (file.kind === 'refused') return { kind: 'unknown', reason: file.reason };
      const found = await this.#find(segments);
      return found.kind === 'entry' ? { kind: 'unknown', reason: `GitHub lists ${path} and does not give it` } : found;
    });
  }

  async list(path: string, shallow: boolean): ReturnType<RemoteTree['list']> {
    const segments = segmentsOf(path);
    if (segments === undefined) return { kind: 'unknown', reason: `"${path}" is no path inside a repository` };
    return this.#explained(path, async () => {
      const found = await this.#find(segments);
      if (found.kind !== 'entry') return found;
      const clean = segments.join('/');
      if (found.type === 'file') return { kind: 'found', paths: [clean] };
      const paths = await this.#filesBelow(clean, found.sha, shallow);
      if (paths.length > most.files) return { kind: 'unknown', reason: `it holds more than ${most.files} files; name a folder further down` };
      return { kind: 'found', paths: paths.toSorted() };
    });
  }

  /** The folder's files; links are listed as files, as GitHub follows them when they are read. */
  async #filesBelow(path: string, sha: string, shallow: boolean): Promise<string[]> {
    const whole = await this.#folder(sha, !shallow);
    if (!whole.truncated) return filesOf(path, whole.entries);
    const { entries } = await this.#folder(sha, false);
    const files = filesOf(path, entries);
    for (const entry of entries) {
      if (entry.type === 'folder' && files.length <= most.files) files.push(...(await this.#filesBelow(below(path, entry.path), entry.sha, false)));
    }
    return files;
  }

  async #find(segments: readonly string[]): Promise<{ readonly kind: 'entry'; readonly type: 'file' | 'folder'; readonly sha: string } | { readonly kind: 'absent' } | Unknown> {
    let [type, sha]: ['file' | 'folder', string] = ['folder', this.#place.commit];
    // The root is listed for the empty path too: that it can be seen is what makes an absent file absent.
    if (segments.length === 0) await this.#folder(sha, false);
    for (const segment of segments) {
      if (type === 'file') return { kind: 'absent' };
      const { entries, truncated } = await this.#folder(sha, false);
      const entry = entries.find(({ path }) => path === segment);
      if (entry === undefined && truncated) return { kind: 'unknown', reason: 'GitHub lists only a part of a folder on the way' };
      if (entry === undefined || entry.type === 'submodule') return { kind: 'absent' };
      if (entry.type === 'link') return { kind: 'unknown', reason: 'a link stands on the way, which GitHub does not follow' };
      [type, sha] = [entry.type, entry.sha];
    }
    return { kind: 'entry', type, sha };
  }

  #folder(sha: string, recursive: boolean): Promise<ListedFolder> {
    const key = `${sha} ${recursive}`;
    const known = this.#folders.get(key) ?? this.#ask().then((client) => listTree(client, this.#place, sha, recursive));
    this.#folders.set(key, known);
    return known;
  }

  /** The client, for one request more. */
  #ask(): Promise<GitHubClient> {
    this.#requests += 1;
    if (this.#requests > most.requests) throw new Error(`it would take more than ${most.requests} requests`);
    this.#client ??= createClient(this.#request, this.#tools);
    return this.#client;
  }

  async #explained<Result>(path: string, work: () => Promise<Result>): Promise<Result | Unknown> {
    throwIfCancelled(this.#tools.signal);
    try {
      return await work();
    } catch (thrown) {
      throwIfCancelled(this.#tools.signal);
      const { kind, reason } = failureOf(thrown);
      const hint = kind === 'permission' || kind === 'absent' ? '; add `permissions: contents: read` to the job' : '';
      return { kind: 'unknown', reason: `GitHub did not show ${path === '' ? 'the files' : path} at ${this.#place.commit.slice(0, 12)} (${reason})${hint}` };
    }
  }
}

function filesOf(folder: string, entries: readonly ListedEntry[]): string[] {
  return entries.filter(({ type }) => type === 'file' || type === 'link').map(({ path }) => below(folder, path));
}

function below(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The segments of a path; undefined for one that would address another resource of the API. */
function segmentsOf(path: string): readonly string[] | undefined {
  if (path === '') return [];
  const segments = path.split('/');
  return segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..') ? segments : undefined;
}
