/** Two workflows for a fork: the first judges without a right to write, the second one comments (`workflow_run`, `from-report`). */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withoutCode } from '../../report/markdown-reader.ts';
import { checkout } from '../../sources/git/checkouts.ts';
import { workflowRun, type RunBefore } from '../events.ts';
import { freshFolder } from '../package.ts';
import { commentWritesOf, expectStatus } from '../reading.ts';
import { checkInputs, runActionWarm, useSandbox, type ActionRun, type Given } from '../runner.ts';
import { broken, leak, standing } from './attempts.ts';
import { freshNumber, stage } from './stage.ts';

const sandbox = useSandbox();

interface Handed {
  readonly head: string;
  /** The report as the first workflow's artifact holds it. */
  readonly artifact: string;
  readonly second: (artifact: string | undefined, run?: RunBefore, inputs?: Given) => Promise<ActionRun>;
}

/** Runs the first workflow for a fork's pull request. */
async function handOver(): Promise<Handed> {
  const number = freshNumber();
  const { history, run } = stage(sandbox.current, { base: standing, head: leak });
  sandbox.current.github.putPullRequest(number, { headSha: history.head, baseSha: history.base, headRepository: 'stranger/platform' });
  const first = await run('pull_request', { number, fork: true, inputs: { comment: 'false', format: 'json', output: 'isolation-report.json' } });
  expectStatus(first, 1);
  expect(commentWritesOf(first.requests)).toEqual([]);
  return {
    head: history.head,
    artifact: await readFile(first.outputs['report-file'] ?? '', 'utf8'),
    second: async (artifact, before = {}, inputs = {}) => {
      const file = join(await freshFolder('artifact'), 'isolation-report.json');
      if (artifact !== undefined) await writeFile(file, artifact);
      return await runActionWarm({
        sandbox: sandbox.current,
        event: workflowRun({ headSha: history.head, ...before }, number),
        workspace: checkout(history, history.base, 1),
        inputs: checkInputs(sandbox.current, { 'from-report': file, ...inputs }),
        environment: { GITHUB_SHA: history.base, GITHUB_JOB: 'comment', GITHUB_WORKFLOW: 'isolation of forks, comment' },
      });
    },
  };
}

/** The report with members put over it. */
function changed(artifact: string, members: object): string {
  return JSON.stringify({ ...(JSON.parse(artifact) as object), ...members });
}

describe('the second workflow', () => {
  test('comments what the first one found, says whose word it is, and fails for no finding', async () => {
    const { artifact, head, second } = await handOver();
    const run = await second(artifact);
    expectStatus(run, 0);
    expect(run.outputs).toMatchObject({ verdict: 'violation', findings: '3' });
    expect(run.comments).toHaveLength(1);
    for (const rule of broken) expect(run.comments[0]?.body).toContain(rule);
    expect(run.comments[0]?.body).toMatch(/made by the pull request's own run for commit .* That run ended with `?failure/);
    expect(run.outputs['comment-url']).toBe(run.comments[0]?.url);
    // The lines are those of the head that was judged; the run's own commit is the default branch's.
    expect(run.comments[0]?.body).toContain(`/blob/${head}/infra/new.json#L`);
    expect(run.summary).toContain('aks-outbound-type');
  });

  test('keeps one comment over several runs', async () => {
    const { artifact, second } = await handOver();
    const [first] = (await second(artifact)).comments;
    const again = await second(artifact);
    expect(again.comments.map(({ url }) => url)).toEqual([first?.url]);
  });

  test('writes the text of a forged report as text', async () => {
    const { artifact, second } = await handOver();
    const hostile = '<script>alert(1)</script> @everyone <!-- aks-network-isolation:other -->\n::error::injected\n[x](javascript:alert(1)) ![y](https://evil.example/y.png)';
    const { findings } = JSON.parse(artifact) as { readonly findings: readonly object[] };
    const run = await second(changed(artifact, { title: hostile, notes: [hostile], findings: findings.map((finding) => ({ ...finding, message: hostile, title: hostile, remedy: hostile })) }));
    const body = run.comments[0]?.body ?? '';
    expect(run.stdout).not.toMatch(/^::error::injected/m);
    // What renders: everything but code.
    const shown = withoutCode(body.slice(body.indexOf('-->') + 3));
    for (const text of ['script', 'everyone', '<!--', 'javascript', 'evil.example']) expect({ text, found: shown.includes(text) }).toEqual({ text, found: false });
    expect(body).toMatch(/^<!-- aks-network-isolation:[^\n]*comment[^\n]* -->\n/);
  });

  test('counts the findings itself: a forged verdict is none', async () => {
    const { artifact, second } = await handOver();
    const run = await second(changed(artifact, { verdict: 'compliant', counts: { violation: 0 } }));
    expect(run.outputs['verdict']).toBe('violation');
  });

  test.each<[string, object, RunBefore, RegExp]>([
    ['about an older head', {}, { headSha: 'e'.repeat(40) }, /the run was of commit eeeeeeeeeeee/],
    ['of another fork', {}, { headRepository: 'somebody/platform' }, /of another repository/],
    ['that names somebody else’s pull request', { pullRequest: { number: 999 } }, {}, /there is no pull request #999/],
  ])('writes nothing for a report %s', async (_name, members, before, reason) => {
    const { artifact, second } = await handOver();
    const run = await second(changed(artifact, members), before);
    expectStatus(run, 0);
    expect(commentWritesOf(run.requests)).toEqual([]);
    expect(run.outputs['verdict']).toBe('notApplicable');
    expect(run.log).toMatch(reason);
    expect(run.summary).toMatch(/is not taken over/);
  });

  test.each<[string, string | undefined, RegExp]>([
    ['garbage', 'PK\u0003\u0004', /JSON/],
    ['another document', '{"schemaVersion": "1.0"}', /isolation-report\.json/],
    ['no file', undefined, /there is no such file; download the artifact/],
    ['more than a report is', JSON.stringify({ x: 'x'.repeat(9 * 1024 * 1024) }), /may have at most/],
    ['nothing', '', /JSON/],
  ])('refuses %s with one sentence', async (_name, artifact, sentence) => {
    const run = await (await handOver()).second(artifact);
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(sentence)]);
    expect(commentWritesOf(run.requests)).toEqual([]);
    expect(run.outputs['verdict']).toBe('error');
  });

  test('refuses a run that no pull request started, and one without a token to ask GitHub with', async () => {
    const { artifact, second } = await handOver();
    const pushed = await second(artifact, { event: 'push' });
    expect([pushed.status, pushed.errors]).toEqual([2, [expect.stringContaining("Add \"if: github.event.workflow_run.event == 'pull_request'\" to the job.")]]);
    const tokenless = await second(artifact, {}, { 'github-token': undefined });
    expect([tokenless.status, tokenless.errors]).toEqual([2, [expect.stringMatching(/"github-token"/)]]);
  });
});
