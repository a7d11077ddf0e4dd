import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitHubEvent } from '../github/event.ts';
import { codeOf, messageOf, UserError } from '../run/errors.ts';
import type { Logger } from '../run/logger.ts';
import { configFilePath } from './config-file-path.ts';

interface Place {
  /** The checkout: GITHUB_WORKSPACE, or the folder of the command line. */
  readonly folder: string;
  readonly githubToken: string | undefined;
}

/**
 * The text of the configuration file from where it can be trusted, or undefined when there is none. On pull requests and merge
 * groups that is the base commit: the change under review must not configure its own judge. First the checkout's history is asked,
 * then GitHub. Throws `UserError` when neither can tell.
 */
export async function readTrustedConfigFile(event: GitHubEvent, place: Place, tools: { readonly logger: Logger; readonly signal: AbortSignal }): Promise<string | undefined> {
  const commit = trustedCommit(event);
  if (commit === 'the checkout') return await readFromFolder(place.folder);
  if (commit === undefined) {
    tools.logger.warning(`The ${event.name} event names no base commit, so ${configFilePath} is not read: only inputs count.`);
    return undefined;
  }
  const { readCommittedFile } = await import('../sources/git.ts');
  const committed = await readCommittedFile(place.folder, commit, configFilePath);
  if (committed.kind === 'found') return committed.text;
  if (committed.kind === 'absent') return undefined;
  return await readFromGitHub(event, commit, committed.reason, place, tools);
}

/** The commit to trust: the base of a change under review, or the checkout where there is none. Undefined: there is one, but it is not told. */
function trustedCommit(event: GitHubEvent): string | undefined {
  const base = event.pullRequest?.baseSha ?? event.mergeGroup?.baseSha;
  if (base !== undefined) return base;
  if (event.name.startsWith('pull_request') || event.name === 'merge_group') return undefined;
  // workflow_run and comments on pull requests run on the default branch's commit; what is checked out may be anything.
  return event.pullRequest !== undefined || event.name === 'workflow_run' ? event.sha : 'the checkout';
}

async function readFromFolder(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, configFilePath), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw new UserError(`${configFilePath} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

async function readFromGitHub(
  event: GitHubEvent, commit: string, reason: string, { githubToken }: Place, tools: { readonly logger: Logger; readonly signal: AbortSignal },
): Promise<string | undefined> {
  const mend = 'Set "fetch-depth: 0" on actions/checkout, or give the job "permissions: contents: read".';
  const trouble = `${configFilePath} of the base commit cannot be had: ${reason}`;
  if (githubToken === undefined || event.repository === undefined) throw new UserError(`${trouble}, and there is no token to ask GitHub with. ${mend}`);
  const { readFileAt } = await import('../github/contents.ts');
  const outcome = await readFileAt({ token: githubToken, apiUrl: event.apiUrl, repository: event.repository, path: configFilePath, ref: commit }, tools);
  if (outcome.kind === 'refused') throw new UserError(`${trouble}, and GitHub did not give it: ${outcome.reason}. ${mend}`);
  return outcome.kind === 'found' ? outcome.text : undefined;
}
