import { readFile } from 'node:fs/promises';
import { renderForTerminal } from '../report/terminal-markdown.ts';
import { CancelledError } from '../run/errors.ts';
import { formatElapsed } from '../run/logger.ts';
import { runActionProcess, type ActionRun } from './demo/action-process.ts';
import { putGroup, putOpenCluster } from './demo/open-cluster.ts';
import { howToUse } from './sandbox/how-to-use.ts';
import { endpointsOf, openSandbox, untilCancelled, type OpenSandbox, type SandboxCommandOptions, type SandboxTools } from './sandbox.ts';

/** Azure's ten minutes in about two seconds: long enough to see the progress, short enough to watch. */
const demoSpeed = 300;
const pullRequest = 7;

/**
 * The whole story against the sandbox, with the action's own `dist/action.js` as a child process: deploy, comment, refusal, no change, and a cluster that
 * has lived in the open.
 * Returns 0 only if everything went as told.
 */
export async function demo(options: SandboxCommandOptions, tools: SandboxTools): Promise<number> {
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

async function tell(open: OpenSandbox, options: SandboxCommandOptions, tools: SandboxTools): Promise<boolean> {
  const { sandbox } = open;
  const chapter = (title: string): unknown => tools.write(`\n${title}\n${'─'.repeat(Math.min(title.length, 100))}\n`);
  const run = async (inputs: Readonly<Record<string, string>>): Promise<ActionRun> => {
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

function expectation(tools: SandboxTools, what: string, holds: boolean): boolean {
  if (!holds) tools.write(`  not as expected: ${what}\n`);
  return holds;
}

function indent(text: string): string {
  return text.split('\n').map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
}
