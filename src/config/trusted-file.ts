import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trustedText, trustedTree } from '../commands/check/trust/trusted-tree.ts';
import type { GitHubEvent } from '../github/event.ts';
import { codeOf, messageOf } from '../run/errors.ts';
import type { Logger } from '../run/logger.ts';
import type { FileTree, TreeFile } from '../sources/tree.ts';
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
  const { folder, githubToken } = place;
  const trusted = await trustedTree(event, { trust: undefined, folder, checkout: onlyReading(folder), githubToken }, tools);
  try {
    if (!trusted.isBase || trusted.commit !== undefined) return await trustedText(trusted, configFilePath);
    tools.logger.warning(`The ${event.name} event names no base commit, so ${configFilePath} is not read: only inputs count.`);
    return undefined;
  } finally {
    trusted.close();
  }
}

/** The folder as it is, for one file whose path is ours: there is nothing to list, and a link of the checkout's own is its own affair. */
function onlyReading(folder: string): FileTree {
  const read = async (path: string): Promise<TreeFile> => {
    try {
      return { kind: 'found', text: await readFile(join(folder, path), 'utf8') };
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return { kind: 'absent' };
      return { kind: 'unknown', reason: messageOf(error) };
    }
  };
  return { name: 'the checkout', read, list: async () => Promise.resolve({ kind: 'unknown', reason: 'it is not listed' }) };
}
