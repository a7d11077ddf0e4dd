import type { Handler, StandInRequest, StandInResponse } from '../http.ts';
import { failure, notAccessible, notFound } from './answers.ts';
import { blobPath } from './artifacts/addresses.ts';
import { answerBlob } from './artifacts/blobs.ts';
import { answerResults, resultsPath } from './artifacts/results.ts';
import { ArtifactStore, type StoredArtifact } from './artifacts/store.ts';
import { CheckRuns, type StoredCheckRun } from './checks.ts';
import { CodeScanning, type CodeScanningPermission, type StoredSarif } from './code-scanning.ts';
import { CommentStore, type StoredComment } from './comments.ts';
import { FileStore } from './files.ts';
import { answerQuery } from './graphql/endpoint.ts';
import { Graph } from './graphql/graph.ts';
import { Interrupter, type Interruption } from './interruption.ts';
import { IssueEndpoints, type IssuePermission } from './issues/endpoints.ts';
import { LabelStore } from './issues/labels.ts';
import { IssueStore, type IssueChange, type NewIssue, type StoredIssue } from './issues/store.ts';
import { PullRequestStore, type StandInPullRequest } from './pulls.ts';
import { RateBudget } from './limits/budget.ts';
import { rateLimited, type RateLimit } from './limits/rate-limit.ts';
import { withProtocol } from './protocol.ts';
import { answerRepository, type RepositoryOptions } from './repository.ts';
import { ReviewEndpoints } from './reviews/endpoints.ts';
import { ReviewStore, type StoredReview, type StoredReviewComment } from './reviews/store.ts';
import { createTicks } from './ticks.ts';

export type { StoredComment } from './comments.ts';
export type { Interruption } from './interruption.ts';
export type { StoredIssue } from './issues/store.ts';
export type { StoredReviewComment } from './reviews/store.ts';

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
  /** What it may do with code scanning, or `disabled` when the repository has none. Default: as `permission`. */
  readonly codeScanning?: CodeScanningPermission;
  /** Whether requests beyond GitHub's rate limits are refused; the headers are sent in any case. Default `off`. */
  readonly quota?: 'github' | 'off';
  /** How many times faster than GitHub's the windows of rate limits pass. Default 1. */
  readonly speed?: number;
  /** The time of rate limits, in milliseconds since 1970. Default: it stands still. */
  readonly now?: () => number;
  /** What the results service, which takes artifacts, is asked with: the runner's ACTIONS_RUNTIME_TOKEN. Default `runtime-token`. */
  readonly runtimeToken?: string;
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
  /** The check runs, oldest first. */
  checkRuns(): readonly StoredCheckRun[];
  /** The SARIF files that were uploaded, oldest first. */
  sarifs(): readonly StoredSarif[];
  /** The artifacts, newest first. */
  artifacts(): readonly StoredArtifact[];
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
  const { repository, permission, login = workflowLogin, now = () => Date.UTC(2026, 0, 1) } = options;
  const mayWrite = permission === 'write';
  const ticks = createTicks(options.secondsPerWrite ?? 1);
  const issues = new IssueStore(repository, ticks);
  const labels = new LabelStore();
  const comments = new CommentStore(repository, ticks, (number) => issues.find(number)?.isPullRequest === false);
  const pulls = new PullRequestStore(repository);
  const reviews = new ReviewStore(pulls);
  const files = new FileStore(options.treeLimit);
  const checks = new CheckRuns(ticks, mayWrite);
  const codeScanning = new CodeScanning(options.codeScanning ?? permission);
  const artifacts = new ArtifactStore(ticks);
  const parts: RepositoryOptions = {
    repository, mayWrite, login, artifacts, checks, codeScanning, comments, files, pulls,
    issues: new IssueEndpoints({ issues, labels, comments, permission: options.issues ?? permission, mayLabel: options.mayLabel ?? true, login }),
    reviews: new ReviewEndpoints({ repository, pulls, reviews, mayWrite, login }),
  };
  const graph = new Graph({ repository, viewer: login, mayWrite, issues, comments, pulls, reviews });
  const budget = new RateBudget({ quota: options.quota ?? 'off', perHour: login === workflowLogin ? 1_000 : 5_000, speed: options.speed ?? 1, now });
  const interrupter = new Interrupter();
  const runtimeToken = options.runtimeToken ?? 'runtime-token';
  let limit: RateLimit | undefined;

  function route(method: string, path: string, request: StandInRequest): StandInResponse {
    if (method === 'POST' && path === '/graphql') return answerQuery(request, graph);
    if (method === 'GET' && path === '/user') return login === workflowLogin ? notAccessible : { status: 200, body: { login, type: 'User' } };
    const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(?:\/(.*))?$/s.exec(path) ?? [];
    // What the token may not see is not there.
    return `${owner}/${name}`.toLowerCase() === repository.toLowerCase() ? answerRepository(method, rest, request, parts) : notFound;
  }

  /** The answer while a limit is played. */
  function limited(): StandInResponse | undefined {
    if (limit === undefined || limit.requests <= 0) return undefined;
    limit = { ...limit, requests: limit.requests - 1 };
    return rateLimited(limit);
  }

  const handle: Handler = (request) => {
    if (request.path.startsWith(blobPath)) return answerBlob(request, artifacts);
    if (request.path.startsWith(resultsPath)) return answerResults(request, artifacts, runtimeToken);
    const refusal = refuseToken(request.headers['authorization'], options.token) ?? limited();
    if (refusal !== undefined) return refusal;
    const path = decodePath(request.path);
    return path === undefined ? failure(400, 'Bad Request') : withProtocol(request, path, budget, () => route(request.method, path, request));
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
    checkRuns: () => checks.all(),
    sarifs: () => codeScanning.all(),
    artifacts: () => artifacts.all(),
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
