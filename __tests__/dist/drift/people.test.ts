/** What people do to the issue, agree to, or do not allow: closing it, editing it, exemptions, tokens. */
import { describe, expect, test } from '@jest/globals';
import { clusterId } from '../azure.ts';
import { exemptionsFor } from '../infrastructure.ts';
import { commentWritesOf, expectStatus } from '../reading.ts';
import { useSandbox, type ActionRun } from '../runner.ts';
import { live, ruleOf, scene, type Opening, type Scene } from './scene.ts';

const sandbox = useSandbox();
const forReaders = useSandbox({ commentPermission: 'read' });

interface Night extends Scene {
  /** Looks at the cluster with this switched on. */
  readonly night: (...opened: readonly Opening[]) => Promise<ActionRun>;
}

function cluster(name: string, where: typeof sandbox = sandbox): Night {
  const one = scene(where.current, name, { 'resource-group': `rg-${name}` });
  return {
    ...one,
    night: async (...opened) => {
      live(where.current, clusterId(where.current, `rg-${name}`, 'demo'), ...opened);
      return await one.look();
    },
  };
}

const storedBody = ({ issue }: Scene): string => sandbox.current.github.issues().find(({ number }) => number === issue().number)?.body ?? '';
const change = ({ issue }: Scene, changes: Parameters<typeof sandbox.current.github.changeIssue>[1]): void => sandbox.current.github.changeIssue(issue().number, changes);

describe('an issue that a person closed', () => {
  test('as not planned stays closed while it is no worse, and is opened when it is', async () => {
    const one = cluster('not-planned');
    await one.night('run-command', 'node-os');
    change(one, { state: 'closed', stateReason: 'not_planned' });
    expectStatus(await one.night('run-command', 'node-os'), 1);
    expect(one.issue()).toMatchObject({ state: 'closed', why: 'not_planned', comments: [] });
    await one.night('run-command');
    expect(one.issue()).toMatchObject({ state: 'closed', why: 'not_planned', comments: [expect.stringContaining('**1 healed, 1 as before**')], remembers: ['aks-run-command on demo'] });
    await one.night('run-command', 'artifacts');
    expect(one.issue()).toMatchObject({ state: 'open', comments: [expect.anything(), expect.stringContaining('**1 new, 1 as before**')] });
  });

  test('as done while it is not is opened again, without a word that nothing changed', async () => {
    const one = cluster('not-done');
    await one.night('run-command');
    change(one, { state: 'closed', stateReason: 'completed' });
    await one.night('run-command');
    expect(one.issue()).toMatchObject({ state: 'open', comments: [] });
  });
});

describe('an issue that a person edited', () => {
  test('is written anew, without a comment, and still knows what it knew', async () => {
    const one = cluster('edited');
    await one.night('run-command');
    const before = one.issue();
    change(one, { body: storedBody(one).replace(/^Cluster `demo`.*$/m, 'All is well, says mallory.') });
    expect(one.issue().body).toContain('mallory');
    const run = await one.night('run-command');
    expect({ ...one.issue(), earlier: undefined }).toEqual({ ...before, earlier: undefined });
    expect(one.issue().earlier?.findings).toEqual(before.earlier?.findings);
    expect(run.outputs['new-findings']).toBe('0');
  });

  test.each<readonly [string, (body: string) => string]>([
    ['changed in one letter', (body) => body.replace(/(aks-network-isolation-state:1\.[0-9a-f]{32}\.)(.)/, (_, head: string, letter: string) => `${head}${letter === 'A' ? 'B' : 'A'}`)],
    ['cut off', (body) => body.slice(0, body.indexOf('<!-- aks-network-isolation-state:') + 60)],
    ['taken away', (body) => body.replace(/<!-- aks-network-isolation-state:.*-->/, '')],
  ])('in what it hides (%s): the run says so, compares with nothing, and hides it anew', async (what, edit) => {
    const one = cluster(`hidden-${what.split(' ')[0] ?? ''}`);
    await one.night('run-command');
    const before = one.issue();
    change(one, { body: edit(storedBody(one)) });
    const run = await one.night('run-command', 'node-os');
    expectStatus(run, 1);
    expect(run.warnings).toContainEqual(expect.stringMatching(new RegExp(`The state hidden in issue #${before.number} is ignored: .*compares with nothing`)));
    expect(run.outputs['new-findings']).toBe('2');
    expect(one.issue()).toMatchObject({ number: before.number, state: 'open', comments: [], remembers: ['aks-node-os-upgrade-channel on demo', 'aks-run-command on demo'] });
    // The next run compares again.
    await one.night('run-command');
    expect(one.issue().comments).toEqual([expect.stringContaining('**1 healed, 1 as before**')]);
  });

  test('in its title and labels keeps them', async () => {
    const one = cluster('titled');
    await one.night('run-command');
    change(one, { title: 'Ours: look at this', labels: ['titled', 'triaged'] });
    await one.night('run-command', 'node-os');
    const stored = sandbox.current.github.issues().find(({ number }) => number === one.issue().number);
    expect(stored).toMatchObject({ title: 'Ours: look at this', labels: ['titled', 'triaged'] });
  });

  test('by deleting it: a new one is opened', async () => {
    const one = cluster('removed');
    await one.night('run-command');
    sandbox.current.github.deleteIssue(one.issue().number);
    await one.night('run-command');
    expect(one.issue()).toMatchObject({ state: 'open', comments: [] });
  });
});

test('an issue that a stranger copied, with label and hidden lines, is not trusted and not touched', async () => {
  const { github } = sandbox.current;
  const one = cluster('copied');
  await one.night('run-command', 'node-os');
  const ours = one.issue().number;
  const body = storedBody(one);
  await one.night('run-command');
  github.deleteIssue(ours);
  // It remembers two findings and poses as closed by the run: had it been believed, something would be healed now.
  const planted = github.addIssue({ title: 'drift', body, author: 'mallory', labels: ['copied'] });
  const run = await one.night('run-command');
  expect(github.issues().find(({ number }) => number === planted.number)).toEqual(planted);
  const [, fresh] = one.issues();
  expect(fresh).toMatchObject({ state: 'open', comments: [], remembers: ['aks-run-command on demo'] });
  expect(run.outputs).toMatchObject({ 'new-findings': '1', 'issue-url': expect.stringMatching(new RegExp(`/${fresh?.number ?? ''}$`)) });
  expect(run.summary).not.toMatch(/Healed/);
});

describe('an exemption', () => {
  const file = '.github/aks-isolation-exemptions.yml';
  const until = (day: string): Readonly<Record<string, string>> => ({ [file]: exemptionsFor(ruleOf['run-command']).replace('2099-12-31', day) });

  test('that is agreed to closes the issue, and says that it is agreed to, not mended', async () => {
    const one = cluster('agreed');
    await one.night('run-command');
    const run = await one.look({}, { files: until('2099-12-31') });
    expectStatus(run, 0);
    expect(one.issue()).toMatchObject({ state: 'closed', comments: [expect.stringMatching(/\*\*1 healed\*\*[^]*`aks-run-command`[^]*exempt now/)] });
  });

  test('that has ended opens the issue again: what was agreed to is worse than before', async () => {
    const one = cluster('ended');
    await one.night('run-command');
    await one.look({}, { files: until('2099-12-31') });
    expect(one.issue()).toMatchObject({ state: 'closed' });
    const run = await one.look({}, { files: until('2020-01-01') });
    expectStatus(run, 1);
    expect(one.issue()).toMatchObject({ state: 'open', why: 'reopened', remembers: expect.arrayContaining(['aks-run-command on demo']) });
    expect(one.issue().comments.at(-1)).toMatch(/1 worse[^]*`aks-run-command`[^]*Worse than before/);
    expect(one.issue().body).toMatch(/exemption of .* ended on `2020-01-01`/);
    expect(commentWritesOf((await one.look({}, { files: until('2020-01-01') })).requests)).toEqual([]);
  });
});

describe('a token', () => {
  test('that may only read issues: the run judges as ever and says what it needs', async () => {
    const one = cluster('read-only', forReaders);
    const clean = await one.night();
    expectStatus(clean, 0);
    expect(clean.warnings).toEqual([]);
    const run = await one.night('run-command');
    expectStatus(run, 1);
    expect(run.warnings).toEqual([expect.stringMatching(/^The drift issue was not written: the token may not do that .*Add `permissions: issues: write` to the job/)]);
    expect(run.outputs).toMatchObject({ 'verdict': 'violation', 'findings': '1', 'issue-url': '' });
    expect(run.summary).toContain('`aks-run-command`');
    expect(one.issues()).toEqual([]);
  });

  test('that is missing: the run judges as ever, asks GitHub for nothing, and says where the report is', async () => {
    const one = cluster('tokenless');
    live(sandbox.current, clusterId(sandbox.current, 'rg-tokenless', 'demo'), 'run-command');
    const run = await one.look({ 'github-token': undefined });
    expectStatus(run, 1);
    expect(run.warnings).toEqual(['There is no "github-token" to keep an issue with; the report is in the job summary.']);
    expect(run.requests.filter(({ server, path }) => server === 'github' && !path.startsWith('/_oidc'))).toEqual([]);
    expect(run.summary).toContain('`aks-run-command`');
  });

  test('of which the limit is used up: the run judges as ever, and the issue is left as it is', async () => {
    const one = cluster('limited');
    await one.night('run-command');
    const before = one.issue();
    live(sandbox.current, clusterId(sandbox.current, 'rg-limited', 'demo'));
    sandbox.current.github.limitRate({ kind: 'primary', status: 403, requests: 99 });
    const run = await one.look();
    sandbox.current.github.limitRate({ kind: 'primary', status: 403, requests: 0 });
    expectStatus(run, 0);
    expect(one.issue()).toEqual(before);
    expect(run.warnings.join('\n')).toMatch(/The drift issue was not read: GitHub's rate limit is used up/);
  });
});

test('two targets have an issue each, with one label', async () => {
  const [left, right] = ['left', 'right'].map((name) => scene(sandbox.current, 'pair', { 'resource-group': `rg-pair-${name}` })) as [Scene, Scene];
  for (const name of ['left', 'right']) live(sandbox.current, clusterId(sandbox.current, `rg-pair-${name}`, 'demo'), 'run-command');
  await left.look();
  await right.look();
  live(sandbox.current, clusterId(sandbox.current, 'rg-pair-left', 'demo'));
  expectStatus(await left.look(), 0);
  expectStatus(await right.look(), 1);
  expect(left.issues().map(({ state }) => state)).toEqual(['closed', 'open']);
  // Another workflow tells of the same cluster in an issue of its own.
  await right.look({}, { environment: { GITHUB_WORKFLOW: 'weekly' } });
  expect(left.issues().map(({ state }) => state)).toEqual(['closed', 'open', 'open']);
});
