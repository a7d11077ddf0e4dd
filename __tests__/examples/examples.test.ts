import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseConfigFile } from '../../src/config/config-file.ts';
import { inputsOf } from '../../src/config/inputs.ts';
import { requireInputs } from '../../src/config/options.ts';
import { outputTable } from '../../src/config/outputs.ts';
import { commandFromRunner, inputsFromRunner, readInputs, unreadInputs, type Environment } from '../../src/config/read-inputs.ts';
import { objectionsTo } from '../../src/isolation/protected-settings.ts';
import { bundledDefinitions, bundledPolicies } from '../../src/policy/index.ts';
import type { Logger } from '../../src/run/logger.ts';
import { readClusterFile } from '../../src/sources/cluster-file.ts';
import { parseExemptions } from '../../src/sources/exemptions-file.ts';

const folder = join(import.meta.dirname, '..', '..', 'examples');
const action = 'aks-network-isolation/aks-network-isolation@v0';
const others = new Set(['aks-isolation.yml', 'exemptions.yml']);
const workflows = readdirSync(folder).filter((name) => name.endsWith('.yml') && !others.has(name));
const gates = workflows.filter((name) => name.startsWith('check'));

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const workflow = (name: string): Workflow => parse(read(name)) as Workflow;
const jobsOf = (name: string): readonly Job[] => Object.values(workflow(name).jobs);
const ourSteps = (name: string): readonly Step[] => jobsOf(name).flatMap(({ steps }) => steps).filter(({ uses }) => uses === action);

/** What a runner would put in place of an expression in the named input. */
function evaluated(name: string): string {
  if (name === 'dry-run') return 'true';
  if (name === 'shard') return '2/8';
  return name === 'plan-hash' ? 'a'.repeat(64) : '44444444-4444-4444-8444-444444444444';
}

/** The environment that the runner makes of a step. */
function environmentOf(step: Step): Environment {
  const entries = Object.entries(step.with ?? {}).map(([name, value]) => {
    const text = String(value);
    return [`INPUT_${name.toUpperCase()}`, text.includes('${{') ? evaluated(name) : text];
  });
  return Object.fromEntries(entries) as Environment;
}

const nothing = (): undefined => undefined;
const silent: Logger = {
  debug: nothing, info: nothing, notice: nothing, warning: nothing, error: nothing, mask: nothing, progress: nothing,
  group: async (_title, work) => await work(),
};

test('there are workflows to look at, and each runs the action', () => {
  expect(workflows).toEqual(['assign-management-group.yml', 'check-forks-comment.yml', 'check-forks.yml', 'check-terraform.yml', 'check.yml', 'deploy-own-network.yml', 'deploy-reviewed-plan.yml', 'deploy.yml', 'drift-nightly.yml', 'drift-remediate.yml', 'drift-tenant.yml', 'migrate-cluster.yml', 'remove-policies.yml']);
  for (const name of workflows) expect(ourSteps(name).length).toBeGreaterThan(0);
});

describe.each(workflows)('%s', (name) => {
  test.each(ourSteps(name).map((step) => [step]))('step %# names only inputs that its command reads', (step) => {
    const environment = environmentOf(step);
    const command = commandFromRunner(inputsFromRunner(environment));
    const known = new Set(inputsOf(command, 'action').map((input) => input.name));
    expect(Object.keys(step.with ?? {}).filter((input) => !known.has(input))).toEqual([]);
    expect(unreadInputs(command, environment)).toEqual([]);
  });

  test.each(ourSteps(name).map((step) => [step]))('step %# has valid values and all that is required', async (step) => {
    const given = inputsFromRunner(environmentOf(step));
    const command = commandFromRunner(given);
    const inputs = await readInputs(command, { given, file: new Map(), environment: {} }, silent);
    expect(() => requireInputs(command, inputs, (input) => input)).not.toThrow();
    expect(() => bundledPolicies('aks-egress-isolation-core', inputs.parameters ?? {})).not.toThrow();
  });

  test('grants nothing to the workflow as a whole, and every job what its steps need', () => {
    expect(workflow(name).permissions).toEqual({});
    for (const job of jobsOf(name).filter(({ steps }) => steps.some(({ uses }) => uses === action))) {
      expect(job.permissions).toMatchObject({ contents: 'read' });
      // Whoever joins reports asks nothing of Azure.
      const isMerge = job.steps.some((step) => step.with?.['merge'] !== undefined);
      expect(job.permissions?.['id-token']).toBe(gates.includes(name) || isMerge ? undefined : 'write');
    }
  });

  test('uses only outputs that the action has, and that the job it needs hands on', () => {
    const outputs = new Set<string>(outputTable.map((output) => output.name));
    const text = read(name);
    const ofSteps = [...text.matchAll(/\bsteps\.[\w-]+\.outputs\.([\w-]+)/g)].map((match) => match[1] ?? '');
    expect(ofSteps.filter((output) => !outputs.has(output))).toEqual([]);
    const ofJobs = [...text.matchAll(/\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g)];
    for (const [, job = '', output = ''] of ofJobs) expect(Object.keys(workflow(name).jobs[job]?.outputs ?? {})).toContain(output);
  });
});

describe.each(gates)('%s', (name) => {
  const job = jobsOf(name).find(({ steps }) => steps.some(({ uses }) => uses === action));
  const [step] = ourSteps(name);
  const uses = (wanted: string): Step | undefined => job?.steps.find((other) => other.uses?.startsWith(`${wanted}@`));

  test('may write the comment exactly where it writes one, and code scanning where it uploads', () => {
    expect(job?.permissions?.['pull-requests']).toBe(step?.with?.['comment'] === false ? undefined : 'write');
    expect(job?.permissions?.['security-events']).toBe(uses('github/codeql-action/upload-sarif') === undefined ? undefined : 'write');
    // Artifacts of the same run need no right.
    expect(job?.permissions?.['actions']).toBe(uses('actions/download-artifact')?.with?.['run-id'] === undefined ? undefined : 'read');
  });

  test('has the base commit at hand where it judges, leaves no credentials in the checkout, and checks nothing out where it only publishes', () => {
    const checkout = uses('actions/checkout')?.with;
    expect(checkout).toEqual(step?.with?.['from-report'] === undefined ? { 'persist-credentials': false, 'fetch-depth': 0 } : undefined);
  });
});

test('the gate listens to merge groups, or a required check would block the queue', () => {
  expect(Object.keys(workflow('check.yml').on)).toEqual(['pull_request', 'merge_group', 'push']);
});

test('the SARIF that is uploaded is the one that is written', () => {
  const upload = jobsOf('check.yml').flatMap(({ steps }) => steps).find(({ uses }) => uses?.includes('upload-sarif'));
  const [step] = ourSteps('check.yml');
  expect([step?.with?.['format'], step?.with?.['output']]).toEqual(['sarif', upload?.with?.['sarif_file']]);
});

test('of the two workflows for forks the second one takes up what the first one leaves', () => {
  const [first, second] = [workflow('check-forks.yml'), workflow('check-forks-comment.yml')];
  expect(second.on).toEqual({ workflow_run: { workflows: [first.name], types: ['completed'] } });
  expect(jobsOf('check-forks-comment.yml').map((job) => job.if)).toEqual(["github.event.workflow_run.event == 'pull_request'"]);
  const artifact = (name: string, verb: string) => jobsOf(name).flatMap(({ steps }) => steps).find(({ uses }) => uses?.startsWith(`actions/${verb}-artifact@`))?.with;
  const [upload, download] = [artifact('check-forks.yml', 'upload'), artifact('check-forks-comment.yml', 'download')];
  expect(download?.['name']).toBe(upload?.['name']);
  expect(download?.['run-id']).toBe('${{ github.event.workflow_run.id }}');
  const [judging] = ourSteps('check-forks.yml');
  const [publishing] = ourSteps('check-forks-comment.yml');
  expect(judging?.with).toMatchObject({ format: 'json', output: upload?.['path'] });
  expect(publishing?.with?.['from-report']).toBe(`${String(download?.['path'])}/${String(upload?.['path']).split('/').at(-1) ?? ''}`);
});

test('the exemptions are read, and are for a bundled rule', () => {
  const entries = parseExemptions(read('exemptions.yml'), 'exemptions.yml');
  expect(entries).toEqual([expect.objectContaining({ rule: 'aks-outbound-type', owner: 'platform-team', expiresOn: '2027-03-31' })]);
  expect(bundledDefinitions.map(({ name }) => name)).toContain(entries[0]?.rule);
});

test.each(['deploy-reviewed-plan.yml', 'migrate-cluster.yml'])('a reviewed plan is made and applied from the same inputs: %s', (name) => {
  const [plan, apply] = ourSteps(name).map(({ with: inputs }) => {
    const { 'dry-run': dryRun, 'plan-hash': planHash, 'client-id': clientId, ...substance } = inputs ?? {};
    return { substance, dryRun, planHash, clientId };
  });
  expect(apply?.substance).toEqual(plan?.substance);
  expect(plan?.dryRun).toBe(true);
  expect(apply?.planHash).toBe('${{ needs.plan.outputs.plan-hash }}');
});

test('what is verified on the pull request is what is made after the merge', () => {
  const [verified, made] = ourSteps('deploy-own-network.yml').map(({ with: inputs }) => {
    const { 'dry-run': _dryRun, 'client-id': _clientId, prerequisites, ...substance } = inputs ?? {};
    return { substance, prerequisites };
  });
  expect(made?.substance).toEqual(verified?.substance);
  expect([verified?.prerequisites, made?.prerequisites]).toEqual(['verify', 'create']);
});

test('the cluster-file is read and has nothing that weakens isolation', async () => {
  const file = await readClusterFile('cluster.yaml', folder);
  expect(objectionsTo(file, 'prod')).toEqual([]);
});

test('the configuration file holds inputs that may stand there, with valid values', async () => {
  const file = parseConfigFile(read('aks-isolation.yml'));
  const inputs = await readInputs('deploy', { given: new Map(), file, environment: {} }, silent);
  await readInputs('check', { given: new Map(), file, environment: {} }, silent);
  expect([...file.keys()].filter((name) => inputs[name as keyof typeof inputs] === undefined)).toEqual([]);
  expect(() => bundledPolicies('aks-egress-isolation-core', inputs.parameters ?? {})).not.toThrow();
});
