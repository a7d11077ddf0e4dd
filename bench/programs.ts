import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from './process.ts';
import { folderWith, ordinaryTemplate } from './templates.ts';
import type { Endpoints } from './sandbox.ts';

const cluster = { group: 'bench', name: 'isolated' };

/** Path and query of the cluster that the deploy program keeps. */
export function clusterUrl({ armEndpoint, subscriptionId }: Endpoints, apiVersion: string): string {
  return `${armEndpoint}/subscriptions/${subscriptionId}/resourceGroups/${cluster.group}/providers/Microsoft.ContainerService/managedClusters/${cluster.name}?api-version=${apiVersion}`;
}

/** What is measured, and bare node to measure it by. */
export interface Programs {
  readonly bare: Program;
  readonly measured: readonly Program[];
  /** Brings the sandbox to where the others have nothing to change. */
  readonly prepare: readonly Program[];
}

/** @param dist the folder to measure @param folder where runs may write */
export async function createPrograms(dist: string, endpoints: Endpoints, folder: string): Promise<Programs> {
  const path = { PATH: process.env['PATH'] ?? '' };
  const runner = await runnerEnvironment(endpoints, folder);
  const forgotten = { ...runner, GITHUB_EVENT_NAME: 'workflow_dispatch', ...inputs({ 'command': 'deploy', 'github-token': endpoints.githubToken }) };
  const target = { 'resource-group': cluster.group, ...signIn(endpoints) };
  const action = { words: [join(dist, 'action.js')], status: 0 };
  const deploy: Program = {
    ...action, name: 'deploy, nothing to change', target: 7,
    environment: { ...runner, ...inputs({ 'command': 'deploy', 'cluster-name': cluster.name, 'location': 'westeurope', 'poll-interval': '1', ...target }) },
  };
  const assign: Program = { ...action, name: 'assign, nothing to change', environment: { ...runner, ...inputs({ command: 'assign', ...target }) } };
  const [one, hundred] = await Promise.all([1, 100].map(async (count) => {
    const files = Array.from({ length: count }, (_, index) => [`t${index}.json`, ordinaryTemplate(`aks-${index}`)] as const);
    return await folderWith(folder, `check-${count}`, files);
  })) as [string, string];
  const check = (name: string, place: string, most: number): Program => ({ name, words: [join(dist, 'cli.js'), 'check', place], environment: path, status: 0, target: most });
  const gate: Program = {
    ...action, name: 'action check, one file', target: 5,
    environment: { ...runner, GITHUB_EVENT_NAME: 'push', GITHUB_WORKSPACE: one, ...inputs({ 'command': 'check', 'github-token': endpoints.githubToken }) },
  };
  const library = `import(${JSON.stringify(new URL(`file://${join(dist, 'policy.js')}`).href)})`;
  return {
    bare: { name: 'bare node', words: ['-e', '0'], environment: path, status: 0 },
    measured: [
      { name: 'action, missing input', words: [join(dist, 'action.js')], environment: forgotten, status: 2, target: 4 },
      { name: 'command line, --help', words: [join(dist, 'cli.js'), '--help'], environment: path, status: 0, target: 2 },
      { name: 'library, imported', words: ['-e', library], environment: path, status: 0 },
      check('command line, check one file', one, 3),
      check('command line, check 100 files', hundred, 30),
      gate,
      assign,
      deploy,
    ],
    // The second run rewrites the comment that the first one left; from then on nothing changes.
    prepare: [deploy, deploy, assign, assign],
  };
}

function inputs(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
}

function signIn(endpoints: Endpoints): Record<string, string> {
  return {
    'subscription-id': endpoints.subscriptionId,
    'tenant-id': endpoints.tenantId,
    'client-id': endpoints.clientId,
    'arm-endpoint': endpoints.armEndpoint,
    'authority-host': endpoints.authorityHost,
    'github-token': endpoints.githubToken,
  };
}

/** What a runner sets for a job on a pull request. */
async function runnerEnvironment(endpoints: Endpoints, folder: string): Promise<Record<string, string>> {
  const workspace = join(folder, 'workspace');
  const event = join(folder, 'event.json');
  const side = (ref: string, sha: string): unknown => ({ ref, sha, repo: { full_name: endpoints.repository } });
  const pullRequest = { number: 7, base: side('main', '1'.repeat(40)), head: side('change', '2'.repeat(40)), user: { login: 'octocat' } };
  await mkdir(workspace, { recursive: true });
  await writeFile(event, JSON.stringify({ action: 'synchronize', number: 7, pull_request: pullRequest, repository: { full_name: endpoints.repository } }));
  await writeFile(join(folder, 'output'), '');
  await writeFile(join(folder, 'summary.md'), '');
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_EXTRA_CA_CERTS: endpoints.caFile,
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: endpoints.githubApiUrl,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_JOB: 'deploy',
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_REPOSITORY: endpoints.repository,
    GITHUB_RUN_ID: '1',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    GITHUB_WORKFLOW: 'bench',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: folder,
    ACTIONS_ID_TOKEN_REQUEST_URL: endpoints.oidcRequestUrl,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: endpoints.oidcRequestToken,
  };
}
