import { UserError, messageOf } from './ground.js';

/** True when the runner offers OIDC tokens: the job has `id-token: write` and is not from a fork. */
function idTokenAvailable(environment             )          {
  return Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_URL']) && Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);
}

/**
 * A fresh OIDC token of this job for `audience` (such as `api://AzureADTokenExchange`), masked before it is returned.
 * By the toolkit's HTTP client, which knows proxies; the toolkit's own `getIDToken` would print its masks to standard output, where
 * the command line's report goes. Throws `UserError` when the job may not have a token, `Error` when GitHub did not give one.
 */
async function requestIdToken(audience        , environment             , logger        )                  {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
  if (!url || !token) {
    throw new UserError('This job has no OIDC token. Add `permissions: id-token: write` to it; runs from forks and of Dependabot never get one.');
  }
  logger.mask(token);
  try {
    const value = await ask(`${url}&audience=${encodeURIComponent(audience)}`, token);
    logger.mask(value);
    return value;
  } catch (thrown) {
    throw new Error(`GitHub gave no OIDC token for ${audience}: ${messageOf(thrown).replace(/\s+/g, ' ')}`, { cause: thrown });
  }
}

async function ask(url        , token        )                  {
  const [{ HttpClient }, { BearerCredentialHandler }] = await Promise.all([import('./vendor-actions-http-client.js'), import('./vendor-actions-http-client2.js')]);
  const client = new HttpClient('aks-network-isolation', [new BearerCredentialHandler(token)], { allowRetries: true, maxRetries: 5, allowRedirects: false });
  const { result } = await client.getJson                              (url);
  if (typeof result?.value !== 'string' || result.value === '') throw new Error('the answer holds no token');
  return result.value;
}

export { idTokenAvailable, requestIdToken };
