/** `check` in this process on files of a temporary folder. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { check } from '../../../src/commands/check.ts';
import type { CheckTools } from '../../../src/commands/check/check-tools.ts';
import type { CheckOptions } from '../../../src/commands/check/options.ts';
import type { Outcome } from '../../../src/commands/tools.ts';
import { checkOptions } from '../../../src/config/options.ts';
import { inputTable, type Inputs } from '../../../src/config/inputs.ts';
import type { GitHubEvent } from '../../../src/github/event.ts';
import type { Logger } from '../../../src/run/logger.ts';

const nothing = (): undefined => undefined;

export const silent: Logger = {
  debug: nothing, info: nothing, notice: nothing, warning: nothing, error: nothing, mask: nothing, progress: nothing,
  group: async (_title, work) => await work(),
};

export const noEvent: GitHubEvent = { name: 'none', apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' };

const noInputs = Object.fromEntries(inputTable.map(({ name }) => [name, undefined])) as Inputs;

/** The options that inputs come to. */
export function options(inputs: Partial<Inputs> = {}): CheckOptions {
  return checkOptions({ ...noInputs, ...inputs });
}

/** Runs `check` on a folder. */
export async function checkFolder(folder: string, given: CheckOptions = options(), event: GitHubEvent = noEvent, more: Partial<CheckTools> = {}): Promise<Outcome> {
  const clock = { now: () => Date.UTC(2026, 10, 25), sleep: async () => await Promise.resolve() };
  return await check(given, { clock, logger: silent, signal: new AbortController().signal, folder, event, ...more });
}

/** Runs `check` on files that are made for it. */
export async function checkFiles(files: Readonly<Record<string, string>>, given: CheckOptions = options(), more: Partial<CheckTools> = {}): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'check-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await checkFolder(folder, given, more.event, more);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
