import { arrayAt, member, textAt } from '../../arm/json.ts';
import { MalformedBody, type StandInRequest, type StandInResponse } from '../http.ts';
import { failure, notFound } from './answers.ts';
import { pageOf } from './paging.ts';
import { rightLines, type PullRequestStore } from './pulls.ts';

/** A comment on a line of a pull request's diff, as the store keeps it. */
export interface StoredReviewComment {
  readonly id: number;
  /** The id in GraphQL. */
  readonly nodeId: string;
  readonly pullRequest: number;
  /** The review it came with. */
  readonly review: number;
  readonly path: string;
  readonly line: number;
  readonly commit: string;
  readonly body: string;
  /** The author's login. */
  readonly author: string;
}

/** A review as it was sent. */
export interface StoredReview {
  readonly id: number;
  readonly pullRequest: number;
  readonly body: string;
  readonly author: string;
}

type NewComment = Pick<StoredReviewComment, 'path' | 'line' | 'body'>;

/** UTF-16 units, as for any comment. */
const bodyLimit = 65_536;

/** The reviews of one repository's pull requests and their comments. */
export class ReviewStore {
  readonly #repository: string;
  readonly #pulls: PullRequestStore;
  readonly #reviews: StoredReview[] = [];
  readonly #comments: StoredReviewComment[] = [];
  #lastId = 5_000;

  /** `repository` is `owner/name`. */
  constructor(repository: string, pulls: PullRequestStore) {
    this.#repository = repository;
    this.#pulls = pulls;
  }

  reviewsOf(pullRequest: number): readonly StoredReview[] {
    return this.#reviews.filter((review) => review.pullRequest === pullRequest);
  }

  commentsOf(pullRequest: number): readonly StoredReviewComment[] {
    return this.#comments.filter((comment) => comment.pullRequest === pullRequest);
  }

  byNodeId(nodeId: string): StoredReviewComment | undefined {
    return this.#comments.find((comment) => comment.nodeId === nodeId);
  }

  /** A comment that somebody wrote, whatever the diff says. */
  add(pullRequest: number, comment: NewComment, author: string, review = this.#startReview(pullRequest, '', author).id): StoredReviewComment {
    this.#lastId += 1;
    const commit = this.#pulls.find(pullRequest)?.headSha ?? '';
    const { path, line, body } = comment;
    const stored = { id: this.#lastId, nodeId: `PRRC_${this.#lastId}`, pullRequest, review, path, line, commit, body, author };
    this.#comments.push(stored);
    return stored;
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}/comments`, in pages. */
  list(pullRequest: number, request: StandInRequest): StandInResponse {
    if (this.#pulls.find(pullRequest) === undefined) return notFound;
    return pageOf(request, this.commentsOf(pullRequest), (comment) => this.#render(comment));
  }

  /** `POST /repos/{owner}/{repo}/pulls/{number}/comments`: one comment, in a review of its own. */
  createComment(pullRequest: number, request: StandInRequest, author: string): StandInResponse {
    const refusal = this.#refuse(pullRequest, request, [request.body]);
    if (refusal !== undefined) return refusal;
    const [comment] = commentsIn([request.body]);
    return comment === undefined ? unprocessable('body') : { status: 201, body: this.#render(this.add(pullRequest, comment, author)) };
  }

  /** `POST /repos/{owner}/{repo}/pulls/{number}/reviews`: all of its comments, or none when one of them cannot be placed. */
  createReview(pullRequest: number, request: StandInRequest, author: string): StandInResponse {
    const refusal = this.#refuse(pullRequest, request, arrayAt(request.body, 'comments'));
    if (refusal !== undefined) return refusal;
    const body = textAt(request.body, 'body') ?? '';
    if (textAt(request.body, 'event') !== 'COMMENT') return unprocessable('The stand-in knows reviews with event COMMENT only');
    if (body === '') return unprocessable('Body can’t be blank');
    const review = this.#startReview(pullRequest, body, author);
    for (const comment of commentsIn(arrayAt(request.body, 'comments'))) this.add(pullRequest, comment, author, review.id);
    const url = `https://github.com/${this.#repository}/pull/${pullRequest}#pullrequestreview-${review.id}`;
    return { status: 200, body: { id: review.id, state: 'COMMENTED', body, html_url: url, user: { login: author } } };
  }

  #startReview(pullRequest: number, body: string, author: string): StoredReview {
    this.#lastId += 1;
    const review = { id: this.#lastId, pullRequest, body, author };
    this.#reviews.push(review);
    return review;
  }

  #refuse(pullRequest: number, request: StandInRequest, comments: readonly unknown[]): StandInResponse | undefined {
    const pull = this.#pulls.find(pullRequest);
    if (pull === undefined) return notFound;
    if (request.body instanceof MalformedBody) return failure(400, 'Problems parsing JSON');
    if (!this.#pulls.hasCommit(pullRequest, textAt(request.body, 'commit_id') ?? pull.headSha)) return unprocessable('commit_id is not part of the pull request');
    const places = new Map((pull.files ?? []).map((file) => [file.filename, rightLines(file.patch ?? '')]));
    const read = commentsIn(comments);
    if (read.length < comments.length) return unprocessable('A comment needs path, line, side RIGHT and body');
    if (read.some(({ path }) => !places.has(path))) return unprocessable('Path could not be resolved');
    if (read.some(({ path, line }) => places.get(path)?.has(line) !== true)) return unprocessable('Line could not be resolved');
    return read.some(({ body }) => body.length > bodyLimit) ? unprocessable(`Body is too long (maximum is ${bodyLimit} characters)`) : undefined;
  }

  #render(comment: StoredReviewComment): object {
    return {
      id: comment.id,
      node_id: comment.nodeId,
      pull_request_review_id: comment.review,
      path: comment.path,
      line: comment.line,
      side: 'RIGHT',
      commit_id: comment.commit,
      body: comment.body,
      html_url: `https://github.com/${this.#repository}/pull/${comment.pullRequest}#discussion_r${comment.id}`,
      user: { login: comment.author, type: comment.author.endsWith('[bot]') ? 'Bot' : 'User' },
    };
  }
}

/** Those that are whole: a path, a line of the right side, a text. */
function commentsIn(values: readonly unknown[]): readonly NewComment[] {
  return values.flatMap((value) => {
    const [path, body, line] = [textAt(value, 'path'), textAt(value, 'body'), member(value, 'line')];
    const whole = path !== undefined && body !== undefined && body !== '' && typeof line === 'number' && (textAt(value, 'side') ?? 'RIGHT') === 'RIGHT';
    return whole ? [{ path, line, body }] : [];
  });
}

/** GitHub's answer to a review that it cannot place: the reasons stand in `errors` as plain texts. */
function unprocessable(reason: string): StandInResponse {
  return failure(422, 'Unprocessable Entity', [reason]);
}
