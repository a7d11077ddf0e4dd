import { textAt } from '../../arm/json.ts';
import { MalformedBody, type StandInRequest, type StandInResponse } from '../http.ts';
import { failure, notFound } from './answers.ts';
import { pageOf } from './paging.ts';
import type { Ticks } from './ticks.ts';

/** A comment as the store keeps it. */
export interface StoredComment {
  readonly id: number;
  /** The id in GraphQL. */
  readonly nodeId: string;
  /** The number of the issue or the pull request that it stands on: they share their numbers. */
  readonly issue: number;
  readonly body: string;
  /** The author's login. */
  readonly author: string;
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** UTF-16 units; what GitHub's own error names. */
const bodyLimit = 65_536;

/** The comments of one repository's issues and pull requests, and the REST endpoints over them. */
export class CommentStore {
  readonly #repository: string;
  readonly #ticks: Ticks;
  readonly #isIssue: (number: number) => boolean;
  readonly #comments = new Map<number, StoredComment>();
  #lastId = 1_000;

  /** `repository` is `owner/name`. What is no issue is a pull request. */
  constructor(repository: string, ticks: Ticks, isIssue: (number: number) => boolean) {
    this.#repository = repository;
    this.#ticks = ticks;
    this.#isIssue = isIssue;
  }

  of(issue: number): readonly StoredComment[] {
    return [...this.#comments.values()].filter((comment) => comment.issue === issue);
  }

  byNodeId(nodeId: string): StoredComment | undefined {
    return [...this.#comments.values()].find((comment) => comment.nodeId === nodeId);
  }

  add(issue: number, body: string, author: string): StoredComment {
    this.#lastId += 1;
    const id = this.#lastId;
    const url = `https://github.com/${this.#repository}/${this.#isIssue(issue) ? 'issues' : 'pull'}/${issue}#issuecomment-${id}`;
    const at = this.#ticks.next();
    const comment: StoredComment = { id, nodeId: `IC_${id}`, issue, body, author, url, createdAt: at, updatedAt: at };
    this.#comments.set(id, comment);
    return comment;
  }

  /** `GET /repos/{owner}/{repo}/issues/{number}/comments`, oldest first, 30 a page, at most 100; those not older than `since`. */
  list(issue: number, request: StandInRequest): StandInResponse {
    const since = Date.parse(request.query.get('since') ?? '1970-01-01T00:00:00Z');
    return pageOf(request, this.of(issue).filter(({ updatedAt }) => Date.parse(updatedAt) >= since), (comment) => this.#render(comment));
  }

  /** `POST /repos/{owner}/{repo}/issues/{number}/comments`. */
  create(issue: number, request: StandInRequest, author: string): StandInResponse {
    return readBody(request, (body) => ({ status: 201, body: this.#render(this.add(issue, body, author)) }));
  }

  /** `GET /repos/{owner}/{repo}/issues/comments/{id}`. */
  get(id: number): StandInResponse {
    const comment = this.#comments.get(id);
    return comment === undefined ? notFound : { status: 200, body: this.#render(comment) };
  }

  /** `PATCH /repos/{owner}/{repo}/issues/comments/{id}`. Who may write may also rewrite what others wrote, as on GitHub. */
  update(id: number, request: StandInRequest): StandInResponse {
    const comment = this.#comments.get(id);
    if (comment === undefined) return notFound;
    return readBody(request, (body) => {
      const updated = { ...comment, body, updatedAt: this.#ticks.next() };
      this.#comments.set(id, updated);
      return { status: 200, body: this.#render(updated) };
    });
  }

  /** `GET /repos/{owner}/{repo}/issues/comments`: those of all issues and pull requests, oldest first unless asked otherwise. */
  listAll(request: StandInRequest): StandInResponse {
    const since = Date.parse(request.query.get('since') ?? '1970-01-01T00:00:00Z');
    const all = [...this.#comments.values()].filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
    return pageOf(request, request.query.get('direction') === 'desc' ? all.toReversed() : all, (comment) => this.#render(comment));
  }

  /** `DELETE /repos/{owner}/{repo}/issues/comments/{id}`. */
  remove(id: number): StandInResponse {
    return this.#comments.delete(id) ? { status: 204 } : notFound;
  }

  #render(comment: StoredComment): object {
    const api = `https://api.github.com/repos/${this.#repository}/issues`;
    return {
      id: comment.id,
      node_id: comment.nodeId,
      url: `${api}/comments/${comment.id}`,
      html_url: comment.url,
      issue_url: `${api}/${comment.issue}`,
      body: comment.body,
      user: { login: comment.author, type: comment.author.endsWith('[bot]') ? 'Bot' : 'User' },
      created_at: comment.createdAt,
      updated_at: comment.updatedAt,
    };
  }
}

function readBody(request: StandInRequest, accept: (body: string) => StandInResponse): StandInResponse {
  if (request.body instanceof MalformedBody) return failure(400, 'Problems parsing JSON');
  const body = textAt(request.body, 'body');
  if (body === undefined) return failure(422, 'Invalid request.\n\n"body" wasn\'t supplied.');
  if (body.length <= bodyLimit) return accept(body);
  const message = `Body is too long (maximum is ${bodyLimit} characters)`;
  return failure(422, 'Validation Failed', [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }]);
}
