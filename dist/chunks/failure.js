import { messageOf } from './ground.js';

/** Where to ask GitHub, and as whom. */
                                   
                         
                                                                                                     
                          
 

/** What a call to GitHub borrows from the run. */
                              
                          
                                
                                                                                        
                                                                            
 

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
async function createClient(connection                  , tools             )                        {
  // Not `@actions/github` itself: importing that reads and parses the event file, and throws if the file is broken.
  const [{ GitHub: Client, getOctokitOptions }, { retry: retryPlugin }] = await Promise.all([
    import('./vendor-actions-http-client3.js'),
    import('./vendor-bottleneck.js'),
  ]);
  const say = (message        )       => tools.logger.debug(message);
  const options = getOctokitOptions(connection.token, {
    baseUrl: connection.apiUrl,
    log: { debug: say, info: say, warn: say, error: say },
    retry,
    ...(tools.fetch === undefined ? {} : { request: { fetch: tools.fetch } }),
  });
  const client = new (Client.plugin(retryPlugin))(options);
  const { origin } = new URL(connection.apiUrl);
  const stayHome = (url        )       => {
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

/**
 * Why GitHub did not do what was asked.
 * - `credentials`: 401, the token is not valid
 * - `permission`: 403, the token may not
 * - `limit`: 403 or 429 of a rate limit
 * - `absent`: 404, which GitHub also says of what a token may not see
 * - `gone`: 410, of what was deleted or is turned off
 * - `invalid`: any other 4xx
 * - `unavailable`: 5xx, or no answer at all
 * - `unexpected`: an answer in a shape that GitHub does not document
 */
                          
                                                                                                                       
                                                      
                          
 

/** Sorts what a call to GitHub threw. Octokit's errors carry the status as a number, network errors as 500. */
function failureOf(thrown         )          {
  const status = thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : undefined;
  const message = messageOf(thrown).replace(/\s+/g, ' ');
  // Without a response there was no status either: Octokit's 500 is made up.
  const answered = thrown instanceof Error && 'response' in thrown && thrown.response !== undefined;
  return { kind: kindOf(status, message), reason: status !== undefined && answered ? `${status}: ${message}` : message };
}

function kindOf(status                    , message        )                  {
  if (status === undefined) return 'unexpected';
  if (status >= 500) return 'unavailable';
  if (status === 429 || (status === 403 && /rate limit/i.test(message))) return 'limit';
  if (status === 401) return 'credentials';
  if (status === 403) return 'permission';
  if (status === 410) return 'gone';
  return status === 404 ? 'absent' : 'invalid';
}

export { createClient, failureOf };
