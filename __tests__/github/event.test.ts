import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readEvent, type GitHubEvent } from '../../src/github/event.ts';
import { UserError } from '../../src/run/errors.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, payload: unknown, environment: Readonly<Record<string, string>> = {}): Promise<GitHubEvent> {
  const path = join(folder, 'event.json');
  await writeFile(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return readEvent({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, ...environment });
}

const base = 'b'.repeat(40);
const head = 'a'.repeat(40);
const pullRequest = (headRepository: number | null = 1, login = 'ada'): object => ({
  number: 5,
  base: { sha: base, repo: { id: 1 } },
  head: { sha: head, repo: headRepository === null ? null : { id: headRepository } },
  user: { login },
});
const workflowRun = (headRepository: number, found: readonly object[]): object => ({
  repository: { id: 1 },
  workflow_run: { head_repository: { id: headRepository }, pull_requests: found },
});
const ours = { number: 5, baseSha: base, headSha: head, isFork: false, isDependabot: false };

describe('the pull request', () => {
  test.each(['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'])('of %s', async (name) => {
    expect((await read(name, { pull_request: pullRequest() })).pullRequest).toEqual(ours);
  });

  test.each([
    ['another repository', 2],
    ['a deleted fork', null],
  ])('is a fork’s when its head lies in %s', async (_name, repository) => {
    expect((await read('pull_request', { pull_request: pullRequest(repository) })).pullRequest?.isFork).toBe(true);
  });

  test('is Dependabot’s by author or by actor', async () => {
    expect((await read('pull_request', { pull_request: pullRequest(1, 'dependabot[bot]') })).pullRequest?.isDependabot).toBe(true);
    expect((await read('pull_request', { pull_request: pullRequest() }, { GITHUB_ACTOR: 'dependabot[bot]' })).pullRequest?.isDependabot).toBe(true);
  });

  test('of a comment on a pull request has a number but no commits; a comment on an issue has none', async () => {
    const commented = await read('issue_comment', { issue: { number: 5, pull_request: { url: 'x' } } });
    expect(commented.pullRequest).toEqual({ number: 5, isFork: false, isDependabot: false });
    expect((await read('issue_comment', { issue: { number: 5 } })).pullRequest).toBeUndefined();
  });

  test('of workflow_run counts only within the same repository', async () => {
    expect((await read('workflow_run', workflowRun(1, [pullRequest()]))).pullRequest).toEqual(ours);
    expect((await read('workflow_run', workflowRun(2, [pullRequest()]))).pullRequest).toBeUndefined();
    expect((await read('workflow_run', workflowRun(1, [pullRequest(2)]))).pullRequest).toBeUndefined();
    expect((await read('workflow_run', workflowRun(1, []))).pullRequest).toBeUndefined();
  });
});

test('workflow_run says what ran before, and for which commit', async () => {
  const payload = { repository: { id: 1 }, workflow_run: { head_repository: { id: 2, full_name: 'stranger/platform' }, pull_requests: [], head_sha: head, event: 'pull_request', conclusion: 'failure' } };
  expect(await read('workflow_run', payload)).toMatchObject({ workflowRun: { headSha: head, event: 'pull_request', conclusion: 'failure', headRepository: 'stranger/platform' } });
  await expect(read('workflow_run', { ...payload, workflow_run: { ...payload.workflow_run, head_sha: '../x' } })).rejects.toThrow(/workflow_run\.head_sha: expected a commit/);
});

test.each([
  ['contoso/platform/.github/workflows/gate.yml@refs/pull/7/merge', '.github/workflows/gate.yml'],
  ['Contoso/Platform/.github/workflows/our gate.yaml@refs/heads/a@b', '.github/workflows/our gate.yaml'],
  ['contoso/central/.github/workflows/gate.yml@refs/heads/main', undefined],
  ['contoso/platform/.github/workflows/../../x.yml@refs/heads/main', undefined],
  ['contoso/platform/.github/workflows/gate.yml', undefined],
  ['nonsense', undefined],
])('the workflow’s file of %s is %s', async (reference, expected) => {
  const event = await readEvent({ GITHUB_EVENT_NAME: 'push', GITHUB_REPOSITORY: 'contoso/platform', GITHUB_WORKFLOW_REF: reference });
  expect(event.workflowPath).toBe(expected);
});

test('merge_group has the two commits', async () => {
  const event = await read('merge_group', { merge_group: { base_sha: base, head_sha: head } });
  expect(event.mergeGroup).toEqual({ baseSha: base, headSha: head });
});

test.each(['push', 'schedule', 'workflow_dispatch'])('%s has no pull request, whatever its payload', async (name) => {
  const event = await read(name, { pull_request: 'nonsense' });
  expect(event).toEqual({ name, apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' });
});

test('outside GitHub there is no event', async () => {
  expect(await readEvent({})).toEqual({ name: 'none', apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' });
});

test('the runner’s variables are read', async () => {
  const event = await readEvent({
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'contoso/platform',
    GITHUB_SHA: head,
    GITHUB_WORKFLOW: 'CI',
    GITHUB_JOB: 'gate',
    GITHUB_RUN_ID: '12',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_API_URL: 'https://ghes.example/api/v3/',
    GITHUB_SERVER_URL: 'https://ghes.example',
  });
  expect(event).toEqual({
    name: 'push',
    repository: { owner: 'contoso', name: 'platform' },
    sha: head,
    workflow: 'CI',
    job: 'gate',
    runUrl: 'https://ghes.example/contoso/platform/actions/runs/12/attempts/2',
    apiUrl: 'https://ghes.example/api/v3',
    serverUrl: 'https://ghes.example',
  });
});

describe('what is broken is a sentence', () => {
  test.each<[string, string, unknown, RegExp]>([
    ['no JSON', 'pull_request', '{', /event\.json \(GITHUB_EVENT_PATH\) is not JSON/],
    ['a missing member', 'pull_request', {}, /not a pull_request event as GitHub writes it: pull_request: /],
    ['a commit that is none', 'merge_group', { merge_group: { base_sha: '$(x)', head_sha: head } }, /merge_group\.base_sha: expected a commit/],
    ['a text', 'pull_request', '"x"', /the whole: /],
  ])('%s', async (_name, event, payload, expected) => {
    const failed = read(event, payload);
    await expect(failed).rejects.toThrow(UserError);
    await expect(failed).rejects.toThrow(expected);
  });

  test('a file that is not there', async () => {
    await expect(readEvent({ GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: join(folder, 'none.json') })).rejects.toThrow(/cannot be read: .*ENOENT/);
  });

  test('a file larger than any event', async () => {
    await expect(read('push', ' '.repeat(25 * 1024 * 1024 + 1))).rejects.toThrow(/larger than 25 MiB/);
  });

  test.each([
    [{ GITHUB_REPOSITORY: 'a/b/c' }, /expected owner\/name/],
    [{ GITHUB_API_URL: 'file:///etc' }, /GITHUB_API_URL is/],
    [{ GITHUB_API_URL: 'https://user:pass@host' }, /without credentials/],
  ])('%j', async (environment, expected) => {
    await expect(readEvent(environment)).rejects.toThrow(expected);
  });
});
