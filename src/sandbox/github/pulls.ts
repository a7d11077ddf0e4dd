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
    if (pull === undefined) return notFound;
    const { author = 'octocat', baseSha, headSha, headRepository = this.#repository, state = 'open' } = pull;
    return {
      status: 200,
      body: {
        number,
        state,
        user: { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' },
        html_url: `https://github.com/${this.#repository}/pull/${number}`,
        base: { ref: 'main', sha: baseSha, repo: { full_name: this.#repository } },
        head: { ref: 'change', sha: headSha, repo: { full_name: headRepository } },
      },
    };
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}/files`, in pages. */
  files(number: number, request: StandInRequest): StandInResponse {
    const pull = this.#pulls.get(number);
    return pull === undefined ? notFound : pageOf(request, pull.files ?? [], (file) => ({ sha: '0'.repeat(40), ...file }));
  }
}

/** The lines of the new file that a patch shows: those that a comment may stand on. */
export function rightLines(patch: string): ReadonlySet<number> {
  const lines = new Set<number>();
  let next = 0;
  for (const line of patch.split('\n')) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)?.[1];
    if (start !== undefined) next = Number(start);
    else if (line.startsWith('+') || line.startsWith(' ')) lines.add(next++);
  }
  return lines;
}
