import { spawn, type ChildProcess } from 'node:child_process';

/** How a process ended, and what it printed. */
export interface Ended {
  /** The exit status; null when a signal killed it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds from start to end. */
  readonly elapsed: number;
}

/** A process that runs. */
export interface Running {
  readonly child: ChildProcess;
  /** Resolves as soon as standard output holds the pattern; rejects when the process ends without it. */
  printed(pattern: RegExp): Promise<void>;
  /** The first line of standard output, once it is complete. */
  firstLine(): Promise<string>;
  readonly ended: Promise<Ended>;
}

export interface Command {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** Starts this test's own node with the words. The environment is what is given and nothing else. */
export function start({ words, environment, folder }: Command): Running {
  const began = performance.now();
  const child = spawn(process.execPath, [...words], { env: { ...environment }, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  let over = false;
  const look = (): void => {
    for (const check of waiting) check();
  };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
      look();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      over = true;
      look();
      resolve({ status, ...text, elapsed: performance.now() - began });
    });
  });
  const printed = (pattern: RegExp): Promise<void> => new Promise((resolve, reject) => {
    const check = (): void => {
      const found = pattern.test(text.stdout);
      if (!found && !over) return;
      waiting.delete(check);
      if (found) resolve();
      else reject(new Error(`The process ended without printing ${String(pattern)}:\n${text.stdout}\n${text.stderr}`));
    };
    waiting.add(check);
    check();
  });
  const firstLine = async (): Promise<string> => {
    await printed(/\n/);
    return text.stdout.split('\n')[0] ?? '';
  };
  return { child, printed, firstLine, ended };
}
