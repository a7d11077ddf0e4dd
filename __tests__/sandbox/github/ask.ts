import { createGitHubStandIn, type GitHubStandIn, type GitHubStandInOptions } from '../../../src/sandbox/github/stand-in.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';

export function standIn(options: Partial<GitHubStandInOptions> = {}): GitHubStandIn {
  return createGitHubStandIn({ repository: 'contoso/platform', token: 't', permission: 'write', ...options });
}

/** Sends `METHOD path?query` as the stand-in's client; a path without a leading slash is below the repository. */
export function ask(github: GitHubStandIn, line: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): StandInResponse {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query] = (target.startsWith('/') ? target : `/repos/contoso/platform/${target}`).split('?');
  return github.handle({ method, path, query: new URLSearchParams(query), headers: { host: '127.0.0.1:1', authorization: 'token t', ...headers }, body });
}
