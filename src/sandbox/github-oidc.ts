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

/** Without an audience GitHub names the repository's owner. */
function issue(options: GitHubOidcOptions, audience: string | null): StandInResponse {
  const [owner = ''] = options.repository.split('/');
  const issuedAt = Math.floor(options.now() / 1000);
  const value = signToken(options.key, {
    jti: randomUUID(),
    sub: options.subject,
    aud: audience ?? `https://github.com/${owner}`,
    iss: gitHubIssuer,
    repository: options.repository,
    repository_owner: owner,
    nbf: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    iat: issuedAt,
  });
  return { status: 200, body: { count: value.length, value } };
}
