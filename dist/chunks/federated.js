import { UserError, messageOf } from './ground.js';
import { claimsOf, authorityOptions } from './connect.js';
import { ClientAssertionCredential, explainSignIn } from './vendor-azure-msal-common.js';

/** Asked anew this long before it expires: GitHub's token lives five minutes, and a slow sign-in must still find it valid. */
const margin = 60_000;

/** Where the token comes from: GitHub's OIDC endpoint for an audience. */
                                                                   

/** The current assertion, asked for on demand and kept until shortly before it expires. */
                                  
                                          
                                                                           
                                               
 

/**
 * The SDK asks for an assertion twice for every token, also when it has the token cached: without memory that would be
 * four requests to GitHub for two clients. Hours later, in a long migration, it is asked for anew.
 */
function memoisedAssertion(request                , audience        , clock       )                  {
  let pending                             ;
  let kept                                                                     ;

  const ask = async ()                  => {
    try {
      const token = await request(audience);
      const expires = claimsOf(token)?.['exp'];
      kept = { token, askAgainAt: typeof expires === 'number' ? expires * 1000 - margin : clock.now() };
      return token;
    } finally {
      pending = undefined;
    }
  };

  return {
    presented: () => kept?.token,
    current: () => {
      if (kept !== undefined && clock.now() < kept.askAgainAt) return Promise.resolve(kept.token);
      pending ??= ask();
      return pending;
    },
  };
}

/** Signs in by exchanging this job's OIDC token, asked for anew whenever the assertion runs out. */
function federatedSource(options                   , clientId        , { clock, logger }                 )              {
  const { tenantId, requestIdToken, cloud } = options;
  if (tenantId === undefined) throw new UserError('"client-id" is given, but "tenant-id" is not: signing in by OIDC needs both.');
  if (requestIdToken === undefined) {
    throw new UserError(
      '"client-id" is given, but this job cannot ask GitHub for an OIDC token: add "permissions: id-token: write" to the job ' +
        '(pull requests from forks never get one), or leave "client-id" out to use the sign-in of azure/login, the environment or the machine.',
    );
  }
  const assertion = memoisedAssertion(requestIdToken, cloud.tokenExchangeAudience, clock);
  const credential = new ClientAssertionCredential(tenantId, clientId, assertion.current, authorityOptions(cloud));
  return async (scopes, request) => {
    try {
      return await credential.getToken(scopes, request);
    } catch (error) {
      const cause = await withAuthorityAnswer(error, `${cloud.authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`);
      throw explainSignIn(cause, { clientId, tenantId, authorityHost: cloud.authorityHost, assertion: assertion.presented() }, logger);
    }
  };
}

/**
 * The library tells of an unknown tenant, an unreachable host and an untrusted certificate with the same word
 * (`endpoints_resolution_error`). Asking the same address again, without any token, says which it was.
 */
async function withAuthorityAnswer(error         , url        )                   {
  if (!(error instanceof Error) || !/endpoints_resolution_error/.test(`${error.message} ${messageOf(error.cause)}`)) return error;
  try {
    const { createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } = await import('./vendor-azure-core-rest-pipeline2.js');
    const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 1 } });
    const answer = await pipeline.sendRequest(createDefaultHttpClient(), createPipelineRequest({ url, timeout: 10_000 }));
    return new Error(answer.bodyAsText ?? error.message, { cause: error });
  } catch (reason) {
    return new Error(messageOf(reason), { cause: error });
  }
}

export { federatedSource };
