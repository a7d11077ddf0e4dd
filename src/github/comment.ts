import * as z from 'zod/mini';
import { throwIfCancelled } from '../run/errors.ts';
import { createClient, type GitHubClient, type GitHubConnection, type GitHubTools } from './client.ts';
import { writtenByUs } from './comment/author.ts';
import { carriesMarker, commentMarker } from './comment/marker.ts';
import { meaningOf } from './comment/meaning.ts';
import { explainRefusal } from './comment/refusal.ts';
import type { RepositoryName } from './event.ts';
import { failureOf } from './failure.ts';
import { parseShape, ShapeError } from './shape.ts';

export interface CommentRequest extends GitHubConnection {
  readonly repository: RepositoryName;
  readonly pullRequestNumber: number;
  /** Tells this comment from others of this project on the same pull request. */
  readonly key: string;
  /** Markdown. With the marker's 500 characters it has to stay below GitHub's 65,536. */
  readonly body: string;
  /** `update-only` turns an old comment to the new state but never starts one. */
  readonly when: 'always' | 'update-only';
  readonly isFork?: boolean;
  readonly isDependabot?: boolean;
}

/** `none`: there was no comment and none was wanted. `refused`: GitHub did not let us; one warning said why. */
export interface CommentOutcome {
  readonly kind: 'created' | 'updated' | 'unchanged' | 'none' | 'refused';
  readonly url?: string;
}

interface Comment {
  readonly id: number;
  readonly nodeId: string;
  readonly body: string;
  readonly url: string;
  readonly login?: string;
}

/**
 * Brings the one comment with this key to `body`: creates it, rewrites it in place, or leaves it when it says the same
 * already. It is found on any page by its hidden marker and by having been written by this token's identity.
 * Never throws for what GitHub or the network refuses: that is one warning. Throws `CancelledError` when cancelled.
 */
export async function upsertComment(request: CommentRequest, tools: GitHubTools): Promise<CommentOutcome> {
  try {
    const client = await createClient(request, tools);
    return await upsert(new PullRequestComments(client, request, tools.logger.debug.bind(tools.logger)), request);
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    tools.logger.warning(explainRefusal(failureOf(thrown), request));
    return { kind: 'refused' };
  }
}

async function upsert(comments: PullRequestComments, request: CommentRequest): Promise<CommentOutcome> {
  const marker = commentMarker(request.key);
  const body = `${marker}\n${request.body}`;
  const existing = await comments.findOwn(marker);
  if (existing !== undefined) {
    if (meaningOf(existing.body) === meaningOf(body)) return { kind: 'unchanged', url: existing.url };
    return { kind: 'updated', url: await comments.update(existing.id, body) };
  }
  if (request.when === 'update-only') return { kind: 'none' };
  try {
    return { kind: 'created', url: await comments.create(body) };
  } catch (thrown) {
    if (failureOf(thrown).kind !== 'unavailable') throw thrown;
    // A gateway's error may hide a comment that was made after all: look before making a second one.
    const created = await comments.findOwn(marker);
    return { kind: 'created', url: created?.url ?? (await comments.create(body)) };
  }
}

/** Of 100 comments each; a list that goes on beyond is no list. */
const maximumPages = 300;

/** The comments of one pull request. */
class PullRequestComments {
  readonly #client: GitHubClient;
  readonly #debug: (message: string) => void;
  readonly #repository: { readonly owner: string; readonly repo: string };
  readonly #issue: number;

  constructor(client: GitHubClient, request: CommentRequest, debug: (message: string) => void) {
    this.#client = client;
    this.#debug = debug;
    this.#repository = { owner: request.repository.owner, repo: request.repository.name };
    this.#issue = request.pullRequestNumber;
  }

  async findOwn(marker: string): Promise<Comment | undefined> {
    const marked: Comment[] = [];
    let pages = 0;
    const parameters = { ...this.#repository, issue_number: this.#issue, per_page: 100 };
    for await (const page of this.#client.paginate.iterator(this.#client.rest.issues.listComments, parameters)) {
      pages += 1;
      if (pages > maximumPages) throw new ShapeError(`the comments of the pull request do not end after ${maximumPages} pages`);
      marked.push(...parseComments(page.data).filter((comment) => carriesMarker(comment.body, marker)));
    }
    if (marked.length === 0) return undefined;
    const own = await writtenByUs(this.#client, marked, this.#debug);
    return marked.find((_, index) => own[index]);
  }

  async update(id: number, body: string): Promise<string> {
    const response = await this.#client.rest.issues.updateComment({ ...this.#repository, comment_id: id, body });
    return urlOf(response.data);
  }

  /** Not retried blindly, see `upsert`. */
  async create(body: string): Promise<string> {
    const parameters = { ...this.#repository, issue_number: this.#issue, body, request: { retries: 0 } };
    const response = await this.#client.rest.issues.createComment(parameters);
    return urlOf(response.data);
  }
}

function parseComments(data: unknown): readonly Comment[] {
  const user = z.nullish(z.object({ login: z.string() }));
  const comment = z.object({ id: z.number(), node_id: z.string(), body: z.nullish(z.string()), html_url: z.string(), user });
  return parseShape(z.array(comment), data).map((found) => ({
    id: found.id,
    nodeId: found.node_id,
    body: found.body ?? '',
    url: found.html_url,
    ...(found.user ? { login: found.user.login } : {}),
  }));
}

function urlOf(data: unknown): string {
  return parseShape(z.object({ html_url: z.string() }), data).html_url;
}
