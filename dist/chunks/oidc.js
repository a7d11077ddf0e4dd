import { UserError, messageOf } from './errors.js';

/** True when the runner offers OIDC tokens: the job has `id-token: write` and is not from a fork. */
function idTokenAvailable(environment                                              )          {
  return Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_URL']) && Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);
}

/**
 * A fresh OIDC token of this job for `audience` (such as `api://AzureADTokenExchange`), masked in the log.
 * Throws `UserError` when the job may not have one, `Error` when GitHub did not give it.
 */
async function requestIdToken(audience        )                  {
  if (!idTokenAvailable(process.env)) {
    throw new UserError('This job has no OIDC token. Add `permissions: id-token: write` to it; runs from forks and of Dependabot never get one.');
  }
  const { getIDToken } = await import('./vendor-actions-core.js');
  try {
    return await getIDToken(audience);
  } catch (thrown) {
    throw new Error(`GitHub gave no OIDC token for ${audience}: ${messageOf(thrown).replace(/\s+/g, ' ')}`, { cause: thrown });
  }
}

export { idTokenAvailable, requestIdToken };
