import { afterEach, describe, expect, test } from '@jest/globals';
import { keepIssue, labelProblem, readIssue, type IssueOutcome, type IssueReading, type WantedIssue } from '../../../src/github/issue.ts';
import { commentMarker, issueMarker } from '../../../src/github/comment/marker.ts';
import { readRecord } from '../../../src/github/issue/record.ts';
import { CancelledError } from '../../../src/run/errors.ts';
import type { GitHubStandIn, GitHubStandInOptions, StoredIssue } from '../../../src/sandbox/github/stand-in.ts';
import { recordingLogger, repository, startLoopback, token, type Fault, type Loopback } from '../loopback.ts';
import { driftRun, name, wantedIssue, workflow } from './drift-runs.ts';

const started: Loopback[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((loopback) => loopback.stop()));
});

interface Scene {
  readonly loopback: Loopback;
  readonly github: GitHubStandIn;
  readonly warnings: readonly string[];
  readonly keep: (overrides?: Partial<WantedIssue>) => Promise<IssueOutcome>;
  readonly read: () => Promise<IssueReading>;
}

async function scene(options: Partial<GitHubStandInOptions> = {}, before?: Fault, address: (apiUrl: string) => string = (apiUrl) => apiUrl): Promise<Scene> {
  const loopback = await startLoopback(options, before);
  started.push(loopback);
  const logger = recordingLogger();
  const connection = { token, apiUrl: address(loopback.apiUrl), repository };
  return {
    loopback,
    github: loopback.github,
    warnings: logger.warnings,
    keep: (overrides) => keepIssue(wantedIssue(overrides), connection, { logger }),
    read: () => readIssue(name, connection, { logger }),
  };
}

const marked = `${issueMarker(name.key)}\ntext`;
const change = (key: string): Pick<WantedIssue, 'comment' | 'state'> => ({ comment: { key, body: `comment ${key}` }, state: key });

function only(github: GitHubStandIn): StoredIssue {
  const [issue, ...others] = github.issues();
  if (issue === undefined || others.length > 0) throw new Error(`There are ${others.length + Number(issue !== undefined)} issues.`);
  return issue;
}

function commentsOn(github: GitHubStandIn, number = 101): readonly string[] {
  return github.comments(number).map(({ body }) => body.split('\n').slice(1).join('\n'));
}

function writes(loopback: Loopback): readonly string[] {
  return loopback.lines().filter((line) => !line.startsWith('GET') && !line.endsWith('graphql'));
}

describe('the life of an issue', () => {
  test('is opened, left alone, written anew with a comment, closed as completed, and opened again', async () => {
    const { github, keep, loopback, read, warnings } = await scene();
    expect(await read()).toEqual({ kind: 'none' });
    const url = 'https://github.com/contoso/platform/issues/101';
    expect(await keep({ comment: { key: 'first', body: 'not posted' } })).toEqual({ did: 'created', number: 101, url, holdsState: true });
    expect(await read()).toEqual({ kind: 'found', issue: { number: 101, url, isOpen: true, isSilenced: false, generation: 0, state: 'S1' } });
    const before = writes(loopback).length;
    expect(await keep()).toEqual({ did: 'unchanged', number: 101, url, holdsState: true });
    expect(writes(loopback)).toHaveLength(before);
    expect(await keep({ body: 'two findings', title: 'Drift: 2', ...change('S2') })).toMatchObject({ did: 'updated', holdsState: true });
    expect(only(github)).toMatchObject({ title: 'Drift: 2', state: 'open', labels: ['aks-drift'], body: expect.stringContaining('two findings') });
    expect(await keep({ body: 'none', open: false, ...change('S3') })).toMatchObject({ did: 'closed' });
    expect(only(github)).toMatchObject({ state: 'closed', stateReason: 'completed' });
    expect(await read()).toMatchObject({ issue: { isOpen: false, isSilenced: false, state: 'S3', generation: 2 } });
    expect(await keep({ ...change('S4') })).toMatchObject({ did: 'reopened' });
    expect(only(github)).toMatchObject({ state: 'open', stateReason: 'reopened' });
    expect(commentsOn(github)).toEqual(['comment S2', 'comment S3', 'comment S4']);
    expect(warnings).toEqual([]);
  });

  test('of a clean target: none is opened, and a closed one is left alone', async () => {
    const { github, keep, loopback } = await scene();
    expect(await keep({ open: false })).toEqual({ did: 'none', holdsState: false });
    expect(github.labels()).toEqual([]);
    await keep();
    await keep({ open: false });
    const before = writes(loopback).length;
    expect(await keep({ open: false })).toMatchObject({ did: 'unchanged' });
    expect(writes(loopback)).toHaveLength(before);
  });

  test('two keys are two issues', async () => {
    const { github, keep } = await scene();
    await keep({ key: 'a-b' });
    await keep({ key: 'a--b' });
    expect(await keep({ key: 'a-b' })).toMatchObject({ did: 'unchanged', number: 101 });
    expect(github.issues()).toHaveLength(2);
  });

  test('which run says it is no difference, nor is what the caller does not mean', async () => {
    const { keep } = await scene();
    const at = (run: number): Partial<WantedIssue> => ({ body: `x https://github.com/a/b/actions/runs/${run}` });
    await keep(at(1));
    expect(await keep(at(2))).toMatchObject({ did: 'unchanged' });
    await keep({ meaning: 'm', body: 'at noon', state: 'noon' });
    expect(await keep({ meaning: 'm', body: 'at one', state: 'one' })).toMatchObject({ did: 'unchanged', holdsState: true });
    expect(await keep({ meaning: 'n', body: 'at one', state: 'one' })).toMatchObject({ did: 'updated' });
  });

  test('flapping is told of every time, also where all comments have one time', async () => {
    for (const secondsPerWrite of [0, 1]) {
      const { loopback, github } = await scene({ secondsPerWrite });
      for (const found of [['a'], [], ['a'], [], ['a']]) await driftRun(loopback, found);
      expect(commentsOn(github)).toEqual(['new: ; gone: a', 'new: a; gone: ', 'new: ; gone: a', 'new: a; gone: ']);
    }
  });

  test('a long life asks for the youngest comments only', async () => {
    const { github, keep, loopback } = await scene({ secondsPerWrite: 3_600 });
    await keep();
    for (let index = 0; index < 150; index += 1) github.addComment(101, { body: `talk ${index}`, author: 'someone' });
    await keep(change('S2'));
    loopback.requests.length = 0;
    await keep(change('S3'));
    const lists = loopback.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/comments'));
    expect(lists.map(({ query }) => query.has('since'))).toEqual([true]);
    expect(commentsOn(github).filter((body) => body.startsWith('comment'))).toEqual(['comment S2', 'comment S3']);
  });

  test('another run in between does not make the comment appear twice', async () => {
    const { github, keep, read } = await scene();
    await keep();
    const [one, two] = [await read(), await read()];
    for (const reading of [one, two]) await keep({ ...change('S2'), ...(reading.kind === 'found' ? { earlier: reading.issue } : {}) });
    expect(commentsOn(github)).toEqual(['comment S2']);
  });
});

describe('finding it', () => {
  test('among 300 issues with the label, closed ones and pull requests', async () => {
    const { github, keep } = await scene();
    for (let index = 0; index < 150; index += 1) github.addIssue({ title: 'other', author: 'ada', labels: ['aks-drift'], state: index % 2 === 0 ? 'open' : 'closed' });
    await keep();
    for (let index = 0; index < 150; index += 1) github.addIssue({ title: 'other', author: workflow, labels: ['aks-drift'], body: `x\n${marked}` });
    github.addIssue({ title: 'pull', author: workflow, labels: ['aks-drift'], body: marked, isPullRequest: true });
    github.changeIssue(251, { state: 'closed' });
    expect(await keep()).toMatchObject({ did: 'reopened', number: 251 });
    expect(github.issues()).toHaveLength(302);
  });

  test('a stranger’s issue with our marker is not ours, nor is one of a comment’s key', async () => {
    const { github, keep, read } = await scene();
    github.addIssue({ title: 'planted', author: 'mallory', labels: ['aks-drift'], body: marked });
    github.addIssue({ title: 'comment', author: workflow, labels: ['aks-drift'], body: `${commentMarker(name.key)}\ntext` });
    expect(await read()).toEqual({ kind: 'none' });
    expect(await keep()).toMatchObject({ did: 'created', number: 103 });
    expect(github.issues()[0]).toMatchObject({ body: marked, state: 'open' });
  });

  test('a stranger’s comment with our mark does not stand for ours', async () => {
    const { github, keep } = await scene();
    await keep();
    await keep(change('S2'));
    const [ours] = github.comments(101);
    await keep({ open: false, ...change('S3') });
    github.addComment(101, { body: ours?.body.replace(':1:', ':3:') ?? '', author: 'mallory' });
    await keep(change('S2'));
    expect(commentsOn(github)).toEqual(['comment S2', 'comment S3', 'comment S2', 'comment S2']);
  });

  test.each([['robot'], [workflow]])('without GraphQL, by the login of %s', async (login) => {
    const { github, keep } = await scene({ login }, (request) => (request.path === '/graphql' ? { status: 404, body: { message: 'Not Found' } } : undefined));
    github.addIssue({ title: 'planted', author: 'mallory', labels: ['aks-drift'], body: marked });
    expect(await keep()).toMatchObject({ did: 'created', number: 102 });
    expect(await keep({ ...change('S2') })).toMatchObject({ did: 'updated', number: 102 });
    github.changeIssue(102, { labels: [] });
    expect(await keep({ ...change('S3') })).toMatchObject({ did: 'updated', number: 102 });
  });

  test('without its label, by its author; it gets the label back', async () => {
    const { github, keep } = await scene();
    await keep();
    github.changeIssue(101, { labels: ['triaged'] });
    expect(await keep({ ...change('S2') })).toMatchObject({ did: 'updated', number: 101 });
    expect(only(github).labels).toEqual(['triaged', 'aks-drift']);
  });

  test('with a token that may not label: one warning, and still one issue', async () => {
    const { github, keep, warnings } = await scene({ mayLabel: false });
    expect(await keep()).toMatchObject({ did: 'created' });
    expect(await keep({ ...change('S2') })).toMatchObject({ did: 'updated', number: 101 });
    expect(only(github).labels).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/without the label "aks-drift".*`permissions: issues: write`/)]);
  });

  test('a label in other letters is the label', async () => {
    const { github, keep } = await scene();
    await keep({ label: 'AKS-Drift' });
    expect(await keep()).toMatchObject({ did: 'unchanged' });
    expect(github.labels()).toEqual(['AKS-Drift']);
  });

  test('on GitHub Enterprise Server', async () => {
    const { keep } = await scene({}, undefined, (apiUrl) => `${apiUrl}/api/v3`);
    await keep();
    expect(await keep()).toMatchObject({ did: 'unchanged' });
  });
});

describe('duplicates', () => {
  const twice = (github: GitHubStandIn, overrides: Partial<StoredIssue> = {}): number =>
    github.addIssue({ title: 'Drift', author: workflow, labels: ['aks-drift'], body: marked, ...overrides }).number;

  test('the oldest open one is kept; the others are closed, say so once, and are never found again', async () => {
    const { github, keep } = await scene();
    await keep();
    const [second, locked] = [twice(github), twice(github, { isLocked: true })];
    expect(await keep({ ...change('S2') })).toMatchObject({ did: 'updated', number: 101 });
    expect(github.issues()).toMatchObject([{ state: 'open' }, { state: 'closed', stateReason: 'not_planned' }, { state: 'closed' }]);
    expect(commentsOn(github, second)).toEqual([expect.stringMatching(/told in #101\./)]);
    expect(commentsOn(github, locked)).toEqual([]);
    await keep({ open: false });
    expect(await keep()).toMatchObject({ did: 'reopened', number: 101 });
    expect(commentsOn(github, second)).toHaveLength(1);
  });

  test('of closed ones the one closed last is opened again; of open and closed ones the open one stays', async () => {
    const { github, keep } = await scene();
    for (let index = 0; index < 3; index += 1) twice(github);
    for (const number of [103, 101, 102]) github.changeIssue(number, { state: 'closed' });
    github.changeIssue(102, { state: 'open' });
    expect(await keep()).toMatchObject({ did: 'updated', number: 102 });
    github.changeIssue(102, { state: 'closed' });
    github.changeIssue(103, { state: 'open' });
    github.changeIssue(103, { state: 'closed' });
    expect(await keep()).toMatchObject({ did: 'reopened', number: 103 });
  });
});

describe('what people do to it', () => {
  test('closed as not planned, it stays closed, is kept up to date, and is opened when something gets worse', async () => {
    const { github, keep, read } = await scene();
    await keep();
    github.changeIssue(101, { state: 'closed', stateReason: 'not_planned' });
    expect(await read()).toMatchObject({ issue: { isOpen: false, isSilenced: true } });
    expect(await keep()).toMatchObject({ did: 'unchanged' });
    expect(await keep({ ...change('S2'), worse: false })).toMatchObject({ did: 'updated' });
    expect(only(github)).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
    expect(await keep({ ...change('S3') })).toMatchObject({ did: 'reopened' });
    expect(commentsOn(github)).toEqual(['comment S2', 'comment S3']);
  });

  test('closed as not planned and healed, it keeps its reason', async () => {
    const { github, keep } = await scene();
    await keep();
    github.changeIssue(101, { state: 'closed', stateReason: 'not_planned' });
    expect(await keep({ open: false, ...change('S2') })).toMatchObject({ did: 'updated' });
    expect(only(github)).toMatchObject({ state: 'closed', stateReason: 'not_planned' });
  });

  test('closed as completed while it is not, it is opened again without a comment', async () => {
    const { github, keep } = await scene();
    await keep();
    github.changeIssue(101, { state: 'closed', stateReason: 'completed' });
    expect(await keep()).toMatchObject({ did: 'reopened' });
    expect(commentsOn(github)).toEqual([]);
  });

  test('its text edited, it is written anew; its title changed, that stays until ours changes', async () => {
    const { github, keep } = await scene();
    await keep();
    github.changeIssue(101, { title: 'P1: drift!', body: only(github).body.replace('one finding', 'nothing at all') });
    expect(await keep()).toMatchObject({ did: 'updated' });
    expect(only(github)).toMatchObject({ title: 'P1: drift!', body: expect.stringContaining('one finding') });
    expect(await keep({ title: 'Drift: 2' })).toMatchObject({ did: 'updated' });
    expect(only(github).title).toBe('Drift: 2');
  });

  test('its state edited, that is ignored with a warning, written anew, and no comment is lost or doubled', async () => {
    const { github, keep, read, warnings } = await scene();
    await keep();
    await keep(change('S2'));
    github.changeIssue(101, { body: only(github).body.replace(/(state:1\.)./, '$1x') });
    const reading = await read();
    expect(reading).toMatchObject({ kind: 'found', issue: { number: 101 } });
    expect(reading).not.toHaveProperty('issue.state');
    expect(warnings).toEqual([expect.stringMatching(/state hidden in issue #101 is ignored: it is not as it was written/)]);
    expect(await keep(change('S3'))).toMatchObject({ did: 'updated', holdsState: true });
    expect(commentsOn(github)).toEqual(['comment S2', 'comment S3']);
    expect(readRecord(only(github).body).record).toMatchObject({ generation: 2, state: 'S3' });
  });

  test('locked, its text says it, no comment does, and a warning tells', async () => {
    const { github, keep, warnings } = await scene();
    await keep();
    github.changeIssue(101, { isLocked: true });
    expect(await keep({ body: 'two findings', ...change('S2') })).toMatchObject({ did: 'updated' });
    expect(only(github).body).toContain('two findings');
    expect(commentsOn(github)).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/#101 is locked.*Unlock it/)]);
  });

  test('deleted or transferred, a new one is opened', async () => {
    const { github, keep } = await scene();
    await keep();
    github.deleteIssue(101);
    expect(await keep()).toMatchObject({ did: 'created', number: 102 });
  });
});

describe('room', () => {
  test('a state that does not fit is left out, and the caller is told', async () => {
    const { github, keep, read, warnings } = await scene();
    const body = 'x'.repeat(64_000);
    const state = Array.from({ length: 3_000 }, (_, index) => (index * 2_654_435_761).toString(36)).join('');
    expect(await keep({ body, state })).toMatchObject({ did: 'created', holdsState: false });
    expect(await keep({ body, state })).toMatchObject({ did: 'unchanged', holdsState: false });
    expect(only(github).body.length).toBeLessThanOrEqual(65_536);
    expect(await read()).not.toHaveProperty('issue.state');
    expect(await keep({ body: 'short', state })).toMatchObject({ did: 'updated', holdsState: true });
    expect(warnings).toEqual([]);
  });

  test('a title is one line of at most 256 characters', async () => {
    const { github, keep } = await scene();
    await keep({ title: `Drift\n::error::\u202E${'😀'.repeat(200)}` });
    expect(only(github).title).toMatch(/^Drift ::error::(?:😀)+…$/u);
    expect(await keep({ title: `Drift\n::error::\u202E${'😀'.repeat(200)}` })).toMatchObject({ did: 'unchanged' });
  });
});

describe('what GitHub refuses is one warning', () => {
  test.each<[string, Partial<GitHubStandInOptions>, RegExp]>([
    ['no right to write', { issues: 'read' }, /not written: the token may not do that \(403.*Add `permissions: issues: write`/],
    ['no right to read', { issues: 'none' }, /not written: the token may not do that \(403.*Add `permissions: issues: write`/],
    ['issues turned off', { issues: 'disabled' }, /not written: the repository has no issues.*\(410.*Turn issues on/],
    ['a bad token', { token: 'other' }, /does not accept the token \(401.*issues: write/],
    ['an unknown repository', { repository: 'contoso/other' }, /does not see it \(404.*issues: write/],
  ])('%s', async (_name, options, expected) => {
    const { github, keep, warnings } = await scene(options);
    expect(await keep()).toEqual({ did: 'refused', holdsState: false });
    expect(warnings).toEqual([expect.stringMatching(expected)]);
    expect(github.issues()).toEqual([]);
  });

  test('reading: the run is told that it does not know, not that there is nothing', async () => {
    const { read, warnings } = await scene({ issues: 'none' });
    expect(await read()).toEqual({ kind: 'refused' });
    expect(warnings).toEqual([expect.stringMatching(/was not read: the token may not/)]);
  });

  test.each(['primary', 'secondary'] as const)('a %s rate limit', async (kind) => {
    const { github, keep, loopback, warnings } = await scene();
    github.limitRate({ kind, status: 403, requests: 50 });
    expect(await keep()).toMatchObject({ did: 'refused' });
    expect(warnings).toEqual([expect.stringMatching(/rate limit is used up.*next run will try again/)]);
    expect(loopback.lines()).toHaveLength(1);
  });

  test('a rate limit before the second look opens no second issue', async () => {
    let lists = 0;
    const { github, keep } = await scene({}, ({ method, path, query }) => {
      if (method !== 'GET' || !path.endsWith('/issues') || !query.has('creator')) return undefined;
      lists += 1;
      return lists === 1 ? { status: 429, body: { message: 'API rate limit exceeded' } } : undefined;
    });
    expect(await keep()).toMatchObject({ did: 'refused' });
    expect(github.issues()).toEqual([]);
  });

  test('a locked issue that may not even be written', async () => {
    const locked: Fault = ({ method, path }) => (method === 'PATCH' && path.includes('/issues/') ? { status: 403, body: { message: 'Issue is locked' } } : undefined);
    const { keep, warnings } = await scene({}, locked);
    await keep();
    expect(await keep({ body: 'new' })).toMatchObject({ did: 'refused' });
    expect(warnings).toEqual([expect.stringMatching(/it is locked.*Unlock it/)]);
  });

  test('deleted under our hands', async () => {
    const { keep, warnings } = await scene({}, ({ method, path }) => (method === 'PATCH' && path.includes('/issues/') ? { status: 410, body: { message: 'This issue was deleted' } } : undefined));
    await keep();
    expect(await keep({ body: 'new' })).toMatchObject({ did: 'refused' });
    expect(warnings).toEqual([expect.stringMatching(/deleted meanwhile \(410/)]);
  });

  test.each<[string, Fault, RegExp]>([
    ['an answer that is not GitHub’s', ({ method }) => (method === 'GET' ? { status: 200, body: [{ number: 'x' }] } : undefined), /did not answer as documented \(0\.number: /],
    ['a body too long', () => undefined, /did not accept it \(422/],
  ])('%s', async (_name, fault, expected) => {
    const { keep, warnings } = await scene({}, fault);
    expect(await keep({ body: 'x'.repeat(66_000) })).toMatchObject({ did: 'refused' });
    expect(warnings).toEqual([expect.stringMatching(expected)]);
  });

  test.each([[''], ['a,b'], ['x'.repeat(51)]])('a label that can be none: "%s"', async (label) => {
    const { keep, loopback, warnings } = await scene();
    expect(await keep({ label })).toMatchObject({ did: 'refused' });
    expect(warnings).toEqual([expect.stringContaining(labelProblem(label) ?? 'nothing')]);
    expect(loopback.requests).toEqual([]);
  });

  test('cancelling ends it as cancelled, without a warning', async () => {
    const { loopback } = await scene();
    const logger = recordingLogger();
    const connection = { token, apiUrl: loopback.apiUrl, repository };
    await expect(keepIssue(wantedIssue(), connection, { logger, signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    await expect(readIssue(name, connection, { logger, signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    expect(logger.warnings).toEqual([]);
  });
});

describe('an answer that is lost', () => {
  const isWrite = (method: string, path: string): boolean => method !== 'GET' && !path.endsWith('/graphql');

  test.each([['before', 1], ['before', 2], ['after', 1], ['after', 2]] as const)('%s the effect of write %i of a first run: one issue', async (when, nth) => {
    const here: Scene = await scene({}, loseWrite(when, nth, () => here.github));
    const { github, keep, warnings } = here;
    expect(await keep()).toMatchObject({ did: 'created' });
    expect(only(github)).toMatchObject({ labels: ['aks-drift'] });
    expect(warnings).toEqual([]);
  });

  test.each([['before', 3], ['before', 4], ['after', 3], ['after', 4]] as const)('%s the effect of write %i, of a change: one comment, one text', async (when, nth) => {
    const here: Scene = await scene({}, loseWrite(when, nth, () => here.github));
    const { github, keep, warnings } = here;
    await keep();
    expect(await keep({ body: 'two findings', ...change('S2') })).toMatchObject({ did: 'updated' });
    expect(commentsOn(github)).toEqual(['comment S2']);
    expect(only(github).body).toContain('two findings');
    expect(warnings).toEqual([]);
  });

  /** 502 in place of the n-th write's answer, with or without its effect. */
  function loseWrite(when: 'before' | 'after', nth: number, github: () => GitHubStandIn): Fault {
    let seen = 0;
    return (request) => {
      if (!isWrite(request.method, request.path)) return undefined;
      seen += 1;
      if (seen !== nth) return undefined;
      if (when === 'after') github().handle(request);
      return { status: 502, body: { message: 'Bad Gateway' } };
    };
  }
});
