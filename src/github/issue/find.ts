import { throwIfCancelled } from '../../run/errors.ts';
import type { GitHubTools } from '../client.ts';
import { carriesMarker, issueMarker } from '../comment/marker.ts';
import { failureOf } from '../failure.ts';
import type { Issue, RepositoryIssues } from './repository-issues.ts';

export interface IssueName {
  /** Tells the issue from others of this project in the repository: one issue a key. */
  readonly key: string;
  /** The label it is listed by. */
  readonly label: string;
}

export interface FoundIssues {
  /** The one to go on with: the oldest that is open, or else the one closed last. */
  readonly kept?: Issue;
  /** Others that are open, oldest first: two runs at the same time each made one. */
  readonly duplicates: readonly Issue[];
}

/**
 * The issues of this key, open or closed: they carry the hidden key in their first line and were written by this token's identity.
 * They are listed by their label; without one so labelled (somebody took the label off, or the token may not put it on), those that
 * this identity opened are looked through. Throws what the client throws while listing by label.
 */
export async function findIssues(issues: RepositoryIssues, { key, label }: IssueName, tools: GitHubTools): Promise<FoundIssues> {
  const marker = issueMarker(key);
  const isOurs = (issue: Issue): boolean => carriesMarker(issue.body, marker);
  const labelled = await issues.labelled(label, isOurs);
  return choose(labelled.length > 0 ? labelled : await openedByUs(issues, isOurs, tools));
}

/** What is found beside the label is a help only: nobody has to be able to ask for it. */
async function openedByUs(issues: RepositoryIssues, isOurs: (issue: Issue) => boolean, tools: GitHubTools): Promise<readonly Issue[]> {
  try {
    return await issues.opened(isOurs);
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    const { kind, reason } = failureOf(thrown);
    // While GitHub does not answer, there may be an issue: opening a second one would be worse than waiting.
    if (kind === 'unavailable' || kind === 'limit') throw thrown;
    tools.logger.debug(`GitHub did not list what this identity opened (${reason}).`);
    return [];
  }
}

function choose(found: readonly Issue[]): FoundIssues {
  const [oldest, ...duplicates] = found.filter(({ isOpen }) => isOpen);
  const closedLast = found.toSorted((left, right) => timeClosed(right) - timeClosed(left) || right.number - left.number)[0];
  const kept = oldest ?? closedLast;
  return { ...(kept === undefined ? {} : { kept }), duplicates };
}

function timeClosed({ closedAt }: Issue): number {
  return Date.parse(closedAt ?? '') || 0;
}
