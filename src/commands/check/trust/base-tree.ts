import type { GitHubEvent } from '../../../github/event.ts';
import type { RemoteTree } from '../../../github/commit-tree.ts';
import { commitTree, readCommit, type Commit } from '../../../sources/commit-tree.ts';
import { decodeText } from '../../../sources/files/decode-text.ts';
import { treePath } from '../../../sources/files/tree-path.ts';
import { ObjectReader } from '../../../sources/git/object-reader.ts';
import { findRepository, nestedRepository, type PlaceInRepository } from '../../../sources/git/repository.ts';
import type { FileTree } from '../../../sources/tree.ts';
import { baseCommit, type BaseCommit } from './base-commit.ts';
import type { TrustedTools, TrustedTree, TrustedTreeSettings } from './trusted.ts';

/** A checkout of the event's repository, and what its history says. */
interface History {
  readonly reader: ObjectReader;
  readonly place: PlaceInRepository;
  readonly head: Commit | undefined;
  readonly runCommit: Commit | undefined;
}

type Unknown = { readonly kind: 'unknown'; readonly reason: string };
/** Where a path is looked for: in a commit of the history, or why not there; and under which name on GitHub. */
interface Spot {
  readonly kind: 'spot';
  readonly local: FileTree | Unknown;
  readonly localPath: string;
  readonly remotePath: string;
}

/** The files of the base commit for an event that has one, see `trustedTree`. */
export async function openBaseTree(event: GitHubEvent, settings: TrustedTreeSettings, tools: TrustedTools): Promise<TrustedTree> {
  const place = await findRepository(settings.folder, event.workspace);
  const history = place === undefined ? undefined : await openHistory(event, place, tools);
  const base = baseCommit(event, history?.runCommit);
  const trees = new BaseTrees(event, settings, tools, base, history);
  return {
    tree: {
      name: base.commit === undefined ? 'the base commit' : `commit ${base.commit.slice(0, 12)}`,
      read: (path) => trees.ask(path, (tree, at) => tree.read(at)),
      list: (path, options) => trees.ask(path, (tree, at) => tree.list(at, options)),
    },
    ...(base.commit === undefined ? {} : { commit: base.commit }),
    isBase: true,
    isMergedInto: base.mergedBy !== undefined && history?.head?.id === base.mergedBy,
    warnings: warningsOf(event, history?.head),
    close: () => trees.close(),
  };
}

async function openHistory(event: GitHubEvent, place: PlaceInRepository, tools: TrustedTools): Promise<History> {
  const reader = new ObjectReader(place, tools.signal);
  const head = await readCommit(reader, 'HEAD');
  const runCommit = event.sha === undefined ? undefined : await readCommit(reader, event.sha);
  return { reader, place, head: head.kind === 'found' ? head.commit : undefined, runCommit: runCommit?.kind === 'found' ? runCommit.commit : undefined };
}

/** What is checked out where a run has more rights than whoever wrote it. */
function warningsOf(event: GitHubEvent, head: Commit | undefined): readonly string[] {
  const isPrivileged = event.name === 'pull_request_target' || event.name === 'workflow_run' || event.name === 'issue_comment';
  if (!isPrivileged || head === undefined || head.id === event.sha || head.id === event.pullRequest?.baseSha) return [];
  return [
    `Code that is not the base branch's (commit ${head.id.slice(0, 12)}) is checked out in a job of ${event.name}, which has the repository's secrets and may have write access. ` +
      'aks-isolation only reads it; no other step of this job may run, build or install anything of it. On pull_request the same check needs neither.',
  ];
}

class BaseTrees {
  readonly #event: GitHubEvent;
  readonly #settings: TrustedTreeSettings;
  readonly #tools: TrustedTools;
  readonly #base: BaseCommit;
  readonly #own: History | undefined;
  readonly #opened: ObjectReader[] = [];
  readonly #nested = new Map<string, Promise<FileTree | Unknown>>();
  #ownTree: Promise<FileTree | Unknown> | undefined;
  #remote: Promise<RemoteTree | Unknown> | undefined;

  constructor(event: GitHubEvent, settings: TrustedTreeSettings, tools: TrustedTools, base: BaseCommit, own: History | undefined) {
    this.#event = event;
    this.#settings = settings;
    this.#tools = tools;
    this.#base = base;
    this.#own = own;
    if (own !== undefined) this.#opened.push(own.reader);
  }

  close(): void {
    for (const reader of this.#opened) reader.close();
  }

  /** What the history says of a path, else what GitHub says; else why neither does, and what to set. */
  async ask<Answer extends { readonly kind: string }>(path: string, question: (tree: FileTree, path: string) => Promise<Answer | Unknown>): Promise<Answer | Unknown> {
    const spot = await this.#spotOf(path);
    if (spot.kind === 'unknown') return spot;
    const local = 'read' in spot.local ? await question(spot.local, spot.localPath) : spot.local;
    if (!isUnknown(local)) return local;
    const tree = await this.#onGitHub();
    if (!('read' in tree)) return this.#neither(local.reason, tree.reason);
    const remote = await question(tree, spot.remotePath);
    return isUnknown(remote) ? this.#neither(local.reason, `and GitHub did not give it: ${remote.reason}`) : remote;
  }

  async #spotOf(path: string): Promise<Spot | Unknown> {
    const clean = treePath(path);
    if (clean === undefined) return { kind: 'unknown', reason: 'its path leads out of the checkout, whose base commit counts' };
    const nested = await nestedRepository(this.#settings.folder, clean);
    if (this.#own !== undefined) {
      // What lies in another checkout inside this one is not of the base commit; that it is absent there would be no answer.
      if (nested !== undefined) return { kind: 'unknown', reason: `${nested.prefix} is a checkout of its own, and nobody vouches for what is in it; check out beside the repository, or set "trust: head"` };
      this.#ownTree ??= this.#treeOf(this.#own);
      const { prefix } = this.#own.place;
      return { kind: 'spot', local: await this.#ownTree, localPath: clean, remotePath: [prefix, clean].filter((part) => part !== '').join('/') };
    }
    if (nested === undefined) return { kind: 'spot', local: { kind: 'unknown', reason: `${this.#settings.folder} is no checkout` }, localPath: clean, remotePath: clean };
    const rest = clean.slice(nested.prefix.length + 1);
    const known = this.#nested.get(nested.prefix) ?? this.#openNested(nested);
    this.#nested.set(nested.prefix, known);
    const local = await known;
    if (!('read' in local) && local.reason === foreign) return { kind: 'unknown', reason: `${nested.prefix} is a checkout ${foreign}, and nobody vouches for what is in it` };
    return { kind: 'spot', local, localPath: rest, remotePath: rest };
  }

  /** A checkout below the folder (`path:` of actions/checkout) is of the event's repository when it holds a commit that the event names. */
  async #openNested(place: PlaceInRepository): Promise<FileTree | Unknown> {
    const history = await openHistory(this.#event, { ...place, prefix: '' }, this.#tools);
    this.#opened.push(history.reader);
    const tree = await this.#treeOf(history);
    const { sha, pullRequest, mergeGroup } = this.#event;
    const isOurs = 'read' in tree || (history.head !== undefined && [sha, pullRequest?.headSha, mergeGroup?.headSha].includes(history.head.id));
    return isOurs ? tree : { kind: 'unknown', reason: foreign };
  }

  async #treeOf({ reader, place }: History): Promise<FileTree | Unknown> {
    if (this.#base.commit === undefined) return { kind: 'unknown', reason: `the ${this.#event.name} event names no base commit` };
    const found = await readCommit(reader, this.#base.commit);
    return found.kind === 'found' ? commitTree(reader, found.commit, place.prefix, this.#tools.signal) : found;
  }

  async #onGitHub(): Promise<RemoteTree | Unknown> {
    this.#remote ??= this.#openRemote();
    return this.#remote;
  }

  async #openRemote(): Promise<RemoteTree | Unknown> {
    const { githubToken: token } = this.#settings;
    const { repository, apiUrl } = this.#event;
    if (token === undefined || repository === undefined || this.#base.commit === undefined) return { kind: 'unknown', reason: 'and there is no token to ask GitHub with' };
    const { gitHubCommitTree } = await import('../../../github/commit-tree.ts');
    return gitHubCommitTree({ token, apiUrl, repository, commit: this.#base.commit, decode: decodeText }, this.#tools);
  }

  /** Of a merge commit that is known the parents are, too: one commit more is enough. */
  #neither(local: string, remote: string): Unknown {
    const depth = this.#base.mergedBy !== undefined && this.#event.name !== 'merge_group' ? 2 : 0;
    return { kind: 'unknown', reason: `${local}, ${remote}. Set "fetch-depth: ${depth}" on actions/checkout, or give the job "permissions: contents: read".` };
  }
}

const foreign = 'of another repository';

function isUnknown(answer: { readonly kind: string }): answer is Unknown {
  return answer.kind === 'unknown';
}
