/** No step can keep a pull request from editing the workflow that calls it: that it does so is a finding. */
import { describe, expect, test } from '@jest/globals';
import type { Files } from '../../sources/git/checkouts.ts';
import { exemptionsFor } from '../infrastructure.ts';
import { expectStatus, reportOf } from '../reading.ts';
import { useSandbox } from '../runner.ts';
import { exemptions, leak, standing } from './attempts.ts';
import { gateEvents, stage, workflowFile, type GateEvent } from './stage.ts';

const sandbox = useSandbox();
const called = '.github/workflows/called.yml';
const base: Files = {
  ...standing,
  [workflowFile]: `on: pull_request\njobs:\n  gate:\n    uses: ./${called}\n`,
  [called]: 'on: workflow_call\njobs: {}\n',
  '.github/workflows/other.yml': 'on: push\n',
};
const weaker = 'on: pull_request\njobs: {}\n';
const ofGate = (file: string) => expect.objectContaining({ rule: 'gate-workflow', verdict: 'undetermined', severity: 'medium', location: expect.objectContaining({ file, line: 1 }) });

async function judged(head: Files, event: GateEvent, inputs: Readonly<Record<string, string>> = {}, more: Files = {}) {
  const run = await stage(sandbox.current, { base: { ...base, ...more }, head }).run(event, { inputs: { comment: 'false', ...inputs } });
  return { run, findings: (await reportOf(run)).findings };
}

describe.each(gateEvents)('%s', (event) => {
  test('a change of the workflow that runs the gate is a finding, on its first line', async () => {
    const { run, findings } = await judged({ [workflowFile]: weaker }, event);
    expect(findings).toEqual([ofGate(workflowFile)]);
    expect(run.summary).toContain(workflowFile);
    expect(run.stdout).toMatch(new RegExp(`^::notice [^:]*file=${workflowFile},line=1`, 'm'));
  });

  test('so is one of a workflow that it calls', async () => {
    expect((await judged({ [called]: weaker }, event)).findings).toEqual([ofGate(called)]);
  });

  test('one of another workflow is none', async () => {
    expect((await judged({ '.github/workflows/other.yml': weaker, '.github/workflows/new.yml': weaker }, event)).findings).toEqual([]);
  });
});

describe('whether it fails the run', () => {
  test.each([['auto', 0], ['undetermined', 1], ['violation', 0], ['never', 0]] as const)('with fail-on %s: status %i', async (failOn, status) => {
    const { run } = await judged({ [workflowFile]: weaker }, 'pull_request', { 'fail-on': failOn });
    expectStatus(run, status);
    expect(run.outputs['verdict']).toBe('undetermined');
  });

  test('follows severity, too: it is of medium', async () => {
    const { run } = await judged({ [workflowFile]: weaker }, 'pull_request', { 'fail-on': 'undetermined', 'severity': 'high' });
    expectStatus(run, 0);
  });

  test('not where the base branch exempts it; an exemption that comes along does not count', async () => {
    const exempting = { [exemptions]: exemptionsFor('gate-workflow', '*') };
    expectStatus((await judged({ [workflowFile]: weaker }, 'pull_request', { 'fail-on': 'undetermined' }, exempting)).run, 0);
    expectStatus((await judged({ [workflowFile]: weaker, ...exempting }, 'pull_request', { 'fail-on': 'undetermined' })).run, 1);
  });

  test('a workflow that is taken away is a finding without a line', async () => {
    const { findings } = await judged({ [workflowFile]: null }, 'pull_request');
    expect(findings.map(({ rule, location }) => [rule, location])).toEqual([['gate-workflow', undefined]]);
  });

  test('what else the pull request does fails it all the same', async () => {
    const { run, findings } = await judged({ [workflowFile]: weaker, ...leak }, 'pull_request');
    expectStatus(run, 1);
    expect(findings.map(({ rule }) => rule)).toContain('gate-workflow');
  });
});
