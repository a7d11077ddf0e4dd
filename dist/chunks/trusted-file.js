import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, UserError, messageOf } from './errors.js';
import { configFilePath } from './config-file-path.js';

/**
 * The text of the configuration file from where it can be trusted, or undefined when there is none. On pull requests and merge
 * groups that is the base commit: the change under review must not configure its own judge. First the checkout's history is asked,
 * then GitHub. Throws `UserError` when neither can tell.
 */
async function readTrustedConfigFile(event             , place       , tools                                                           )                              {
  const commit = trustedCommit(event);
  if (commit === 'the checkout') return await readFromFolder(place.folder);
  if (commit === undefined) {
    tools.logger.warning(`The ${event.name} event names no base commit, so ${configFilePath} is not read: only inputs count.`);
    return undefined;
  }
  const { readCommittedFile } = await import('./git.js');
  const committed = await readCommittedFile(place.folder, commit, configFilePath);
  if (committed.kind === 'found') return committed.text;
  if (committed.kind === 'absent') return undefined;
  return await readFromGitHub(event, commit, committed.reason, place, tools);
}

/** The commit to trust: the base of a change under review, or the checkout where there is none. Undefined: there is one, but it is not told. */
function trustedCommit(event             )                     {
  const base = event.pullRequest?.baseSha ?? event.mergeGroup?.baseSha;
  if (base !== undefined) return base;
  if (event.name.startsWith('pull_request') || event.name === 'merge_group') return undefined;
  // workflow_run and comments on pull requests run on the default branch's commit; what is checked out may be anything.
  return event.pullRequest !== undefined || event.name === 'workflow_run' ? event.sha : 'the checkout';
}

async function readFromFolder(folder        )                              {
  try {
    return await readFile(join(folder, configFilePath), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw new UserError(`${configFilePath} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

async function readFromGitHub(
  event             , commit        , reason        , { githubToken }       , tools                                                           ,
)                              {
  const mend = 'Set "fetch-depth: 0" on actions/checkout, or give the job "permissions: contents: read".';
  const trouble = `${configFilePath} of the base commit cannot be had: ${reason}`;
  if (githubToken === undefined || event.repository === undefined) throw new UserError(`${trouble}, and there is no token to ask GitHub with. ${mend}`);
  const { readFileAt } = await import('./contents.js');
  const outcome = await readFileAt({ token: githubToken, apiUrl: event.apiUrl, repository: event.repository, path: configFilePath, ref: commit }, tools);
  if (outcome.kind === 'refused') throw new UserError(`${trouble}, and GitHub did not give it: ${outcome.reason}. ${mend}`);
  return outcome.kind === 'found' ? outcome.text : undefined;
}

export { readTrustedConfigFile };
