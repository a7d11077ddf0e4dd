import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mergedCheckout } from './merged-checkout.ts';
import type { Program } from './process.ts';
import { folderWith, largeTemplate, ordinaryTemplate } from './templates.ts';
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
  const large = await folderWith(folder, 'check-large', [['main.json', largeTemplate(10_000)]]);
  const check = (name: string, place: string, most?: number): Program => ({
    name, words: [join(dist, 'cli.js'), 'check', place], environment: path, status: 0, ...(most === undefined ? {} : { target: most }),
  });
  const gate = { ...runner, ...inputs({ 'command': 'check', 'github-token': endpoints.githubToken }) };
  const onPush: Program = { ...action, name: 'action check, one file', target: 5, environment: { ...gate, GITHUB_EVENT_NAME: 'push', GITHUB_WORKSPACE: one } };
  const merged = await mergedCheckout(folder, [['main.json', ordinaryTemplate('aks-0')]]);
  // Git and the comment are measured too.
  const onPullRequest: Program = {
    ...action, name: 'action check, pull request',
    environment: {
      ...gate, GITHUB_SHA: merged.commit, GITHUB_WORKSPACE: merged.folder,
      GITHUB_EVENT_PATH: await eventFile(folder, 'merged-event.json', endpoints.repository, merged),
    },
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
      check('command line, check 10,000 resources', large),
      onPush,
      onPullRequest,
      assign,
      deploy,
    ],
    // The second run rewrites the comment that the first one left; from then on nothing changes.
    prepare: [deploy, deploy, assign, assign, onPullRequest, onPullRequest],
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
  const event = await eventFile(folder, 'event.json', endpoints.repository, { base: '1'.repeat(40), head: '2'.repeat(40) });
  await mkdir(workspace, { recursive: true });
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

/** The payload of a push to pull request 7. Returns its path. */
async function eventFile(folder: string, name: string, repository: string, { base, head }: { readonly base: string; readonly head: string }): Promise<string> {
  const side = (ref: string, sha: string): unknown => ({ ref, sha, repo: { full_name: repository } });
  const pullRequest = { number: 7, base: side('main', base), head: side('change', head), user: { login: 'octocat' } };
  const file = join(folder, name);
  await writeFile(file, JSON.stringify({ action: 'synchronize', number: 7, pull_request: pullRequest, repository: { full_name: repository } }));
  return file;
}
