import type { GitHubEvent } from '../../../github/event.ts';
import type { Commit } from '../../../sources/commit-tree.ts';

export interface BaseCommit {
  /** Undefined when the event does not tell. */
  readonly commit: string | undefined;
  /** The merge commit that GitHub made of the pull request, when `commit` is what it merges into. */
  readonly mergedBy: string | undefined;
}

/**
 * The commit whose files may judge.
 *
 * On `pull_request` GitHub runs the workflow for a merge commit that it makes itself (GITHUB_SHA): its first parent is the base branch as it
 * was merged into, its second the head. The payload's `base.sha` may be hours older: it is the base branch when the pull request was last
 * pushed to, and stays so when a run is repeated. Both are commits of the base branch, so neither is the author's to choose; the first
 * parent is taken where the merge commit is known, because rules that were tightened since count, and because every difference from it is
 * the pull request's. It is believed only of the commit that GITHUB_SHA names, with the payload's head as second parent: a merge commit
 * that is merely checked out may be the author's own.
 *
 * `pull_request_target` has no merge commit; GITHUB_SHA is the default branch's there, so the payload's `base.sha` is taken.
 * In a merge group it is the parent of the group's commit: changes further ahead in the queue count as merged.
 * @param runCommit the commit that GITHUB_SHA names, when the checkout holds it
 */
export function baseCommit(event: GitHubEvent, runCommit: Commit | undefined): BaseCommit {
  const { name, pullRequest, mergeGroup, sha } = event;
  if (name === 'merge_group') return { commit: mergeGroup?.baseSha, mergedBy: mergeGroup?.headSha };
  if (name === 'pull_request_target') return { commit: pullRequest?.baseSha, mergedBy: undefined };
  if (name.startsWith('pull_request')) {
    const [base, head, ...others] = runCommit?.parents ?? [];
    const isMerge = base !== undefined && head !== undefined && others.length === 0 && head === pullRequest?.headSha && runCommit?.id === sha;
    return isMerge ? { commit: base, mergedBy: sha } : { commit: pullRequest?.baseSha, mergedBy: undefined };
  }
  return { commit: sha, mergedBy: undefined };
}
