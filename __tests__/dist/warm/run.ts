/** A process per suite that runs the shipped program again and again, for the many runs that ask what it does rather than how a process ends. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Command, Ended } from '../process.ts';
import type { Result } from './order.ts';

/** By what node reads only as it starts: one for each sandbox's certificate. */
const processes = new Map<string, ChildProcess>();
let last: Promise<unknown> = Promise.resolve();

/** Does the work once all that was asked for before is over: the suite's process runs one thing at a time. */
export async function inTurn<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
  const outcome = last.then(work);
  last = outcome.catch(() => {});
  return await outcome;
}

/**
 * Runs the command in the suite's process; call it in turn.
 * @throws when the run ends the process, which only a failure that nobody caught does
 */
export async function runWarm({ words, environment, folder }: Command): Promise<Ended> {
  const began = performance.now();
  const child = processFor(environment);
  const over = new AbortController();
  const died = once(child, 'exit', { signal: over.signal }).then(([status]) => {
    throw new Error(`The run ended the suite's process with status ${String(status)}; give it one of its own.`);
  });
  const answered = once(child, 'message', { signal: over.signal });
  child.send({ words, environment, folder });
  const [result] = (await Promise.race([answered, died]).finally(() => {
    died.catch(() => {});
    answered.catch(() => {});
    over.abort();
  })) as [Result];
  if (result.failure !== undefined) throw new Error(`The run threw: ${result.failure}`);
  const { status, stdout, stderr } = result;
  return { status, stdout, stderr, elapsed: performance.now() - began };
}

function processFor({ NODE_EXTRA_CA_CERTS: certificate = '', NODE_OPTIONS: options = '', PATH = '' }: Command['environment']): ChildProcess {
  const key = `${options} ${certificate === '' ? '' : readFileSync(certificate, 'utf8')}`;
  const running = processes.get(key);
  if (running?.connected === true) return running;
  const env = { PATH, ...(options === '' ? {} : { NODE_OPTIONS: options }), ...(certificate === '' ? {} : { NODE_EXTRA_CA_CERTS: certificate }) };
  const child = fork(join(import.meta.dirname, 'program.ts'), { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  processes.set(key, child);
  return child;
}

afterAll(async () => {
  await Promise.all([...processes.values()].filter(({ exitCode }) => exitCode === null).map(async (child) => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }));
});
