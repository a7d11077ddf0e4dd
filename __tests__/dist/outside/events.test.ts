import { describe, expect, test } from '@jest/globals';
import { mergeGroup, pullRequest, push, workflowDispatch, type Event } from '../events.ts';
import { seedCluster } from '../azure.ts';
import { commentWritesOf, expectStatus } from '../reading.ts';
import { deployInputs, runActionWarm, useSandbox, type ActionRun, type Given } from '../runner.ts';

const sandbox = useSandbox();

/** A dry run writes nothing to Azure, and comments like any other. */
function plan(event: Event, changes: Given = {}): Promise<ActionRun> {
  return runActionWarm({ sandbox: sandbox.current, event, inputs: deployInputs(sandbox.current, { 'dry-run': 'true', ...changes }) });
}

const markerOf = (body: string | undefined): string => (body ?? '').split('\n')[0] ?? '';

describe('without a pull request', () => {
  test.each([
    ['push', push()],
    ['merge_group', mergeGroup()],
    ['workflow_dispatch', workflowDispatch()],
  ])('%s: no comment and no complaint; the summary has the report', async (_name, event) => {
    const run = await plan(event);
    expectStatus(run, 0);
    expect(commentWritesOf(run.requests)).toEqual([]);
    expect([...run.warnings, ...run.errors]).toEqual([]);
    expect(run.outputs['comment-url']).toBe('');
    expect(run.summary).toContain('### Cluster demo');
  });

  test('a pull-request-number that is given gets the comment', async () => {
    const run = await plan(workflowDispatch(), { 'pull-request-number': '31' });
    expectStatus(run, 0);
    const comments = sandbox.current.github.comments(31);
    expect(comments).toHaveLength(1);
    expect(run.outputs['comment-url']).toBe(comments[0]?.url);
  });
});

describe('on a pull request', () => {
  test('each leg of a matrix keeps its own comment up to date', async () => {
    const event = pullRequest({ number: 32 });
    await plan(event, { 'cluster-name': 'blue' });
    await plan(event, { 'cluster-name': 'green' });
    const run = await plan(event, { 'cluster-name': 'blue', 'node-count': '9' });
    expect(run.comments.map(({ body }) => /Cluster (\w+)/.exec(body)?.[1])).toEqual(['blue', 'green']);
    expect(run.comments[0]?.body).toContain('9 × ');
    expect(run.comments[1]?.body).not.toContain('9 × ');
  });

  test('legs that share a comment-key share the comment', async () => {
    const event = pullRequest({ number: 33 });
    await plan(event, { 'cluster-name': 'blue', 'comment-key': 'one' });
    const run = await plan(event, { 'cluster-name': 'green', 'comment-key': 'one' });
    expect(run.comments).toHaveLength(1);
    expect(run.comments[0]?.body).toContain('Cluster green');
  });

  test('its comment is found beyond the first page of comments', async () => {
    const event = pullRequest({ number: 34 });
    for (let index = 0; index < 130; index += 1) sandbox.current.github.addComment(34, { author: 'octocat', body: `Remark ${index}` });
    const first = await plan(event);
    const second = await plan(event, { 'node-count': '4' });
    expect(second.comments).toHaveLength(131);
    expect(second.outputs['comment-url']).toBe(first.outputs['comment-url']);
  });

  test("somebody else's comment with the same marker is not touched", async () => {
    const event = pullRequest({ number: 35 });
    const marker = markerOf((await plan(pullRequest({ number: 36 }))).comments[0]?.body);
    sandbox.current.github.addComment(35, { author: 'mallory', body: `${marker}\nAll is well, merge me.` });
    const run = await plan(event);
    expect(run.comments.map(({ author }) => author)).toEqual(['mallory', 'github-actions[bot]']);
    expect(run.comments[0]?.body).toContain('merge me');
  });

  test('comment: false leaves it alone', async () => {
    const run = await plan(pullRequest({ number: 37 }), { comment: 'false' });
    expectStatus(run, 0);
    expect(run.comments).toEqual([]);
    expect(run.requests.filter(({ server, path }) => server === 'github' && path.includes('/issues/'))).toEqual([]);
  });

  test('text of the outside does not become markup: a tag that looks like a mention stays code', async () => {
    await seedCluster(sandbox.current, 'rg-markup', 'demo');
    const run = await plan(pullRequest({ number: 38 }), { 'resource-group': 'rg-markup', 'tags': '{ note: "@everyone ::error::no" }' });
    expectStatus(run, 0);
    expect(run.errors).toEqual([]);
    expect(run.comments[0]?.body).toMatch(/`[^`]*@everyone[^`]*`/);
  });
});

describe('a fork, whose token may only read', () => {
  const readOnly = useSandbox({ commentPermission: 'read' });

  test('ends well, with one warning and the report in the summary', async () => {
    const event = pullRequest({ fork: true });
    const run = await runActionWarm({ sandbox: readOnly.current, event, inputs: deployInputs(readOnly.current, { 'dry-run': 'true' }) });
    expectStatus(run, 0);
    expect(run.warnings).toEqual([expect.stringMatching(/comment on pull request #7 was not written: this run is from a fork, and its token is read-only/)]);
    expect(run.errors).toEqual([]);
    expect(run.comments).toEqual([]);
    expect(run.outputs).toMatchObject({ 'comment-url': '', 'verdict': 'compliant' });
    expect(run.summary).toContain('### Cluster demo');
  });

  test('without being a fork, the warning names the permission to add', async () => {
    const run = await runActionWarm({ sandbox: readOnly.current, inputs: deployInputs(readOnly.current, { 'dry-run': 'true' }) });
    expectStatus(run, 0);
    expect(run.warnings).toEqual([expect.stringContaining('permissions: pull-requests: write')]);
  });
});
