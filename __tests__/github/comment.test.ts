import { afterEach, describe, expect, test } from '@jest/globals';
import { upsertComment, type CommentOutcome, type CommentRequest } from '../../src/github/comment.ts';
import { commentMarker } from '../../src/github/comment/marker.ts';
import { CancelledError } from '../../src/run/errors.ts';
import type { GitHubStandInOptions } from '../../src/sandbox/github/stand-in.ts';
import { recordingLogger, repository, startLoopback, token, type Fault, type Loopback } from './loopback.ts';

const started: Loopback[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((loopback) => loopback.stop()));
});

async function start(options: Partial<GitHubStandInOptions> = {}, before?: Fault): Promise<Loopback> {
  const loopback = await startLoopback(options, before);
  started.push(loopback);
  return loopback;
}

function scene(loopback: Loopback): { readonly warnings: string[]; readonly upsert: (overrides?: Partial<CommentRequest>) => Promise<CommentOutcome> } {
  const logger = recordingLogger();
  const request: CommentRequest = { token, apiUrl: loopback.apiUrl, repository, pullRequestNumber: 7, key: 'ci / gate', body: 'first', when: 'always' };
  return { warnings: logger.warnings, upsert: (overrides) => upsertComment({ ...request, ...overrides }, { logger }) };
}

/** Answers the first matching request with 502 in the server's place. */
function failOnce(matches: (line: string) => boolean): Fault {
  let failed = false;
  return (request) => {
    if (failed || !matches(`${request.method} ${request.path}`)) return undefined;
    failed = true;
    return { status: 502, body: { message: 'Bad Gateway' } };
  };
}

const limited: Fault = () => ({ status: 403, body: { message: 'You have exceeded a secondary rate limit.' } });
const strange: Fault = (request) => (request.method === 'GET' ? { status: 200, body: [{ id: 'x' }] } : undefined);

const bodies = (loopback: Loopback): readonly string[] => loopback.github.comments(7).map((comment) => comment.body);
const marked = (body: string, key = 'ci / gate'): string => `${commentMarker(key)}\n${body}`;
const workflow = 'github-actions[bot]';

describe('the life of a comment', () => {
  test('is created, updated in place, and left alone when it says the same', async () => {
    const loopback = await start();
    const { upsert, warnings } = scene(loopback);
    const created = await upsert();
    expect(created.kind).toBe('created');
    expect(await upsert({ body: 'second' })).toEqual({ kind: 'updated', url: created.url });
    expect(await upsert({ body: 'second' })).toEqual({ kind: 'unchanged', url: created.url });
    expect(bodies(loopback)).toEqual([marked('second')]);
    expect(warnings).toEqual([]);
  });

  test('line ends, trailing blanks and the run that says it are no difference', async () => {
    const loopback = await start();
    const { upsert } = scene(loopback);
    loopback.github.addComment(7, { body: marked('one  \r\ntwo https://github.com/a/b/actions/runs/1/attempts/2\r\n\r\n'), author: workflow });
    expect((await upsert({ body: 'one\ntwo https://github.com/a/b/actions/runs/33\n' })).kind).toBe('unchanged');
    expect(loopback.lines().some((line) => line.startsWith('PATCH'))).toBe(false);
  });

  test('update-only never starts one, and does update one', async () => {
    const loopback = await start();
    const { upsert } = scene(loopback);
    expect(await upsert({ when: 'update-only' })).toEqual({ kind: 'none' });
    expect(bodies(loopback)).toEqual([]);
    await upsert();
    expect((await upsert({ when: 'update-only', body: 'resolved' })).kind).toBe('updated');
  });

  test('two keys are two comments', async () => {
    const loopback = await start();
    const { upsert } = scene(loopback);
    await upsert({ key: 'a-b' });
    await upsert({ key: 'a--b', body: 'other' });
    await upsert({ key: 'a-b', body: 'again' });
    expect(bodies(loopback)).toEqual([marked('again', 'a-b'), marked('other', 'a--b')]);
  });
});

describe('finding it', () => {
  test('on the third page of 250 comments', async () => {
    const loopback = await start();
    const { upsert } = scene(loopback);
    for (let index = 0; index < 249; index += 1) loopback.github.addComment(7, { body: `talk ${index}`, author: 'someone' });
    loopback.github.addComment(7, { body: marked('old'), author: workflow });
    expect((await upsert()).kind).toBe('updated');
    expect(loopback.github.comments(7)).toHaveLength(250);
  });

  test('a marker planted by someone else is not ours, and more than a hundred of them are asked about in batches', async () => {
    const loopback = await start();
    const { upsert } = scene(loopback);
    for (let index = 0; index < 130; index += 1) loopback.github.addComment(7, { body: marked('planted'), author: 'mallory' });
    expect((await upsert()).kind).toBe('created');
    expect(bodies(loopback).filter((body) => body === marked('planted'))).toHaveLength(130);
    expect((await upsert({ body: 'second' })).kind).toBe('updated');
    expect(loopback.lines().filter((line) => line === 'POST /graphql')).toHaveLength(4);
  });

  test('a marker quoted below the first line claims nothing', async () => {
    const loopback = await start();
    const { upsert } = scene(loopback);
    loopback.github.addComment(7, { body: `> ${marked('quoted')}`, author: workflow });
    expect((await upsert()).kind).toBe('created');
  });

  test.each([
    ['a user’s token', 'robot'],
    ['a workflow’s token', workflow],
  ])('without GraphQL, by the login of %s', async (_name, login) => {
    const loopback = await start({ login }, (request) => (request.path === '/graphql' ? { status: 404, body: { message: 'Not Found' } } : undefined));
    const { upsert, warnings } = scene(loopback);
    loopback.github.addComment(7, { body: marked('planted'), author: 'mallory' });
    loopback.github.addComment(7, { body: marked('ours'), author: login });
    expect((await upsert()).kind).toBe('updated');
    expect(bodies(loopback)).toEqual([marked('planted'), marked('first')]);
    expect(warnings).toEqual([]);
  });

  test('on GitHub Enterprise Server', async () => {
    const loopback = await start();
    const { upsert } = scene(loopback);
    const apiUrl = `${loopback.apiUrl}/api/v3`;
    await upsert({ apiUrl });
    expect((await upsert({ apiUrl, body: 'second' })).kind).toBe('updated');
    expect(loopback.lines()).toContain('POST /api/graphql');
  });
});

describe('what GitHub refuses is one warning', () => {
  test.each<[string, Partial<CommentRequest>, RegExp]>([
    ['the missing permission', {}, /`permissions: pull-requests: write`/],
    ['the fork', { isFork: true }, /from a fork, and its token is read-only/],
    ['Dependabot', { isDependabot: true }, /of Dependabot, and its token is read-only/],
  ])('naming %s, with a read token', async (_name, overrides, expected) => {
    const { upsert, warnings } = scene(await start({ permission: 'read' }));
    expect(await upsert(overrides)).toEqual({ kind: 'refused' });
    expect(warnings).toEqual([expect.stringMatching(expected)]);
  });

  test.each<[string, Partial<CommentRequest>, RegExp]>([
    ['a bad token', { token: 'wrong' }, /does not accept the token \(401: Bad credentials.*pull-requests: write/],
    ['an unknown repository', { repository: { owner: 'contoso', name: 'gone' } }, /404.*pull-requests: write/],
    ['a body too long', { body: 'x'.repeat(66_000) }, /did not accept it \(422/],
    ['nobody listening', { apiUrl: 'http://127.0.0.1:9' }, /did not answer/],
  ])('of %s', async (_name, overrides, expected) => {
    const { upsert, warnings } = scene(await start());
    expect(await upsert(overrides)).toEqual({ kind: 'refused' });
    expect(warnings).toEqual([expect.stringMatching(expected)]);
  });

  test('of a rate limit', async () => {
    const { upsert, warnings } = scene(await start({}, limited));
    expect((await upsert()).kind).toBe('refused');
    expect(warnings).toEqual([expect.stringMatching(/rate limit is used up/)]);
  });

  test('of an answer that is not GitHub’s', async () => {
    const { upsert, warnings } = scene(await start({}, strange));
    expect((await upsert()).kind).toBe('refused');
    expect(warnings).toEqual([expect.stringMatching(/did not answer as documented \(0\.id: /)]);
  });
});

describe('faults', () => {
  test('a server error is tried again', async () => {
    const { upsert, warnings } = scene(await start({}, failOnce((line) => line.startsWith('GET'))));
    expect((await upsert()).kind).toBe('created');
    expect(warnings).toEqual([]);
  });

  test('a create that failed without effect is done once more', async () => {
    const loopback = await start({}, failOnce((line) => line.endsWith('/comments') && line.startsWith('POST')));
    expect((await scene(loopback).upsert()).kind).toBe('created');
    expect(bodies(loopback)).toEqual([marked('first')]);
  });

  test('a create that took effect though the gateway failed makes no second comment', async () => {
    const fail = failOnce((line) => line.endsWith('/comments') && line.startsWith('POST'));
    const loopback: Loopback = await start({}, (request) => {
      const fault = fail(request);
      if (fault !== undefined) loopback.github.handle(request);
      return fault;
    });
    expect((await scene(loopback).upsert()).kind).toBe('created');
    expect(bodies(loopback)).toEqual([marked('first')]);
  });

  test('cancelling ends it as cancelled, without a warning', async () => {
    const loopback = await start();
    const logger = recordingLogger();
    const request: CommentRequest = { token, apiUrl: loopback.apiUrl, repository, pullRequestNumber: 7, key: 'k', body: 'b', when: 'always' };
    await expect(upsertComment(request, { logger, signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    expect(logger.warnings).toEqual([]);
  });
});

describe('the token', () => {
  test('goes with the API version to the configured host', async () => {
    const loopback = await start();
    await scene(loopback).upsert();
    expect(loopback.requests.every((request) => request.headers['x-github-api-version'] === '2022-11-28')).toBe(true);
    expect(loopback.requests.every((request) => request.headers['authorization'] === `token ${token}`)).toBe(true);
  });

  test.each<[string, (elsewhere: string) => ReturnType<Fault>]>([
    ['a redirect', (elsewhere) => ({ status: 302, headers: { location: `${elsewhere}/repos/contoso/platform/issues/7/comments` }, body: {} })],
    ['a next page', (elsewhere) => ({ status: 200, headers: { link: `<${elsewhere}/next>; rel="next"` }, body: [] })],
  ])('does not follow %s to another host', async (_name, answer) => {
    const foreign = await start({}, () => ({ status: 200, body: [] }));
    const loopback = await start({}, () => answer(foreign.apiUrl));
    const { upsert, warnings } = scene(loopback);
    expect((await upsert()).kind).toBe('refused');
    expect(warnings).toEqual([expect.stringMatching(/led to http:\/\/127\.0\.0\.1:\d+; the token goes to/)]);
    expect(foreign.requests.every((request) => request.headers['authorization'] === undefined)).toBe(true);
  });
});
