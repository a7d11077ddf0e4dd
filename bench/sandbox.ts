import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The first line of `aks-isolation sandbox`. */
export interface Endpoints {
  readonly armEndpoint: string;
  readonly authorityHost: string;
  readonly githubApiUrl: string;
  readonly oidcRequestUrl: string;
  readonly oidcRequestToken: string;
  readonly caFile: string;
  readonly token: string;
  readonly githubToken: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly subscriptionId: string;
  readonly repository: string;
}

export interface RunningSandbox<Said extends Endpoints = Endpoints> {
  readonly endpoints: Said;
  stop(): Promise<void>;
}

/** The sandbox as a process of its own, so that it does not share the measured program's event loop or memory. */
export async function startSandbox(commandLine: string, flags: readonly string[] = ['--speed', '100000']): Promise<RunningSandbox> {
  return await startProcess([commandLine, 'sandbox', ...flags]);
}

/** A sandbox that `node` starts with these words, and that says where it is in its first line. */
export async function startProcess<Said extends Endpoints = Endpoints>(words: readonly string[]): Promise<RunningSandbox<Said>> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return {
      endpoints: JSON.parse(line) as Said,
      async stop() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  }
  throw new Error('The sandbox ended without a word.');
}
