import * as z from 'zod/mini';
import { messageOf, UserError } from '../run/errors.ts';
import { parseShape } from './shape.ts';

/** The pull request that a run is about. */
export interface PullRequest {
  readonly number: number;
  /** The commit that the change is made against. Absent where the event does not carry it (`issue_comment`). */
  readonly baseSha?: string;
  /** The commit under review. Absent where the event does not carry it (`issue_comment`). */
  readonly headSha?: string;
  /** The head lies in another repository: the run's token is read-only and no OIDC token is issued. */
  readonly isFork: boolean;
  /** Dependabot opened the pull request or started the run: its runs are treated like a fork's. */
  readonly isDependabot: boolean;
}

export interface MergeGroup {
  readonly baseSha: string;
  readonly headSha: string;
}

/** The run whose end started this one (`workflow_run`). It may have been of a fork, and nothing it made is to be trusted. */
export interface WorkflowRun {
  /** The commit it ran for; of a pull request the head's. */
  readonly headSha: string;
  /** What started it: `pull_request`, `push`, … */
  readonly event: string;
  /** `success`, `failure`, … */
  readonly conclusion?: string;
  /** `owner/name` of the repository that the head lies in. */
  readonly headRepository?: string;
}

/** What a payload says, as far as the event carries it. */
export interface PayloadFacts {
  readonly pullRequest?: PullRequest;
  readonly mergeGroup?: MergeGroup;
  readonly workflowRun?: WorkflowRun;
}

const dependabot = 'dependabot[bot]';

/**
 * What a webhook payload says of the pull request, the merge group or the run before, for the events that carry one; `{}` for all others.
 * `actor` is who started the run; `path` is named in errors. Only members that are used are checked.
 * Throws `UserError` when such a member is missing or of the wrong shape.
 */
export function parsePayload(name: string, payload: unknown, path: string, actor: string | undefined): PayloadFacts {
  const sha = z.string().check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'expected a commit'));
  const number = z.int().check(z.positive());
  const repository = z.object({ id: z.optional(z.number()), full_name: z.optional(z.string()) });
  const branch = z.object({ sha: z.optional(sha), repo: z.nullish(repository) });
  const pullRequest = z.object({ number, base: z.optional(branch), head: z.optional(branch), user: z.nullish(z.object({ login: z.string() })) });

  function read<T>(schema: z.ZodMiniType<T>): T {
    try {
      return parseShape(schema, payload);
    } catch (thrown) {
      throw new UserError(`The event file ${path} is not a ${name} event as GitHub writes it: ${messageOf(thrown)}.`, { cause: thrown });
    }
  }

  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
    case 'pull_request_review':
    case 'pull_request_review_comment': {
      const found = read(z.object({ pull_request: pullRequest })).pull_request;
      return { pullRequest: describe(found, actor) };
    }
    case 'merge_group': {
      const group = read(z.object({ merge_group: z.object({ base_sha: sha, head_sha: sha }) })).merge_group;
      return { mergeGroup: { baseSha: group.base_sha, headSha: group.head_sha } };
    }
    case 'workflow_run': {
      const word = z.string().check(z.regex(/^[a-z_]{1,60}$/, 'expected a word'));
      const run = z.object({ head_repository: z.nullish(repository), pull_requests: z.array(pullRequest), head_sha: z.optional(sha), event: z.optional(word), conclusion: z.nullish(word) });
      const found = read(z.object({ repository, workflow_run: run }));
      const workflowRun = describeRun(found.workflow_run);
      const [first] = found.workflow_run.pull_requests;
      // The run may come from a fork that lists a pull request of its own: only one within this repository is ours to comment on.
      const places = [first?.base?.repo, first?.head?.repo, found.workflow_run.head_repository];
      const isOurs = first !== undefined && places.every((place) => sameRepository(place, found.repository));
      return { ...workflowRun, ...(isOurs ? { pullRequest: describe(first, actor) } : {}) };
    }
    case 'issue_comment': {
      const login = z.nullish(z.object({ login: z.string() }));
      const issue = read(z.object({ issue: z.object({ number, user: login, pull_request: z.nullish(z.object({})) }) })).issue;
      if (issue.pull_request === undefined || issue.pull_request === null) return {};
      // The payload does not say where the head lies. The run itself is the default branch's, with its token.
      return { pullRequest: { number: issue.number, isFork: false, isDependabot: actor === dependabot || issue.user?.login === dependabot } };
    }
    default:
      return {};
  }
}

interface RepositoryPayload {
  readonly id?: number | undefined;
  readonly full_name?: string | undefined;
}

interface BranchPayload {
  readonly sha?: string | undefined;
  readonly repo?: RepositoryPayload | null | undefined;
}

interface PullRequestPayload {
  readonly number: number;
  readonly base?: BranchPayload | undefined;
  readonly head?: BranchPayload | undefined;
  readonly user?: { readonly login: string } | null | undefined;
}

interface RunPayload {
  readonly head_repository?: RepositoryPayload | null | undefined;
  readonly head_sha?: string | undefined;
  readonly event?: string | undefined;
  readonly conclusion?: string | null | undefined;
}

function describeRun({ head_sha: headSha, event, conclusion, head_repository: head }: RunPayload): Pick<PayloadFacts, 'workflowRun'> {
  if (headSha === undefined || event === undefined) return {};
  const headRepository = head?.full_name;
  return { workflowRun: { headSha, event, ...(conclusion ? { conclusion } : {}), ...(headRepository === undefined ? {} : { headRepository }) } };
}

function describe({ number, base, head, user }: PullRequestPayload, actor: string | undefined): PullRequest {
  return {
    number,
    ...(base?.sha === undefined ? {} : { baseSha: base.sha }),
    ...(head?.sha === undefined ? {} : { headSha: head.sha }),
    // The head's repository is null once a fork was deleted; a payload that says nothing of repositories says nothing of a fork.
    isFork: head?.repo === null || (head?.repo !== undefined && base?.repo !== undefined && !sameRepository(head.repo, base.repo)),
    isDependabot: actor === dependabot || user?.login === dependabot,
  };
}

/** Compares by id where both have one: names change. What is not told is not the same. */
function sameRepository(left: RepositoryPayload | null | undefined, right: RepositoryPayload | null | undefined): boolean {
  if (left?.id !== undefined && right?.id !== undefined) return left.id === right.id;
  return left?.full_name !== undefined && left.full_name === right?.full_name;
}
