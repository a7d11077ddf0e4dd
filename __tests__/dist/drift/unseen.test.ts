/** What becomes of the issue when clusters are deleted, renamed or moved, and when they cannot be seen any more: the one is healed, the other is not. */
import { describe, expect, test } from '@jest/globals';
import { clusterId, groupId } from '../azure.ts';
import { commentWritesOf, expectStatus } from '../reading.ts';
import { useSandbox, type ActionRun } from '../runner.ts';
import { idBelow, live, scene, type Scene } from './scene.ts';

const sandbox = useSandbox();
const subscriptions = { one: '/subscriptions/00000000-0000-0000-0000-000000000001', two: '/subscriptions/00000000-0000-0000-0000-000000000002', three: '/subscriptions/00000000-0000-0000-0000-000000000003', four: '/subscriptions/00000000-0000-0000-0000-000000000004' } as const;

const group = (name: string): string => groupId(sandbox.current, name);

function fleet(label: string, ...targets: readonly string[]): Scene {
  return scene(sandbox.current, label, { 'targets': targets.join('\n'), 'resource-group': undefined, 'cluster-name': undefined });
}

/** Nothing was written, and the issue is what it was. */
function isUntouched(run: ActionRun, { issue }: Scene, before: ReturnType<Scene['issue']>): void {
  expect({ issue: issue(), writes: commentWritesOf(run.requests) }).toEqual({ issue: before, writes: [] });
}

describe('a cluster that is gone', () => {
  test('heals its findings: the issue says so and is closed', async () => {
    const one = scene(sandbox.current, 'deleted', { 'resource-group': 'rg-deleted' });
    const id = clusterId(sandbox.current, 'rg-deleted', 'demo');
    live(sandbox.current, id, 'run-command');
    await one.look();
    sandbox.current.arm.forget(id);
    expectStatus(await one.look(), 0);
    expect(one.issue()).toMatchObject({ state: 'closed', why: 'completed', remembers: [], comments: [expect.stringMatching(/Healed \(1\)[^]*`aks-run-command`[^]*the resource is gone/)] });
    expect(one.issue().body).toMatch(/^There is no cluster to look at: \*\*nothing to judge\*\*\.$/m);
    // It stays away, and comes back as it was.
    const later = await one.look();
    expect({ status: later.status, writes: commentWritesOf(later.requests), verdict: later.outputs['verdict'], notes: later.summary }).toEqual({ status: 0, writes: [], verdict: 'notApplicable', notes: expect.stringMatching(/There is no `.*\/managedClusters\/demo` \(any more\)/) });
    live(sandbox.current, id, 'run-command');
    expectStatus(await one.look(), 1);
    expect(one.issue()).toMatchObject({ state: 'open', why: 'reopened', comments: [expect.anything(), expect.stringContaining('**1 new**')] });
  });

  test('with its whole resource group is gone, too', async () => {
    const scope = group('rg-gone');
    const all = fleet('gone', scope);
    live(sandbox.current, idBelow(scope, 'demo'), 'run-command');
    await all.look();
    sandbox.current.arm.forget(scope);
    expectStatus(await all.look(), 0);
    expect(all.issue()).toMatchObject({ state: 'closed', why: 'completed', remembers: [] });
  });

  test('of a list heals its findings, too', async () => {
    const ids = ['left', 'right'].map((name) => idBelow(group('rg-listed'), name));
    const all = fleet('listed', ...ids);
    for (const id of ids) live(sandbox.current, id, 'run-command');
    await all.look();
    sandbox.current.arm.forget(ids[0] ?? '');
    expectStatus(await all.look(), 1);
    expect(all.issue()).toMatchObject({ state: 'open', remembers: ['aks-run-command on right'], comments: [expect.stringMatching(/\*\*1 healed, 1 as before\*\*[^]*on `left`[^]*the resource is gone/)] });
  });

  test('beside another that drifts leaves the issue to that one', async () => {
    const scope = group('rg-beside');
    const all = fleet('beside', scope);
    for (const name of ['left', 'right']) live(sandbox.current, idBelow(scope, name), 'run-command');
    await all.look();
    expect(all.issue().remembers).toEqual(['aks-run-command on left', 'aks-run-command on right']);
    sandbox.current.arm.forget(idBelow(scope, 'left'));
    expectStatus(await all.look(), 1);
    expect(all.issue()).toMatchObject({ state: 'open', remembers: ['aks-run-command on right'], comments: [expect.stringMatching(/\*\*1 healed, 1 as before\*\*[^]*on `left`[^]*the resource is gone/)] });
    expect(all.issue().body).not.toContain('`left`');
  });

  test('by a new name is one that is gone and one that is new, told at once', async () => {
    const scope = group('rg-renamed');
    const all = fleet('renamed', scope);
    live(sandbox.current, idBelow(scope, 'before'), 'run-command');
    await all.look();
    sandbox.current.arm.forget(idBelow(scope, 'before'));
    live(sandbox.current, idBelow(scope, 'after'), 'run-command');
    expect((await all.look()).outputs['new-findings']).toBe('1');
    expect(all.issue()).toMatchObject({ state: 'open', remembers: ['aks-run-command on after'], comments: [expect.stringMatching(/\*\*1 new, 1 healed\*\*[^]*on `after`[^]*on `before`[^]*the resource is gone/)] });
  });

  test.each([
    ['resource group', subscriptions.one, `${subscriptions.one}/resourceGroups/rg-from`, `${subscriptions.one}/resourceGroups/rg-to`],
    ['subscription', `${subscriptions.one}\n${subscriptions.two}`, `${subscriptions.one}/resourceGroups/rg-over`, `${subscriptions.two}/resourceGroups/rg-over`],
  ])('in another %s likewise', async (what, targets, from, to) => {
    const all = fleet(`moved ${what}`, targets);
    live(sandbox.current, idBelow(from, 'demo'), 'run-command');
    await all.look();
    sandbox.current.arm.forget(idBelow(from, 'demo'));
    live(sandbox.current, idBelow(to, 'demo'), 'run-command');
    await all.look();
    const { comments, earlier, state } = all.issue();
    // AKS writes "resourcegroups" in its ids.
    expect({ state, ids: earlier?.findings.map(({ resource: { id } }) => id?.toLowerCase()) }).toEqual({ state: 'open', ids: [idBelow(to, 'demo').toLowerCase()] });
    expect(comments).toEqual([expect.stringMatching(/\*\*1 new, 1 healed\*\*/)]);
    sandbox.current.arm.forget(idBelow(to, 'demo'));
  });
});

describe('a cluster that is not looked at any more', () => {
  test('is neither healed nor gone: the run says that it forgets it', async () => {
    const [kept, left] = [group('rg-kept'), group('rg-left')];
    const wide = fleet('narrowed', kept, left);
    for (const scope of [kept, left]) live(sandbox.current, idBelow(scope, scope === kept ? 'kept' : 'left'), 'run-command');
    await wide.look({ 'issue-key': 'narrowed' });
    const run = await wide.look({ 'issue-key': 'narrowed', 'targets': kept });
    expect(wide.issue()).toMatchObject({ state: 'open', remembers: ['aks-run-command on kept'], comments: [] });
    expect(run.summary).toMatch(/not looked at any more, which does not mean that anything was mended/);
  });
});

describe('a cluster that may not be read any more', () => {
  test.each([
    ['one of a list', (): readonly string[] => [idBelow(group('rg-list'), 'seen'), idBelow(group('rg-list'), 'hidden')], (targets: readonly string[]) => targets[1] ?? ''],
    ['that of a resource group', (): readonly string[] => [group('rg-seen'), group('rg-hidden')], (targets: readonly string[]) => targets[1] ?? ''],
    ['that of a subscription', (): readonly string[] => [subscriptions.three, subscriptions.four], (targets: readonly string[]) => targets[1] ?? ''],
  ])('%s: its findings are kept and not called healed, until it is read again', async (what, targetsOf, hiddenOf) => {
    const targets = targetsOf();
    const all = fleet(`hidden ${what}`, ...targets);
    const ids = targets.map((target, index) => (target.includes('/managedClusters/') ? target : idBelow(target, index === 0 ? 'seen' : 'hidden')));
    for (const id of ids) live(sandbox.current, id, 'run-command');
    await all.look();
    const before = all.issue();
    expect(before.remembers).toEqual(['aks-run-command on hidden', 'aks-run-command on seen']);

    sandbox.current.arm.deny(hiddenOf(targets));
    live(sandbox.current, ids[0] ?? '');
    // What is left is clean: with what nobody can see the issue stays open.
    const run = await all.look();
    expectStatus(run, 1);
    expect(all.issue()).toMatchObject({ state: 'open', remembers: before.remembers?.slice(0, 1), comments: [expect.stringMatching(/\*\*1 healed\*\*/)] });
    expect(all.issue().comments[0]).not.toMatch(/on `hidden`/);
    expect(all.issue().body).toMatch(/1 not read.*neither clean nor healed/);
    expect(all.issue().body).toContain(hiddenOf(targets));

    // Seen again, and as it was: nothing happened that anybody has to be told of.
    sandbox.current.arm.allow(hiddenOf(targets));
    const again = await all.look();
    expect(again.outputs).toMatchObject({ 'verdict': 'violation', 'new-findings': '0' });
    expect(all.issue()).toMatchObject({ state: 'open', remembers: ['aks-run-command on hidden'], comments: [expect.anything()] });
    expect(all.issue().earlier?.findings[0]?.since).toBe(before.earlier?.findings[0]?.since);

    sandbox.current.arm.deny(hiddenOf(targets));
    await all.look();
    sandbox.current.arm.allow(hiddenOf(targets));
    live(sandbox.current, ids[1] ?? '');
    expectStatus(await all.look(), 0);
    expect(all.issue()).toMatchObject({ state: 'closed', why: 'completed', remembers: [] });
    expect(all.issue().comments).toHaveLength(2);
    for (const id of ids) sandbox.current.arm.forget(id);
  });

  test('where it is the only one: nothing follows, the issue is left alone, and the run fails and says so', async () => {
    const id = clusterId(sandbox.current, 'rg-dark', 'demo');
    const one = scene(sandbox.current, 'dark', { 'resource-group': 'rg-dark' });
    live(sandbox.current, id, 'run-command');
    await one.look();
    const before = one.issue();
    sandbox.current.arm.deny(id);
    const run = await one.look();
    expectStatus(run, 1);
    isUntouched(run, one, before);
    expect(run.warnings).toContainEqual(expect.stringMatching(/Nothing can be concluded from this run: the issue is left as it is/));
    expect(run.outputs).toMatchObject({ 'verdict': 'undetermined', 'new-findings': '0' });
    expect(run.summary).toMatch(/nothing follows from it/);
  });

  test('at the first look is a mistake of whoever set the run up', async () => {
    const id = clusterId(sandbox.current, 'rg-never', 'demo');
    live(sandbox.current, id, 'run-command');
    sandbox.current.arm.deny(id);
    const never = scene(sandbox.current, 'never', { 'resource-group': 'rg-never' });
    const run = await never.look();
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(/Nothing of cluster demo in resource group rg-never could be read: .*AuthorizationFailed|Nothing of cluster demo in resource group rg-never could be read: .*does not have authorization/)]);
    expect(never.issues()).toEqual([]);
  });
});
