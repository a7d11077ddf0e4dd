import { arrayAt, member, textAt } from '../../../arm/json.ts';
import { MalformedBody, type StandInRequest, type StandInResponse } from '../../http.ts';
import { failure, notAccessible, notFound } from '../answers.ts';
import { pageOf } from '../paging.ts';
import type { PullRequestStore } from '../pulls.ts';
import { linesOf } from './diff.ts';
import type { NewComment, ReviewState, ReviewStore, StoredReview, StoredReviewComment } from './store.ts';

export interface ReviewEndpointsOptions {
  /** `owner/name`. */
  readonly repository: string;
  readonly pulls: PullRequestStore;
  readonly reviews: ReviewStore;
  readonly mayWrite: boolean;
  /** Whose token it is. */
  readonly login: string;
}

/** UTF-16 units, as for any comment. */
const bodyLimit = 65_536;
const states: Readonly<Partial<Record<string, ReviewState>>> = { COMMENT: 'COMMENTED', APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED' };

/** The REST endpoints over reviews and comments on lines (docs.github.com, "REST API endpoints for pull request reviews" and "review comments"). */
export class ReviewEndpoints {
  readonly #options: ReviewEndpointsOptions;

  constructor(options: ReviewEndpointsOptions) {
    this.#options = options;
  }

  /** The answer to a path below `pulls/`, or undefined when it is none of these. */
  answer(method: string, path: string, request: StandInRequest): StandInResponse | undefined {
    const route = this.#ofComment(method, path, request) ?? this.#ofPull(method, path, request);
    if (route === undefined) return undefined;
    if (method !== 'GET' && !this.#options.mayWrite) return notAccessible;
    return request.body instanceof MalformedBody ? failure(400, 'Problems parsing JSON') : route();
  }

  #ofComment(method: string, path: string, { body }: StandInRequest): (() => StandInResponse) | undefined {
    const id = /^comments\/(\d+)$/.exec(path)?.[1];
    if (id === undefined) return undefined;
    const { reviews } = this.#options;
    const found = reviews.comment(Number(id));
    const answers: Readonly<Record<string, (comment: StoredReviewComment) => StandInResponse>> = {
      GET: (comment) => ({ status: 200, body: this.#render(comment) }),
      PATCH: (comment) => {
        const text = textAt(body, 'body') ?? '';
        const refusal = text === '' ? unprocessable('Body can’t be blank') : refuseLong([text]);
        if (refusal !== undefined) return refusal;
        reviews.rewrite(comment.id, text);
        return { status: 200, body: this.#render({ ...comment, body: text }) };
      },
      DELETE: (comment) => {
        reviews.remove(comment.id);
        return { status: 204 };
      },
    };
    const handle = answers[method];
    return handle === undefined ? undefined : () => (found === undefined ? notFound : handle(found));
  }

  #ofPull(method: string, path: string, request: StandInRequest): (() => StandInResponse) | undefined {
    const [, digits, kind = '', id, rest = ''] = /^(\d+)\/(comments|reviews)(?:\/(\d+)(?:\/(replies|comments|dismissals))?)?$/.exec(path) ?? [];
    if (digits === undefined) return undefined;
    const { pulls, reviews } = this.#options;
    const [pull, one] = [Number(digits), Number(id)];
    const review = reviews.reviewsOf(pull).find((candidate) => candidate.id === one);
    const ofReview = (answer: (found: StoredReview) => StandInResponse) => () => (review === undefined ? notFound : answer(review));
    const routes: Readonly<Record<string, () => StandInResponse>> = {
      'GET comments': () => this.#list(pull, request),
      'POST comments': () => this.#createComment(pull, request),
      'POST comments/replies': () => this.#reply(pull, one, request),
      'GET reviews': () => (pulls.find(pull) === undefined ? notFound : pageOf(request, reviews.reviewsOf(pull), (found) => this.#renderReview(found))),
      'POST reviews': () => this.#createReview(pull, request),
      'GET reviews/': ofReview((found) => ({ status: 200, body: this.#renderReview(found) })),
      'GET reviews/comments': ofReview((found) => pageOf(request, reviews.commentsOf(pull).filter((comment) => comment.review === found.id), (comment) => this.#render(comment))),
      'PUT reviews/dismissals': ofReview((found) => {
        if (textAt(request.body, 'message') === undefined) return failure(422, 'Invalid request.\n\n"message" wasn\'t supplied.');
        const dismissed = reviews.changeReview(pull, found.id, { state: 'DISMISSED' });
        return dismissed === undefined ? notFound : { status: 200, body: this.#renderReview(dismissed) };
      }),
    };
    const name = `${method} ${kind}${id === undefined ? '' : `/${rest}`}`;
    return Object.hasOwn(routes, name) ? routes[name] : undefined;
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}/comments`, oldest first unless asked otherwise, in pages. */
  #list(pull: number, request: StandInRequest): StandInResponse {
    if (this.#options.pulls.find(pull) === undefined) return notFound;
    const comments = this.#options.reviews.commentsOf(pull);
    return pageOf(request, request.query.get('direction') === 'desc' ? comments.toReversed() : comments, (comment) => this.#render(comment));
  }

  /** One comment, in a review of its own; with `in_reply_to` in the thread of another, whose place it has. */
  #createComment(pull: number, request: StandInRequest): StandInResponse {
    const answered = member(request.body, 'in_reply_to');
    if (typeof answered === 'number') return this.#reply(pull, answered, request);
    const refusal = this.#refuse(pull, request, [request.body]);
    if (refusal !== undefined) return refusal;
    const [comment] = commentsIn([request.body]);
    return comment === undefined ? unprocessable('body') : { status: 201, body: this.#render(this.#options.reviews.add(pull, comment, this.#options.login)) };
  }

  #reply(pull: number, to: number, request: StandInRequest): StandInResponse {
    const { login, reviews } = this.#options;
    const found = reviews.comment(to);
    const first = found?.replyTo === undefined ? found : reviews.comment(found.replyTo);
    if (first === undefined || first.pullRequest !== pull) return notFound;
    const body = textAt(request.body, 'body') ?? '';
    if (body === '') return unprocessable('Body can’t be blank');
    const { line, path, side } = first;
    return refuseLong([body]) ?? { status: 201, body: this.#render(reviews.add(pull, { path, line, side, body, replyTo: first.id }, login)) };
  }

  /** `POST /repos/{owner}/{repo}/pulls/{number}/reviews`: all of its comments, or none when one of them cannot be placed. */
  #createReview(pull: number, request: StandInRequest): StandInResponse {
    const { login, reviews } = this.#options;
    const refusal = this.#refuse(pull, request, arrayAt(request.body, 'comments'));
    if (refusal !== undefined) return refusal;
    const [body, event] = [textAt(request.body, 'body') ?? '', textAt(request.body, 'event')];
    const state = event === undefined ? 'PENDING' : states[event];
    if (state === undefined) return unprocessable(`Variable $event of type PullRequestReviewEvent was provided invalid value ${event ?? ''}`);
    if (body === '' && (state === 'COMMENTED' || state === 'CHANGES_REQUESTED')) return unprocessable('Body can’t be blank');
    const review = reviews.startReview(pull, { body, author: login, state });
    for (const comment of commentsIn(arrayAt(request.body, 'comments'))) reviews.add(pull, comment, login, review.id);
    return { status: 200, body: this.#renderReview(review) };
  }

  #refuse(pullRequest: number, request: StandInRequest, comments: readonly unknown[]): StandInResponse | undefined {
    const { pulls } = this.#options;
    const pull = pulls.find(pullRequest);
    if (pull === undefined) return notFound;
    if (!pulls.hasCommit(pullRequest, textAt(request.body, 'commit_id') ?? pull.headSha)) return unprocessable('commit_id is not part of the pull request');
    const places = new Map((pull.files ?? []).map((file) => [file.filename, linesOf(file.patch ?? '')]));
    const read = commentsIn(comments);
    if (read.length < comments.length) return unprocessable('A comment needs path, line and body; side is LEFT or RIGHT');
    for (const { line, path, side = 'RIGHT', startLine } of read) {
      const lines = places.get(path);
      if (lines === undefined) return unprocessable('Path could not be resolved');
      const hunk = lines[side].get(line);
      if (hunk === undefined) return unprocessable('Line could not be resolved');
      if (startLine === undefined) continue;
      if (startLine >= line) return unprocessable('start_line must precede the end line.');
      if (lines[side].get(startLine) !== hunk) return unprocessable('start_line must be part of the same hunk as the line.');
    }
    return refuseLong(read.map(({ body }) => body));
  }

  #renderReview({ author, body, commit, id, pullRequest, state }: StoredReview): object {
    return { id, node_id: `PRR_${id}`, state, body, commit_id: commit, html_url: `https://github.com/${this.#options.repository}/pull/${pullRequest}#pullrequestreview-${id}`, user: userOf(author) };
  }

  #render(comment: StoredReviewComment): object {
    return {
      id: comment.id,
      node_id: comment.nodeId,
      pull_request_review_id: comment.review,
      path: comment.path,
      line: comment.line,
      start_line: comment.startLine ?? null,
      side: comment.side,
      start_side: comment.startLine === undefined ? null : comment.side,
      commit_id: comment.commit,
      body: comment.body,
      html_url: `https://github.com/${this.#options.repository}/pull/${comment.pullRequest}#discussion_r${comment.id}`,
      user: userOf(comment.author),
      ...(comment.replyTo === undefined ? {} : { in_reply_to_id: comment.replyTo }),
    };
  }
}

function userOf(login: string): object {
  return { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
}

/** Those that are whole: a path, a line, a text, a side that there is. */
function commentsIn(values: readonly unknown[]): readonly NewComment[] {
  return values.flatMap((value): readonly NewComment[] => {
    const [path, body, line, startLine] = [textAt(value, 'path'), textAt(value, 'body'), member(value, 'line'), member(value, 'start_line')];
    const side = textAt(value, 'side') ?? 'RIGHT';
    if (path === undefined || body === undefined || body === '' || typeof line !== 'number' || (side !== 'LEFT' && side !== 'RIGHT')) return [];
    return [{ path, line, body, side, ...(typeof startLine === 'number' ? { startLine } : {}) }];
  });
}

function refuseLong(bodies: readonly string[]): StandInResponse | undefined {
  return bodies.some((body) => body.length > bodyLimit) ? unprocessable(`Body is too long (maximum is ${bodyLimit} characters)`) : undefined;
}

/** GitHub's answer to a review that it cannot place: the reasons stand in `errors` as plain texts. */
function unprocessable(reason: string): StandInResponse {
  return failure(422, 'Unprocessable Entity', [reason]);
}
