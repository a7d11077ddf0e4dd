import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  folders.push(folder);
  return folder;
}

/** What is thrown away in a minute needs neither to reach the disk nor to be tidied. */
const unhurried = ['-c', 'core.fsync=none', '-c', 'gc.auto=0', '-c', 'maintenance.auto=false'];

/** Runs git in a folder as nobody in particular. Returns what it prints. */
export function git(folder: string, ...words: readonly string[]): string {
  const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' };
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, GIT_CONFIG_NOSYSTEM: '1', ...author };
  return execFileSync('git', ['-C', folder, '-c', 'protocol.file.allow=always', ...unhurried, ...words], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** Files by path; `null` takes one away, `{ link }` makes a symbolic link. */
export type Files = Readonly<Record<string, string | Buffer | null | { readonly link: string }>>;

/** Writes the files, and commits everything. Returns the commit's id. */
export function commit(folder: string, files: Files, ...words: readonly string[]): string {
  for (const [path, content] of Object.entries(files)) {
    const whole = join(folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    rmSync(whole, { recursive: true, force: true });
    if (content === null) continue;
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, whole);
    else writeFileSync(whole, content);
  }
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'x', ...words);
  return git(folder, 'rev-parse', 'HEAD');
}

export interface PullRequestHistory {
  /** A repository with everything. */
  readonly origin: string;
  /** The base branch when the pull request was opened, and when it was merged. */
  readonly oldBase: string;
  readonly base: string;
  readonly head: string;
  /** What GitHub makes of `base` and `head`. */
  readonly merge: string;
}

/** A base branch with `older` and then `base`, a head on `older`, and their merge, checked out. */
export function pullRequestHistory(files: { readonly older?: Files; readonly base: Files; readonly head: Files }): PullRequestHistory {
  const origin = freshFolder();
  git(origin, 'init', '--quiet', '--initial-branch=main');
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  git(origin, 'config', 'uploadpack.allowFilter', 'true');
  const oldBase = commit(origin, files.older ?? files.base);
  git(origin, 'checkout', '--quiet', '-b', 'change');
  const head = commit(origin, files.head);
  git(origin, 'checkout', '--quiet', 'main');
  const base = commit(origin, files.base);
  git(origin, 'checkout', '--quiet', '--detach');
  git(origin, 'merge', '--quiet', '--no-ff', '--strategy-option=theirs', '--message', 'x', head);
  const merge = git(origin, 'rev-parse', 'HEAD');
  git(origin, 'update-ref', 'refs/pull/1/merge', merge);
  return { origin, oldBase, base, head, merge };
}

/** What actions/checkout makes of a commit: fetched to a depth, checked out detached. `depth` 0 fetches all branches. */
export function checkout(history: PullRequestHistory, what: string, depth: number, folder = freshFolder(), ...words: readonly string[]): string {
  git(folder, 'init', '--quiet');
  git(folder, 'remote', 'add', 'origin', `file://${history.origin}`);
  git(folder, 'fetch', '--quiet', ...(depth === 0 ? [] : [`--depth=${depth}`]), ...words, 'origin', what, ...(depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*'] : []));
  git(folder, '-c', 'advice.detachedHead=false', 'checkout', '--quiet', '--detach', what);
  return folder;
}
