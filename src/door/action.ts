import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { publishOptionsFor, requireInputs } from '../config/options.ts';
import { configFilePath } from '../config/config-file-path.ts';
import { commandFromRunner, inputsFromRunner, readInputs, unreadInputs, type Environment, type RawInputs } from '../config/read-inputs.ts';
import type { PublishOptions } from '../commands/publish/options.ts';
import type { Outcome } from '../commands/tools.ts';
import type { GitHubEvent } from '../github/event.ts';
import type { ReportDrift } from '../report/report.ts';
import { logLine } from '../github/log-text.ts';
import type { OutputName } from '../config/outputs.ts';
import { messageOf } from '../run/errors.ts';
import type { Logger } from '../run/logger.ts';
import { systemClock } from './clock.ts';
import { cancellation, exitStatus, guard, statusOf, tell } from './exit.ts';

/** Runs the action from a runner's environment. Returns the exit status; everything is said through the runner's commands. */
export async function runAction(environment: Environment): Promise<number> {
  let say = sayPlainly;
  guard((message) => say(message));
  const { createActionsLogger } = await import('../github/actions-logger.ts');
  const logger = await createActionsLogger();
  say = (message) => logger.error(message);
  try {
    return await run(environment, logger, cancellation());
  } catch (error) {
    if (!isReported(error)) await handOn({ ...nothingDone }, logger);
    tell(error, logger);
    return statusOf(error);
  }
}

/** The outputs of a run that ended before it had a report. */
const nothingDone = { 'verdict': 'error', 'changed': 'false', 'cluster-id': '', 'findings': '0', 'new-findings': '', 'issue-url': '', 'report-file': '', 'comment-url': '', 'plan-hash': '' } as const;

/** Errors whose run has told everything already: their outputs stand. */
const reported = new WeakSet<object>();

function isReported(error: unknown): boolean {
  return typeof error === 'object' && error !== null && reported.has(error);
}

/** Outputs that cannot be written must not hide what was done. */
async function handOn(outputs: Readonly<Record<OutputName, string>>, logger: Logger): Promise<void> {
  try {
    await (await import('../github/outputs.ts')).writeOutputs(outputs);
  } catch (error) {
    logger.warning(`The outputs could not be handed on to later steps: ${messageOf(error)}`);
  }
}

/** An error annotation while the toolkit is not loaded yet (workflow commands: `%` and line breaks are encoded). */
function sayPlainly(message: string): void {
  process.stdout.write(`::error::${logLine(message).replaceAll('%', '%25')}\n`);
}

async function run(environment: Environment, logger: Logger, signal: AbortSignal): Promise<number> {
  const given = inputsFromRunner(environment);
  const command = commandFromRunner(given);
  const event = await (await import('../github/event.ts')).readEvent(environment);
  const folder = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  const file = await configFile(event, given, folder, { logger, signal });
  const inputs = await readInputs(command, { given, file, environment: withoutTokens(environment) }, logger);
  requireInputs(command, inputs, (name) => `input "${name}"`);
  for (const notice of unreadInputs(command, environment)) logger.warning(notice);

  const { runCommand } = await import('./run-command.ts');
  const outcome = await runCommand(command, inputs, { clock: systemClock, logger, signal, environment, folder, event, words: [] });
  await finish(outcome, event, publishOptionsFor(outcome, inputs), environment, { logger, signal });
  if (outcome.failure !== undefined) {
    reported.add(outcome.failure);
    throw outcome.failure;
  }
  return outcome.exceeds === true ? exitStatus.findings : exitStatus.clean;
}

/** In a workflow the token is an input with a default; a variable of that name is another step's affair. */
function withoutTokens(environment: Environment): Environment {
  return { ...environment, GITHUB_TOKEN: undefined };
}

async function configFile(event: GitHubEvent, given: RawInputs, folder: string, tools: { readonly logger: Logger; readonly signal: AbortSignal }): Promise<RawInputs> {
  const { readTrustedConfigFile } = await import('../config/trusted-file.ts');
  const text = await readTrustedConfigFile(event, { folder, githubToken: given.get('github-token')?.text }, tools);
  if (text === undefined) return new Map();
  tools.logger.info(`Inputs are taken from ${configFilePath} too.`);
  return (await import('../config/config-file.ts')).parseConfigFile(text);
}

/** The report goes to the log, a file, the job summary, the pull request and the outputs, whatever the outcome. */
async function finish(
  { report, issueUrl = '' }: Outcome, event: GitHubEvent, options: PublishOptions, environment: Environment,
  tools: { readonly logger: Logger; readonly signal: AbortSignal },
): Promise<void> {
  const { annotate, publish, render, writeReport } = await import('../commands/publish.ts');
  for (const line of (await render(report, 'text', false)).split('\n')) tools.logger.info(line);
  await annotate(report, tools.logger, options.fails);
  const file = options.output === undefined ? temporaryFile(environment, report.command, options.format ?? 'json') : resolve(options.output);
  // A report that cannot be written must not keep the rest from telling what was done.
  const unwritten = await writeReport(file, await render(report, options.format ?? 'json', false));
  const commentUrl = await publish(report, event, options, tools);
  await handOn({
    'verdict': report.verdict,
    'changed': String(report.changed),
    'cluster-id': report.command === 'deploy' ? report.target.id : '',
    'findings': String(report.findings.length),
    'new-findings': report.drift === undefined ? '' : String(freshIn(report.drift, report.findings.length)),
    'issue-url': issueUrl,
    'report-file': unwritten === undefined ? file : '',
    'comment-url': commentUrl,
    'plan-hash': report.planHash ?? '',
  }, tools.logger);
  if (unwritten === undefined) return;
  reported.add(unwritten);
  throw unwritten;
}

function temporaryFile(environment: Environment, command: string, format: string): string {
  const folder = join(environment['RUNNER_TEMP'] ?? tmpdir(), `aks-isolation-${randomUUID()}`);
  const extensions: Readonly<Record<string, string>> = { html: 'html', markdown: 'md', sarif: 'sarif', text: 'txt' };
  return join(folder, `${command}-report.${extensions[format] ?? 'json'}`);
}

/** Where no earlier run is known, nobody has heard of anything that was found. */
function freshIn({ earlier, counts }: ReportDrift, findings: number): number {
  return earlier === undefined ? findings : counts.new + counts.worse;
}
