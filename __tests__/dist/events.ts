import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** What started a run: the runner's GITHUB_EVENT_NAME and the payload it puts into GITHUB_EVENT_PATH. */
export interface Event {
  readonly name: string;
  readonly payload: object;
  /** The pull request that the payload speaks of; its comments are part of a run's result. */
  readonly pullRequest?: number;
}

export interface PullRequestFacts {
  readonly number?: number;
  /** The head lies in another repository. */
  readonly fork?: boolean;
  readonly base?: string;
  readonly head?: string;
}

const repositoryName = 'contoso/platform';

/** A pull request's event as GitHub writes it, as far as it matters. */
export function pullRequest({ number = 7, fork = false, base = '1'.repeat(40), head = '2'.repeat(40) }: PullRequestFacts = {}): Event {
  const side = (ref: string, sha: string, fullName: string): object => ({ ref, sha, repo: { full_name: fullName } });
  const payload = {
    action: 'synchronize',
    number,
    pull_request: {
      number,
      base: side('main', base, repositoryName),
      head: side('change', head, fork ? 'stranger/platform' : repositoryName),
      user: { login: 'octocat' },
    },
    repository: { full_name: repositoryName },
  };
  return { name: 'pull_request', payload, pullRequest: number };
}

export function push(): Event {
  return { name: 'push', payload: { ref: 'refs/heads/main', repository: { full_name: repositoryName } } };
}

export function workflowDispatch(): Event {
  return { name: 'workflow_dispatch', payload: { inputs: {}, repository: { full_name: repositoryName } } };
}

export function mergeGroup(base = '1'.repeat(40)): Event {
  return { name: 'merge_group', payload: { action: 'checks_requested', merge_group: { base_sha: base, head_sha: '2'.repeat(40) } } };
}

/**
 * On pull requests the configuration file is read from the base commit. Tells the stand-in GitHub of a base commit without that
 * file, so that runs whose workspace is no checkout find out there is none.
 */
export function withBaseCommit(sandbox: Sandbox, commit = '1'.repeat(40)): void {
  sandbox.github.putFile(commit, 'README.md', 'A base commit.\n');
}
