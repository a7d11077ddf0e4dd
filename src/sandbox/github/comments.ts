import { textAt } from '../../arm/json.ts';
import { MalformedBody, type StandInRequest, type StandInResponse } from '../http.ts';
import { failure, notFound } from './answers.ts';
import { pageOf } from './paging.ts';

/** A comment as the store keeps it. */
export interface StoredComment {
  readonly id: number;
  /** The id in GraphQL. */
  readonly nodeId: string;
  readonly pullRequest: number;
  readonly body: string;
  /** The author's login. */
  readonly author: string;
  readonly url: string;
}

/** UTF-16 units; what GitHub's own error names. */
const bodyLimit = 65_536;

/** The comments of one repository's pull requests, and the REST endpoints over them. */
export class CommentStore {
  readonly #repository: string;
  readonly #comments = new Map<number, StoredComment>();
  #lastId = 1_000;

  /** `repository` is `owner/name`. */
  constructor(repository: string) {
    this.#repository = repository;
  }

  of(pullRequest: number): readonly StoredComment[] {
    return [...this.#comments.values()].filter((comment) => comment.pullRequest === pullRequest);
  }

  byNodeId(nodeId: string): StoredComment | undefined {
    return [...this.#comments.values()].find((comment) => comment.nodeId === nodeId);
  }

  add(pullRequest: number, body: string, author: string): StoredComment {
    this.#lastId += 1;
    const id = this.#lastId;
    const url = `https://github.com/${this.#repository}/pull/${pullRequest}#issuecomment-${id}`;
    const comment: StoredComment = { id, nodeId: `IC_${id}`, pullRequest, body, author, url };
    this.#comments.set(id, comment);
    return comment;
  }

  /** `GET /repos/{owner}/{repo}/issues/{number}/comments`, oldest first, 30 a page, at most 100. */
  list(pullRequest: number, request: StandInRequest): StandInResponse {
    return pageOf(request, this.of(pullRequest), (comment) => this.#render(comment));
  }

  /** `POST /repos/{owner}/{repo}/issues/{number}/comments`. */
  create(pullRequest: number, request: StandInRequest, author: string): StandInResponse {
    return readBody(request, (body) => ({ status: 201, body: this.#render(this.add(pullRequest, body, author)) }));
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
      const updated = { ...comment, body };
      this.#comments.set(id, updated);
      return { status: 200, body: this.#render(updated) };
    });
  }

  #render(comment: StoredComment): object {
    const api = `https://api.github.com/repos/${this.#repository}/issues`;
    return {
      id: comment.id,
      node_id: comment.nodeId,
      url: `${api}/comments/${comment.id}`,
      html_url: comment.url,
      issue_url: `${api}/${comment.pullRequest}`,
      body: comment.body,
      user: { login: comment.author, type: comment.author.endsWith('[bot]') ? 'Bot' : 'User' },
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
