import type { StandInResponse } from '../http.ts';
import { tenantId } from '../identities.ts';

/** The tenant of clients that take the authority for AD FS, as Azure Stack Hub has it. Behind it stands the same directory. */
export const federationServices = 'adfs';

/** The OpenID configuration of the tenant; of AD FS, whose endpoints stand elsewhere and know no versions. */
export function openIdConfiguration(origin: string, tenant: string): StandInResponse {
  const base = tenant === federationServices ? `${origin}/${federationServices}` : `${origin}/${tenantId}`;
  const oauth = tenant === federationServices ? `${base}/oauth2` : `${base}/oauth2/v2.0`;
  return {
    status: 200,
    body: {
      token_endpoint: `${oauth}/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: tenant === federationServices ? base : `${base}/v2.0`,
      authorization_endpoint: `${oauth}/authorize`,
      device_authorization_endpoint: `${oauth}/devicecode`,
      end_session_endpoint: `${oauth}/logout`,
      tenant_region_scope: null,
      cloud_instance_name: 'microsoftonline.com',
    },
  };
}

/** Where a client asks whether an authority is one: ours knows itself only. */
export function instanceDiscovery(origin: string): StandInResponse {
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
