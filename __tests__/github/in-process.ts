import type { GitHubTools } from '../../src/github/client.ts';
import { createGitHubStandIn, type GitHubStandIn, type GitHubStandInOptions } from '../../src/sandbox/github/stand-in.ts';
import { token } from './loopback.ts';

/** The sandbox's GitHub without sockets, for thousands of runs of the product's client. */
export interface InProcessGitHub {
  readonly github: GitHubStandIn;
  readonly apiUrl: string;
  readonly fetch: NonNullable<GitHubTools['fetch']>;
}

const apiUrl = 'https://github.test';

export function createInProcessGitHub(options: Partial<GitHubStandInOptions> = {}): InProcessGitHub {
  const github = createGitHubStandIn({ repository: 'contoso/platform', token, permission: 'write', ...options });
  const fetch: InProcessGitHub['fetch'] = (address, { body: sent, headers, method = 'GET' }) => {
    const { host, pathname: path, searchParams: query } = new URL(address);
    const request = { method, path, query, headers: { ...Object.fromEntries(new Headers(headers)), host }, body: typeof sent === 'string' ? (JSON.parse(sent) as unknown) : undefined };
    const { body, headers: said, status } = github.handle(request);
    const text = body === undefined ? null : JSON.stringify(body);
    // The stand-in's links are those of a server on loopback.
    const link = said?.['link']?.replaceAll('http://', 'https://');
    return Promise.resolve(new Response(text, { status, headers: { 'content-type': 'application/json; charset=utf-8', ...said, ...(link === undefined ? {} : { link }) } }));
  };
  return { github, apiUrl, fetch };
}
