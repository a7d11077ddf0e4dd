import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { at, type JsonObject } from '../../src/arm/json.ts';
import { createAccessTokens } from '../../src/sandbox/entra/access-tokens.ts';
import { createAuthority } from '../../src/sandbox/entra/authority.ts';
import { decodeToken, isSignedBy, makeSigningKey, signToken } from '../../src/sandbox/entra/jwt.ts';
import { createGitHubOidc } from '../../src/sandbox/github-oidc.ts';
import type { StandInResponse } from '../../src/sandbox/http.ts';
import { clientId, tenantId } from '../../src/sandbox/identities.ts';

const seconds = 1_790_000_000;
const now = (): number => seconds * 1000;
const key = makeSigningKey('github');
const subject = 'repo:contoso/platform:pull_request';
const tokens = createAccessTokens(now);
const authority = createAuthority({ origin: 'https://login.test', resources: ['https://management.azure.com'], credential: { key, subject }, secret: 'hunter2', tokens, now });

const claims = {
  iss: 'https://token.actions.githubusercontent.com', aud: 'api://AzureADTokenExchange', sub: subject, iat: seconds, nbf: seconds, exp: seconds + 300,
};

function ask(change: JsonObject = {}, tenant = tenantId): StandInResponse {
  return authority({
    method: 'POST',
    path: `/${tenant}/oauth2/v2.0/token`,
    query: new URLSearchParams(),
    headers: {},
    body: {
      grant_type: 'client_credentials',
      client_id: clientId,
      scope: 'https://management.azure.com/.default',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signToken(key, claims),
      ...change,
    },
  });
}

const assert = (change: JsonObject): JsonObject => ({ client_assertion: signToken(key, { ...claims, ...change }) });

describe('the token endpoint', () => {
  test('gives a token for a fitting assertion', () => {
    const { status, body } = ask();
    expect(status).toBe(200);
    expect(body).toEqual({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: expect.any(String) });
    expect(tokens.problemOf(String(at(body, 'access_token')))).toBeUndefined();
  });

  test('takes the scope with a doubled slash', () => {
    expect(ask({ scope: 'https://management.azure.com//.default' }).status).toBe(200);
  });

  test.each<[string, JsonObject, number, number]>([
    ['another subject', assert({ sub: 'repo:contoso/platform:ref:refs/heads/main' }), 401, 700213],
    ['a subject in other case', assert({ sub: subject.toUpperCase() }), 401, 700213],
    ['another issuer', assert({ iss: 'https://evil.example' }), 401, 700211],
    ['another audience', assert({ aud: 'api://other' }), 401, 700212],
    ['several audiences', assert({ aud: ['api://AzureADTokenExchange'] }), 401, 700212],
    ['an old assertion', assert({ exp: seconds - 301 }), 401, 700024],
    ['an assertion of the future', assert({ nbf: seconds + 301 }), 401, 700024],
    ['an assertion without end', assert({ exp: 'never' }), 401, 700024],
    ['an assertion signed by another', { client_assertion: signToken(makeSigningKey('github'), claims) }, 401, 50013],
    ['an assertion that is none', { client_assertion: 'a.b.c' }, 401, 50013],
    ['another client', { client_id: tenantId }, 400, 700016],
    ['a resource that nobody knows', { scope: 'https://vault.azure.net/.default' }, 400, 500011],
    ['a scope that is none', { scope: 'openid' }, 400, 70011],
    ['another grant', { grant_type: 'password' }, 400, 70003],
    ['no assertion', { client_assertion: undefined }, 400, 90014],
  ])('refuses %s', (_, change, status, code) => {
    const response = ask(change);
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ error_codes: [code], error_description: expect.stringMatching(new RegExp(`^AADSTS${code}: `)), trace_id: expect.any(String) });
  });

  test('names the subject that was presented', () => {
    expect(at(ask(assert({ sub: 'repo:a/b:pull_request' })).body, 'error_description')).toMatch(
      /^AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:a\/b:pull_request'\. Check your federated identity credential/,
    );
  });

  test('does not know other tenants', () => {
    expect(ask({}, clientId).body).toMatchObject({ error: 'invalid_request', error_codes: [90002] });
  });

  test('survives a body that is no form', () => {
    const request = { method: 'POST', path: `/${tenantId}/oauth2/v2.0/token`, query: new URLSearchParams(), headers: {} };
    for (const body of [undefined, null, [], 'x', 7]) expect(authority({ ...request, body }).status).toBe(400);
  });
});

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('a client secret', () => {
  const withSecret = (secret: string, change: JsonObject = {}): StandInResponse => ask({ client_assertion: undefined, client_assertion_type: undefined, client_secret: secret, ...change });

  test('is as good as an assertion', () => {
    expect(withSecret('hunter2').status).toBe(200);
  });

  test('may stand in the header', () => {
    const authorization = `Basic ${Buffer.from(`${clientId}:hunter2`).toString('base64')}`;
    const body = { grant_type: 'client_credentials', scope: 'https://management.azure.com/.default' };
    expect(authority({ method: 'POST', path: `/${tenantId}/oauth2/v2.0/token`, query: new URLSearchParams(), headers: { authorization }, body }).status).toBe(200);
  });

  test('is refused when it is another', () => {
    expect(withSecret('hunter3')).toMatchObject({ status: 401, body: { error: 'invalid_client', error_codes: [7000215] } });
  });
});

test('the endpoint of version 1 takes a resource, and answers times as texts', () => {
  const request = { method: 'POST', query: new URLSearchParams(), headers: {} };
  const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'hunter2', resource: 'https://management.azure.com/' };
  expect(authority({ ...request, path: `/${tenantId}/oauth2/token`, body })).toMatchObject({
    status: 200, body: { token_type: 'Bearer', expires_in: '3599', expires_on: String(seconds + 3599), resource: 'https://management.azure.com/', access_token: expect.any(String) },
  });
  expect(authority({ ...request, path: `/${tenantId}/oauth2/token`, body: { ...body, resource: undefined } }).body).toMatchObject({ error_codes: [90014] });
});

test('under /adfs the authority shows the face of AD FS, with the same directory behind it', () => {
  const configuration = get('/adfs/.well-known/openid-configuration').body;
  expect(configuration).toMatchObject({ token_endpoint: 'https://login.test/adfs/oauth2/token', authorization_endpoint: 'https://login.test/adfs/oauth2/authorize' });
  const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'hunter2', scope: 'https://management.azure.com//.default' };
  expect(authority({ method: 'POST', path: '/adfs/oauth2/token/', query: new URLSearchParams(), headers: {}, body }).status).toBe(200);
});

test('an assertion cannot choose a weaker algorithm', () => {
  const unsigned = `${encode({ alg: 'none', kid: 'github' })}.${encode(claims)}.`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const head = `${encode({ alg: 'RS256', kid: 'github' })}.${encode(claims)}`;
  const byRsa = `${head}.${sign('sha256', Buffer.from(head), privateKey).toString('base64url')}`;
  for (const forged of [unsigned, byRsa]) expect(ask({ client_assertion: forged }).body).toMatchObject({ error_codes: [50013] });
});

function get(path: string): StandInResponse {
  return authority({ method: 'GET', path, query: new URLSearchParams(), headers: {}, body: undefined });
}

test('the configuration leads to the token endpoint', () => {
  const configuration = get(`/${tenantId}/v2.0/.well-known/openid-configuration`);
  expect(at(configuration.body, 'token_endpoint')).toBe(`https://login.test/${tenantId}/oauth2/v2.0/token`);
  expect(get('/common/discovery/instance').body).toMatchObject({ metadata: [{ preferred_network: 'login.test' }] });
  expect(get('/elsewhere').status).toBe(404);
});

describe("GitHub's OIDC endpoint", () => {
  const oidc = createGitHubOidc({ key, requestToken: 'request-token', repository: 'contoso/platform', subject, now });
  const request = (authorization: string, query = 'audience=api%3A%2F%2FAzureADTokenExchange'): StandInResponse =>
    oidc({ method: 'GET', path: '/_oidc/token', query: new URLSearchParams(query), headers: { authorization }, body: undefined });

  test('gives a token of five minutes for the audience asked for', () => {
    const token = decodeToken(String(at(request('bearer request-token').body, 'value')));
    expect(token !== undefined && isSignedBy(token, key)).toBe(true);
    expect(token?.claims).toMatchObject({ ...claims, repository: 'contoso/platform', jti: expect.any(String) });
  });

  test('names the owner when no audience is asked for', () => {
    expect(decodeToken(String(at(request('Bearer request-token', '').body, 'value')))?.claims['aud']).toBe('https://github.com/contoso');
  });

  test('gives nothing without the request token', () => {
    expect([request('').status, request('bearer other').status]).toEqual([401, 401]);
  });
});
