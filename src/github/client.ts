import type { GitHub } from '@actions/github/lib/utils';
import type { Logger } from '../run/logger.ts';

export type GitHubClient = InstanceType<typeof GitHub>;

/** Where to ask GitHub, and as whom. */
export interface GitHubConnection {
  readonly token: string;
  /** `https://api.github.com`, or `https://<host>/api/v3`. The token is sent to this origin only. */
  readonly apiUrl: string;
}

/** What a call to GitHub borrows from the run. */
export interface GitHubTools {
  readonly logger: Logger;
  readonly signal?: AbortSignal;
  /** How requests are sent. Default: `@actions/github`'s way, which honours proxies. */
  readonly fetch?: (url: string, request: RequestInit) => Promise<Response>;
}

/** The version of GitHub's REST API that the requests are written for (docs.github.com, "API Versions"). */
const apiVersion = '2022-11-28';
/**
 * Three tries: at once, after 0.4 s and after 1.6 s more. A comment is not worth waiting longer for. Refusals are not tried again; beside the
 * plugin's own, not those of a rate limit (429) either, which trying again prolongs.
 */
const retry = { retries: 2, retryAfterBaseValue: 400, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] };
/** One call with all its tries, in milliseconds. */
const patience = 30_000;

/**
 * A client for GitHub's API: `@actions/github`'s, which honours proxies, with retries of server errors, a time limit and
 * the run's cancellation. It neither asks any other origin than `apiUrl`'s (a `Link` header may name one) nor believes its
 * answer; a redirect elsewhere loses the token on the way (fetch standard, "HTTP-redirect fetch", step 13).
 */
export async function createClient(connection: GitHubConnection, tools: GitHubTools): Promise<GitHubClient> {
  // Not `@actions/github` itself: importing that reads and parses the event file, and throws if the file is broken.
  const [{ GitHub: Client, getOctokitOptions }, { retry: retryPlugin }] = await Promise.all([
    import('@actions/github/lib/utils'),
    import('@octokit/plugin-retry'),
  ]);
  const say = (message: string): void => tools.logger.debug(message);
  const options = getOctokitOptions(connection.token, {
    baseUrl: connection.apiUrl,
    log: { debug: say, info: say, warn: say, error: say },
    retry,
    ...(tools.fetch === undefined ? {} : { request: { fetch: tools.fetch } }),
  });
  const client = new (Client.plugin(retryPlugin))(options);
  const { origin } = new URL(connection.apiUrl);
  const stayHome = (url: string): void => {
    const place = new URL(url, connection.apiUrl).origin;
    if (place !== origin) throw new Error(`GitHub's answer led to ${place}; the token goes to ${origin} only`);
  };
  client.hook.after('request', (response) => stayHome(response.url));
  client.hook.before('request', (request) => {
    stayHome(request.url);
    request.headers['x-github-api-version'] = apiVersion;
    const limits = [AbortSignal.timeout(patience), ...(tools.signal === undefined ? [] : [tools.signal])];
    request.request = { ...request.request, signal: AbortSignal.any(limits) };
  });
  return client;
}
