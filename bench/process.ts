import { spawn } from 'node:child_process';

/** A program as it is measured: `node` with arguments, in an environment of its own. */
export interface Program {
  readonly name: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The exit status it has to end with; another one means that something else was measured. */
  readonly status: number;
  /** The multiple of bare node that it should stay within. */
  readonly target?: number;
  /** Where it runs; the folder of the bench when absent. */
  readonly folder?: string;
}

/** Runs a program to its end and returns its wall time in milliseconds. @param nodeOptions words before the program's own, such as `--import` */
export async function run(program: Program, nodeOptions: readonly string[] = [], more: Readonly<Record<string, string>> = {}): Promise<number> {
  const begin = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, ...program.words], {
    env: { ...program.environment, ...more }, stdio: ['ignore', 'ignore', 'pipe'], ...(program.folder === undefined ? {} : { cwd: program.folder }),
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const { status, end } = await new Promise<{ readonly status: number | null; readonly end: number }>((resolve, reject) => {
    child.once('error', reject);
    let exited = 0;
    child.once('exit', () => {
      exited = performance.now();
    });
    child.once('close', (code) => resolve({ status: code, end: exited }));
  });
  if (status === program.status) return end - begin;
  throw new Error(`"${program.name}" ended with ${status ?? 'a signal'} instead of ${program.status}. ${Buffer.concat(errors).toString('utf8').slice(-2000)}`);
}
