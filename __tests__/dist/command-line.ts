import { join } from 'node:path';
import { freshFolder, shippedFolder } from './package.ts';
import { start, type Command, type Ended, type Running } from './process.ts';
import { inTurn, runWarm } from './warm/run.ts';
import { azureInputs, given, sandboxEnvironment } from './runner.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

export interface CommandLineOptions {
  /** Leads the process there; without it the process knows of none. */
  readonly sandbox?: Sandbox;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
}

/** Runs the shipped command line to its end, in a process of its own. */
export async function runCommandLine(words: readonly string[], options: CommandLineOptions = {}): Promise<Ended> {
  return await (await startCommandLine(words, options)).ended;
}

/** Runs the shipped command line to its end in the suite's process. */
export async function runCommandLineWarm(words: readonly string[], options: CommandLineOptions = {}): Promise<Ended> {
  const command = await prepare(words, options);
  return await inTurn(() => runWarm(command));
}

/** Starts the shipped command line outside any workflow, in a process of its own. */
export async function startCommandLine(words: readonly string[], options: CommandLineOptions = {}): Promise<Running> {
  return start(await prepare(words, options));
}

async function prepare(words: readonly string[], { sandbox, environment = {}, folder }: CommandLineOptions): Promise<Command> {
  const place = folder ?? (await freshFolder('shell'));
  const base = sandbox === undefined ? { PATH: process.env['PATH'] ?? '', HOME: place } : await sandboxEnvironment(sandbox, place);
  return { words: [join(await shippedFolder(), 'dist', 'cli.js'), ...words], environment: given({ ...base, ...environment }), folder: place };
}

/** The options that lead a command to the sandbox. */
export function azureFlags(sandbox: Sandbox): readonly string[] {
  return Object.entries(azureInputs(sandbox)).flatMap(([name, text]) => [`--${name}`, text]);
}

/** `deploy` of the cluster `demo` in westeurope. */
export function deployWords(sandbox: Sandbox, ...more: readonly string[]): readonly string[] {
  return ['deploy', '--resource-group', 'rg', '--cluster-name', 'demo', '--location', 'westeurope', '--poll-interval', '1', ...azureFlags(sandbox), ...more];
}
