import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runs } from '../../exhaustive.ts';
import { at, isJsonObject, member } from '../../../src/arm/json.ts';
import { createAccessTokens } from '../../../src/sandbox/entra/access-tokens.ts';
import { createAuthority } from '../../../src/sandbox/entra/authority.ts';
import { makeSigningKey, signToken } from '../../../src/sandbox/entra/jwt.ts';
import { createGitHubOidc, oidcPath } from '../../../src/sandbox/github-oidc.ts';
import { createGitHubStandIn, type GitHubStandIn } from '../../../src/sandbox/github/stand-in.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';
import { clientId, tenantId } from '../../../src/sandbox/identities.ts';
import { anyBody } from './mutations.ts';

/** What holds of an answer of any of them: nothing of our insides, nothing left in what all objects share. */
function expectSound(response: StandInResponse, statuses: readonly number[]): void {
  expect(statuses).toContain(response.status);
  expect(JSON.stringify(response.body ?? null)).not.toMatch(/TypeError|RangeError|Cannot read prop|is not a function|node:internal|\.ts:\d/);
  expect(member(Object.prototype, 'polluted')).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
}

const odd = fc.oneof(fc.constantFrom('', '.', '..', '%', '%zz', '%2F', '%00', '__proto__', 'constructor', 'ü', '0', '-1', '1e9', '99999999999999999999', 'x'.repeat(2000)), fc.string({ maxLength: 6 }).map((text) => encodeURIComponent(text)));
const repository = '/repos/contoso/platform';
const paths = [
  '/graphql', '/api/graphql', '/user', `${repository}/contents/a.bicep`, `${repository}/contents`, `${repository}/git/trees/main`, `${repository}/git/blobs/x`, `${repository}/pulls/7`, `${repository}/pulls/7/files`,
  `${repository}/pulls/7/comments`, `${repository}/pulls/7/reviews`, `${repository}/issues`, `${repository}/issues/101`, `${repository}/issues/101/comments`, `${repository}/issues/comments/1`, `${repository}/labels`, `${repository}/labels/drift`,
  `${repository}/issues/101/labels`, `/api/v3${repository}/issues`, '/search/issues', '/rate_limit', '/',
];

function makeGitHub(): GitHubStandIn {
  const github = createGitHubStandIn({ repository: 'contoso/platform', token: 't', permission: 'write' });
  github.putFile('main', 'a.bicep', 'param a string');
  github.putPullRequest(7, { headSha: 'h', baseSha: 'b', files: [{ filename: 'a.bicep', status: 'modified', patch: '@@ -1 +1 @@\n-a\n+b' }] });
  github.addIssue({ title: 'a', author: 'ada', labels: ['drift'] });
  github.addComment(7, { body: 'b', author: 'ada' });
  return github;
}

test("no request brings GitHub's stand-in down, and what it refuses has GitHub's shape", () => {
  const path = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...paths) }, { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...paths), odd).map((parts) => parts.join('/')) }, { weight: 1, arbitrary: fc.array(odd, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`) });
  const body = anyBody([
    { title: 'a', body: 'b', labels: ['drift', { name: 'aks' }], state: 'closed', state_reason: 'completed' },
    { body: 'c', event: 'COMMENT', commit_id: 'h', comments: [{ path: 'a.bicep', line: 1, side: 'RIGHT', body: 'd' }], path: 'a.bicep', line: 1 },
    { query: 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id viewerDidAuthor } } }', variables: { ids: ['x', '__proto__'] } },
    { name: 'drift', color: 'ff0000', description: 'e' },
  ]);
  const query = fc.record({ page: odd, per_page: odd, ref: odd, state: odd, labels: odd, since: odd, creator: odd, sort: odd, recursive: odd }, { requiredKeys: [] });
  const headers = fc.oneof({ weight: 9, arbitrary: fc.constant('token t') }, { weight: 1, arbitrary: fc.constantFrom('', 'token', 'Bearer x') });
  const request = fc.tuple(fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'X'), path, query, headers, body);
  fc.assert(fc.property(fc.array(request, { minLength: 1, maxLength: 5 }), (requests) => {
    const github = makeGitHub();
    for (const [method, target, asks, authorization, sent] of requests) {
      const response = github.handle({ method, path: target, query: new URLSearchParams(asks as Record<string, string>), headers: { host: '127.0.0.1:1', authorization }, body: sent });
      expectSound(response, [200, 201, 204, 400, 401, 403, 404, 405, 410, 413, 415, 422]);
      if (response.status >= 400) expect(response.body).toMatchObject({ message: expect.stringMatching(/\S/) });
    }
  }), runs(200));
});

const seconds = 1_790_000_000;
const key = makeSigningKey('github');
const subject = 'repo:contoso/platform:pull_request';
const claims = { iss: 'https://token.actions.githubusercontent.com', aud: 'api://AzureADTokenExchange', sub: subject, iat: seconds, nbf: seconds, exp: seconds + 300 };
const now = (): number => seconds * 1000;
const authority = createAuthority({ origin: 'https://login.test', resources: ['https://management.azure.com'], credential: { key, subject }, secret: 'a secret', tokens: createAccessTokens(now), now });
const oidc = createGitHubOidc({ key, requestToken: 'r', repository: 'contoso/platform', subject, now });
const form = {
  grant_type: 'client_credentials', client_id: clientId, scope: 'https://management.azure.com/.default', client_assertion: signToken(key, claims),
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
};

test("no request brings Entra's stand-in down, and only an assertion that is whole gets a token", () => {
  const path = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...['oauth2/v2.0/token', 'oauth2/v2.0/token', '.well-known/openid-configuration', 'v2.0/.well-known/openid-configuration', 'discovery/v2.0/keys'].map((rest) => `/${tenantId}/${rest}`), '/common/discovery/instance') },
    { weight: 1, arbitrary: fc.array(odd, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`) },
    { weight: 1, arbitrary: odd.map((tenant) => `/${tenant}/oauth2/v2.0/token`) },
  );
  const signed = anyBody([claims]).map((body) => ({ ...form, client_assertion: isJsonObject(body) ? signToken(key, body) : JSON.stringify(body ?? null) }));
  const torn = fc.tuple(fc.nat(400), fc.constantFrom('', '.', 'x', '..')).map(([place, put]) => ({ ...form, client_assertion: form.client_assertion.slice(0, place) + put + form.client_assertion.slice(place + 1) }));
  const request = fc.tuple(fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'X'), path, fc.oneof(anyBody([form]), signed, torn), fc.constantFrom<Readonly<Record<string, string>>>({}, { 'client-request-id': 'x\ny' }));
  fc.assert(fc.property(request, ([method, target, body, headers]) => {
    const response = authority({ method, path: target, query: new URLSearchParams(), headers, body });
    expectSound(response, [200, 400, 401, 404]);
    if (at(response.body, 'access_token') !== undefined) expect(body).toMatchObject({ client_id: expect.stringMatching(new RegExp(clientId, 'i')), client_assertion: expect.any(String) });
  }), runs(200));
});

test("no request brings GitHub's OIDC endpoint down, and none without its token gets one", () => {
  const request = fc.tuple(fc.constantFrom('GET', 'GET', 'POST', 'X'), odd, fc.constantFrom('bearer r', 'Bearer r', 'bearer', '', 'basic r', 'bearer  r', 'bearer x'));
  fc.assert(fc.property(request, ([method, audience, authorization]) => {
    const response = oidc({ method, path: oidcPath, query: new URLSearchParams({ audience }), headers: { authorization }, body: undefined });
    expectSound(response, [200, 401, 405]);
    expect(response.status === 200).toBe(method === 'GET' && /^bearer r$/i.test(authorization));
  }), runs(100));
});
