import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { OpenSandbox, SandboxTools } from '../sandbox.ts';

export interface ActionRun {
  readonly status: number;
  /** The file that the action wrote its outputs to. */
  readonly outputFile: string;
}

export interface RunOptions {
  readonly pullRequest: number;
  /** What the workflow says under `with`, who and where apart. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly debug: boolean;
}

/** The action as a workflow would run it: this module is built into dist/chunks/, beside dist/action.js. */
const actionFile = fileURLToPath(new URL('../action.js', import.meta.url));

/** Spawns the action with a runner's environment that points to the sandbox. Its log is passed on, without the runner's commands. */
export async function runActionProcess(
  open: OpenSandbox, options: RunOptions, tools: SandboxTools,
): Promise<ActionRun> {
  const environment = await runnerEnvironment(open, options);
  const child = spawn(process.execPath, [actionFile], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = (): unknown => child.kill('SIGINT');
  tools.signal.addEventListener('abort', stop, { once: true });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 3));
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const shown = withoutCommand(line, options.debug);
    if (shown !== undefined) tools.write(`  ${shown}\n`);
  }
  const status = await ended;
  tools.signal.removeEventListener('abort', stop);
  return { status, outputFile: environment['GITHUB_OUTPUT'] ?? '' };
}

async function runnerEnvironment(open: OpenSandbox, options: RunOptions): Promise<Record<string, string>> {
  const { sandbox, folder, caFile } = open;
  const workspace = join(folder, 'workspace');
  const files = { GITHUB_EVENT_PATH: join(folder, 'event.json'), GITHUB_OUTPUT: join(folder, `output-${randomUUID()}`), GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
  await mkdir(workspace, { recursive: true });
  await writeFile(files.GITHUB_OUTPUT, '');
  await writeFile(files.GITHUB_STEP_SUMMARY, '');
  await writeFile(files.GITHUB_EVENT_PATH, JSON.stringify(pullRequestEvent(sandbox.repository, options.pullRequest)));
  const inputs = {
    'command': 'deploy',
    ...options.inputs,
    'poll-interval': '1',
    'subscription-id': sandbox.subscriptionId,
    'tenant-id': sandbox.tenantId,
    'client-id': sandbox.clientId,
    'arm-endpoint': sandbox.armEndpoint,
    'authority-host': sandbox.authorityHost,
    'github-token': sandbox.githubToken,
  };
  return {
    ...Object.fromEntries(['PATH', 'HOME', 'SYSTEMROOT', 'TEMP', 'TMP'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] ?? '']]))),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...files,
    NODE_EXTRA_CA_CERTS: caFile,
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REPOSITORY: sandbox.repository,
    GITHUB_WORKFLOW: 'cluster',
    GITHUB_JOB: 'deploy',
    GITHUB_RUN_ID: '1',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_API_URL: sandbox.githubApiUrl,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: folder,
    ACTIONS_ID_TOKEN_REQUEST_URL: sandbox.oidcRequestUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: sandbox.oidcRequestToken,
    ...(options.debug ? { RUNNER_DEBUG: '1' } : {}),
  };
}

function pullRequestEvent(repository: string, number: number): unknown {
  const side = (ref: string, sha: string): unknown => ({ ref, sha, repo: { full_name: repository } });
  return {
    action: 'synchronize',
    number,
    pull_request: { number, base: side('main', '1'.repeat(40)), head: side('isolated-cluster', '2'.repeat(40)), user: { login: 'octocat' } },
    repository: { full_name: repository },
  };
}

/** A runner reads `::command::` lines and shows them otherwise; masks and groups are not for reading. */
function withoutCommand(line: string, debug: boolean): string | undefined {
  const [, command, message] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
  if (command === undefined || message === undefined) return line;
  if (!['error', 'warning', 'notice', ...(debug ? ['debug'] : [])].includes(command)) return undefined;
  return `${command}: ${message.replaceAll('%0A', '\n  ').replaceAll('%0D', '').replaceAll('%25', '%')}`;
}
