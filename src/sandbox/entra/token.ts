import { member } from '../../arm/json.ts';
import type { StandInRequest, StandInResponse } from '../http.ts';
import { clientId } from '../identities.ts';
import { accessTokenLifetime, type AccessTokens } from './access-tokens.ts';
import { problemOfAssertion, type AssertionProblem, type FederatedCredential } from './assertion.ts';
import { failure, type AadstsCode } from './failure.ts';

export interface TokenOptions {
  /** Resources for which tokens are issued, without trailing slash. */
  readonly resources: readonly string[];
  readonly credential: FederatedCredential;
  /** The secret of the application. */
  readonly secret: string;
  readonly tokens: AccessTokens;
  readonly now: () => number;
}

/** What the token endpoints of the two versions have in common, and what differs: `scope` and `resource`. */
export type TokenVersion = 'v1' | 'v2';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * The token endpoint for `client_credentials`, with a secret (in the form, or by HTTP Basic) or a federated assertion. Shapes: Microsoft
 * identity platform, "client credentials flow"; of version 1, "Azure AD v1.0 service-to-service calls".
 */
export function token(options: TokenOptions, request: StandInRequest, version: TokenVersion): StandInResponse {
  const field = fieldsOf(request);
  const refuse = (code: AadstsCode, text: string): StandInResponse => failure(code, text, options.now(), correlationOf(request));

  const proof = field('client_assertion') !== '' || field('client_secret') === '' ? 'client_assertion' : 'client_secret';
  const wanted = version === 'v1' ? 'resource' : 'scope';
  const missing = ['grant_type', 'client_id', wanted, proof].find((name) => field(name) === '');
  if (missing !== undefined) {
    const advice = 'Ensure that you have all the necessary parameters for the login request.';
    return refuse(90014, `The required field '${missing}' is missing from the credential. ${advice}`);
  }
  if (field('grant_type') !== 'client_credentials' || (proof === 'client_assertion' && field('client_assertion_type') !== assertionType)) {
    return refuse(70003, `The app requested an unsupported grant type '${field('grant_type')}'.`);
  }
  if (field('client_id').toLowerCase() !== clientId) return refuse(700016, unknownClient(field('client_id')));
  const problem = proof === 'client_secret' ? problemOfSecret(field('client_secret'), options.secret) : problemOfAssertion(field('client_assertion'), options.credential, options.now());
  if (problem !== undefined) return refuse(problem.code, problem.text);
  const audience = version === 'v1' ? field('resource').replace(/\/$/, '') : audienceOf(field('scope'));
  if (audience === undefined) {
    return refuse(70011, `The provided value for the input parameter 'scope' is not valid. The scope '${field('scope')}' is not valid.`);
  }
  if (!options.resources.includes(audience)) return refuse(500011, unknownResource(audience));
  return {
    status: 200,
    headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body: version === 'v1' ? grantOfVersion1(options, audience, field('resource')) : grant(options, audience),
  };
}

function grant({ tokens }: TokenOptions, audience: string): object {
  return { token_type: 'Bearer', expires_in: accessTokenLifetime, ext_expires_in: accessTokenLifetime, access_token: tokens.issue(audience) };
}

/** Numbers are texts there, and times are named besides durations. */
function grantOfVersion1({ tokens, now }: TokenOptions, audience: string, resource: string): object {
  const issued = Math.floor(now() / 1000);
  const lifetime = String(accessTokenLifetime);
  return {
    token_type: 'Bearer',
    expires_in: lifetime,
    ext_expires_in: lifetime,
    expires_on: String(issued + accessTokenLifetime),
    not_before: String(issued),
    resource,
    access_token: tokens.issue(audience),
  };
}

/** The members of the form; the client's id and secret from the header of HTTP Basic where the form has none (RFC 6749, 2.3.1). */
function fieldsOf({ body, headers }: StandInRequest): (name: string) => string {
  const [scheme = '', encoded = ''] = (headers['authorization'] ?? '').split(' ');
  const [id = '', ...rest] = scheme.toLowerCase() === 'basic' ? Buffer.from(encoded, 'base64').toString('utf8').split(':') : [];
  const basic: Readonly<Record<string, string>> = { client_id: id, client_secret: rest.join(':') };
  return (name) => {
    const value = member(body, name);
    return typeof value === 'string' && value !== '' ? value : basic[name] ?? '';
  };
}

function problemOfSecret(presented: string, secret: string): AssertionProblem | undefined {
  if (presented === secret) return undefined;
  const advice = 'Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app';
  return { code: 7000215, text: `Invalid client secret provided. ${advice} '${clientId}'.` };
}

/** `https://management.azure.com//.default` means the audience with its slash; both spellings are in use. */
function audienceOf(scope: string): string | undefined {
  return /^(.+?)\/{1,2}\.default$/.exec(scope.split(' ').find((part) => part.endsWith('/.default')) ?? '')?.[1];
}

function unknownResource(resource: string): string {
  return `The resource principal named ${resource} was not found in the tenant named Contoso. This can happen if the application has not been `
    + 'installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication '
    + 'request to the wrong tenant.';
}

function unknownClient(client: string): string {
  return `Application with identifier '${client}' was not found in the directory 'Contoso'. This can happen if the application has not been `
    + 'installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication '
    + 'request to the wrong tenant.';
}

/** The id that the client gave its request. */
export function correlationOf(request: StandInRequest): string | null {
  return request.headers['client-request-id'] ?? request.query.get('client-request-id');
}
