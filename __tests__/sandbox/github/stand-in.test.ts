import { describe, expect, test } from '@jest/globals';
import { createGitHubStandIn, type GitHubStandIn, type GitHubStandInOptions } from '../../../src/sandbox/github/stand-in.ts';
import { MalformedBody, type StandInResponse } from '../../../src/sandbox/http.ts';

function standIn(options: Partial<GitHubStandInOptions> = {}): GitHubStandIn {
  return createGitHubStandIn({ repository: 'contoso/platform', token: 't', permission: 'write', ...options });
}

function ask(github: GitHubStandIn, line: string, body?: unknown, authorization: string | undefined = 'token t'): StandInResponse {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query] = target.split('?');
  const headers = { host: '127.0.0.1:1', ...(authorization === '' ? {} : { authorization }) };
  return github.handle({ method, path, query: new URLSearchParams(query), headers, body });
}

const comments = '/repos/contoso/platform/issues/7/comments';

describe('comments', () => {
  test('are created, read, changed and listed', () => {
    const github = standIn();
    expect(ask(github, `POST ${comments}`, { body: 'a' })).toMatchObject({ status: 201, body: { body: 'a', user: { login: 'github-actions[bot]', type: 'Bot' } } });
    const [stored] = github.comments(7);
    const one = `/repos/contoso/platform/issues/comments/${stored?.id ?? 0}`;
    expect(ask(github, `PATCH ${one}`, { body: 'b' })).toMatchObject({ status: 200, body: { body: 'b' } });
    expect(ask(github, `GET ${one}`)).toMatchObject({ status: 200, body: { body: 'b', html_url: stored?.url } });
    expect(ask(github, `GET /api/v3${comments}`)).toMatchObject({ status: 200, body: [{ body: 'b' }] });
    expect(github.comments(8)).toEqual([]);
  });

  test('are listed in pages linked to each other, at most a hundred in one', () => {
    const github = standIn();
    for (let index = 0; index < 250; index += 1) github.addComment(7, { body: `${index}`, author: 'ada' });
    const first = ask(github, `GET ${comments}?per_page=500`);
    expect(first.body).toHaveLength(100);
    expect(first.headers?.['link']).toBe(
      `<http://127.0.0.1:1${comments}?per_page=500&page=2>; rel="next", <http://127.0.0.1:1${comments}?per_page=500&page=3>; rel="last"`,
    );
    const last = ask(github, `GET ${comments}?per_page=100&page=3`);
    expect(last.body).toHaveLength(50);
    expect(last.headers?.['link']).toContain('rel="prev"');
    expect(last.headers?.['link']).not.toContain('rel="next"');
    expect(ask(github, `GET ${comments}`).body).toHaveLength(30);
  });
});

describe('refusals', () => {
  test.each<[line: string, status: number, message: string, given: { readonly body?: unknown; readonly authorization?: string }]>([
    [`GET ${comments}`, 401, 'Bad credentials', { authorization: 'token other' }],
    [`GET ${comments}`, 401, 'Requires authentication', { authorization: '' }],
    ['GET /repos/contoso/other/issues/7/comments', 404, 'Not Found', {}],
    ['GET /repos/contoso/platform/issues/comments/1', 404, 'Not Found', {}],
    ['PATCH /repos/contoso/platform/issues/comments/1', 404, 'Not Found', { body: { body: 'x' } }],
    ['DELETE /repos/contoso/platform/issues/comments/1', 404, 'Not Found', {}],
    [`POST ${comments}`, 422, 'Validation Failed', { body: { body: 'x'.repeat(65_537) } }],
    [`POST ${comments}`, 422, 'Invalid request', { body: {} }],
    [`POST ${comments}`, 400, 'Problems parsing JSON', { body: new MalformedBody('x') }],
    ['GET /user', 403, 'Resource not accessible by integration', {}],
    ['GET /repos/%ZZ', 400, 'Bad Request', {}],
  ])('%s: %i %s', (line, status, message, { body, authorization }) => {
    expect(ask(standIn(), line, body, authorization)).toMatchObject({ status, body: { message: expect.stringContaining(message), status: String(status) } });
  });

  test('a read token may read and not write', () => {
    const github = standIn({ permission: 'read' });
    const { id } = github.addComment(7, { body: 'a', author: 'ada' });
    expect(ask(github, `GET ${comments}`).status).toBe(200);
    expect(ask(github, `POST ${comments}`, { body: 'x' })).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration' } });
    expect(ask(github, `PATCH /repos/contoso/platform/issues/comments/${id}`, { body: 'x' }).status).toBe(403);
    expect(github.comments(7).map(({ body }) => body)).toEqual(['a']);
  });
});

describe('GraphQL', () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id viewerDidAuthor } } }';

  test('says who wrote a comment', () => {
    const github = standIn({ login: 'robot' });
    const ids = ['robot', 'ada'].map((author) => github.addComment(7, { body: 'a', author }).nodeId);
    const answer = { status: 200, body: { data: { nodes: [{ id: ids[0], viewerDidAuthor: true }, { id: ids[1], viewerDidAuthor: false }] } } };
    expect(ask(github, 'POST /graphql', { query, variables: { ids } })).toMatchObject(answer);
    expect(ask(github, 'POST /api/graphql', { query, variables: { ids } })).toMatchObject(answer);
    expect(ask(github, 'GET /user').body).toEqual({ login: 'robot', type: 'User' });
  });

  test.each([
    ['an unknown query', { query: '{ meta { gitHubServicesSha } }' }, "Field 'meta' doesn't exist on type 'Query'"],
    ['too many ids', { query, variables: { ids: Array.from({ length: 101 }, String) } }, 'more than 100 node ids'],
    ['an unknown id', { query, variables: { ids: ['x'] } }, 'Could not resolve to a node'],
  ])('answers %s with an error', (_name, body, message) => {
    expect(ask(standIn(), 'POST /graphql', body)).toMatchObject({ status: 200, body: { errors: [{ message: expect.stringContaining(message) }] } });
  });
});

test('files are read at a ref, folders listed', () => {
  const github = standIn();
  github.putFile('main', 'a/b.txt', 'text');
  const contents = '/repos/contoso/platform/contents';
  expect(ask(github, `GET ${contents}/a%2Fb.txt?ref=main`)).toMatchObject({ status: 200, body: { type: 'file', encoding: 'base64', content: 'dGV4dA==\n', size: 4 } });
  expect(ask(github, `GET ${contents}/a/b.txt`).status).toBe(200);
  expect(ask(github, `GET ${contents}`)).toMatchObject({ status: 200, body: [{ type: 'dir', name: 'a', path: 'a' }] });
  expect(ask(github, `GET ${contents}/a`)).toMatchObject({ status: 200, body: [{ type: 'file', name: 'b.txt', path: 'a/b.txt' }] });
  expect(ask(github, `GET ${contents}/c`)).toMatchObject({ status: 404, body: { message: 'Not Found' } });
  expect(ask(github, `GET ${contents}/a/b.txt?ref=gone`)).toMatchObject({ status: 404, body: { message: 'No commit found for the ref gone' } });
});

test('folders are listed by their ids, whole or level by level, and files given by theirs', () => {
  const github = standIn({ treeLimit: 3 });
  github.putFile('main', 'a/b/c.txt', 'text');
  github.putLink('main', 'a/link', 'b/c.txt');
  const git = '/repos/contoso/platform/git';
  const root = ask(github, `GET ${git}/trees/main`).body as { readonly tree: readonly { readonly sha: string }[] };
  expect(root).toMatchObject({ truncated: false, tree: [{ path: 'a', mode: '040000', type: 'tree' }] });
  const folder = ask(github, `GET ${git}/trees/${root.tree[0]?.sha ?? ''}?recursive=1`).body as { readonly tree: readonly { readonly sha: string }[] };
  expect(folder).toMatchObject({ truncated: false, tree: [{ path: 'b', type: 'tree' }, { path: 'b/c.txt', mode: '100644', type: 'blob', size: 4 }, { path: 'link', mode: '120000' }] });
  expect(ask(github, `GET ${git}/trees/main?recursive=1`).body).toMatchObject({ truncated: true });
  // The id is git's own: printf text | git hash-object --stdin
  expect(folder.tree[1]?.sha).toBe('f3a34851d44d6b97c90fbb99dd3d18c261b9a237');
  expect(ask(github, `GET ${git}/blobs/f3a34851d44d6b97c90fbb99dd3d18c261b9a237`).body).toMatchObject({ encoding: 'base64', content: 'dGV4dA==\n' });
  expect(ask(github, `GET ${git}/trees/gone`).status).toBe(404);
  expect(ask(github, `GET ${git}/blobs/gone`).status).toBe(404);
  expect(ask(github, 'GET /repos/contoso/platform/contents/a/link').body).toMatchObject({ type: 'file', content: 'dGV4dA==\n' });
});
