import { readFile } from 'node:fs/promises';
import { renderForTerminal } from '../report/terminal-markdown.ts';
import { CancelledError } from '../run/errors.ts';
import { formatElapsed } from '../run/logger.ts';
import { runActionProcess, type ActionRun } from './demo/action-process.ts';
import { putLeakingCluster } from './demo/leaking-cluster.ts';
import { howToUse, openSandbox, untilCancelled, type OpenSandbox, type SandboxCommandOptions, type SandboxTools } from './sandbox.ts';

/** Azure's ten minutes in about three seconds: long enough to see the progress, short enough to watch. */
const demoSpeed = 200;
const pullRequest = 7;

/**
 * The whole story against the sandbox, with the action's own `dist/action.js` as a child process: deploy, comment, refusal, no change.
 * Returns 0 only if everything went as told.
 */
export async function demo(options: SandboxCommandOptions, tools: SandboxTools): Promise<number> {
  const started = tools.clock.now();
  const open = await openSandbox({ ...options, speed: demoSpeed });
  try {
    const told = await tell(open, options, tools);
    tools.write(`\n${told ? 'Everything went as it should' : 'Something did not go as it should, see above'} (${formatElapsed(tools.clock.now() - started)}).\n`);
    if (options.keep && !tools.signal.aborted) {
      tools.write(`${howToUse(open)}\n`);
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
  const run = async (): Promise<ActionRun> => {
    if (tools.signal.aborted) throw new CancelledError('The demo was cancelled.');
    return await runActionProcess(open, { pullRequest, debug: options.debug }, tools);
  };

  chapter('1. A sandbox: Azure Resource Manager, Entra and GitHub on this machine only');
  tools.write(`  Azure   ${sandbox.armEndpoint}\n  Sign-in ${sandbox.authorityHost}\n  GitHub  ${sandbox.githubApiUrl}\n`);

  chapter(`2. The action deploys an isolated cluster for pull request #${pullRequest} and assigns the policies (${demoSpeed}× faster than Azure)`);
  const first = await run();

  chapter('3. The comment on the pull request');
  const comment = sandbox.github.comments(pullRequest)[0]?.body ?? '';
  tools.write(`${indent(renderForTerminal(comment))}\n`);

  chapter('4. Somebody tries a cluster with a way out, with a plain PUT to Azure');
  const refusal = await putLeakingCluster(open);
  tools.write(`  PUT …/managedClusters/leaky  { "networkProfile": { "outboundType": "loadBalancer" } }\n  ${refusal.status} ${refusal.code}\n`);
  tools.write(`${indent(refusal.message)}\n`);

  chapter('5. The action runs again: nothing to change');
  const second = await run();
  const outputs = await readFile(second.outputFile, 'utf8');

  return [
    expectation(tools, 'the first run deployed', first.status === 0),
    expectation(tools, 'it left one comment', sandbox.github.comments(pullRequest).length === 1),
    expectation(tools, 'the way out was refused by policy', refusal.status === 403 && refusal.code === 'RequestDisallowedByPolicy'),
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
