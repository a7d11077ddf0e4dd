import type { GitHubEvent } from '../../../github/event.ts';
import { UserError } from '../../../run/errors.ts';
import type { TrustedTools, TrustedTree, TrustedTreeSettings } from './trusted.ts';

/**
 * Chooses the files that may configure the gate: the judged cannot choose the judge.
 * - `pull_request`, `pull_request_review…`, `pull_request_target`, `merge_group`: those of the base commit
 * - `workflow_run`, and comments on pull requests: those of the default branch's commit that the run itself is of (GITHUB_SHA), as what
 *   is checked out may be anything
 * - `push`, `schedule`, `workflow_dispatch`, no event, and always with `trust: head`: those that are checked out
 *
 * A commit is read from the checkout's history, else from GitHub; a read that neither can answer is `unknown`, and its reason says what to
 * set. Nothing is asked before something is read, but for two commits of the history. See `baseCommit` for which commit is the base.
 */
export async function trustedTree(event: GitHubEvent, settings: TrustedTreeSettings, tools: TrustedTools): Promise<TrustedTree> {
  if (settings.trust === 'head' || !choosesCommit(event)) {
    return { tree: settings.checkout, isBase: false, isMergedInto: false, warnings: [], close: () => {} };
  }
  const { openBaseTree } = await import('./base-tree.ts');
  return openBaseTree(event, settings, tools);
}

/** True for the events on which the checkout may be what a stranger wrote. */
function choosesCommit(event: GitHubEvent): boolean {
  return event.name.startsWith('pull_request') || ['merge_group', 'workflow_run'].includes(event.name) || event.pullRequest !== undefined;
}

/** The text of a trusted file; undefined when there is none. Throws `UserError` when nobody can tell. */
export async function trustedText(trusted: TrustedTree, path: string): Promise<string | undefined> {
  const file = await trusted.tree.read(path);
  if (file.kind === 'unknown') throw new UserError(unreadable(trusted, path, file.reason));
  return file.kind === 'found' ? file.text : undefined;
}

function unreadable({ isBase }: TrustedTree, path: string, reason: string): string {
  return isBase ? `${path} of the base commit cannot be had: ${reason}` : `${path} cannot be read: ${reason}`;
}
