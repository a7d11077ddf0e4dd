import { describe, expect, test } from '@jest/globals';
import { GraphQLSyntaxError, parseQuery } from '../../../src/sandbox/github/graphql/parse.ts';
import type { GitHubStandIn } from '../../../src/sandbox/github/stand-in.ts';
import { ask, standIn } from './ask.ts';

const graphql = (github: GitHubStandIn, query: string, variables: object = {}): unknown => ask(github, 'POST /graphql', { query, variables }).body;
const minimize = 'mutation ($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized minimizedReason } } }';

describe('a comment', () => {
  test('is minimized with a reason, and shown again', () => {
    const github = standIn();
    const id = github.addComment(7, { body: 'a', author: 'ada' }).nodeId;
    expect(graphql(github, minimize, { id })).toEqual({ data: { minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } } } });
    expect(graphql(github, '{ node(id: "' + id + '") { __typename ... on IssueComment { isMinimized } } }')).toEqual({ data: { node: { __typename: 'IssueComment', isMinimized: true } } });
    expect(graphql(github, 'mutation ($id: ID!) { un: unminimizeComment(input: {subjectId: $id}) { unminimizedComment { isMinimized } } }', { id })).toEqual({ data: { un: { unminimizedComment: { isMinimized: false } } } });
  });

  test.each([
    ['a token that may only read', { permission: 'read' } as const, minimize, 'FORBIDDEN'],
    ['a reason that there is not', {}, minimize.replace('OUTDATED', 'BORING'), 'ARGUMENT_ERROR'],
    ['a comment that there is not', {}, minimize.replace('$id,', '"x",'), 'NOT_FOUND'],
  ])('is not minimized with %s', (_, options, query, type) => {
    const github = standIn(options);
    const id = github.addComment(7, { body: 'a', author: 'ada' }).nodeId;
    expect(graphql(github, query, { id })).toMatchObject({ data: { minimizeComment: null }, errors: [{ type, path: ['minimizeComment'] }] });
    expect(graphql(github, 'query ($id: ID!) { node(id: $id) { ... on IssueComment { isMinimized } } }', { id })).toEqual({ data: { node: { isMinimized: false } } });
  });
});

test('a thread of a review is found by its pull request, resolved and opened', () => {
  const github = standIn();
  github.putPullRequest(7, { headSha: 'a'.repeat(40), baseSha: 'b'.repeat(40) });
  const first = github.addReviewComment(7, { path: 'a', line: 1, body: 'why', author: 'ada' });
  ask(github, `POST pulls/7/comments/${first.id}/replies`, { body: 'so' });
  const query = 'query ($owner: String!) { repository(owner: $owner, name: "platform") { pullRequest(number: 7) { reviewThreads(first: 10) { totalCount nodes { id isResolved comments(first: 5) { nodes { body } } } } } } }';
  const threads = (isResolved: boolean): object => ({
    data: { repository: { pullRequest: { reviewThreads: { totalCount: 1, nodes: [{ id: `PRRT_${first.id}`, isResolved, comments: { nodes: [{ body: 'why' }, { body: 'so' }] } }] } } } },
  });
  expect(graphql(github, query, { owner: 'contoso' })).toEqual(threads(false));
  const resolve = (name: string): unknown => graphql(github, `mutation { ${name}(input: {threadId: "PRRT_${first.id}"}) { thread { isResolved } } }`);
  expect(resolve('resolveReviewThread')).toEqual({ data: { resolveReviewThread: { thread: { isResolved: true } } } });
  expect(graphql(github, query, { owner: 'contoso' })).toEqual(threads(true));
  expect(resolve('unresolveReviewThread')).toEqual({ data: { unresolveReviewThread: { thread: { isResolved: false } } } });
});

test('a list is given in pages, whose size has to be said', () => {
  const github = standIn();
  github.putPullRequest(7, { headSha: 'a'.repeat(40), baseSha: 'b'.repeat(40) });
  for (const body of ['1', '2', '3']) github.addComment(7, { body, author: 'ada' });
  const list = (given: string): unknown => graphql(github, `{ repository(owner: "contoso", name: "platform") { pullRequest(number: 7) { comments${given} { nodes { body } pageInfo { hasNextPage endCursor } } } } }`);
  expect(list('(first: 2)')).toMatchObject({ data: { repository: { pullRequest: { comments: { nodes: [{ body: '1' }, { body: '2' }], pageInfo: { hasNextPage: true, endCursor: 'Mg==' } } } } } });
  expect(list('(first: 2, after: "Mg==")')).toMatchObject({ data: { repository: { pullRequest: { comments: { nodes: [{ body: '3' }], pageInfo: { hasNextPage: false } } } } } });
  expect(list('')).toMatchObject({ errors: [{ type: 'MISSING_PAGINATION_BOUNDARIES' }] });
  expect(list('(first: 101)')).toMatchObject({ errors: [{ type: 'EXCESSIVE_PAGINATION' }] });
});

test.each(['', '{', '{ a', 'subscription { a }', '{ a(b: ) }', '{ a } b', '{ a(b: [1 }'])('no query: %j', (text) => {
  expect(() => parseQuery(text)).toThrow(GraphQLSyntaxError);
  expect(ask(standIn(), 'POST /graphql', { query: text })).toMatchObject({ status: 200, body: { errors: [{}] } });
});

test.each([
  ['selections without an end', `{ ${'a { '.repeat(200_000)}`],
  ['lists within lists', `{ a(b: ${'['.repeat(200_000)}`],
  ['objects within objects', `{ a(b: ${'{ c: '.repeat(200_000)}`],
  ['fragments within fragments', `{ ${'... { '.repeat(200_000)}`],
  ['an escape that is none', String.raw`{ a(b: "\x") }`],
  ['a control character', '{ a(b: "\u0001") }'],
  ['nothing', ''],
  ['an operation that is none', 'subscription { a }'],
])('%s is a query that cannot be read, and nothing worse', (_, query) => {
  expect(() => parseQuery(query)).toThrow(GraphQLSyntaxError);
});
