import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderWith } from './templates.ts';

export interface MergedCheckout {
  readonly folder: string;
  /** The merge commit, which is checked out, and its parents. */
  readonly commit: string;
  readonly base: string;
  readonly head: string;
}

/** A checkout as `actions/checkout` leaves it on a pull request, with the history that `fetch-depth: 2` brings. `files` are those of the base; the head adds a note. */
export async function mergedCheckout(parent: string, files: readonly (readonly [name: string, text: string])[]): Promise<MergedCheckout> {
  const folder = await folderWith(parent, 'merged', files);
  const identity = { GIT_AUTHOR_NAME: 'bench', GIT_AUTHOR_EMAIL: 'bench@localhost', GIT_COMMITTER_NAME: 'bench', GIT_COMMITTER_EMAIL: 'bench@localhost' };
  const environment = { PATH: process.env['PATH'] ?? '', HOME: parent, GIT_CONFIG_NOSYSTEM: '1', ...identity };
  const git = (...words: readonly string[]): string => execFileSync('git', ['-C', folder, ...words], { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
  const commit = (message: string): string => {
    git('add', '.');
    git('commit', '--quiet', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet', '--initial-branch', 'main');
  const base = commit('base');
  git('switch', '--quiet', '--create', 'change');
  await writeFile(join(folder, 'NOTES.md'), 'A change.\n');
  const head = commit('head');
  git('switch', '--quiet', '--detach', 'main');
  git('merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
  return { folder, commit: git('rev-parse', 'HEAD'), base, head };
}
