import type { PullRequestStore } from '../pulls.ts';
import type { DiffSide } from './diff.ts';

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
  /** Where it begins when it stands on several lines. */
  readonly startLine?: number;
  readonly side: DiffSide;
  readonly commit: string;
  readonly body: string;
  /** The author's login. */
  readonly author: string;
  /** The first comment of the thread that it answers in. */
  readonly replyTo?: number;
}

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

/** A review as it was sent. */
export interface StoredReview {
  readonly id: number;
  readonly pullRequest: number;
  readonly body: string;
  readonly author: string;
  readonly state: ReviewState;
  readonly commit: string;
}

export type NewComment = Pick<StoredReviewComment, 'path' | 'line' | 'body'> & Partial<Pick<StoredReviewComment, 'startLine' | 'side' | 'replyTo'>>;

/** The reviews of one repository's pull requests and their comments. */
export class ReviewStore {
  readonly #pulls: PullRequestStore;
  readonly #reviews: StoredReview[] = [];
  #comments: readonly StoredReviewComment[] = [];
  #lastId = 5_000;

  constructor(pulls: PullRequestStore) {
    this.#pulls = pulls;
  }

  reviewsOf(pullRequest: number): readonly StoredReview[] {
    return this.#reviews.filter((review) => review.pullRequest === pullRequest);
  }

  commentsOf(pullRequest: number): readonly StoredReviewComment[] {
    return this.#comments.filter((comment) => comment.pullRequest === pullRequest);
  }

  comment(id: number): StoredReviewComment | undefined {
    return this.#comments.find((comment) => comment.id === id);
  }

  byNodeId(nodeId: string): StoredReviewComment | undefined {
    return this.#comments.find((comment) => comment.nodeId === nodeId);
  }

  /** A thread is its first comment and the replies to it, oldest first. */
  thread(first: number): readonly StoredReviewComment[] {
    return this.#comments.filter(({ id, replyTo }) => id === first || replyTo === first);
  }

  /** The first comments of the threads of a pull request. */
  threadsOf(pullRequest: number): readonly StoredReviewComment[] {
    return this.commentsOf(pullRequest).filter(({ replyTo }) => replyTo === undefined);
  }

  threadNodeId({ id }: StoredReviewComment): string {
    return `PRRT_${id}`;
  }

  /** The first comment of the thread with this id in GraphQL. */
  threadByNodeId(nodeId: string): StoredReviewComment | undefined {
    return this.#comments.find((comment) => comment.replyTo === undefined && this.threadNodeId(comment) === nodeId);
  }

  startReview(pullRequest: number, review: Pick<StoredReview, 'body' | 'author' | 'state'>): StoredReview {
    this.#lastId += 1;
    const stored = { id: this.#lastId, pullRequest, commit: this.#pulls.find(pullRequest)?.headSha ?? '', ...review };
    this.#reviews.push(stored);
    return stored;
  }

  /** Undefined when there is no such review of this pull request. */
  changeReview(pullRequest: number, id: number, change: Pick<StoredReview, 'state'>): StoredReview | undefined {
    const index = this.#reviews.findIndex((review) => review.id === id && review.pullRequest === pullRequest);
    const found = this.#reviews[index];
    if (found === undefined) return undefined;
    const changed = { ...found, ...change };
    this.#reviews[index] = changed;
    return changed;
  }

  /** A comment that somebody wrote, whatever the diff says; in a review of its own unless one is named. */
  add(pullRequest: number, comment: NewComment, author: string, review = this.startReview(pullRequest, { body: '', author, state: 'COMMENTED' }).id): StoredReviewComment {
    this.#lastId += 1;
    const { path, line, body, startLine, replyTo, side = 'RIGHT' } = comment;
    const stored: StoredReviewComment = {
      id: this.#lastId, nodeId: `PRRC_${this.#lastId}`, pullRequest, review, path, line, side, commit: this.#pulls.find(pullRequest)?.headSha ?? '', body, author,
      ...(startLine === undefined ? {} : { startLine }), ...(replyTo === undefined ? {} : { replyTo }),
    };
    this.#comments = [...this.#comments, stored];
    return stored;
  }

  rewrite(id: number, body: string): void {
    this.#comments = this.#comments.map((comment) => (comment.id === id ? { ...comment, body } : comment));
  }

  remove(id: number): void {
    this.#comments = this.#comments.filter((comment) => comment.id !== id);
  }
}
