/** The gate's comment over the life of a pull request. */
import { describe, expect, test } from '@jest/globals';
import type { Files } from '../../sources/git/checkouts.ts';
import { leaking, template } from '../infrastructure.ts';
import { isolatedCluster } from '../azure.ts';
import { commentWritesOf } from '../reading.ts';
import { useSandbox, type ActionRun, type Given } from '../runner.ts';
import { added, broken, leak, standing } from './attempts.ts';
import { freshNumber, onGitHub, stage } from './stage.ts';

const sandbox = useSandbox();
const isolated = template({ ...isolatedCluster(), location: 'northeurope' });

/** A push to the pull request, and the gate's run for it. */
async function push(number: number, head: Files, inputs: Given = {}): Promise<ActionRun> {
  const { history, run } = stage(sandbox.current, { base: standing, head });
  const lines = leaking.split('\n').length - 1;
  const patch = `@@ -0,0 +1,${lines} @@\n${leaking.trimEnd().replaceAll(/^/gm, '+')}`;
  onGitHub(sandbox.current, history.head, head);
  sandbox.current.github.putPullRequest(number, { headSha: history.head, baseSha: history.base, files: [{ filename: added, status: 'added', patch }] });
  return await run('pull_request', { number, inputs });
}

describe('one comment', () => {
  test('tells what is found, then that it is resolved, then what is found again', async () => {
    const number = freshNumber();
    const [first] = (await push(number, leak)).comments;
    for (const rule of broken) expect(first?.body).toContain(rule);
    const mended = await push(number, { [added]: isolated });
    expect(mended.status).toBe(0);
    expect(mended.comments).toHaveLength(1);
    for (const rule of broken) expect(mended.comments[0]?.body).not.toContain(rule);
    expect(mended.comments[0]?.body).toMatch(/nothing to object to|resolved|compliant/i);
    const again = await push(number, leak);
    expect(again.comments.map(({ url }) => url)).toEqual([first?.url]);
    for (const rule of broken) expect(again.comments[0]?.body).toContain(rule);
  });

  test('is not written where there was never anything to say', async () => {
    const number = freshNumber();
    for (const head of [{ [added]: isolated }, { 'README.md': 'Nothing of ours.\n' }]) {
      const run = await push(number, head);
      expect({ status: run.status, writes: commentWritesOf(run.requests), url: run.outputs['comment-url'] }).toEqual({ status: 0, writes: [], url: '' });
    }
  });

  test('is one for each leg of a matrix that judges other paths, or has a key of its own', async () => {
    const number = freshNumber();
    const head = { ...leak, 'other/new.json': leaking };
    await push(number, head, { paths: 'infra' });
    await push(number, head, { paths: 'other' });
    expect(sandbox.current.github.comments(number)).toHaveLength(2);
    await push(number, head, { 'paths': 'other', 'comment-key': 'west' });
    const run = await push(number, head, { paths: 'infra' });
    expect(run.comments.map(({ body }) => [body.includes('infra/new.json'), body.includes('other/new.json')])).toEqual([[true, false], [false, true], [false, true]]);
  });
});

describe('suggestions', () => {
  const bodies = (number: number): readonly string[] => sandbox.current.github.reviewComments(number).map(({ body }) => body);

  test('are written once for each line, whatever is pushed later', async () => {
    const number = freshNumber();
    await push(number, leak, { suggestions: 'true' });
    expect(bodies(number)).toHaveLength(2);
    expect(bodies(number).join('\n')).toMatch(/```suggestion\n *"artifactSource": "Cache"\n```[^]*```suggestion\n *"outboundType": "none"\n```/);
    await push(number, leak, { suggestions: 'true' });
    await push(number, { ...leak, 'README.md': 'Another push.\n' }, { suggestions: 'true' });
    expect(bodies(number)).toHaveLength(2);
  });

  test('are not written unasked', async () => {
    const number = freshNumber();
    await push(number, leak);
    expect(bodies(number)).toEqual([]);
  });
});
