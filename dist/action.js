const { randomUUID } = globalThis.process.getBuiltinModule('node:crypto');
const { tmpdir } = globalThis.process.getBuiltinModule('node:os');
const { resolve, join } = globalThis.process.getBuiltinModule('node:path');
import { guard, cancellation, tell, statusOf, inputsFromRunner, commandFromRunner, readInputs, requireInputs, unreadInputs, systemClock, publishOptionsFor, exitStatus, configFilePath, logLine } from './chunks/start.js';
import { messageOf } from './chunks/ground.js';

/** Runs the action from a runner's environment. Returns the exit status; everything is said through the runner's commands. */
async function runAction(environment             )                  {
  let say = sayPlainly;
  guard((message) => say(message));
  const { createActionsLogger } = await import('./chunks/workflow.js').then(n => n.actionsLogger);
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
const nothingDone = { 'verdict': 'error', 'changed': 'false', 'cluster-id': '', 'findings': '0', 'new-findings': '', 'issue-url': '', 'report-file': '', 'comment-url': '', 'plan-hash': '' }         ;

/** Errors whose run has told everything already: their outputs stand. */
const reported = new WeakSet        ();

function isReported(error         )          {
  return typeof error === 'object' && error !== null && reported.has(error);
}

/** Outputs that cannot be written must not hide what was done. */
async function handOn(outputs                                      , logger        )                {
  try {
    await (await import('./chunks/workflow.js').then(n => n.outputs)).writeOutputs(outputs);
  } catch (error) {
    logger.warning(`The outputs could not be handed on to later steps: ${messageOf(error)}`);
  }
}

/** An error annotation while the toolkit is not loaded yet (workflow commands: `%` and line breaks are encoded). */
function sayPlainly(message        )       {
  process.stdout.write(`::error::${logLine(message).replaceAll('%', '%25')}\n`);
}

async function run(environment             , logger        , signal             )                  {
  const given = inputsFromRunner(environment);
  const command = commandFromRunner(given);
  const event = await (await import('./chunks/run.js').then(n => n.event)).readEvent(environment);
  const folder = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  const file = await configFile(event, given, folder, { logger, signal });
  const inputs = await readInputs(command, { given, file, environment: withoutTokens(environment) }, logger);
  requireInputs(command, inputs, (name) => `input "${name}"`);
  for (const notice of unreadInputs(command, environment)) logger.warning(notice);

  const { runCommand } = await import('./chunks/run.js').then(n => n.runCommand);
  const outcome = await runCommand(command, inputs, { clock: systemClock, logger, signal, environment, folder, event, words: [] });
  await finish(outcome, event, publishOptionsFor(outcome, inputs), environment, { logger, signal });
  if (outcome.failure !== undefined) {
    reported.add(outcome.failure);
    throw outcome.failure;
  }
  return outcome.exceeds === true ? exitStatus.findings : exitStatus.clean;
}

/** In a workflow the token is an input with a default; a variable of that name is another step's affair. */
function withoutTokens(environment             )              {
  return { ...environment, GITHUB_TOKEN: undefined };
}

async function configFile(event             , given           , folder        , tools                                                           )                     {
  const { readTrustedConfigFile } = await import('./chunks/run.js').then(n => n.trustedFile);
  const text = await readTrustedConfigFile(event, { folder, githubToken: given.get('github-token')?.text }, tools);
  if (text === undefined) return new Map();
  tools.logger.info(`Inputs are taken from ${configFilePath} too.`);
  return (await import('./chunks/config-file.js')).parseConfigFile(text);
}

/** The report goes to the log, a file, the job summary, the pull request and the outputs, whatever the outcome. */
async function finish(
  { report, issueUrl = '' }         , event             , options                , environment             ,
  tools                                                           ,
)                {
  const { annotate, publish, render, writeReport } = await import('./chunks/run.js').then(n => n.publish);
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

function temporaryFile(environment             , command        , format        )         {
  const folder = join(environment['RUNNER_TEMP'] ?? tmpdir(), `aks-isolation-${randomUUID()}`);
  const extensions                                   = { html: 'html', markdown: 'md', sarif: 'sarif', text: 'txt' };
  return join(folder, `${command}-report.${extensions[format] ?? 'json'}`);
}

/** Where no earlier run is known, nobody has heard of anything that was found. */
function freshIn({ earlier, counts }             , findings        )         {
  return earlier === undefined ? findings : counts.new + counts.worse;
}

// The action's `main`: the runner starts this file with its environment.

process.exitCode = await runAction(process.env);
