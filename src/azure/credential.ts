import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import type { Clock } from '../run/clock.ts';
import type { Logger } from '../run/logger.ts';
import { UserError } from '../run/errors.ts';
import { memoisedAssertion, type RequestIdToken } from './assertion.ts';
import type { Cloud } from './clouds.ts';
import { claimsOf } from './jwt.ts';
import { explainSignIn } from './sign-in-error.ts';

export interface CredentialOptions {
  readonly cloud: Cloud;
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  /** Guard rail; empty means no limit. */
  readonly allowedTenants: readonly string[];
  /** GitHub's OIDC; absent where the job has none. */
  readonly requestIdToken: RequestIdToken | undefined;
}

interface Tools {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A cached token is not used in its last minutes, so that it cannot expire on its way. */
const expiryMargin = 5 * 60_000;

/**
 * The one credential of a run: GitHub's OIDC when a client id is given, else what the environment, `az login` or the machine offers.
 * Tokens are cached here, since several clients share it; their tenant is checked against the guard rail before first use.
 */
export async function createCredential(options: CredentialOptions, tools: Tools): Promise<TokenCredential> {
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

type TokenSource = (scopes: string | string[], request?: GetTokenOptions) => Promise<AccessToken>;

async function selectSource(options: CredentialOptions, tools: Tools): Promise<TokenSource> {
  return options.clientId === undefined ? await ambientSource(options) : await federatedSource(options, options.clientId, tools);
}

async function federatedSource(options: CredentialOptions, clientId: string, { clock, logger }: Tools): Promise<TokenSource> {
  const { tenantId, requestIdToken, cloud } = options;
  if (tenantId === undefined) throw new UserError('"client-id" is given, but "tenant-id" is not: signing in by OIDC needs both.');
  if (requestIdToken === undefined) {
    throw new UserError(
      '"client-id" is given, but this job cannot ask GitHub for an OIDC token: add "permissions: id-token: write" to the job ' +
        '(pull requests from forks never get one), or leave "client-id" out to use the sign-in of azure/login, the environment or the machine.',
    );
  }
  const { ClientAssertionCredential } = await import('@azure/identity');
  const assertion = memoisedAssertion(requestIdToken, cloud.tokenExchangeAudience, clock);
  const credential = new ClientAssertionCredential(tenantId, clientId, assertion.current, authorityOptions(cloud));
  return async (scopes, request) => {
    try {
      return await credential.getToken(scopes, request);
    } catch (error) {
      throw explainSignIn(error, { clientId, tenantId, authorityHost: cloud.authorityHost, assertion: assertion.presented() }, logger);
    }
  };
}

/** Environment variables and workload identity say what they want; then `az login`; the machine's own identity last, as asking for it is slow. */
async function ambientSource({ cloud, tenantId }: CredentialOptions): Promise<TokenSource> {
  const { AzureCliCredential, AzurePowerShellCredential, ChainedTokenCredential, EnvironmentCredential, ManagedIdentityCredential, WorkloadIdentityCredential } =
    await import('@azure/identity');
  const authority = authorityOptions(cloud);
  const tenant = tenantId === undefined ? {} : { tenantId };
  const federated = process.env['AZURE_FEDERATED_TOKEN_FILE'] === undefined ? [] : [new WorkloadIdentityCredential({ ...authority, ...tenant })];
  const machineClient = process.env['AZURE_CLIENT_ID'];
  const machine = machineClient === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId: machineClient });
  const chain = new ChainedTokenCredential(
    new EnvironmentCredential(authority), ...federated, new AzureCliCredential(tenant), new AzurePowerShellCredential(tenant), machine,
  );
  return async (scopes, request) => {
    try {
      return await chain.getToken(scopes, request);
    } catch (error) {
      throw explainSignIn(error, { clientId: undefined, tenantId, authorityHost: cloud.authorityHost, assertion: undefined });
    }
  };
}

/** Instance discovery asks the public cloud about the sign-in host; a host that the user named needs no such permission. */
function authorityOptions(cloud: Cloud): { readonly authorityHost: string; readonly disableInstanceDiscovery: boolean } {
  return { authorityHost: cloud.authorityHost, disableInstanceDiscovery: true };
}

/** The guard rail `allowed-tenants`, against the tenant that really issued the token. */
function checkTenant(token: string, { allowedTenants, tenantId }: CredentialOptions): void {
  if (allowedTenants.length === 0) return;
  const claimed = claimsOf(token)?.['tid'];
  const tenant = typeof claimed === 'string' ? claimed.toLowerCase() : tenantId;
  if (tenant === undefined) throw new UserError('The tenant of the Azure sign-in cannot be told, and "allowed-tenants" is set: give "tenant-id".');
  if (!allowedTenants.includes(tenant)) throw new UserError(`The Azure sign-in belongs to tenant ${tenant}, which "allowed-tenants" does not list.`);
}
