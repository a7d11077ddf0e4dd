import type { Handler, StandInRequest, StandInResponse } from '../http.ts';
import { tenantId } from '../identities.ts';
import { federationServices, instanceDiscovery, openIdConfiguration } from './discovery.ts';
import { failure } from './failure.ts';
import { correlationOf, token, type TokenOptions } from './token.ts';

export interface AuthorityOptions extends TokenOptions {
  /** The authority's own origin, no trailing slash. */
  readonly origin: string;
}

/**
 * Entra as far as a workflow and Azure's own tools meet it: OpenID configuration, instance discovery, and the token endpoints of both
 * versions. Under `/adfs` it shows the face of AD FS, for clients that ask login.microsoftonline.com about any other authority they do not
 * know (MSAL, unless it is told not to).
 */
export function createAuthority(options: AuthorityOptions): Handler {
  return (request) => {
    const [first = '', ...rest] = request.path.replace(/\/$/, '').split('/').slice(1);
    const tenant = first.toLowerCase();
    const route = `${request.method} ${rest.join('/')}`.toLowerCase();
    const known = (answer: () => StandInResponse): StandInResponse => (knows(tenant) ? answer() : unknownTenant(options, request, first));
    switch (route) {
      case 'get discovery/instance': return instanceDiscovery(options.origin);
      case 'get .well-known/openid-configuration':
      case 'get v2.0/.well-known/openid-configuration': return known(() => openIdConfiguration(options.origin, tenant));
      case 'get discovery/keys':
      case 'get discovery/v2.0/keys': return { status: 200, body: { keys: [] } };
      case 'post oauth2/token': return known(() => token(options, request, tenant === federationServices ? 'v2' : 'v1'));
      case 'post oauth2/v2.0/token': return known(() => token(options, request, 'v2'));
      default: return { status: 404 };
    }
  };
}

function knows(tenant: string): boolean {
  return tenant === tenantId || tenant === federationServices;
}

function unknownTenant(options: AuthorityOptions, request: StandInRequest, tenant: string): StandInResponse {
  const text = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. `
    + 'Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.';
  return failure(90002, text, options.now(), correlationOf(request));
}
