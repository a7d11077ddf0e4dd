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
const defaultBase = '1'.repeat(40);

/** GITHUB_SHA of a run whose workspace is no checkout. */
export const runCommit = '0'.repeat(40);

/** A pull request's event as GitHub writes it, as far as it matters. */
export function pullRequest({ number = 7, fork = false, base = defaultBase, head = '2'.repeat(40) }: PullRequestFacts = {}): Event {
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

/** The same in the context of the base branch, with its rights. */
export function pullRequestTarget(facts: PullRequestFacts = {}): Event {
  return { ...pullRequest(facts), name: 'pull_request_target' };
}

export function schedule(): Event {
  return { name: 'schedule', payload: { schedule: '17 3 * * *', repository: { full_name: repositoryName } } };
}

export function push(): Event {
  return { name: 'push', payload: { ref: 'refs/heads/main', repository: { full_name: repositoryName } } };
}

export function workflowDispatch(): Event {
  return { name: 'workflow_dispatch', payload: { inputs: {}, repository: { full_name: repositoryName } } };
}

export function mergeGroup(base = defaultBase, head = '2'.repeat(40)): Event {
  return { name: 'merge_group', payload: { action: 'checks_requested', merge_group: { base_sha: base, head_sha: head } } };
}

export interface RunBefore {
  readonly headSha?: string;
  /** What started it. */
  readonly event?: string;
  readonly conclusion?: string;
  /** `owner/name`. Default: a fork. */
  readonly headRepository?: string;
}

/** The end of another workflow's run. Of a fork's pull request GitHub does not tell the number. `number` is the one whose comments are looked at. */
export function workflowRun({ headSha = '2'.repeat(40), event = 'pull_request', conclusion = 'failure', headRepository = 'stranger/platform' }: RunBefore = {}, number?: number): Event {
  const run = { event, conclusion, head_sha: headSha, head_repository: { full_name: headRepository }, pull_requests: [] };
  return { name: 'workflow_run', payload: { action: 'completed', workflow_run: run, repository: { full_name: repositoryName } }, ...(number === undefined ? {} : { pullRequest: number }) };
}

/**
 * On pull requests the configuration file is read from the base commit, on `workflow_run` from the run's own. Tells the stand-in GitHub
 * of such commits without that file, so that runs whose workspace is no checkout find out there is none.
 */
export function withBaseCommit(sandbox: Sandbox): void {
  for (const commit of [defaultBase, runCommit]) sandbox.github.putFile(commit, 'README.md', 'A base commit.\n');
}
