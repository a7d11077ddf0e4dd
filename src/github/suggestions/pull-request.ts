import * as z from 'zod/mini';
import type { GitHubClient } from '../client.ts';
import { writtenByUs } from '../comment/author.ts';
import type { RepositoryName } from '../event.ts';
import { parseShape, ShapeError } from '../shape.ts';
import { diffLines } from './diff-lines.ts';

/** A comment on a line of the head's file. */
export interface LineComment {
  readonly path: string;
  readonly line: number;
  readonly body: string;
}

/** Of 100 files each: GitHub lists 3,000 (docs.github.com, "List pull requests files"). */
const filePages = 30;
/** Of 100 comments each; a list that goes on beyond is no list. */
const commentPages = 300;

/** The part of one pull request that reviews are made of. Its methods throw what the client throws. */
export class ReviewedPullRequest {
  readonly #client: GitHubClient;
  readonly #debug: (message: string) => void;
  readonly #place: { readonly owner: string; readonly repo: string; readonly pull_number: number };

  constructor(client: GitHubClient, repository: RepositoryName, number: number, debug: (message: string) => void) {
    this.#client = client;
    this.#debug = debug;
    this.#place = { owner: repository.owner, repo: repository.name, pull_number: number };
  }

  /** The commit that the pull request would merge now. */
  async headSha(): Promise<string> {
    const { data } = await this.#client.rest.pulls.get(this.#place);
    return parseShape(z.object({ head: z.object({ sha: z.string() }) }), data).head.sha;
  }

  /** Of each wanted file that the pull request changes, the lines that its diff shows; none for one whose patch GitHub leaves out. */
  async diffLines(wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
    const files = z.array(z.object({ filename: z.string(), patch: z.optional(z.nullable(z.string())) }));
    const found = new Map<string, ReadonlySet<number>>();
    let pages = 0;
    for await (const page of this.#client.paginate.iterator(this.#client.rest.pulls.listFiles, { ...this.#place, per_page: 100 })) {
      for (const { filename, patch } of parseShape(files, page.data)) if (wanted.has(filename)) found.set(filename, diffLines(patch ?? ''));
      pages += 1;
      if (pages >= filePages || found.size === wanted.size) break;
    }
    return found;
  }

  /** The first lines of the comments that this token's identity wrote and that begin with a marker. */
  async ownMarkers(markers: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const user = z.nullish(z.object({ login: z.string() }));
    const comments = z.array(z.object({ node_id: z.string(), body: z.nullish(z.string()), user }));
    const marked: { readonly nodeId: string; readonly marker: string; readonly login?: string }[] = [];
    let pages = 0;
    for await (const page of this.#client.paginate.iterator(this.#client.rest.pulls.listReviewComments, { ...this.#place, per_page: 100 })) {
      pages += 1;
      if (pages > commentPages) throw new ShapeError(`the review comments of the pull request do not end after ${commentPages} pages`);
      for (const comment of parseShape(comments, page.data)) {
        const marker = (comment.body ?? '').split('\n', 1)[0]?.trimEnd() ?? '';
        if (markers.has(marker)) marked.push({ nodeId: comment.node_id, marker, ...(comment.user ? { login: comment.user.login } : {}) });
      }
    }
    if (marked.length === 0) return new Set();
    const own = await writtenByUs(this.#client, marked, this.#debug, 'PullRequestReviewComment');
    return new Set(marked.filter((_, index) => own[index]).map(({ marker }) => marker));
  }

  /** One review with all of the comments. Not tried again by itself: a gateway's error may hide a review that was made. */
  async review(commit: string, body: string, comments: readonly LineComment[]): Promise<void> {
    const sided = comments.map((comment) => ({ ...comment, side: 'RIGHT' }));
    await this.#client.rest.pulls.createReview({ ...this.#place, commit_id: commit, event: 'COMMENT', body, comments: sided, request: { retries: 0 } });
  }

  /** One comment in a review of its own. */
  async comment(commit: string, comment: LineComment): Promise<void> {
    await this.#client.rest.pulls.createReviewComment({ ...this.#place, commit_id: commit, ...comment, side: 'RIGHT', request: { retries: 0 } });
  }
}
