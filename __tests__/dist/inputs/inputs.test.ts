import { beforeAll, describe, expect, test } from '@jest/globals';
import { actionCommands, inputTable, type InputSpecification } from '../../../src/config/inputs.ts';
import { runCommandLineWarm } from '../command-line.ts';
import { push, type Event } from '../events.ts';
import { expectStatus } from '../reading.ts';
import { assignInputs, checkInputs, deployInputs, driftInputs, runActionWarm, useSandbox, type ActionRun, type Given } from '../runner.ts';
import { seedLiving, worldOf } from './case.ts';
import { inputCases } from './cases.ts';

const sandbox = useSandbox();
const table: readonly InputSpecification[] = inputTable;

beforeAll(() => seedLiving(sandbox.current));

test('every input of the table has its cases, and nothing else has', () => {
  expect(Object.keys(inputCases).toSorted()).toEqual(table.map(({ name }) => name).toSorted());
});

describe('a good value takes effect', () => {
  test.each(table.map(({ name }) => name))('%s', async (name) => {
    await inputCases[name as keyof typeof inputCases].effect(worldOf(sandbox.current));
  }, 20_000);
});

/** One sentence, no stack, nothing asked of anybody, no secret shown. */
function expectOneSentence(run: { readonly status: number | null; readonly stdout: string; readonly stderr: string }, sentences: readonly string[], expected: RegExp): void {
  expectStatus(run, 2);
  expect(sentences).toEqual([expect.stringMatching(expected)]);
  expect(sentences[0]).not.toContain('\n');
  expect(`${run.stdout}${run.stderr}`).not.toMatch(/^\s+at /m);
  expect(`${run.stdout}${run.stderr}`.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('ghs_');
}

/** The inputs of the first command that reads it. */
function inputsFor({ commands }: InputSpecification): typeof deployInputs {
  if (commands.includes('deploy')) return deployInputs;
  if (commands.length === 1 && commands.includes('drift')) return driftInputs;
  if (commands.length === 1 && commands.includes('remove cluster')) return (azure, changes) => deployInputs(azure, { command: 'remove cluster', ...changes });
  return commands.includes('assign') ? assignInputs : checkInputs;
}

describe('a bad value is refused with 2 and one sentence that names the input and what is expected', () => {
  test.each(table.map((input) => [input.name, input] as const))('%s', async (name, input) => {
    const { value, expected } = inputCases[name as keyof typeof inputCases].invalid;
    if (input.surface === 'commandLine') {
      const [command = ''] = input.commands;
      const run = await runCommandLineWarm([command, `--${name}=${value}`]);
      expectOneSentence(run, run.stderr.split('\n').flatMap((line) => /^error: (.*)$/.exec(line)?.[1] ?? []), expected);
      expect(run.stderr).toContain(`--${name}`);
      return;
    }
    const run = await runActionWarm({ sandbox: sandbox.current, event: push(), inputs: inputsFor(input)(sandbox.current, { [name]: value }) });
    expectOneSentence(run, run.errors, expected);
    expect(run.errors[0]).toContain(`Input "${name}" is`);
    expect(run.requests).toEqual([]);
  });
});

describe('what is missing', () => {
  const run = (inputs: Given, event: Event = push()): Promise<ActionRun> => runActionWarm({ sandbox: sandbox.current, event, inputs });

  test('is named in one sentence: all of it', async () => {
    const nothing = await run({ command: 'deploy' });
    expectOneSentence(nothing, nothing.errors, /^"deploy" needs input "resource-group", input "cluster-name" and input "subscription-id", which are missing\.$/);
    const one = await run(deployInputs(sandbox.current, { 'cluster-name': '  ' }));
    expectOneSentence(one, one.errors, /^"deploy" needs input "cluster-name", which is missing\.$/);
    const assign = await run({ command: 'assign' });
    expectOneSentence(assign, assign.errors, /^"assign" needs input "resource-group" and input "subscription-id", which are missing\.$/);
  });

  test('the command itself: the sentence lists the commands', async () => {
    const nothing = await run({});
    expectOneSentence(nothing, nothing.errors, new RegExp(`^Input "command" is missing: give one of ${actionCommands.join(', ')} under "with:"\\.$`));
  });

  test('where to create, when neither cluster nor group exists', async () => {
    const nowhere = await run(deployInputs(sandbox.current, { 'resource-group': 'rg-nowhere', 'location': undefined }));
    expectOneSentence(nowhere, nowhere.errors, /say where to create them with "location"/);
  });
});

describe('what is not asked for', () => {
  const plan = (more: Given): Promise<ActionRun> => runActionWarm({ sandbox: sandbox.current, event: push(), inputs: deployInputs(sandbox.current, { 'dry-run': 'true', ...more }) });

  test('a misspelt input is a warning with its near miss, and the run goes on', async () => {
    const run = await plan({ 'locaton': 'northeurope', 'something-else': 'x' });
    expectStatus(run, 0);
    expect(run.warnings).toEqual([
      'Input "locaton" is unknown and has no effect; did you mean "location"?',
      'Input "something-else" is unknown and has no effect.',
    ]);
  });

  test('an input of another command is a warning', async () => {
    const run = await plan({ scope: '/subscriptions/44444444-4444-4444-8444-444444444444' });
    expectStatus(run, 0);
    expect(run.warnings).toEqual(['Input "scope" is not read by "deploy"; it has no effect.']);
  });

  test('all bad values are told at once', async () => {
    const run = await plan({ 'node-count': 'many', 'tier': 'Gold' });
    expectStatus(run, 2);
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]).toMatch(/Input "tier" is "Gold".*\n *Input "node-count" is "many"/);
  });

  test('commands of the runner inside a value stay text', async () => {
    const run = await plan({ tier: 'x\n::error::injected\n##[error]injected' });
    expectStatus(run, 2);
    expect(run.errors).toHaveLength(1);
    expect(run.stdout).not.toMatch(/^\s*::error::injected/m);
    expect(run.stdout).not.toContain('##[error]');
  });
});

test('an event file that is none ends in one sentence', async () => {
  const run = await runActionWarm({ sandbox: sandbox.current, environment: { GITHUB_EVENT_PATH: '/nowhere/event.json' } });
  expectOneSentence(run, run.errors, /^The event file \/nowhere\/event\.json \(GITHUB_EVENT_PATH\) cannot be read/);
});
