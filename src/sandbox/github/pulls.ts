import type { StandInRequest, StandInResponse } from '../http.ts';
import { notFound } from './answers.ts';
import { pageOf } from './paging.ts';

/** A pull request as a test or a demo puts it. */
export interface StandInPullRequest {
  readonly headSha: string;
  readonly baseSha: string;
  /** What the pull request changes. */
  readonly files?: readonly PullRequestFile[];
  /** `owner/name` of the head; default: the repository itself. */
  readonly headRepository?: string;
  readonly author?: string;
  /** Default `open`. */
  readonly state?: 'open' | 'closed';
}

export interface PullRequestFile {
  readonly filename: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  /** The hunks of the change, from the first `@@` on. GitHub leaves it out of binary and large files. */
  readonly patch?: string;
}

/** docs.github.com, "List pull requests files": responses include a maximum of 3,000 files. */
const fileLimit = 3_000;
/** The branches of every pull request here. */
const [baseBranch, headBranch] = ['main', 'change'];

/** The pull requests of one repository. */
export class PullRequestStore {
  readonly #repository: string;
  readonly #pulls = new Map<number, StandInPullRequest>();
  readonly #commits = new Map<number, Set<string>>();

  /** `repository` is `owner/name`. */
  constructor(repository: string) {
    this.#repository = repository;
  }

  /** Opens a pull request, or pushes to it: the commits it had are still known. */
  put(number: number, pull: StandInPullRequest): void {
    this.#pulls.set(number, pull);
    this.#commits.set(number, (this.#commits.get(number) ?? new Set<string>()).add(pull.headSha));
  }

  find(number: number): StandInPullRequest | undefined {
    return this.#pulls.get(number);
  }

  /** True for a commit that is or was the head of the pull request. */
  hasCommit(number: number, sha: string): boolean {
    return this.#commits.get(number)?.has(sha) === true;
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}`. */
  get(number: number): StandInResponse {
    const pull = this.#pulls.get(number);
    return pull === undefined ? notFound : { status: 200, body: { ...this.#render(number, pull), changed_files: pull.files?.length ?? 0 } };
  }

  /** `GET /repos/{owner}/{repo}/pulls`: the open ones unless `state` says otherwise, newest first; `head` as `owner:branch`, `base` as a branch. */
  list(request: StandInRequest): StandInResponse {
    const { query } = request;
    const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
    const found = [...this.#pulls].filter(([, pull]) => {
      const [owner = ''] = (pull.headRepository ?? this.#repository).split('/');
      return (state === 'all' || (pull.state ?? 'open') === state) && (head === null || head === `${owner}:${headBranch}`) && (base === null || base === baseBranch);
    });
    const ascending = found.toSorted(([left], [right]) => left - right);
    return pageOf(request, query.get('direction') === 'asc' ? ascending : ascending.toReversed(), ([number, pull]) => this.#render(number, pull));
  }

  #render(number: number, { author = 'octocat', baseSha, headSha, headRepository = this.#repository, state = 'open' }: StandInPullRequest): object {
    return {
      number,
      state,
      user: { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' },
      html_url: `https://github.com/${this.#repository}/pull/${number}`,
      base: { ref: baseBranch, sha: baseSha, repo: { full_name: this.#repository } },
      head: { ref: headBranch, sha: headSha, repo: { full_name: headRepository } },
    };
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}/files`, in pages; of more than 3,000 files the rest is not told. */
  files(number: number, request: StandInRequest): StandInResponse {
    const pull = this.#pulls.get(number);
    return pull === undefined ? notFound : pageOf(request, (pull.files ?? []).slice(0, fileLimit), (file) => ({ sha: '0'.repeat(40), ...file }));
  }
}
