import type { Logger } from '../run/logger.ts';
import { messageOf, UserError } from '../run/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** True when the runner offers OIDC tokens: the job has `id-token: write` and is not from a fork. */
export function idTokenAvailable(environment: Environment): boolean {
  return Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_URL']) && Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);
}

/**
 * A fresh OIDC token of this job for `audience` (such as `api://AzureADTokenExchange`), masked before it is returned.
 * By the toolkit's HTTP client, which knows proxies; the toolkit's own `getIDToken` would print its masks to standard output, where
 * the command line's report goes. Throws `UserError` when the job may not have a token, `Error` when GitHub did not give one.
 */
export async function requestIdToken(audience: string, environment: Environment, logger: Logger): Promise<string> {
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

async function ask(url: string, token: string): Promise<string> {
  const [{ HttpClient }, { BearerCredentialHandler }] = await Promise.all([import('@actions/http-client'), import('@actions/http-client/lib/auth')]);
  const client = new HttpClient('aks-network-isolation', [new BearerCredentialHandler(token)], { allowRetries: true, maxRetries: 5, allowRedirects: false });
  const { result } = await client.getJson<{ readonly value?: unknown }>(url);
  if (typeof result?.value !== 'string' || result.value === '') throw new Error('the answer holds no token');
  return result.value;
}
