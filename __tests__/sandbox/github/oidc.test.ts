import { expect, test } from '@jest/globals';
import { textAt } from '../../../src/arm/json.ts';
import { makeSigningKey } from '../../../src/sandbox/entra/jwt.ts';
import { createGitHubOidc, oidcPath } from '../../../src/sandbox/github-oidc.ts';

const now = Date.UTC(2026, 0, 1);

function claims(subject: string, query = ''): unknown {
  const oidc = createGitHubOidc({ key: makeSigningKey('k'), requestToken: 't', repository: 'contoso/platform', subject, now: () => now });
  const answer = oidc({ method: 'GET', path: oidcPath, query: new URLSearchParams(query), headers: { authorization: 'bearer t' }, body: undefined });
  return JSON.parse(Buffer.from((textAt(answer.body, 'value') ?? '').split('.')[1] ?? '', 'base64url').toString());
}

test.each([
  ['repo:contoso/platform:pull_request', { event_name: 'pull_request', ref: 'refs/pull/7/merge', base_ref: 'main', head_ref: 'change' }],
  ['repo:contoso/platform:ref:refs/heads/main', { event_name: 'push', ref: 'refs/heads/main', ref_type: 'branch' }],
  ['repo:contoso/platform:ref:refs/tags/v1', { ref: 'refs/tags/v1', ref_type: 'tag' }],
  ['repo:contoso/platform:environment:production', { environment: 'production', ref: 'refs/heads/main' }],
])('the token of %s says what it was made for', (sub, expected) => {
  expect(claims(sub)).toMatchObject({ sub, repository: 'contoso/platform', repository_owner: 'contoso', run_id: '1', iss: 'https://token.actions.githubusercontent.com', ...expected });
});

test('a token is for the audience that was asked for, and of the owner otherwise; it lives five minutes', () => {
  expect(claims('repo:contoso/platform:pull_request', 'audience=api%3A%2F%2Fx')).toMatchObject({ aud: 'api://x', iat: now / 1000, exp: now / 1000 + 300 });
  expect(claims('repo:contoso/platform:pull_request')).toMatchObject({ aud: 'https://github.com/contoso' });
});
