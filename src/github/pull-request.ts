import * as z from 'zod/mini';
import { throwIfCancelled } from '../run/errors.ts';
import { createClient, type GitHubConnection, type GitHubTools } from './client.ts';
import type { RepositoryName } from './event.ts';
import { failureOf } from './failure.ts';
import { parseShape } from './shape.ts';

export interface PullRequestRequest extends GitHubConnection {
  readonly repository: RepositoryName;
  readonly number: number;
}

export type PullRequestOutcome =
  | {
      readonly kind: 'found';
      readonly state: 'open' | 'closed';
      readonly headSha: string;
      /** `owner/name`; absent once the fork was deleted. */
      readonly headRepository?: string;
    }
  | { readonly kind: 'absent' }
  /** `reason` is a clause to be put behind a colon. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Asks GitHub where a pull request stands now (docs.github.com, "Get a pull request"); takes `pull-requests: read`.
 * Never throws for what GitHub or the network refuses. Throws `CancelledError` when cancelled.
 */
export async function readPullRequest(request: PullRequestRequest, tools: GitHubTools): Promise<PullRequestOutcome> {
  try {
    const client = await createClient(request, tools);
    const { data } = await client.rest.pulls.get({ owner: request.repository.owner, repo: request.repository.name, pull_number: request.number });
    const head = z.object({ sha: z.string(), repo: z.nullish(z.object({ full_name: z.string() })) });
    const pull = parseShape(z.object({ state: z.enum(['open', 'closed']), head }), data);
    return { kind: 'found', state: pull.state, headSha: pull.head.sha, ...(pull.head.repo ? { headRepository: pull.head.repo.full_name } : {}) };
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    const { kind, reason } = failureOf(thrown);
    if (kind === 'absent') return { kind: 'absent' };
    const hint = kind === 'permission' ? '; add `permissions: pull-requests: read` to the job' : '';
    return { kind: 'refused', reason: `GitHub did not show pull request #${request.number} (${reason})${hint}` };
  }
}
