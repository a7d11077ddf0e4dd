import type { Handler, StandInRequest, StandInResponse } from '../http.ts';
import { failure, notAccessible, notFound } from './answers.ts';
import { CommentStore, type StoredComment } from './comments.ts';
import { FileStore } from './files.ts';
import { answerQuery } from './graphql.ts';
import { Interrupter, type Interruption } from './interruption.ts';
import { IssueEndpoints, type IssuePermission } from './issues/endpoints.ts';
import { LabelStore } from './issues/labels.ts';
import { IssueStore, type IssueChange, type NewIssue, type StoredIssue } from './issues/store.ts';
import { PullRequestStore, type StandInPullRequest } from './pulls.ts';
import { rateLimited, type RateLimit } from './rate-limit.ts';
import { ReviewStore, type StoredReview, type StoredReviewComment } from './reviews.ts';
import { createTicks } from './ticks.ts';

export type { StoredComment } from './comments.ts';
export type { Interruption } from './interruption.ts';
export type { StoredIssue } from './issues/store.ts';
export type { StoredReviewComment } from './reviews.ts';

export interface GitHubStandInOptions {
  /** `owner/name`: the only repository there is. */
  readonly repository: string;
  /** The only token that is accepted. */
  readonly token: string;
  /** What the token may do with comments and reviews: a fork's has `read`. */
  readonly permission: 'write' | 'read';
  /** What the token may do with issues, or `disabled` when the repository has none. Default: as `permission`. */
  readonly issues?: IssuePermission;
  /** Whether it may make labels and put them on issues. Default: yes. */
  readonly mayLabel?: boolean;
  /** Whose token it is. Default `github-actions[bot]`: a workflow's own, which has no user (`GET /user` is 403). */
  readonly login?: string;
  /** How many entries a recursive listing of files holds at most. Default: GitHub's 100,000. */
  readonly treeLimit?: number;
  /** Seconds between two writes by the stand-in's own time. Default 1; with 0 all have the same time. */
  readonly secondsPerWrite?: number;
}

/** The part of GitHub that this project talks to, over a store in memory. Reached over plain HTTP. */
export interface GitHubStandIn {
  /** Answers GitHub's paths, and GitHub Enterprise Server's below `/api/v3` and at `/api/graphql`. */
  readonly handle: Handler;
  /** The comments of an issue or a pull request, oldest first. */
  comments(issue: number): readonly StoredComment[];
  addComment(issue: number, comment: { readonly body: string; readonly author: string }): StoredComment;
  putFile(ref: string, path: string, text: string): void;
  /** A symbolic link, as a commit holds it. */
  putLink(ref: string, path: string, target: string): void;
  /** Opens a pull request, or pushes to it. Comments need none. */
  putPullRequest(number: number, pull: StandInPullRequest): void;
  /** The reviews of a pull request and the comments on its lines, oldest first. */
  reviews(pullRequest: number): readonly StoredReview[];
  reviewComments(pullRequest: number): readonly StoredReviewComment[];
  addReviewComment(pullRequest: number, comment: Pick<StoredReviewComment, 'path' | 'line' | 'body' | 'author'>): StoredReviewComment;
  /** The issues, oldest first. */
  issues(): readonly StoredIssue[];
  /** An issue that somebody opened. */
  addIssue(issue: NewIssue): StoredIssue;
  /** What somebody does to an issue. */
  changeIssue(number: number, change: IssueChange): void;
  deleteIssue(number: number): void;
  /** The names of the repository's labels. */
  labels(): readonly string[];
  /** Answers the next requests with a rate limit. */
  limitRate(limit: RateLimit): void;
  /** Makes a request to come go wrong; `undefined` lets everything through again. */
  interrupt(interruption: Interruption | undefined): void;
  /** How many requests there were since `interrupt` was called last. */
  requestsSeen(): number;
}

const workflowLogin = 'github-actions[bot]';

export function createGitHubStandIn(options: GitHubStandInOptions): GitHubStandIn {
  const { repository, permission, login = workflowLogin } = options;
  const ticks = createTicks(options.secondsPerWrite ?? 1);
  const issues = new IssueStore(repository, ticks);
  const labels = new LabelStore();
  const comments = new CommentStore(repository, ticks, (number) => issues.find(number)?.isPullRequest === false);
  const issueEndpoints = new IssueEndpoints({ issues, labels, comments, permission: options.issues ?? permission, mayLabel: options.mayLabel ?? true, login });
  const interrupter = new Interrupter();
  const files = new FileStore(options.treeLimit);
  const pulls = new PullRequestStore(repository);
  const reviews = new ReviewStore(repository, pulls);
  let limit: RateLimit | undefined;

  function route(method: string, path: string, request: StandInRequest): StandInResponse {
    if (method === 'POST' && path === '/graphql') return answerQuery(request, login, (nodeId) => comments.byNodeId(nodeId) ?? reviews.byNodeId(nodeId) ?? issues.byNodeId(nodeId));
    if (method === 'GET' && path === '/user') return login === workflowLogin ? notAccessible : { status: 200, body: { login, type: 'User' } };
    const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)\/(.*)$/s.exec(path) ?? [];
    return `${owner}/${name}`.toLowerCase() === repository.toLowerCase() ? routeRepository(method, rest, request) : notFound;
  }

  function routeRepository(method: string, path: string, request: StandInRequest): StandInResponse {
    const file = /^contents(?:\/|$)(.*)$/s.exec(path)?.[1];
    if (file !== undefined && method === 'GET') return files.get(request.query.get('ref') ?? 'main', file);
    const [, kind, sha = ''] = /^git\/(trees|blobs)\/([^/]+)$/.exec(path) ?? [];
    if (kind !== undefined && method === 'GET') return kind === 'blobs' ? files.blob(sha) : files.tree(sha, request.query.has('recursive'));
    if (path.startsWith('pulls/')) return routePull(method, path, request);
    const aboutIssues = issueEndpoints.answer(method, path, request);
    if (aboutIssues !== undefined) return aboutIssues;
    const pullRequest = numberIn(/^issues\/(\d+)\/comments$/, path);
    const id = numberIn(/^issues\/comments\/(\d+)$/, path);
    if (pullRequest !== undefined && method === 'GET') return comments.list(pullRequest, request);
    if (id !== undefined && method === 'GET') return comments.get(id);
    const writes = (pullRequest !== undefined && method === 'POST') || (id !== undefined && method === 'PATCH');
    if (writes && permission === 'read') return notAccessible;
    if (pullRequest !== undefined && method === 'POST') return comments.create(pullRequest, request, login);
    if (id !== undefined && method === 'PATCH') return comments.update(id, request);
    return notFound;
  }

  function routePull(method: string, path: string, request: StandInRequest): StandInResponse {
    const [, digits, rest = ''] = /^pulls\/(\d+)(?:\/(files|comments|reviews))?$/.exec(path) ?? [];
    if (digits === undefined) return notFound;
    const number = Number(digits);
    switch (`${method} ${rest}`) {
      case 'GET ':
        return pulls.get(number);
      case 'GET files':
        return pulls.files(number, request);
      case 'GET comments':
        return reviews.list(number, request);
      case 'POST comments':
        return permission === 'read' ? notAccessible : reviews.createComment(number, request, login);
      case 'POST reviews':
        return permission === 'read' ? notAccessible : reviews.createReview(number, request, login);
      default:
        return notFound;
    }
  }

  /** The answer while a limit holds. */
  function limited(): StandInResponse | undefined {
    if (limit === undefined || limit.requests <= 0) return undefined;
    limit = { ...limit, requests: limit.requests - 1 };
    return rateLimited(limit);
  }

  const handle: Handler = (request) => {
    const refusal = refuseToken(request.headers['authorization'], options.token) ?? limited();
    const path = decodePath(request.path);
    return refusal ?? (path === undefined ? failure(400, 'Bad Request') : route(request.method, path, request));
  };

  return {
    handle: interrupter.through(handle),
    comments: (issue) => comments.of(issue),
    addComment: (issue, { body, author }) => comments.add(issue, body, author),
    putFile: (ref, path, text) => files.put(ref, path, text),
    putLink: (ref, path, target) => files.put(ref, path, target, true),
    putPullRequest: (number, pull) => pulls.put(number, pull),
    reviews: (pullRequest) => reviews.reviewsOf(pullRequest),
    reviewComments: (pullRequest) => reviews.commentsOf(pullRequest),
    addReviewComment: (pullRequest, comment) => reviews.add(pullRequest, comment, comment.author),
    issues: () => issues.all(),
    addIssue: (issue) => issues.add(issue),
    changeIssue: (number, change) => void issues.change(number, change),
    deleteIssue: (number) => issues.delete(number),
    labels: () => labels.all().map(({ name }) => name),
    limitRate: (wanted) => {
      limit = wanted;
    },
    interrupt: (interruption) => interrupter.set(interruption),
    requestsSeen: () => interrupter.seen,
  };
}

function refuseToken(header: string | undefined, token: string): StandInResponse | undefined {
  if (header === undefined) return failure(401, 'Requires authentication');
  const given = /^(?:token|bearer) (.+)$/i.exec(header)?.[1];
  return given === token ? undefined : failure(401, 'Bad credentials');
}

/** The path without Enterprise Server's prefix, decoded; undefined when its encoding is broken. */
function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path.replace(/^\/api\/v3(?=\/)/, '').replace(/^\/api(?=\/graphql$)/, ''));
  } catch {
    return undefined;
  }
}

function numberIn(pattern: RegExp, path: string): number | undefined {
  const found = pattern.exec(path)?.[1];
  return found === undefined ? undefined : Number(found);
}
