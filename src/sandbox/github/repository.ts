import type { StandInRequest, StandInResponse } from '../http.ts';
import { notAccessible, notFound } from './answers.ts';
import { answerArtifacts } from './artifacts/endpoints.ts';
import type { ArtifactStore } from './artifacts/store.ts';
import type { CheckRuns } from './checks.ts';
import type { CodeScanning } from './code-scanning.ts';
import type { CommentStore } from './comments.ts';
import type { FileStore } from './files.ts';
import type { IssueEndpoints } from './issues/endpoints.ts';
import type { PullRequestStore } from './pulls.ts';
import type { ReviewEndpoints } from './reviews/endpoints.ts';

export interface RepositoryOptions {
  /** `owner/name`. */
  readonly repository: string;
  readonly mayWrite: boolean;
  /** Whose token it is. */
  readonly login: string;
  readonly artifacts: ArtifactStore;
  readonly checks: CheckRuns;
  readonly codeScanning: CodeScanning;
  readonly comments: CommentStore;
  readonly files: FileStore;
  readonly issues: IssueEndpoints;
  readonly pulls: PullRequestStore;
  readonly reviews: ReviewEndpoints;
}

/** Answers a request below `/repos/{owner}/{repo}/`. */
export function answerRepository(method: string, path: string, request: StandInRequest, options: RepositoryOptions): StandInResponse {
  const { artifacts, checks, codeScanning, files, mayWrite, pulls, repository, reviews } = options;
  if (path === '') return method === 'GET' ? { status: 200, body: { full_name: repository, private: true, default_branch: 'main', permissions: { pull: true, push: mayWrite } } } : notFound;
  const file = /^contents(?:\/|$)(.*)$/s.exec(path)?.[1];
  if (file !== undefined && method === 'GET') return files.get(request.query.get('ref') ?? 'main', file);
  const [, kind, sha = ''] = /^git\/(trees|blobs)\/([^/]+)$/.exec(path) ?? [];
  if (kind !== undefined && method === 'GET') return kind === 'blobs' ? files.blob(sha) : files.tree(sha, request.query.has('recursive'));
  if (path === 'pulls' && method === 'GET') return pulls.list(request);
  const [, pull, ofFiles] = /^pulls\/(\d+)(\/files)?$/.exec(path) ?? [];
  if (pull !== undefined) return method === 'GET' ? (ofFiles === undefined ? pulls.get(Number(pull)) : pulls.files(Number(pull), request)) : notFound;
  if (path.startsWith('pulls/')) return reviews.answer(method, path.slice('pulls/'.length), request) ?? notFound;
  return checks.answer(method, path, request)
    ?? codeScanning.answer(method, path, request)
    ?? answerArtifacts(method, path, request, { store: artifacts, mayWrite })
    ?? options.issues.answer(method, path, request)
    ?? answerComments(method, path, request, options);
}

function answerComments(method: string, path: string, request: StandInRequest, { comments, login, mayWrite }: RepositoryOptions): StandInResponse {
  const [, on] = /^issues\/(\d+)\/comments$/.exec(path) ?? [];
  const [, id] = /^issues\/comments\/(\d+)$/.exec(path) ?? [];
  if (path === 'issues/comments' && method === 'GET') return comments.listAll(request);
  if (on !== undefined && method === 'GET') return comments.list(Number(on), request);
  if (id !== undefined && method === 'GET') return comments.get(Number(id));
  const writes = (on !== undefined && method === 'POST') || (id !== undefined && (method === 'PATCH' || method === 'DELETE'));
  if (!writes) return notFound;
  if (!mayWrite) return notAccessible;
  if (on !== undefined) return comments.create(Number(on), request, login);
  return method === 'PATCH' ? comments.update(Number(id), request) : comments.remove(Number(id));
}
