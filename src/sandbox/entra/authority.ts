import { member } from '../../arm/json.ts';
import type { Handler, StandInRequest, StandInResponse } from '../http.ts';
import { clientId, tenantId } from '../identities.ts';
import { accessTokenLifetime, type AccessTokens } from './access-tokens.ts';
import { problemOfAssertion, type FederatedCredential } from './assertion.ts';
import { failure, type AadstsCode } from './failure.ts';

export interface AuthorityOptions {
  /** The authority's own origin, no trailing slash. */
  readonly origin: string;
  /** Resources for which tokens are issued, without trailing slash. */
  readonly resources: readonly string[];
  readonly credential: FederatedCredential;
  readonly tokens: AccessTokens;
  readonly now: () => number;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Entra as far as a workflow meets it: OpenID configuration, instance discovery, and the token endpoint for
 * `client_credentials` with a federated assertion. Paths and shapes: Microsoft identity platform, "client credentials flow".
 */
export function createAuthority(options: AuthorityOptions): Handler {
  return (request) => {
    const [first = '', ...rest] = request.path.split('/').slice(1);
    const route = `${request.method} ${rest.join('/')}`.toLowerCase();
    switch (route) {
      case 'get discovery/instance': return instanceDiscovery(options.origin);
      case 'get .well-known/openid-configuration':
      case 'get v2.0/.well-known/openid-configuration':
        return knows(first) ? openIdConfiguration(options.origin) : unknownTenant(options, request, first);
      case 'get discovery/v2.0/keys': return { status: 200, body: { keys: [] } };
      case 'post oauth2/v2.0/token':
        return knows(first) ? token(options, request) : unknownTenant(options, request, first);
      default: return { status: 404 };
    }
  };
}

function token(options: AuthorityOptions, request: StandInRequest): StandInResponse {
  const field = (name: string): string => {
    const value = member(request.body, name);
    return typeof value === 'string' ? value : '';
  };
  const refuse = (code: AadstsCode, text: string): StandInResponse => failure(code, text, options.now(), correlationOf(request));

  const missing = ['grant_type', 'client_id', 'scope', 'client_assertion'].find((name) => field(name) === '');
  if (missing !== undefined) {
    const advice = 'Ensure that you have all the necessary parameters for the login request.';
    return refuse(90014, `The required field '${missing}' is missing from the credential. ${advice}`);
  }
  if (field('grant_type') !== 'client_credentials' || field('client_assertion_type') !== assertionType) {
    return refuse(70003, `The app requested an unsupported grant type '${field('grant_type')}'.`);
  }
  if (field('client_id').toLowerCase() !== clientId) return refuse(700016, unknownClient(field('client_id')));
  const problem = problemOfAssertion(field('client_assertion'), options.credential, options.now());
  if (problem !== undefined) return refuse(problem.code, problem.text);
  const audience = audienceOf(field('scope'));
  if (audience === undefined || !options.resources.includes(audience)) {
    return refuse(70011, `The provided value for the input parameter 'scope' is not valid. The scope '${field('scope')}' is not valid.`);
  }
  return {
    status: 200,
    headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body: {
      token_type: 'Bearer',
      expires_in: accessTokenLifetime,
      ext_expires_in: accessTokenLifetime,
      access_token: options.tokens.issue(audience),
    },
  };
}

/** `https://management.azure.com//.default` means the audience with its slash; both spellings are in use. */
function audienceOf(scope: string): string | undefined {
  return /^(.+?)\/{1,2}\.default$/.exec(scope.split(' ').find((part) => part.endsWith('/.default')) ?? '')?.[1];
}

function knows(tenant: string): boolean {
  return tenant.toLowerCase() === tenantId;
}

function unknownTenant(options: AuthorityOptions, request: StandInRequest, tenant: string): StandInResponse {
  const text = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. `
    + 'Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.';
  return failure(90002, text, options.now(), correlationOf(request));
}

function unknownClient(client: string): string {
  return `Application with identifier '${client}' was not found in the directory 'Contoso'. This can happen if the application has not been `
    + 'installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication '
    + 'request to the wrong tenant.';
}

function correlationOf(request: StandInRequest): string | null {
  return request.headers['client-request-id'] ?? request.query.get('client-request-id');
}

function openIdConfiguration(origin: string): StandInResponse {
  const base = `${origin}/${tenantId}`;
  return {
    status: 200,
    body: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      tenant_region_scope: null,
      cloud_instance_name: 'microsoftonline.com',
    },
  };
}

function instanceDiscovery(origin: string): StandInResponse {
  const { host } = new URL(origin);
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}
