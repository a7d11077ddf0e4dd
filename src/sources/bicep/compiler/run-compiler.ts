import { spawn, type ChildProcess } from 'node:child_process';
import { throwIfCancelled } from '../../../run/errors.ts';

/** How the compiler is started. */
export interface CompilerStart {
  readonly program: string;
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How it ended: on its own, or because it was ended. `reason` is a clause. */
export type CompilerEnd =
  | { readonly kind: 'ended'; readonly status: number | undefined; readonly output: string; readonly messages: string }
  | { readonly kind: 'stopped'; readonly reason: string; readonly isTimeout: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

export interface CompilerLimits {
  /** Milliseconds for one file. Large templates take some ten seconds on a runner. */
  readonly time: number;
  /** Bytes of output; a template of Azure has four megabytes, and `build-params` writes it into a text. */
  readonly output: number;
  /** Bytes of messages that are read. */
  readonly messages: number;
}

export const compilerLimits: CompilerLimits = { time: 120_000, output: 48 * 1024 * 1024, messages: 4 * 1024 * 1024 };

/**
 * Runs the compiler without a shell, with nothing on its input, and within limits. What it has started ends with it. Rejects with CancelledError once
 * `signal` aborts, and with nothing else.
 */
export async function runCompiler({ program, words, cwd, env }: CompilerStart, signal: AbortSignal, limits: CompilerLimits = compilerLimits): Promise<CompilerEnd> {
  throwIfCancelled(signal);
  // A group of its own, so that its children can be ended too; Windows has none.
  const child = spawn(program, words, { cwd, env, shell: false, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
  const end = await new Promise<CompilerEnd>((resolve) => {
    const output: Buffer[] = [];
    const messages: Buffer[] = [];
    let [written, said] = [0, 0];
    let stopped: CompilerEnd | undefined;
    const stop = (reason: string, isTimeout = false): void => {
      stopped ??= { kind: 'stopped', reason, isTimeout };
      endAll(child);
      // Who holds the pipes open, such as a process that has left the group, is not waited for.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const cancel = (): void => stop('the run was cancelled');
    const timer = setTimeout(() => stop(`it took more than ${limits.time / 1000} seconds`, true), limits.time);
    child.stdout.on('data', (bytes: Buffer) => {
      written += bytes.length;
      if (written > limits.output) stop(`it wrote more than ${Math.floor(limits.output / 1024)} kB`);
      else output.push(bytes);
    });
    child.stderr.on('data', (bytes: Buffer) => {
      said += bytes.length;
      if (said > limits.messages) stop(`it had more than ${Math.floor(limits.messages / 1024)} kB to say`);
      else messages.push(bytes);
    });
    const finish = (found: CompilerEnd): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      resolve(stopped ?? found);
    };
    child.once('error', (error) => finish({ kind: 'failed', reason: error.message }));
    child.once('close', (status) => finish({ kind: 'ended', status: status ?? undefined, output: Buffer.concat(output).toString('utf8'), messages: Buffer.concat(messages).toString('utf8') }));
    signal.addEventListener('abort', cancel, { once: true });
  });
  throwIfCancelled(signal);
  return end;
}

function endAll(child: ChildProcess): void {
  try {
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
