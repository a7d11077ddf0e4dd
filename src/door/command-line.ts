import { resolve } from 'node:path';
import type { Outcome } from '../commands/tools.ts';
import { configFilePath } from '../config/config-file-path.ts';
import type { Inputs } from '../config/inputs.ts';
import { publishOptionsFor, reportOptions, requireInputs, sandboxOptions } from '../config/options.ts';
import { readCommandLine, type Invocation } from '../config/read-flags.ts';
import { readInputs, type Environment, type RawInputs } from '../config/read-inputs.ts';
import { version } from '../config/version.ts';
import type { GitHubEvent } from '../github/event.ts';
import { createTerminalLogger } from '../report/terminal-logger.ts';
import { UserError } from '../run/errors.ts';
import type { Logger } from '../run/logger.ts';
import { systemClock } from './clock.ts';
import { cancellation, exitStatus, guard, statusOf, tell } from './exit.ts';

/** Runs the command line. Returns the exit status; results go to standard output, everything else to standard error. */
export async function runCommandLine(words: readonly string[], environment: Environment): Promise<number> {
  const debug = words.includes('--debug');
  const logger = createTerminalLogger({ stream: process.stderr, debug, colour: wantsColour(process.stderr, environment) });
  guard((message) => logger.error(message));
  try {
    const invocation = readCommandLine(words);
    if (invocation.kind === 'version') return print(version);
    if (invocation.kind === 'help') {
      const { commandHelp, generalHelp } = await import('../config/help.ts');
      return print(invocation.command === undefined ? generalHelp() : commandHelp(invocation.command));
    }
    return await run(invocation, environment, logger);
  } catch (error) {
    tell(error, logger);
    return statusOf(error);
  }
}

async function run({ command, inputs: given, words }: Extract<Invocation, { kind: 'run' }>, environment: Environment, logger: Logger): Promise<number> {
  const signal = cancellation();
  if (command === 'sandbox' || command === 'demo') {
    const options = sandboxOptions(await readInputs(command, { given, file: new Map(), environment }, logger));
    const tools = { clock: systemClock, logger, signal, write: (text: string) => process.stdout.write(text) };
    return command === 'demo' ? await (await import('../commands/demo.ts')).demo(options, tools) : await (await import('../commands/sandbox.ts')).sandbox(options, tools);
  }
  if (command === 'policies') return await runPolicies(words, await readInputs(command, { given, file: new Map(), environment }, logger), environment);
  const event = await (await import('../github/event.ts')).readEvent(environment);
  const folder = process.cwd();
  const file = await configFile(event, environment, folder, { logger, signal });
  const inputs = await readInputs(command, { given, file, environment }, logger);
  requireInputs(command, inputs, (name) => `--${name}`);
  const { runCommand } = await import('./run-command.ts');
  const outcome = await runCommand(command, inputs, { clock: systemClock, logger, signal, environment, folder, event, words });
  const unwritten = await finish(outcome, inputs, environment);
  const options = publishOptionsFor(outcome, inputs);
  if (options.pullRequestNumber !== undefined || event.name !== 'none') await (await import('../commands/publish.ts')).publish(outcome.report, event, options, { logger, signal });
  if (outcome.failure !== undefined) throw outcome.failure;
  if (unwritten !== undefined) throw unwritten;
  return outcome.exceeds === true ? exitStatus.findings : exitStatus.clean;
}

/** `policies list | show NAME | lint PATH...`: need no account, no event and no configuration file. */
async function runPolicies([verb, ...words]: readonly string[], inputs: Inputs, environment: Environment): Promise<number> {
  switch (verb) {
    case 'list': {
      const { listPolicies, renderPolicies } = await import('../commands/policies/list.ts');
      return print(reportOptions(inputs).format === 'json' ? JSON.stringify(listPolicies(), null, 2) : renderPolicies(listPolicies()));
    }
    case 'show':
      return print(JSON.stringify((await import('../commands/policies/show.ts')).showPolicy(words[0], inputs.scope, inputs['include-built-ins']), null, 2));
    case 'lint': {
      const { lintPolicies } = await import('../commands/policies/lint.ts');
      const { report, exceeds } = await lintPolicies(words, process.cwd());
      const unwritten = await finish({ report: { ...report, toolVersion: version } }, { ...inputs, format: inputs.format ?? 'lines' }, environment);
      if (unwritten !== undefined) throw unwritten;
      return exceeds === true ? exitStatus.findings : exitStatus.clean;
    }
    default:
      throw new UserError(`"policies" knows list, show NAME and lint PATH...${verb === undefined ? '' : `, not "${verb.slice(0, 40)}"`}: aks-isolation policies list`);
  }
}

async function configFile(
  event: GitHubEvent, environment: Environment, folder: string,
  tools: { readonly logger: Logger; readonly signal: AbortSignal },
): Promise<RawInputs> {
  const { readTrustedConfigFile } = await import('../config/trusted-file.ts');
  const text = await readTrustedConfigFile(event, { folder, githubToken: environment['GITHUB_TOKEN'] }, tools);
  if (text === undefined) return new Map();
  tools.logger.info(`Options are taken from ${configFilePath} too.`);
  return (await import('../config/config-file.ts')).parseConfigFile(text);
}

/** The report goes to standard output, or into a file with a line that says where. Returns what to say when the file cannot be written. */
async function finish({ report }: Outcome, inputs: Inputs, environment: Environment): Promise<UserError | undefined> {
  const { render, writeReport } = await import('../commands/publish.ts');
  const { output, format } = reportOptions(inputs);
  if (output === undefined) {
    print(await render(report, format ?? 'text', wantsColour(process.stdout, environment), process.stdout.columns));
    return undefined;
  }
  const unwritten = await writeReport(resolve(output), await render(report, format ?? 'text', false));
  if (unwritten === undefined) print(`The report is in ${resolve(output)}.`);
  return unwritten;
}

function print(text: string): number {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return exitStatus.clean;
}

/** Colours only on terminals; NO_COLOR and FORCE_COLOR as their conventions say. */
function wantsColour(stream: { readonly isTTY?: boolean }, environment: Environment): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  if ((environment['FORCE_COLOR'] ?? '') !== '') return environment['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}
