/** A runner of GitHub as far as the action meets one: environment, files, and what becomes of what is printed. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { startSandbox, type RecordedRequest, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import type { StoredComment } from '../../src/sandbox/github/comments.ts';
import { pullRequest, runCommit, withBaseCommit, type Event } from './events.ts';
import { asShown, commands, parseOutputs } from './left-behind.ts';
import { freshFolder, shippedFolder, suiteFolder } from './package.ts';
import { start, type Command, type Ended, type Running } from './process.ts';
import { inTurn, runWarm } from './warm/run.ts';

/** Inputs as a workflow's `with:` has them; undefined takes away one that the builder gives. */
export type Given = Readonly<Record<string, string | undefined>>;

export interface ActionOptions {
  readonly sandbox: Sandbox;
  readonly inputs?: Given;
  /** Default: pull request 7 of the repository itself. */
  readonly event?: Event;
  /** Added to the runner's environment; undefined takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Files of the checkout by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** The checkout; default: a fresh folder with `files`. */
  readonly workspace?: string;
}

/** What a run of the action left behind. */
export interface ActionRun extends Ended {
  /** The messages of `::error::` and `::warning::` commands. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** The log as its readers see it: masks applied, commands that set them gone. */
  readonly log: string;
  /** The values that the run asked the runner to mask. */
  readonly masks: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The comments on the event's pull request afterwards. */
  readonly comments: readonly StoredComment[];
  /** What the sandbox was asked during the run. */
  readonly requests: readonly RecordedRequest[];
  /** The runner's temporary folder and the checkout. */
  readonly temp: string;
  readonly workspace: string;
}

/** A sandbox for all tests of a suite. */
export function useSandbox(options: SandboxOptions = {}): { readonly current: Sandbox } {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox({ speed: 20_000, ...options });
    withBaseCommit(sandbox);
  });
  afterAll(() => sandbox?.stop());
  return {
    get current(): Sandbox {
      if (sandbox === undefined) throw new Error('The sandbox runs only while tests do.');
      return sandbox;
    },
  };
}

/** What every run needs: who, where, and a poll interval for the impatient. */
export function azureInputs(sandbox: Sandbox): Readonly<Record<string, string>> {
  return {
    'subscription-id': sandbox.subscriptionId,
    'tenant-id': sandbox.tenantId,
    'client-id': sandbox.clientId,
    'arm-endpoint': sandbox.armEndpoint,
    'authority-host': sandbox.authorityHost,
  };
}

/** The inputs of a deployment in westeurope; those of `changes` are put over them. */
export function deployInputs(sandbox: Sandbox, changes: Given = {}): Given {
  return {
    'command': 'deploy',
    'resource-group': 'rg',
    'cluster-name': 'demo',
    'location': 'westeurope',
    'poll-interval': '1',
    'github-token': sandbox.githubToken,
    ...azureInputs(sandbox),
    ...changes,
  };
}

/** The inputs of an assignment at the resource group `rg`; those of `changes` are put over them. */
export function assignInputs(sandbox: Sandbox, changes: Given = {}): Given {
  return { 'command': 'assign', 'resource-group': 'rg', 'github-token': sandbox.githubToken, ...azureInputs(sandbox), ...changes };
}

/** The inputs of a look at the living cluster `demo` in `rg-living`. */
export function driftInputs(sandbox: Sandbox, changes: Given = {}): Given {
  return { 'command': 'drift', 'resource-group': 'rg-living', 'cluster-name': 'demo', 'github-token': sandbox.githubToken, ...azureInputs(sandbox), ...changes };
}

/** The inputs of the gate; those of `changes` are put over them. Azure has no part in it. */
export function checkInputs(sandbox: Sandbox, changes: Given = {}): Given {
  return { 'command': 'check', 'github-token': sandbox.githubToken, ...changes };
}

/** Variables that lead a process to the sandbox: its certificate, and GitHub's OIDC. */
export async function sandboxEnvironment(sandbox: Sandbox, folder: string): Promise<Readonly<Record<string, string>>> {
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, sandbox.caCertificate);
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    NODE_EXTRA_CA_CERTS: caFile,
    ACTIONS_ID_TOKEN_REQUEST_URL: sandbox.oidcRequestUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: sandbox.oidcRequestToken,
  };
}

/** Runs the shipped action to its end, in a process of its own. */
export async function runAction(options: ActionOptions): Promise<ActionRun> {
  return await (await startAction(options)).run;
}

/** Runs the shipped action to its end in the suite's process: for the many runs that ask what it does. */
export async function runActionWarm(options: ActionOptions): Promise<ActionRun> {
  // The toolkit remembers where the summary is for as long as the process lives.
  const summary = join(await suiteFolder(), 'summary.md');
  const { command, gather } = await prepare(options, summary);
  return await inTurn(async () => {
    await writeFile(summary, '');
    const before = options.sandbox.requests().length;
    return await gather(await runWarm(command), before);
  });
}

/** Starts the shipped action in a process of its own; `run` is what it left behind once it has ended. */
export async function startAction(options: ActionOptions): Promise<Running & { readonly run: Promise<ActionRun> }> {
  const { command, gather } = await prepare(options);
  const before = options.sandbox.requests().length;
  const running = start(command);
  return { ...running, run: running.ended.then((ended) => gather(ended, before)) };
}

interface Prepared {
  readonly command: Command;
  /** @param before the number of requests that the sandbox had been asked when the run began */
  readonly gather: (ended: Ended, before: number) => Promise<ActionRun>;
}

/** The runner's files and variables for one run. */
async function prepare(options: ActionOptions, summary?: string): Promise<Prepared> {
  const { sandbox, inputs = deployInputs(sandbox), event = pullRequest() } = options;
  const folder = await freshFolder('run');
  const workspace = options.workspace ?? (await makeFolder(join(folder, 'workspace')));
  const temp = await makeFolder(join(folder, 'temp'));
  await writeFiles(workspace, options.files ?? {});
  const files = { GITHUB_EVENT_PATH: join(folder, 'event.json'), GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: summary ?? join(folder, 'summary.md') };
  await writeFile(files.GITHUB_EVENT_PATH, JSON.stringify(event.payload));
  await writeFile(files.GITHUB_OUTPUT, '');
  await writeFile(files.GITHUB_STEP_SUMMARY, '');
  const environment = given({
    ...(await sandboxEnvironment(sandbox, folder)),
    ...Object.fromEntries(Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])),
    ...files,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_REPOSITORY: sandbox.repository,
    GITHUB_WORKFLOW: 'cluster',
    GITHUB_JOB: 'deploy',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: runCommit,
    GITHUB_API_URL: sandbox.githubApiUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    ...options.environment,
  });
  const command = { words: [join(await shippedFolder(), 'dist', 'action.js')], environment, folder: workspace };
  const gather = async (ended: Ended, before: number): Promise<ActionRun> => ({
    ...ended,
    errors: commands(ended.stdout, 'error'),
    warnings: commands(ended.stdout, 'warning'),
    masks: commands(ended.stdout, 'add-mask'),
    log: asShown(`${ended.stdout}\n${ended.stderr}`),
    outputs: parseOutputs(await readFile(files.GITHUB_OUTPUT, 'utf8')),
    summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
    comments: event.pullRequest === undefined ? [] : sandbox.github.comments(event.pullRequest),
    requests: sandbox.requests().slice(before),
    temp,
    workspace,
  });
  return { command, gather };
}

async function makeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

export function given(variables: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(variables).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}
