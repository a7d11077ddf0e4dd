import { randomUUID } from 'node:crypto';
import { signToken, type SigningKey } from './entra/jwt.ts';
import type { Handler, StandInRequest, StandInResponse } from './http.ts';

/** The issuer of GitHub's OIDC tokens (docs.github.com, "OpenID Connect reference"). */
export const gitHubIssuer = 'https://token.actions.githubusercontent.com';
/** Where the runner's ACTIONS_ID_TOKEN_REQUEST_URL points in the sandbox. */
export const oidcPath = '/_oidc/token';

const lifetimeSeconds = 300;

export interface GitHubOidcOptions {
  readonly key: SigningKey;
  /** What a caller presents as `authorization: bearer`: the runner's ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
  readonly requestToken: string;
  readonly repository: string;
  readonly subject: string;
  readonly now: () => number;
}

/** GitHub's OIDC endpoint: `GET /_oidc/token?audience=…` → `{value: <JWT of five minutes>}`. */
export function createGitHubOidc(options: GitHubOidcOptions): Handler {
  return (request) => {
    if (request.method !== 'GET') return { status: 405, body: { message: 'Method Not Allowed' } };
    if (!presents(request, options.requestToken)) return { status: 401, body: { message: 'The token request was not authorized.' } };
    return issue(options, request.query.get('audience'));
  };
}

function presents(request: StandInRequest, token: string): boolean {
  const [scheme = '', presented] = (request.headers['authorization'] ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' && presented === token;
}

/** Without an audience GitHub names the repository's owner. The claims are those of docs.github.com, "OpenID Connect reference"; a subject says which event it was. */
function issue(options: GitHubOidcOptions, audience: string | null): StandInResponse {
  const { repository, subject } = options;
  const [owner = ''] = repository.split('/');
  const issuedAt = Math.floor(options.now() / 1000);
  const { event, ref, ...environment } = contextOf(subject);
  const workflowRef = `${repository}/.github/workflows/cluster.yml@${ref}`;
  const value = signToken(options.key, {
    jti: randomUUID(),
    sub: subject,
    aud: audience ?? `https://github.com/${owner}`,
    iss: gitHubIssuer,
    repository,
    repository_id: '1',
    repository_owner: owner,
    repository_owner_id: '1',
    repository_visibility: 'private',
    actor: 'octocat',
    actor_id: '1',
    event_name: event,
    ref,
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    sha: '0'.repeat(40),
    workflow: 'cluster',
    workflow_ref: workflowRef,
    workflow_sha: '0'.repeat(40),
    job_workflow_ref: workflowRef,
    job_workflow_sha: '0'.repeat(40),
    run_id: '1',
    run_number: '1',
    run_attempt: '1',
    runner_environment: 'github-hosted',
    ...environment,
    nbf: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    iat: issuedAt,
  });
  return { status: 200, body: { count: value.length, value } };
}

/** `repo:owner/name:pull_request`, `…:ref:refs/heads/main` or `…:environment:production`, also with ids in the names. */
function contextOf(subject: string): { readonly event: string; readonly ref: string; readonly environment?: string; readonly base_ref?: string; readonly head_ref?: string } {
  const [, kind, rest = ''] = /^repo:[^:]+:(pull_request|ref|environment)(?::(.*))?$/.exec(subject) ?? [];
  if (kind === 'pull_request') return { event: 'pull_request', ref: 'refs/pull/7/merge', base_ref: 'main', head_ref: 'change' };
  return kind === 'ref' ? { event: 'push', ref: rest } : { event: 'push', ref: 'refs/heads/main', ...(kind === 'environment' ? { environment: rest } : {}) };
}
