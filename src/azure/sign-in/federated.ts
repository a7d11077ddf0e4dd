import { ClientAssertionCredential } from '@azure/identity';
import { messageOf, UserError } from '../../run/errors.ts';
import { memoisedAssertion } from './assertion.ts';
import { authorityOptions } from '../clouds.ts';
import type { CredentialOptions, CredentialTools, TokenSource } from './token-source.ts';
import { explainSignIn } from './explain.ts';

/** Signs in by exchanging this job's OIDC token, asked for anew whenever the assertion runs out. */
export function federatedSource(options: CredentialOptions, clientId: string, { clock, logger }: CredentialTools): TokenSource {
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
async function withAuthorityAnswer(error: unknown, url: string): Promise<unknown> {
  if (!(error instanceof Error) || !/endpoints_resolution_error/.test(`${error.message} ${messageOf(error.cause)}`)) return error;
  try {
    const { createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest } = await import('@azure/core-rest-pipeline');
    const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 1 } });
    const answer = await pipeline.sendRequest(createDefaultHttpClient(), createPipelineRequest({ url, timeout: 10_000 }));
    return new Error(answer.bodyAsText ?? error.message, { cause: error });
  } catch (reason) {
    return new Error(messageOf(reason), { cause: error });
  }
}
