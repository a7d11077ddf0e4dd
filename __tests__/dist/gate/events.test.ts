/** The shipped gate on every event, in checkouts as a runner makes them. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { textAt } from '../../../src/arm/json.ts';
import { runCommandLineWarm } from '../command-line.ts';
import { push, schedule, workflowDispatch } from '../events.ts';
import { clean, exemptionsFor, leaking } from '../infrastructure.ts';
import { freshFolder } from '../package.ts';
import { commentWritesOf, expectStatus, reportOf } from '../reading.ts';
import { checkInputs, runActionWarm, useSandbox, type ActionRun } from '../runner.ts';
import { commit, git } from '../../sources/git/checkouts.ts';
import { added, broken, configuration, exemptions, leak, standing } from './attempts.ts';
import { violatedIn } from './reading.ts';
import { freshNumber, gateEvents, onGitHub, stage } from './stage.ts';

const sandbox = useSandbox();
const readOnly = useSandbox({ commentPermission: 'read' });

/** A pull request that brings the cluster, and lets it pass if it is asked. */
const files = { base: standing, head: { ...leak, [exemptions]: exemptionsFor('*'), [configuration]: 'fail-on: never\n' } };
const lineOf = (text: string): number => leaking.split('\n').findIndex((line) => line.includes(text)) + 1;

/** The commands of the runner that annotate a line, as `kind file:line`. */
function annotationsOf(run: ActionRun): readonly string[] {
  return Array.from(run.stdout.matchAll(/^::(error|warning|notice) [^:]*file=([^,:]*),line=(\d+)/gm), ([, kind = '', file = '', line = '']) => `${kind} ${file}:${line}`);
}

async function expectFailure(run: ActionRun): Promise<void> {
  expectStatus(run, 1);
  expect(run.outputs).toMatchObject({ verdict: 'violation', findings: '3' });
  expect(await violatedIn(run, added)).toEqual(broken);
  expect(annotationsOf(run)).toEqual(['"artifactSource"', '"outboundType"', '"location"'].map((property) => `error ${added}:${lineOf(property)}`));
  for (const rule of broken) expect(run.summary).toContain(rule);
}

describe('a pull request from a branch', () => {
  test('with the whole history fails, with annotations, summary, outputs, report and comment', async () => {
    const run = await stage(sandbox.current, files).run('pull_request');
    await expectFailure(run);
    expect(run.comments).toHaveLength(1);
    for (const rule of broken) expect(run.comments[0]?.body).toContain(rule);
    expect(run.outputs['comment-url']).toBe(run.comments[0]?.url);
    expect(run.warnings).toEqual([]);
    expect(run.requests.filter(({ server }) => server !== 'github')).toEqual([]);
  });

  test('at fetch-depth 1 asks GitHub for the base commit, with a token that may read', async () => {
    const stageOfIt = stage(readOnly.current, files);
    onGitHub(readOnly.current, stageOfIt.history.base, standing);
    await expectFailure(await stageOfIt.run('pull_request', { depth: 1, inputs: { comment: 'false' } }));
  });

  test('at fetch-depth 1 without a token fails with a sentence that says which depth to set, and that depth is enough', async () => {
    const { run } = stage(sandbox.current, files);
    const shallow = await run('pull_request', { depth: 1, inputs: { 'github-token': undefined } });
    expectStatus(shallow, 2);
    expect(shallow.errors).toEqual([expect.stringMatching(/of the base commit cannot be had: .*there is no token.* Set "fetch-depth: 2" on actions\/checkout, or give the job "permissions: contents: read"\.$/)]);
    expect(shallow.outputs).toMatchObject({ 'verdict': 'error', 'report-file': '' });
    await expectFailure(await run('pull_request', { depth: 2, inputs: { 'github-token': undefined, 'comment': 'false' } }));
  });

  test('of the head instead of the merge is judged by the base all the same', async () => {
    await expectFailure(await stage(sandbox.current, files).run('pull_request', { what: 'head', inputs: { comment: 'false' } }));
  });

  test('passes when what it brings is isolated', async () => {
    const run = await stage(sandbox.current, { base: standing, head: { 'infra/new.json': clean.replaceAll('westeurope', 'northeurope') } }).run('pull_request');
    expectStatus(run, 0);
    expect(run.outputs).toMatchObject({ 'verdict': 'compliant', 'findings': '0', 'comment-url': '' });
    expect(run.comments).toEqual([]);
    expect(annotationsOf(run)).toEqual([]);
    expect(run.summary).not.toBe('');
  });
});

describe('a pull request from a fork', () => {
  test('has a token that only reads: the gate fails the same, the summary has the report, and one warning says why no comment', async () => {
    const run = await stage(readOnly.current, files).run('pull_request', { fork: true });
    await expectFailure(run);
    expect(run.comments).toEqual([]);
    expect(run.warnings).toEqual([expect.stringMatching(/fork/)]);
  });
});

describe('pull_request_target', () => {
  test('is warned when the head is checked out: the job has rights that its author has not', async () => {
    const { run, history } = stage(sandbox.current, files);
    const ended = await run('pull_request_target', { fork: true });
    await expectFailure(ended);
    expect(ended.warnings).toEqual([expect.stringContaining(`(commit ${history.head.slice(0, 12)}) is checked out in a job of pull_request_target`)]);
    expect(ended.comments[0]?.body).toContain('is checked out in a job of `pull_request_target`');
  });

  test('judges what is checked out: the base branch, without a warning', async () => {
    const run = await stage(sandbox.current, files).run('pull_request_target', { what: 'base' });
    expectStatus(run, 0);
    expect(run.warnings).toEqual([]);
  });

  test('at fetch-depth 1 asks GitHub for the base commit', async () => {
    const { run, history } = stage(sandbox.current, files);
    onGitHub(sandbox.current, history.base, standing);
    await expectFailure(await run('pull_request_target', { depth: 1, inputs: { comment: 'false' } }));
  });
});

describe('merge_group', () => {
  test('judges the group by its base commit and comments nowhere', async () => {
    const run = await stage(sandbox.current, files).run('merge_group');
    await expectFailure(run);
    expect(commentWritesOf(run.requests)).toEqual([]);
  });
});

describe.each([['push', push()], ['schedule', schedule()], ['workflow_dispatch', workflowDispatch()]] as const)('%s', (_name, event) => {
  /** A repository whose only commit holds the files. */
  async function judged(more: Readonly<Record<string, string>>): Promise<ActionRun> {
    const workspace = await freshFolder('repository');
    git(workspace, 'init', '--quiet');
    const sha = commit(workspace, { ...standing, ...leak, ...more });
    return await runActionWarm({ sandbox: sandbox.current, event, workspace, inputs: checkInputs(sandbox.current), environment: { GITHUB_SHA: sha } });
  }

  test('judges the checkout by the policies that are checked out', async () => {
    const run = await judged({});
    await expectFailure(run);
    expect(commentWritesOf(run.requests)).toEqual([]);
  });

  test('takes configuration and exemptions that are checked out: they were merged', async () => {
    const run = await judged({ [exemptions]: exemptionsFor('aks-*') });
    expectStatus(run, 1);
    expect(await violatedIn(run, added)).toEqual(['own-location']);
    expectStatus(await judged({ [configuration]: 'fail-on: never\npolicies: [policies]\n' }), 0);
  });
});

describe('the command line', () => {
  test('judges a folder, knows no event and asks nobody', async () => {
    const folder = await freshFolder('folder');
    git(folder, 'init', '--quiet');
    commit(folder, { ...standing, ...leak });
    const run = await runCommandLineWarm(['check'], { folder });
    expectStatus(run, 1);
    for (const rule of broken) expect(run.stdout).toContain(rule);
    const lines = await runCommandLineWarm(['check', added, '--format', 'lines'], { folder });
    expect(lines.stdout).toContain(`${added}:${lineOf('"outboundType"')}:11: high aks-outbound-type`);
    expectStatus(await runCommandLineWarm(['check', 'infra/main.json'], { folder }), 0);
  });
});

describe('the report file', () => {
  const { run } = stageLater();

  test.each(gateEvents)('of %s is JSON, SARIF or HTML as asked', async (event) => {
    const [json, sarif, html] = await Promise.all(['json', 'sarif', 'html'].map(async (format) => await run(event, { inputs: { format, comment: 'false' } })));
    expect((await reportOf(json ?? never())).findings.map(({ rule, location }) => `${rule} ${location?.file ?? ''}:${location?.line ?? ''}`)).toEqual(broken.map((rule) => expect.stringMatching(new RegExp(`^${rule} ${added}:\\d+$`))));
    const document: unknown = JSON.parse(await readFile(sarif?.outputs['report-file'] ?? '', 'utf8'));
    expect(textAt(document, 'version')).toBe('2.1.0');
    expect(JSON.stringify(document)).toContain(`"uri":"${added}"`);
    const page = await readFile(html?.outputs['report-file'] ?? '', 'utf8');
    expect(page).toMatch(/^<!doctype html>/i);
    for (const rule of broken) expect(page).toContain(rule);
    expect([json, sarif, html].map((ended) => /\.\w+$/.exec(ended?.outputs['report-file'] ?? '')?.[0])).toEqual(['.json', '.sarif', '.html']);
  });
});

/** The sandbox runs only while tests do. */
function stageLater(): { readonly run: ReturnType<typeof stage>['run'] } {
  let made: ReturnType<typeof stage> | undefined;
  return {
    run: async (event, options) => {
      made ??= stage(sandbox.current, files);
      return await made.run(event, { number: freshNumber(), ...options });
    },
  };
}

function never(): never {
  throw new Error('Three runs give three results.');
}
