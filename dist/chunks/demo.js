const { mkdir, writeFile, readFile } = globalThis.process.getBuiltinModule('node:fs/promises');
import { textAt, apiVersions, CancelledError } from './ground.js';
import { formatElapsed } from './start.js';
const { spawn } = globalThis.process.getBuiltinModule('node:child_process');
const { randomUUID } = globalThis.process.getBuiltinModule('node:crypto');
const { join } = globalThis.process.getBuiltinModule('node:path');
const { createInterface } = globalThis.process.getBuiltinModule('node:readline');
const { fileURLToPath } = globalThis.process.getBuiltinModule('node:url');
const { request } = globalThis.process.getBuiltinModule('node:https');
import { openSandbox, howToUse, endpointsOf, untilCancelled } from './sandbox.js';

/**
 * A comment of ours as its reader sees it, for a terminal: hidden lines gone, tables aligned, folds opened, marks taken off.
 * Made for the markdown that `markdown.ts` writes; other markdown comes out readable, not faithful.
 */
function renderForTerminal(markdown        )         {
  const lines = markdown.replaceAll(/<!--[\s\S]*?-->\n?/g, '').split('\n');
  const shown           = [];
  let fence                    ;
  let table             = [];
  for (const line of [...lines, '']) {
    const opening = /^\s*```(\w*)/.exec(line)?.[1];
    if (opening !== undefined) {
      if (fence === undefined && opening === 'mermaid') shown.push('[picture]');
      fence = fence === undefined ? opening : undefined;
    } else if (fence !== undefined) {
      if (fence !== 'mermaid') shown.push(`    ${line}`);
    } else if (/^\s*\|.*\|\s*$/.test(line)) {
      table.push(cellsOf(line));
    } else {
      shown.push(...alignTable(table));
      table = [];
      if (!/^\s*<\/?(?:details|br|sub|sup|p)[^>]*>\s*$/.test(line)) shown.push(plain(line));
    }
  }
  return shown.join('\n').replaceAll(/\n{3,}/g, '\n\n').trim();
}

function cellsOf(row        )           {
  const inner = row.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => plain(cell.trim()));
}

function alignTable(rows                                )                    {
  const content = rows.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)) && row.some((cell) => cell !== ''));
  const widths = content.reduce          ((known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)), []);
  return content.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('   ').trimEnd());
}

function plain(text        )         {
  return text
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
    .replaceAll(/(?<![\w`])`+ ?([^`]+?) ?`+/g, '$1')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!|<>@~])/g, '$1')
    .replaceAll(/&(lt|gt|amp|quot|#64);/g, (_, name        ) => ({ lt: '<', gt: '>', amp: '&', quot: '"', '#64': '@' })[name] ?? '')
    .replace(/^#{1,6} /, '')
    .replace(/^> ?/, '  ');
}

/** The action as a workflow would run it: this module is built into dist/chunks/, beside dist/action.js. */
const actionFile = fileURLToPath(new URL('../action.js', import.meta.url));

/** Spawns the action with a runner's environment that points to the sandbox. Its log is passed on, without the runner's commands. */
async function runActionProcess(
  open             , options            , tools              ,
)                     {
  const environment = await runnerEnvironment(open, options);
  const child = spawn(process.execPath, [actionFile], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = ()          => child.kill('SIGINT');
  tools.signal.addEventListener('abort', stop, { once: true });
  const ended = new Promise        ((resolve, reject) => {
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

async function runnerEnvironment(open             , options            )                                  {
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

function pullRequestEvent(repository        , number        )          {
  const side = (ref        , sha        )          => ({ ref, sha, repo: { full_name: repository } });
  return {
    action: 'synchronize',
    number,
    pull_request: { number, base: side('main', '1'.repeat(40)), head: side('isolated-cluster', '2'.repeat(40)), user: { login: 'octocat' } },
    repository: { full_name: repository },
  };
}

/** A runner reads `::command::` lines and shows them otherwise; masks and groups are not for reading. */
function withoutCommand(line        , debug         )                     {
  const [, command, message] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
  if (command === undefined || message === undefined) return line;
  if (!['error', 'warning', 'notice', ...(debug ? ['debug'] : [])].includes(command)) return undefined;
  return `${command}: ${message.replaceAll('%0A', '\n  ').replaceAll('%0D', '').replaceAll('%25', '%')}`;
}

/** What Azure said to a write. */
                         
                          
                        
                           
 

/** What anybody with access could send: a cluster with a load balancer for its way out, without the action, straight to Azure. */
async function putOpenCluster(open             , group        , name        )                  {
  return await put(open, `/resourceGroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`, apiVersions.managedClusters, {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: {
      dnsPrefix: name,
      agentPoolProfiles: ['system', 'work'].map((pool, index) => ({ name: pool, mode: index === 0 ? 'System' : 'User', count: 2, vmSize: 'Standard_D4ds_v5', type: 'VirtualMachineScaleSets' })),
      networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' },
      apiServerAccessProfile: { enablePrivateCluster: true },
    },
  });
}

async function putGroup(open             , group        )                  {
  return await put(open, `/resourceGroups/${group}`, apiVersions.resourceGroups, { location: 'westeurope' });
}

async function put({ sandbox }             , path        , apiVersion        , body            )                  {
  const url = `${sandbox.armEndpoint}/subscriptions/${sandbox.subscriptionId}${path}?api-version=${apiVersion}`;
  const answer = await send(url, body, sandbox.accessToken(), sandbox.caCertificate);
  const document          = JSON.parse(answer.text === '' ? '{}' : answer.text);
  return { status: answer.status, code: textAt(document, 'error', 'code') ?? '', message: textAt(document, 'error', 'message') ?? '' };
}

async function send(url        , body            , token        , ca        )                                                              {
  return await new Promise((resolve, reject) => {
    const headers = { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = request(url, { method: 'PUT', headers, ca }, (response) => {
      const chunks           = [];
      response.on('data', (chunk        ) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

/** Azure's ten minutes in about two seconds: long enough to see the progress, short enough to watch. */
const demoSpeed = 300;
const pullRequest = 7;

/**
 * The whole story against the sandbox, with the action's own `dist/action.js` as a child process: deploy, comment, refusal, no change, and a cluster that
 * has lived in the open.
 * Returns 0 only if everything went as told.
 */
async function demo(options                       , tools              )                  {
  const started = tools.clock.now();
  const open = await openSandbox({ ...options, speed: demoSpeed });
  try {
    const told = await tell(open, options, tools);
    tools.write(`\n${told ? 'Everything went as it should' : 'Something did not go as it should, see above'} (${formatElapsed(tools.clock.now() - started)}).\n`);
    if (options.keep && !tools.signal.aborted) {
      tools.write(`${howToUse(endpointsOf(open))}\n`);
      await untilCancelled(tools.signal);
    }
    return told ? 0 : 3;
  } finally {
    await open.close();
  }
}

async function tell(open             , options                       , tools              )                   {
  const { sandbox } = open;
  const chapter = (title        )          => tools.write(`\n${title}\n${'─'.repeat(Math.min(title.length, 100))}\n`);
  const run = async (inputs                                  )                     => {
    if (tools.signal.aborted) throw new CancelledError('The demo was cancelled.');
    return await runActionProcess(open, { pullRequest, inputs, debug: options.debug }, tools);
  };
  const isolated = { 'resource-group': 'demo', 'cluster-name': 'isolated', 'location': 'westeurope', 'tags': 'team: platform' };
  // It comes to rest while the other one is told of.
  await putGroup(open, 'legacy');
  const living = await putOpenCluster(open, 'legacy', 'open');

  chapter('1. A sandbox: Azure Resource Manager, Entra and GitHub on this machine only');
  tools.write(`  Azure   ${sandbox.armEndpoint}\n  Sign-in ${sandbox.authorityHost}\n  GitHub  ${sandbox.githubApiUrl}\n`);

  chapter(`2. The action deploys an isolated cluster for pull request #${pullRequest} and assigns the policies (${demoSpeed}× faster than Azure)`);
  const first = await run(isolated);

  chapter('3. The comment on the pull request');
  const comment = sandbox.github.comments(pullRequest)[0]?.body ?? '';
  tools.write(`${indent(renderForTerminal(comment))}\n`);

  chapter('4. Somebody tries a cluster with a way out, with a plain PUT to Azure');
  const refusal = await putOpenCluster(open, 'demo', 'leaky');
  tools.write(`  PUT …/managedClusters/leaky  { "networkProfile": { "outboundType": "loadBalancer" } }\n  ${refusal.status} ${refusal.code}\n`);
  tools.write(`${indent(refusal.message)}\n`);

  chapter('5. The action runs again: nothing to change');
  const second = await run(isolated);
  const outputs = await readFile(second.outputFile, 'utf8');

  chapter('6. A cluster that has lived with a load balancer is isolated: images first, then every node anew, then the way out');
  const third = await run({ 'resource-group': 'legacy', 'cluster-name': 'open', 'acknowledge-images': 'true' });

  return [
    expectation(tools, 'the first run deployed', first.status === 0),
    expectation(tools, 'each cluster has one comment', sandbox.github.comments(pullRequest).length === 2),
    expectation(tools, 'the way out was refused by policy', refusal.status === 403 && refusal.code === 'RequestDisallowedByPolicy'),
    expectation(tools, 'the living cluster was isolated', living.status === 201 && third.status === 0),
    expectation(tools, 'the second run changed nothing', second.status === 0 && /^changed<<.*\r?\nfalse$/m.test(outputs)),
  ].every(Boolean);
}

function expectation(tools              , what        , holds         )          {
  if (!holds) tools.write(`  not as expected: ${what}\n`);
  return holds;
}

function indent(text        )         {
  return text.split('\n').map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
}

export { demo };
