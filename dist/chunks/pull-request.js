import { throwIfCancelled } from './ground.js';
import { createClient, failureOf } from './failure.js';
import { object, nullish, string, parseShape, _enum } from './vendor-zod.js';

/**
 * Asks GitHub where a pull request stands now (docs.github.com, "Get a pull request"); takes `pull-requests: read`.
 * Never throws for what GitHub or the network refuses. Throws `CancelledError` when cancelled.
 */
async function readPullRequest(request                    , tools             )                              {
  try {
    const client = await createClient(request, tools);
    const { data } = await client.rest.pulls.get({ owner: request.repository.owner, repo: request.repository.name, pull_number: request.number });
    const head = object({ sha: string(), repo: nullish(object({ full_name: string() })) });
    const pull = parseShape(object({ state: _enum(['open', 'closed']), head }), data);
    return { kind: 'found', state: pull.state, headSha: pull.head.sha, ...(pull.head.repo ? { headRepository: pull.head.repo.full_name } : {}) };
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    const { kind, reason } = failureOf(thrown);
    if (kind === 'absent') return { kind: 'absent' };
    const hint = kind === 'permission' ? '; add `permissions: pull-requests: read` to the job' : '';
    return { kind: 'refused', reason: `GitHub did not show pull request #${request.number} (${reason})${hint}` };
  }
}

export { readPullRequest };
