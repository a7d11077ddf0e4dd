import { describe, expect, test } from '@jest/globals';
import { createGitHubStandIn, type GitHubStandIn, type GitHubStandInOptions } from '../../../src/sandbox/github/stand-in.ts';
import { MalformedBody, type StandInResponse } from '../../../src/sandbox/http.ts';

function standIn(options: Partial<GitHubStandInOptions> = {}): GitHubStandIn {
  return createGitHubStandIn({ repository: 'contoso/platform', token: 't', permission: 'write', ...options });
}

function ask(github: GitHubStandIn, line: string, body?: unknown): StandInResponse {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query] = `/repos/contoso/platform/${target}`.split('?');
  return github.handle({ method, path, query: new URLSearchParams(query), headers: { host: '127.0.0.1:1', authorization: 'token t' }, body });
}

function numbers({ body }: StandInResponse): readonly unknown[] {
  return Array.isArray(body) ? body.map((issue: { readonly number: number }) => issue.number) : [];
}

describe('issues', () => {
  test('are created with labels that are made on the way, read, changed, closed and opened', () => {
    const github = standIn();
    expect(ask(github, 'POST issues', { title: 'a', body: 'b', labels: ['drift', { name: 'aks' }] })).toMatchObject({
      status: 201,
      body: { number: 101, title: 'a', body: 'b', state: 'open', state_reason: null, locked: false, labels: [{ name: 'drift' }, { name: 'aks' }], user: { login: 'github-actions[bot]' } },
    });
    expect(github.labels()).toEqual(['drift', 'aks']);
    expect(ask(github, 'PATCH issues/101', { title: 'c', labels: [] })).toMatchObject({ status: 200, body: { title: 'c', body: 'b', labels: [], state_reason: null } });
    expect(ask(github, 'PATCH issues/101', { state: 'closed' })).toMatchObject({ body: { state: 'closed', state_reason: 'completed', closed_at: expect.any(String) } });
    expect(ask(github, 'PATCH issues/101', { state: 'open' })).toMatchObject({ body: { state: 'open', state_reason: 'reopened', closed_at: null } });
    expect(ask(github, 'PATCH issues/101', { state: 'closed', state_reason: 'not_planned' })).toMatchObject({ body: { state_reason: 'not_planned' } });
    expect(ask(github, 'GET issues/101')).toMatchObject({ status: 200, body: { number: 101, html_url: 'https://github.com/contoso/platform/issues/101' } });
  });

  test('are listed by state, label, creator and time, in pages, pull requests among them', () => {
    const github = standIn();
    for (let index = 0; index < 3; index += 1) github.addIssue({ title: `${index}`, author: 'ada', labels: ['Drift', 'x'] });
    const { number: pull } = github.addIssue({ title: 'p', author: 'bob', labels: ['drift'], isPullRequest: true });
    github.changeIssue(101, { state: 'closed' });
    expect(numbers(ask(github, 'GET issues'))).toEqual([pull, 103, 102]);
    expect(numbers(ask(github, 'GET issues?state=all&labels=drift,X&direction=asc'))).toEqual([101, 102, 103]);
    expect(numbers(ask(github, 'GET issues?state=all&sort=updated'))).toEqual([101, pull, 103, 102]);
    expect(numbers(ask(github, 'GET issues?creator=Bob'))).toEqual([pull]);
    expect(ask(github, `GET issues?creator=bob`).body).toMatchObject([{ pull_request: {} }]);
    expect(numbers(ask(github, 'GET issues?state=all&since=2026-01-01T00:00:04Z'))).toEqual([pull, 101]);
    const page = ask(github, 'GET issues?state=all&per_page=2&page=2');
    expect(numbers(page)).toEqual([102, 101]);
    expect(page.headers?.['link']).toContain('rel="prev"');
  });

  test('have comments, the youngest of them by time', () => {
    const github = standIn();
    const { number } = github.addIssue({ title: 'a', author: 'ada' });
    ask(github, `POST issues/${number}/comments`, { body: 'one' });
    expect(ask(github, `POST issues/${number}/comments`, { body: 'two' })).toMatchObject({ status: 201, body: { created_at: '2026-01-01T00:00:03Z' } });
    expect(ask(github, `GET issues/${number}/comments?since=2026-01-01T00:00:03Z`).body).toMatchObject([{ body: 'two' }]);
    expect(github.comments(number).map(({ url }) => url)).toEqual([1001, 1002].map((id) => `https://github.com/contoso/platform/issues/${number}#issuecomment-${id}`));
    expect(ask(github, `GET issues/${number}`).body).toMatchObject({ comments: 2, updated_at: '2026-01-01T00:00:03Z' });
  });

  test('a locked one takes no comments until it is unlocked', () => {
    const github = standIn();
    const { number } = github.addIssue({ title: 'a', author: 'ada' });
    expect(ask(github, `PUT issues/${number}/lock`).status).toBe(204);
    expect(ask(github, `POST issues/${number}/comments`, { body: 'x' })).toMatchObject({ status: 403, body: { message: expect.stringContaining('locked') } });
    expect(ask(github, `PATCH issues/${number}`, { body: 'x' })).toMatchObject({ status: 200, body: { locked: true, body: 'x' } });
    expect(ask(github, `DELETE issues/${number}/lock`).status).toBe(204);
    expect(ask(github, `POST issues/${number}/comments`, { body: 'x' }).status).toBe(201);
  });

  test('GraphQL says who wrote one, and whose token it is', () => {
    const github = standIn();
    const ids = ['github-actions[bot]', 'ada'].map((author) => github.addIssue({ title: 'a', author }).nodeId);
    const graphql = (body: object): unknown =>
      github.handle({ method: 'POST', path: '/graphql', query: new URLSearchParams(), headers: { authorization: 'token t' }, body }).body;
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { id viewerDidAuthor } } }';
    expect(graphql({ query, variables: { ids } })).toMatchObject({ data: { nodes: [{ viewerDidAuthor: true }, { viewerDidAuthor: false }] } });
    expect(graphql({ query: '{ viewer { login } }' })).toEqual({ data: { viewer: { login: 'github-actions[bot]' } } });
  });
});

describe('labels', () => {
  test('are made once, found without regard to case, listed, and put on issues', () => {
    const github = standIn();
    expect(ask(github, 'GET labels/drift').status).toBe(404);
    expect(ask(github, 'POST labels', { name: 'drift', color: 'B60205', description: 'd' })).toMatchObject({ status: 201, body: { name: 'drift', description: 'd' } });
    expect(ask(github, 'POST labels', { name: 'Drift' })).toMatchObject({ status: 422, body: { errors: [{ code: 'already_exists' }] } });
    expect(ask(github, 'GET labels/DRIFT').status).toBe(200);
    github.addIssue({ title: 'a', author: 'ada' });
    expect(ask(github, 'POST issues/101/labels', { labels: ['drift', 'new'] }).body).toHaveLength(2);
    expect(ask(github, 'GET labels').body).toMatchObject([{ name: 'drift' }, { name: 'new' }]);
  });

  test.each([[{}], [{ name: '' }], [{ name: 'x'.repeat(51) }], [{ name: 'x', color: 'red' }]])('are refused: %j', (body) => {
    expect(ask(standIn(), 'POST labels', body).status).toBe(422);
  });
});

describe('refusals', () => {
  test.each<[options: Partial<GitHubStandInOptions>, line: string, body: unknown, status: number, message: string]>([
    [{ issues: 'disabled' }, 'GET issues', undefined, 410, 'Issues are disabled'],
    [{ issues: 'disabled' }, 'POST issues', { title: 'a' }, 410, 'Issues are disabled'],
    [{ issues: 'none' }, 'GET issues', undefined, 403, 'not accessible'],
    [{ issues: 'read' }, 'POST issues', { title: 'a' }, 403, 'not accessible'],
    [{ issues: 'read' }, 'PATCH issues/101', { title: 'a' }, 403, 'not accessible'],
    [{ issues: 'read' }, 'POST issues/101/comments', { body: 'a' }, 403, 'not accessible'],
    [{ permission: 'read' }, 'POST issues', { title: 'a' }, 403, 'not accessible'],
    [{ mayLabel: false }, 'POST labels', { name: 'a' }, 403, 'not accessible'],
    [{ mayLabel: false }, 'POST issues/101/labels', { labels: ['a'] }, 403, 'not accessible'],
    [{}, 'POST issues', {}, 422, 'Validation Failed'],
    [{}, 'POST issues', { title: 'x'.repeat(257) }, 422, 'Validation Failed'],
    [{}, 'POST issues', { title: 'x', body: 'x'.repeat(65_537) }, 422, 'Validation Failed'],
    [{}, 'PATCH issues/101', { body: 'x'.repeat(65_537) }, 422, 'Validation Failed'],
    [{}, 'PATCH issues/101', { state: 'gone' }, 422, 'Validation Failed'],
    [{}, 'PATCH issues/101', { state_reason: 'bored' }, 422, 'Validation Failed'],
    [{}, 'POST issues', new MalformedBody('x'), 400, 'Problems parsing JSON'],
    [{}, 'GET issues/102', undefined, 410, 'This issue was deleted'],
    [{}, 'GET issues/999', undefined, 404, 'Not Found'],
    [{}, 'DELETE issues/101', undefined, 404, 'Not Found'],
  ])('%j %s %j: %i %s', (options, line, body, status, message) => {
    const github = standIn(options);
    for (const title of ['a', 'b']) github.addIssue({ title, author: 'ada' });
    github.deleteIssue(102);
    expect(ask(github, line, body)).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
    expect(github.issues()).toMatchObject([{ title: 'a', body: '', labels: [] }]);
  });

  test('labels are dropped from the issue of whoever may not put them', () => {
    const github = standIn({ mayLabel: false });
    expect(ask(github, 'POST issues', { title: 'a', labels: ['drift'] })).toMatchObject({ status: 201, body: { labels: [] } });
    expect(github.labels()).toEqual([]);
  });

  test('comments on pull requests are not a matter of issues', () => {
    expect(ask(standIn({ issues: 'disabled' }), 'POST issues/7/comments', { body: 'a' }).status).toBe(201);
  });
});

describe('an interruption', () => {
  const create = (github: GitHubStandIn): number => ask(github, 'POST issues', { title: 'a' }).status;

  test.each([
    ['before', 'once', [201, 502, 201], 2],
    ['after', 'once', [201, 502, 201], 3],
    ['before', 'for good', [201, 502, 502], 1],
    ['after', 'for good', [201, 502, 502], 2],
  ] as const)('%s the effect, %s', (when, lasts, statuses, effects) => {
    const github = standIn();
    let told = 0;
    github.interrupt({ at: 2, when, lasts, onInterrupt: () => void (told += 1) });
    expect([create(github), create(github), create(github)]).toEqual(statuses);
    expect([github.issues().length, told, github.requestsSeen()]).toEqual([effects, 1, 3]);
    github.interrupt(undefined);
    expect(create(github)).toBe(201);
  });
});
