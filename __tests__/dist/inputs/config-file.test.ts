import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { inputTable } from '../../../src/config/inputs.ts';
import { mergeGroup, pullRequest, push } from '../events.ts';
import { freshFolder } from '../package.ts';
import { detailsOf, expectStatus, reportOf } from '../reading.ts';
import { deployInputs, runActionWarm, useSandbox, type ActionOptions, type ActionRun, type Given } from '../runner.ts';

const sandbox = useSandbox();
const path = '.github/aks-isolation.yml';

/** A dry run of a new cluster: its report tells location and size of the nodes. */
function plan(options: Partial<ActionOptions>, changes: Given = {}): Promise<ActionRun> {
  return runActionWarm({ sandbox: sandbox.current, inputs: deployInputs(sandbox.current, { 'dry-run': 'true', 'location': undefined, ...changes }), ...options });
}

async function expectPlanned(run: ActionRun, words: string): Promise<void> {
  expectStatus(run, 0);
  expect(detailsOf(await reportOf(run))).toContain(words);
}

async function git(folder: string, ...words: readonly string[]): Promise<string> {
  const environment = { PATH: process.env['PATH'] ?? '', HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  return (await promisify(execFile)('git', [...identity, ...words], { cwd: folder, env: environment })).stdout.trim();
}

/** A commit with the file (undefined: without it). Returns its id. */
async function commit(folder: string, text: string | undefined): Promise<string> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  if (text === undefined) await git(folder, 'rm', '--quiet', '--force', '--ignore-unmatch', path);
  else await writeFile(join(folder, path), text);
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'commit');
  return await git(folder, 'rev-parse', 'HEAD');
}

interface Checkout {
  readonly workspace: string;
  readonly base: string;
  readonly head: string;
}

/** A checkout of a head commit on top of a base commit, each with its own file. */
async function checkout(files: { readonly base: string | undefined; readonly head: string | undefined }): Promise<Checkout> {
  const workspace = await freshFolder('checkout');
  await git(workspace, 'init', '--quiet');
  const base = await commit(workspace, files.base);
  return { workspace, base, head: await commit(workspace, files.head) };
}

describe('on a push', () => {
  test('the checkout’s file gives inputs', async () => {
    const run = await plan({ event: push(), files: { [path]: 'location: northeurope\nnode-size: Standard_D8ds_v5\n' } });
    await expectPlanned(run, 'location: northeurope');
    await expectPlanned(run, '3 × Standard_D8ds_v5');
    expect(run.stdout).toContain(`Inputs are taken from ${path} too.`);
  });

  test('an input of the step wins over the file', async () => {
    const run = await plan({ event: push(), files: { [path]: 'location: northeurope\n' } }, { location: 'westeurope' });
    await expectPlanned(run, 'location: westeurope');
  });

  test('values keep the text that was written: 1.30 is not 1.3', async () => {
    const run = await plan({ event: push(), files: { [path]: 'location: westeurope\nkubernetes-version: 1.30\n' } });
    expectStatus(run, 0);
    expect((await reportOf(run)).facts).toContainEqual({ label: 'Kubernetes', value: '1.30' });
  });
});

describe('on a pull request the base commit’s file counts', () => {
  test('and not what the head makes of it', async () => {
    const { workspace, base, head } = await checkout({ base: 'location: northeurope\n', head: 'location: southcentralus\nfail-on: never\n' });
    await expectPlanned(await plan({ event: pullRequest({ base, head }), workspace }), 'location: northeurope');
  });

  test('a file that only the head has is not read, be it ever so wrong', async () => {
    const { workspace, base, head } = await checkout({ base: undefined, head: 'command: remove everything\n' });
    const run = await plan({ event: pullRequest({ base, head }), workspace }, { location: 'westeurope' });
    await expectPlanned(run, 'location: westeurope');
    expect(run.stdout).not.toContain(path);
  });

  test('a merge group’s base counts the same way', async () => {
    const { workspace, base } = await checkout({ base: 'location: northeurope\n', head: 'location: southcentralus\n' });
    await expectPlanned(await plan({ event: mergeGroup(base), workspace }), 'location: northeurope');
  });

  test('a shallow checkout does not hold it: GitHub is asked for that commit’s', async () => {
    const base = 'b'.repeat(40);
    sandbox.current.github.putFile(base, path, 'location: northeurope\n');
    const { workspace, head } = await checkout({ base: undefined, head: 'location: southcentralus\n' });
    const run = await plan({ event: pullRequest({ base, head }), workspace });
    await expectPlanned(run, 'location: northeurope');
    expect(run.requests.map(({ path: asked }) => asked)).toContain(`/repos/contoso/platform/contents/.github%2Faks-isolation.yml?ref=${base}`);
  });

  test('a shallow checkout without a token cannot tell, and the run does not guess', async () => {
    const { workspace, head } = await checkout({ base: undefined, head: 'location: southcentralus\n' });
    const run = await plan({ event: pullRequest({ base: 'c'.repeat(40), head }), workspace }, { 'github-token': undefined });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(/of the base commit cannot be had.*fetch-depth: 0/)]);
  });

  test('a base commit that GitHub does not know is no proof that there is no file', async () => {
    const { workspace, head } = await checkout({ base: undefined, head: undefined });
    const run = await plan({ event: pullRequest({ base: 'd'.repeat(40), head }), workspace }, { location: 'westeurope' });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringContaining('of the base commit cannot be had')]);
  });
});

describe('what may not stand in the file', () => {
  const forbidden = inputTable.filter(({ inFile }) => !inFile).map(({ name }) => name);

  test('is everything that says who acts where, approves or loosens', () => {
    expect(forbidden).toEqual(expect.arrayContaining([
      'command', 'client-id', 'tenant-id', 'subscription-id', 'github-token', 'cloud', 'arm-endpoint', 'authority-host', 'allowed-subscriptions', 'allowed-tenants', 'plan-hash', 'dry-run',
    ]));
  });

  test.each(forbidden)('%s is refused with file and line', async (name) => {
    const run = await plan({ event: push(), files: { [path]: `# ours\nlocation: westeurope\n${name}: anything\n` } });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(new RegExp(`^\\.github/aks-isolation\\.yml:3: "${name}" may not stand in a file of the repository`))]);
    expect(run.requests).toEqual([]);
  });

  test.each([
    ['a misspelt name', 'locaton: westeurope', /aks-isolation\.yml:1: "locaton" is no input; did you mean "location"\?/],
    ['a bad value', 'location: westeurope\nnode-count: many', /aks-isolation\.yml:2: "node-count" is "many": expected a whole number from 1 to 1000\./],
    ['a list', '- location', /aks-isolation\.yml:1: expected a mapping/],
    ['what is no YAML', 'location: westeurope\ntags: [', /aks-isolation\.yml:\d: not well-formed YAML/],
    ['a name that stands twice', 'location: westeurope\nlocation: northeurope', /aks-isolation\.yml:2: not well-formed YAML/],
    ['aliases', 'location: &here westeurope\nparameters: { a: [*here, *here] }', /aks-isolation\.yml:2: .*aliases/],
    ['more than 256 KiB', `# ${'x'.repeat(300_000)}`, /aks-isolation\.yml is longer than/],
  ])('%s is refused with a sentence', async (_name, text, sentence) => {
    const run = await plan({ event: push(), files: { [path]: text } });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(sentence)]);
    expect(`${run.stdout}${run.stderr}`).not.toMatch(/^\s+at /m);
  });
});
