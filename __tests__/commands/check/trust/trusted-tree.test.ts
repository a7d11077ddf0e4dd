import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { trustedText, trustedTree } from '../../../../src/commands/check/trust/trusted-tree.ts';
import type { TrustedTree, TrustedTreeSettings } from '../../../../src/commands/check/trust/trusted.ts';
import type { GitHubEvent } from '../../../../src/github/event.ts';
import { UserError } from '../../../../src/run/errors.ts';
import { recordingLogger, startLoopback, token, type Loopback } from '../../../github/loopback.ts';
import { checkout, commit, freshFolder, git, pullRequestHistory } from '../../../sources/git/checkouts.ts';
import { event, pullRequestFacts, treeOf } from '../events.ts';

const path = 'policies/x.json';
const head = treeOf({ [path]: 'what is checked out' });
const history = pullRequestHistory({ older: { [path]: 'older base', 'a.txt': '' }, base: { [path]: 'base' }, head: { 'new.json': 'head', 'exemptions.yml': 'all' } });
const stale = pullRequestFacts(history.oldBase, history.head);
const current = pullRequestFacts(history.base, history.head);
let loopback: Loopback;

beforeAll(async () => {
  loopback = await startLoopback({ permission: 'read' });
  loopback.github.putFile(history.base, path, 'base, by GitHub');
  loopback.github.putFile(history.oldBase, path, 'older base, by GitHub');
  loopback.github.putFile(history.oldBase, 'infra/policies/x.json', 'below, by GitHub');
});
afterAll(() => loopback.stop());

const opened: TrustedTree[] = [];
afterEach(() => {
  for (const trusted of opened.splice(0)) trusted.close();
  loopback.requests.length = 0;
});

async function open(of: GitHubEvent, folder: string, settings: Partial<TrustedTreeSettings> = {}): Promise<TrustedTree> {
  const trusted = await trustedTree({ ...of, apiUrl: loopback.apiUrl }, { trust: undefined, folder, checkout: head, githubToken: undefined, ...settings }, { logger: recordingLogger() });
  opened.push(trusted);
  return trusted;
}

const withToken = { githubToken: token };

describe('what is checked out counts', () => {
  test.each(['push', 'schedule', 'workflow_dispatch', 'none'])('on %s', async (name) => {
    const trusted = await open(event(name, { sha: history.merge }), checkout(history, history.merge, 1));
    expect(trusted).toMatchObject({ isBase: false, warnings: [] });
    expect(await trustedText(trusted, path)).toBe('what is checked out');
  });

  test.each(['pull_request', 'pull_request_target', 'merge_group', 'workflow_run'])('on %s with trust: head', async (name) => {
    const trusted = await open(event(name, { pullRequest: current }), freshFolder(), { trust: 'head' });
    expect(await trustedText(trusted, path)).toBe('what is checked out');
  });
});

describe('on a pull request the base commit counts', () => {
  test.each(['pull_request', 'pull_request_review', 'pull_request_review_comment'])('%s: it is the first parent of GitHub’s merge commit, though the payload names an older one', async (name) => {
    const trusted = await open(event(name, { pullRequest: stale, sha: history.merge }), checkout(history, history.merge, 2));
    expect(trusted).toMatchObject({ commit: history.base, isBase: true, isMergedInto: true, warnings: [] });
    expect(await trustedText(trusted, path)).toBe('base');
    expect(loopback.requests).toEqual([]);
  });

  test('what only the head has is absent, in files and folders', async () => {
    const trusted = await open(event('pull_request', { pullRequest: current, sha: history.merge }), checkout(history, history.merge, 2));
    expect(await trustedText(trusted, 'exemptions.yml')).toBeUndefined();
    expect(await trusted.tree.list('')).toMatchObject({ kind: 'found', paths: ['a.txt', path] });
    expect(await trusted.tree.list('none')).toEqual({ kind: 'absent' });
  });

  test('the head checked out instead: the payload’s base commit counts, from the whole history', async () => {
    const trusted = await open(event('pull_request', { pullRequest: stale, sha: history.merge }), checkout(history, history.head, 0));
    expect(trusted).toMatchObject({ commit: history.oldBase, isMergedInto: false });
    expect(await trustedText(trusted, path)).toBe('older base');
  });

  test('a merge commit of the author’s own names no base', async () => {
    const { origin } = history;
    git(origin, 'checkout', '--quiet', '--detach', history.oldBase);
    const lax = commit(origin, { [path]: 'lax' });
    git(origin, 'merge', '--quiet', '--no-ff', '--strategy=ours', '--message', 'x', history.head);
    const forged = git(origin, 'rev-parse', 'HEAD');
    const trusted = await open(event('pull_request', { pullRequest: stale, sha: history.merge }), origin);
    expect([trusted.commit, lax === trusted.commit]).toEqual([history.base, false]);
    git(origin, 'update-ref', 'refs/heads/forged', forged);
    // Even as GITHUB_SHA it would have to have the payload's head as second parent, and nothing else.
    const odd = await open(event('pull_request', { pullRequest: { ...stale, headSha: forged }, sha: forged }), origin);
    expect(odd.commit).toBe(history.oldBase);
  });

  test('a shallow checkout of the merge commit knows the base commit’s name, and GitHub its files', async () => {
    const trusted = await open(event('pull_request', { pullRequest: stale, sha: history.merge }), checkout(history, history.merge, 1), withToken);
    expect(trusted.commit).toBe(history.base);
    expect(await trustedText(trusted, path)).toBe('base, by GitHub');
    expect(await trusted.tree.list('policies')).toMatchObject({ kind: 'found', paths: [path] });
    expect(await trustedText(trusted, 'none.json')).toBeUndefined();
  });

  test('a partial clone has the folders; the files that it left out come from GitHub', async () => {
    const folder = checkout(history, history.merge, 2, freshFolder(), '--filter=blob:none');
    const trusted = await open(event('pull_request', { pullRequest: stale, sha: history.merge }), folder, withToken);
    expect(await trusted.tree.list('policies')).toMatchObject({ kind: 'found', paths: [path] });
    expect(await trustedText(trusted, path)).toMatch(/^base/);
  });

  test('without any checkout GitHub is asked', async () => {
    const trusted = await open(event('pull_request', { pullRequest: stale, sha: history.merge }), freshFolder(), withToken);
    expect(await trustedText(trusted, path)).toBe('older base, by GitHub');
  });

  test('paths are relative to the folder of the run, in the history and on GitHub', async () => {
    const whole = checkout(history, history.head, 0);
    const inFolder = await open(event('pull_request', { pullRequest: stale }), join(whole, 'policies'));
    expect(await trustedText(inFolder, 'x.json')).toBe('older base');
    const shallow = checkout(history, history.merge, 1);
    mkdirSync(join(shallow, 'infra'));
    const remote = await open(event('pull_request', { pullRequest: stale }), join(shallow, 'infra'), withToken);
    expect(await trustedText(remote, path)).toBe('below, by GitHub');
  });

  test('a checkout below the workspace (path:) is found by the paths that lead into it', async () => {
    const workspace = freshFolder();
    checkout(history, history.merge, 2, (mkdirSync(join(workspace, 'repo')), join(workspace, 'repo')));
    const trusted = await open(event('pull_request', { pullRequest: current, sha: history.merge, workspace }), workspace);
    expect(await trustedText(trusted, `repo/${path}`)).toBe('base');
  });

  test('what lies around the workspace is no checkout of the run', async () => {
    const around = checkout(history, history.merge, 0);
    const workspace = join(around, 'work');
    mkdirSync(workspace);
    const trusted = await open(event('pull_request', { pullRequest: stale, sha: history.merge, workspace }), workspace, withToken);
    expect(await trustedText(trusted, path)).toBe('older base, by GitHub');
  });
});

describe('nobody guesses', () => {
  async function failure(of: GitHubEvent, folder: string, settings: Partial<TrustedTreeSettings> = {}, asked = path): Promise<string> {
    const trusted = await open(of, folder, settings);
    const error: unknown = await trustedText(trusted, asked).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    return error instanceof Error ? error.message : '';
  }
  const merged = event('pull_request', { pullRequest: stale, sha: history.merge });

  test('without the commit and without a token: one commit more of the merge is enough', async () => {
    expect(await failure(merged, checkout(history, history.merge, 1))).toBe(
      `policies/x.json of the base commit cannot be had: the checkout does not hold commit ${history.base.slice(0, 12)}, and there is no token to ask GitHub with. ` +
        'Set "fetch-depth: 2" on actions/checkout, or give the job "permissions: contents: read".',
    );
  });

  test('with the head checked out the whole history is wanted', async () => {
    expect(await failure(event('pull_request', { pullRequest: current, sha: 'a'.repeat(40) }), checkout(history, history.head, 1))).toContain('"fetch-depth: 0"');
  });

  test('with a token that GitHub refuses', async () => {
    expect(await failure(merged, checkout(history, history.merge, 1), { githubToken: 'wrong' })).toMatch(/and GitHub did not give it: .*401: Bad credentials.*fetch-depth: 2/);
  });

  test('with a base commit that was deleted everywhere', async () => {
    const gone = event('pull_request', { pullRequest: pullRequestFacts('e'.repeat(40), history.head) });
    expect(await failure(gone, checkout(history, history.head, 0), withToken)).toMatch(/does not hold commit eeeeeeeeeeee, and GitHub did not give it: .*No commit found/);
  });

  test('of a listing that fails either', async () => {
    const trusted = await open(merged, checkout(history, history.merge, 1));
    expect(await trusted.tree.list('policies')).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(/fetch-depth: 2/) });
  });

  test('of an event that names no base commit', async () => {
    expect(await failure(event('pull_request', { pullRequest: { number: 1, isFork: false, isDependabot: false } }), checkout(history, history.merge, 1), withToken)).toContain('the pull_request event names no base commit');
  });

  test('of what lies in another checkout inside this one', async () => {
    const folder = checkout(history, history.merge, 2);
    const central = join(folder, 'central');
    mkdirSync(central);
    git(central, 'init', '--quiet');
    commit(central, { 'x.json': 'lax' });
    expect(await failure(merged, folder, withToken, 'central/x.json')).toMatch(/central is a checkout of its own, and nobody vouches for what is in it/);
  });

  test('of a checkout of another repository below the workspace', async () => {
    const workspace = freshFolder();
    mkdirSync(join(workspace, 'other'));
    git(join(workspace, 'other'), 'init', '--quiet');
    commit(join(workspace, 'other'), { 'x.json': 'lax' });
    expect(await failure(merged, workspace, withToken, 'other/x.json')).toMatch(/other is a checkout of another repository/);
  });

  test('of what lies outside', async () => {
    expect(await failure(merged, checkout(history, history.merge, 2), withToken, '../x.json')).toMatch(/leads out of the checkout/);
  });
});

describe('other events', () => {
  test('a merge group has its parent as base', async () => {
    const group = event('merge_group', { mergeGroup: { baseSha: history.base, headSha: history.merge }, sha: history.merge });
    const trusted = await open(group, checkout(history, history.merge, 2));
    expect(trusted).toMatchObject({ commit: history.base, isBase: true, isMergedInto: true });
    expect(await trustedText(trusted, path)).toBe('base');
  });

  test.each(['workflow_run', 'issue_comment'])('%s: the default branch’s commit counts, whatever is checked out', async (name) => {
    const pullRequest = name === 'issue_comment' ? { number: 1, isFork: false, isDependabot: false } : stale;
    const trusted = await open(event(name, { pullRequest, sha: history.base }), checkout(history, history.head, 0));
    expect(trusted).toMatchObject({ commit: history.base, isBase: true, isMergedInto: false });
    expect(await trustedText(trusted, path)).toBe('base');
  });

  test('a comment on an issue is no pull request', async () => {
    expect((await open(event('issue_comment', { sha: history.base }), freshFolder())).isBase).toBe(false);
  });
});

describe('pull_request_target', () => {
  test('with the base branch checked out is nothing to warn of', async () => {
    const trusted = await open(event('pull_request_target', { pullRequest: stale, sha: history.base }), checkout(history, history.base, 1), withToken);
    expect(trusted).toMatchObject({ commit: history.oldBase, warnings: [] });
    expect(await trustedText(trusted, path)).toBe('older base, by GitHub');
  });

  test.each(['head', 'merge'] as const)('with the %s checked out is told what that means', async (what) => {
    const trusted = await open(event('pull_request_target', { pullRequest: current, sha: history.base }), checkout(history, history[what], 0));
    expect(trusted.commit).toBe(history.base);
    expect(trusted.warnings).toEqual([expect.stringMatching(/is checked out in a job of pull_request_target, which has the repository's secrets and may have write access/)]);
  });
});
