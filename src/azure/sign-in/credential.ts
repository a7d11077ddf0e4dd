import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { UserError } from '../../run/errors.ts';
import { claimsOf } from './jwt.ts';
import type { CredentialOptions, CredentialTools, TokenSource } from './token-source.ts';

/** A cached token is not used in its last minutes, so that it cannot expire on its way. */
const expiryMargin = 5 * 60_000;

/**
 * The one credential of a run: GitHub's OIDC when a client id is given, else what the environment, `az login` or the machine offers.
 * Tokens are cached here, since several clients share it; their tenant is checked against the guard rail before first use.
 */
export async function createCredential(options: CredentialOptions, tools: CredentialTools): Promise<TokenCredential> {
  const source = await selectSource(options, tools);
  let kept: AccessToken | undefined;
  let pending: Promise<AccessToken> | undefined;

  const ask = async (scopes: string | string[], request?: GetTokenOptions): Promise<AccessToken> => {
    try {
      const token = await source(scopes, request);
      checkTenant(token.token, options);
      tools.logger.mask(token.token);
      kept = token;
      return token;
    } finally {
      pending = undefined;
    }
  };

  return {
    getToken(scopes, request) {
      // A challenge with claims asks for another token than the one that was just refused.
      if (request?.claims !== undefined) return ask(scopes, request);
      if (kept !== undefined && tools.clock.now() < kept.expiresOnTimestamp - expiryMargin) return Promise.resolve(kept);
      pending ??= ask(scopes, request);
      return pending;
    },
  };
}

async function selectSource(options: CredentialOptions, tools: CredentialTools): Promise<TokenSource> {
  if (options.clientId === undefined) return (await import('./ambient.ts')).ambientSource(options);
  return (await import('./federated.ts')).federatedSource(options, options.clientId, tools);
}

/** The guard rail `allowed-tenants`, against the tenant that really issued the token. */
function checkTenant(token: string, { allowedTenants, tenantId }: CredentialOptions): void {
  if (allowedTenants.length === 0) return;
  const claimed = claimsOf(token)?.['tid'];
  const tenant = typeof claimed === 'string' ? claimed.toLowerCase() : tenantId;
  if (tenant === undefined) throw new UserError('The tenant of the Azure sign-in cannot be told, and "allowed-tenants" is set: give "tenant-id".');
  if (!allowedTenants.includes(tenant)) throw new UserError(`The Azure sign-in belongs to tenant ${tenant}, which "allowed-tenants" does not list.`);
}
