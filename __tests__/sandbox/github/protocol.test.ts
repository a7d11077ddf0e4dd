import { describe, expect, test } from '@jest/globals';
import { ask, standIn } from './ask.ts';

describe('what holds for every request', () => {
  test('an answer has a tag, and is not sent again to whoever has it', () => {
    const github = standIn();
    github.addIssue({ title: 'a', author: 'ada' });
    const tag = ask(github, 'GET issues').headers?.['etag'] ?? '';
    expect(tag).toMatch(/^W\/"[0-9a-f]{40}"$/);
    expect(ask(github, 'GET issues', undefined, { 'if-none-match': tag })).toMatchObject({ status: 304 });
    expect(ask(github, 'GET issues', undefined, { 'if-none-match': tag }).body).toBeUndefined();
    github.addIssue({ title: 'b', author: 'ada' });
    expect(ask(github, 'GET issues', undefined, { 'if-none-match': tag }).status).toBe(200);
  });

  test('a version that there is not is refused', () => {
    expect(ask(standIn(), 'GET issues', undefined, { 'x-github-api-version': '1999-01-01' }).status).toBe(400);
    expect(ask(standIn(), 'GET issues', undefined, { 'x-github-api-version': '2022-11-28' }).status).toBe(200);
  });
});

describe('the rate limit', () => {
  const start = Date.UTC(2026, 5, 1);
  function clocked(speed = 1, login = 'github-actions[bot]'): { readonly github: ReturnType<typeof standIn>; readonly pass: (milliseconds: number) => void } {
    let now = start;
    return { github: standIn({ quota: 'github', now: () => now, speed, login }), pass: (milliseconds) => void (now += milliseconds) };
  }

  test('of a workflow is a thousand requests an hour, of a user five thousand; what is left stands in the headers', () => {
    const left = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '999', 'x-ratelimit-used': '1', 'x-ratelimit-reset': String(start / 1000 + 3600), 'x-ratelimit-resource': 'core' };
    expect(ask(clocked().github, 'GET issues').headers).toMatchObject(left);
    expect(ask(clocked(1, 'ada').github, 'GET issues').headers).toMatchObject({ 'x-ratelimit-limit': '5000' });
  });

  test('refuses when the hour is used up, and again takes requests when it is over', () => {
    const { github, pass } = clocked();
    for (let count = 0; count < 1000; count += 1) {
      if (count % 500 === 0) pass(60_000);
      ask(github, 'GET labels/x');
    }
    expect(ask(github, 'GET issues')).toMatchObject({ status: 403, headers: { 'x-ratelimit-remaining': '0' }, body: { message: expect.stringContaining('API rate limit exceeded') } });
    expect(ask(github, 'GET /rate_limit').body).toMatchObject({ resources: { core: { remaining: 0, used: 1000 }, graphql: { remaining: 1000 } } });
    pass(3_600_000);
    expect(ask(github, 'GET issues').status).toBe(200);
  });

  test('of writes is eighty a minute, and says how long to wait', () => {
    const { github, pass } = clocked();
    const create = (): ReturnType<typeof ask> => ask(github, 'POST labels', {});
    for (let count = 0; count < 80; count += 1) expect(create().status).toBe(422);
    expect(create()).toMatchObject({ status: 403, headers: { 'retry-after': '60' }, body: { message: expect.stringContaining('secondary rate limit') } });
    expect(ask(github, 'GET issues').status).toBe(200);
    pass(60_000);
    expect(create().status).toBe(422);
  });

  test('passes faster where the sandbox is faster', () => {
    const { github, pass } = clocked(60);
    for (let count = 0; count < 81; count += 1) ask(github, 'POST labels', {});
    pass(1_000);
    expect(ask(github, 'POST labels', {}).status).toBe(422);
  });

  test('is not spent by what the client had already', () => {
    const { github } = clocked();
    const tag = ask(github, 'GET issues').headers?.['etag'] ?? '';
    expect(ask(github, 'GET issues', undefined, { 'if-none-match': tag }).headers).toMatchObject({ 'x-ratelimit-remaining': '999' });
  });
});
