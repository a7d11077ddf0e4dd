import { describe, expect, test } from '@jest/globals';
import { linesOf } from '../../../src/sandbox/github/reviews/diff.ts';
import { createGitHubStandIn, type GitHubStandIn, type GitHubStandInOptions } from '../../../src/sandbox/github/stand-in.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';

const head = 'a'.repeat(40);
const base = 'b'.repeat(40);
const patch = '@@ -1,3 +1,3 @@\n {\n-  "a": 1,\n+  "a": 2,\n   "b": 1';
const pull = '/repos/contoso/platform/pulls/7';

function standIn(options: Partial<GitHubStandInOptions> = {}): GitHubStandIn {
  const github = createGitHubStandIn({ repository: 'contoso/platform', token: 't', permission: 'write', ...options });
  github.putPullRequest(7, { headSha: head, baseSha: base, files: [{ filename: 'a.json', status: 'modified', patch }] });
  return github;
}

function ask(github: GitHubStandIn, line: string, body?: unknown): StandInResponse {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query] = target.split('?');
  return github.handle({ method, path, query: new URLSearchParams(query), headers: { host: '127.0.0.1:1', authorization: 'token t' }, body });
}

const comment = (line: number, body = 'why'): object => ({ path: 'a.json', line, side: 'RIGHT', body });
const review = (comments: readonly object[]): object => ({ commit_id: head, event: 'COMMENT', body: 'look', comments });

describe('a pull request', () => {
  test('is read with its head and base, also on Enterprise Server', () => {
    const expected = { status: 200, body: { number: 7, head: { sha: head, repo: { full_name: 'contoso/platform' } }, base: { sha: base } } };
    expect(ask(standIn(), `GET ${pull}`)).toMatchObject(expected);
    expect(ask(standIn(), `GET /api/v3${pull}`)).toMatchObject(expected);
    expect(ask(standIn(), 'GET /repos/contoso/platform/pulls/8').status).toBe(404);
  });

  test('lists its files with their patches, in pages', () => {
    const github = standIn();
    const files = Array.from({ length: 120 }, (_, index) => ({ filename: `${index}.json`, status: 'added' as const }));
    github.putPullRequest(7, { headSha: head, baseSha: base, files: [{ filename: 'a.json', status: 'modified', patch }, ...files] });
    expect(ask(github, `GET ${pull}/files`).body).toHaveLength(30);
    const last = ask(github, `GET ${pull}/files?per_page=100&page=2`);
    expect(last.body).toHaveLength(21);
    expect(last.headers?.['link']).toContain('rel="prev"');
    expect(ask(github, `GET ${pull}/files?per_page=1`).body).toMatchObject([{ filename: 'a.json', patch }]);
  });

  test('takes comments on the lines of the new file that the patch shows', () => {
    expect([...linesOf(patch).RIGHT.keys()]).toEqual([1, 2, 3]);
    expect([...linesOf(patch).LEFT.keys()]).toEqual([1, 2, 3]);
    expect([...linesOf('@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n@@ -9,1 +40,2 @@ f()\n y\n+z').RIGHT]).toEqual([[1, 1], [40, 2], [41, 2]]);
  });
});

describe('a review', () => {
  test('puts all of its comments', () => {
    const github = standIn();
    expect(ask(github, `POST ${pull}/reviews`, review([comment(2), comment(3)]))).toMatchObject({ status: 200, body: { state: 'COMMENTED' } });
    expect(github.reviewComments(7)).toMatchObject([{ path: 'a.json', line: 2, author: 'github-actions[bot]', commit: head }, { line: 3 }]);
    expect(github.reviews(7)).toMatchObject([{ body: 'look' }]);
    expect(ask(github, `GET ${pull}/comments`).body).toMatchObject([{ line: 2, side: 'RIGHT', user: { type: 'Bot' } }, { line: 3 }]);
  });

  test.each<[string, object, string]>([
    ['a line outside the diff', review([comment(2), comment(9)]), 'Line could not be resolved'],
    ['a path outside it', review([{ ...comment(2), path: 'b.json' }]), 'Path could not be resolved'],
    ['a commit of another pull request', { ...review([comment(2)]), commit_id: base }, 'commit_id'],
    ['no text of its own', { ...review([comment(2)]), body: '' }, 'Body'],
    ['a comment without a text', review([{ path: 'a.json', line: 2 }]), 'needs path'],
    ['a comment too long', review([comment(2, 'x'.repeat(65_537))]), 'too long'],
  ])('with %s puts none', (_name, body, reason) => {
    const github = standIn();
    expect(ask(github, `POST ${pull}/reviews`, body)).toMatchObject({ status: 422, body: { message: 'Unprocessable Entity', errors: [expect.stringContaining(reason)] } });
    expect(github.reviewComments(7)).toEqual([]);
  });

  test('of one comment alone', () => {
    const github = standIn();
    expect(ask(github, `POST ${pull}/comments`, { commit_id: head, ...comment(2) })).toMatchObject({ status: 201, body: { line: 2 } });
    expect(ask(github, `POST ${pull}/comments`, { commit_id: head, ...comment(9) }).status).toBe(422);
  });

  test('is not for a token that may only read', () => {
    const github = standIn({ permission: 'read' });
    const refusal = { status: 403, body: { message: 'Resource not accessible by integration' } };
    expect(ask(github, `POST ${pull}/reviews`, review([comment(2)]))).toMatchObject(refusal);
    expect(ask(github, `POST ${pull}/comments`, { commit_id: head, ...comment(2) })).toMatchObject(refusal);
    expect(ask(github, `GET ${pull}/files`).status).toBe(200);
  });

  test('says in GraphQL who wrote its comments', () => {
    const github = standIn();
    const { nodeId } = github.addReviewComment(7, { path: 'a.json', line: 2, body: 'x', author: 'ada' });
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on PullRequestReviewComment { id viewerDidAuthor } } }';
    expect(ask(github, 'POST /graphql', { query, variables: { ids: [nodeId] } }).body).toEqual({ data: { nodes: [{ id: nodeId, viewerDidAuthor: false }] } });
  });
});

test.each([
  ['primary', 403, { 'x-ratelimit-remaining': '0' }],
  ['secondary', 429, { 'retry-after': '60' }],
] as const)('a %s rate limit is answered as often as asked for, then forgotten', (kind, status, headers) => {
  const github = standIn();
  github.limitRate({ kind, status, requests: 2, ...(kind === 'secondary' ? { retryAfter: 60 } : {}) });
  for (let count = 0; count < 2; count += 1) {
    expect(ask(github, `GET ${pull}`)).toMatchObject({ status, headers, body: { message: expect.stringContaining('rate limit') } });
  }
  expect(ask(github, `GET ${pull}`).status).toBe(200);
});
