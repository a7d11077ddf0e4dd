#!/usr/bin/env node
const { resolve } = globalThis.process.getBuiltinModule('node:path');
import { commandNames, suggesting, shortened, inputsOf, formatElapsed, oneLine, painter, guard, version, tell, statusOf, exitStatus, cancellation, sandboxOptions, readInputs, systemClock, requireInputs, publishOptionsFor, reportOptions, configFilePath } from './chunks/start.js';
const { parseArgs } = globalThis.process.getBuiltinModule('node:util');
import { UserError } from './chunks/ground.js';

/** What the command line asks for. */
                        
                                                                                                                          
                                                                        
                                 

/** Reads the words after the program's name. Throws `UserError` for what it does not know, with the near miss. */
function readCommandLine(words                   )             {
  const [first, ...rest] = words;
  if (first === undefined || first === '--help' || first === '-h') return { kind: 'help', command: undefined };
  if (first === '--version' || first === '-v') return { kind: 'version' };
  if (first === 'help') return { kind: 'help', command: rest[0] === undefined ? undefined : commandAt(rest).command };
  const { command, rest: given } = commandAt(words);
  if (given.includes('--help') || given.includes('-h')) return { kind: 'help', command };
  const plain           = [];
  return { kind: 'run', command, inputs: readFlags(command, given, plain), words: plain };
}

/** The command that words begin with, which may be two of them: `remove policies`. */
function commandAt([first = '', second = '', ...rest]                   )                                                                      {
  const command = commandNames.find((name) => name === `${first} ${second}`);
  if (command !== undefined) return { command, rest };
  const verbs = commandNames.filter((name) => name.startsWith(`${first} `));
  if (verbs.length > 0 && second === '') throw new UserError(`"${first}" alone says too little: ${verbs.map((name) => `aks-isolation ${name}`).join(', ')}.`);
  if (verbs.length > 0 && !second.startsWith('-')) throw new UserError(suggesting(`There is no command "${shortened(`${first} ${second}`)}" among ${commandNames.join(', ')}`, `${first} ${second}`, commandNames));
  if (verbs.length === 1 && verbs[0] !== undefined) return { command: verbs[0], rest: [second, ...rest] };
  return { command: commandNamed(first), rest: second === '' ? rest : [second, ...rest] };
}

function commandNamed(word        )              {
  const command = commandNames.find((name) => name === word);
  if (command !== undefined) return command;
  throw new UserError(suggesting(`There is no command "${shortened(word)}" among ${commandNames.join(', ')}`, word, commandNames));
}

/** The commands that take words beside their options: a verb, paths. */
const takesWords                           = new Set(['check', 'policies']);

/** Reads options; words that are none are put into `plain` where the command takes them. */
function readFlags(command             , words                   , plain          )            {
  const known = inputsOf(command, 'commandLine');
  const options = Object.fromEntries(known.map(({ name, kind }) => [name, { type: kind.type === 'boolean' ? ('boolean'         ) : ('string'         ) }]));
  const { tokens } = parseArgs({ args: [...words], options, allowNegative: true, allowPositionals: true, strict: false, tokens: true });
  const inputs = new Map                  ();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional' && takesWords.has(command)) {
      plain.push(token.value);
      continue;
    }
    if (token.kind === 'positional') throw new UserError(`"${command}" takes no word "${shortened(token.value)}"; options begin with two dashes.`);
    const input = known.find(({ name }) => name === token.name);
    if (input === undefined) {
      const names = known.map(({ name }) => name);
      throw new UserError(suggesting(`"${command}" has no option ${shortened(token.rawName)} (see aks-isolation ${command} --help)`, token.name, names));
    }
    const before = inputs.get(input.name);
    if (before !== undefined && input.kind.type !== 'paths') throw new UserError(`--${input.name} is given twice.`);
    const where = `--${input.name}`;
    if (input.kind.type === 'boolean') inputs.set(input.name, { text: token.value ?? (token.rawName.startsWith('--no-') ? 'false' : 'true'), where });
    else if (token.value === undefined || token.value === '') throw new UserError(`--${input.name} needs a value.`);
    else if (!token.inlineValue && token.value.startsWith('--')) {
      throw new UserError(`--${input.name} needs a value, but ${shortened(token.value)} follows; a value that begins so is written --${input.name}=${shortened(token.value)}.`);
    }
    else inputs.set(input.name, { text: before === undefined ? token.value : `${before.text}\n${token.value}`, where });
  }
  return inputs;
}

/** Returns to the first column and clears to the end of the line. */
const wipe = '\r\u001B[K';

/** The run's log for a person at a terminal, or for a file: progress is one line that changes, or a line each time. */
function createTerminalLogger(options                       )         {
  const { stream, quiet = false } = options;
  const paint = painter(options.colour);
  const live = stream.isTTY === true;
  const secrets = new Set        ();
  let indent = '';
  let progressShown = false;

  /** Its indentation is ours and stays. Masked before it is cleaned as well as after: cleaning may bring together what a control character held apart. */
  const clean = (text        )         => `${/^ */.exec(text)?.[0] ?? ''}${hide(oneLine(hide(text, secrets)), secrets)}`;

  function endProgress()       {
    if (progressShown) stream.write(wipe);
    progressShown = false;
  }

  function print(message        , label = '', style        )       {
    endProgress();
    const lines = hide(message, secrets).split(/\r\n|[\n\r]/).map(clean);
    const shown = style === undefined ? label : paint(style, label);
    lines.forEach((line, index) => stream.write(`${indent}${index === 0 ? shown : '  '}${line}\n`));
  }

  return {
    debug: (message) => options.debug && print(message, 'debug: ', 'quiet'),
    info: (message) => quiet || print(message),
    notice: (message) => quiet || print(message, 'note: ', 'strong'),
    warning: (message) => print(message, 'warning: ', 'doubtful'),
    error: (message) => print(message, 'error: ', 'bad'),
    async group(title, body) {
      if (!quiet) print(title);
      indent += '  ';
      try {
        return await body();
      } finally {
        indent = indent.slice(2);
      }
    },
    progress({ elapsed, state, subject }) {
      if (quiet) return;
      const line = `${indent}${formatElapsed(elapsed).padStart(6)}  ${clean(state)}  waiting for ${clean(subject)}`;
      // A line that wraps cannot be wiped, so on a terminal it is cut to its width.
      stream.write(live ? `${wipe}${line.slice(0, (stream.columns ?? 80) - 1)}` : `${line}\n`);
      progressShown = live;
    },
    mask(secret) {
      for (const part of [secret, ...secret.split(/\r?\n/)]) if (part.trim() !== '') secrets.add(part);
    },
  };
}

/** The longest first: a secret may be part of another. */
function hide(text        , secrets                     )         {
  return [...secrets].toSorted((left, right) => right.length - left.length).reduce((result, secret) => result.replaceAll(secret, '***'), text);
}

/** Runs the command line. Returns the exit status; results go to standard output, everything else to standard error. */
async function runCommandLine(words                   , environment             )                  {
  const debug = words.includes('--debug');
  const logger = createTerminalLogger({ stream: process.stderr, debug, colour: wantsColour(process.stderr, environment) });
  guard((message) => logger.error(message));
  try {
    const invocation = readCommandLine(words);
    if (invocation.kind === 'version') return print(version);
    if (invocation.kind === 'help') {
      const { commandHelp, generalHelp } = await import('./chunks/help.js');
      return print(invocation.command === undefined ? generalHelp() : commandHelp(invocation.command));
    }
    return await run(invocation, environment, logger);
  } catch (error) {
    tell(error, logger);
    return statusOf(error);
  }
}

async function run({ command, inputs: given, words }                                      , environment             , logger        )                  {
  const signal = cancellation();
  if (command === 'sandbox' || command === 'demo') {
    const options = sandboxOptions(await readInputs(command, { given, file: new Map(), environment }, logger));
    const tools = { clock: systemClock, logger, signal, write: (text        ) => process.stdout.write(text) };
    return command === 'demo' ? await (await import('./chunks/demo.js')).demo(options, tools) : await (await import('./chunks/sandbox.js').then(n => n.sandbox)).sandbox(options, tools);
  }
  if (command === 'policies') return await runPolicies(words, await readInputs(command, { given, file: new Map(), environment }, logger), environment);
  const event = await (await import('./chunks/run.js').then(n => n.event)).readEvent(environment);
  const folder = process.cwd();
  const file = await configFile(event, environment, folder, { logger, signal });
  const inputs = await readInputs(command, { given, file, environment }, logger);
  requireInputs(command, inputs, (name) => `--${name}`);
  const { runCommand } = await import('./chunks/run.js').then(n => n.runCommand);
  const outcome = await runCommand(command, inputs, { clock: systemClock, logger, signal, environment, folder, event, words });
  const unwritten = await finish(outcome, inputs, environment);
  const options = publishOptionsFor(outcome, inputs);
  if (options.pullRequestNumber !== undefined || event.name !== 'none') await (await import('./chunks/run.js').then(n => n.publish)).publish(outcome.report, event, options, { logger, signal });
  if (outcome.failure !== undefined) throw outcome.failure;
  if (unwritten !== undefined) throw unwritten;
  return outcome.exceeds === true ? exitStatus.findings : exitStatus.clean;
}

/** `policies list | show NAME | lint PATH...`: need no account, no event and no configuration file. */
async function runPolicies([verb, ...words]                   , inputs        , environment             )                  {
  switch (verb) {
    case 'list': {
      const { listPolicies, renderPolicies } = await import('./chunks/list.js');
      return print(reportOptions(inputs).format === 'json' ? JSON.stringify(listPolicies(), null, 2) : renderPolicies(listPolicies()));
    }
    case 'show':
      return print(JSON.stringify((await import('./chunks/show.js')).showPolicy(words[0], inputs.scope, inputs['include-built-ins']), null, 2));
    case 'lint': {
      const { lintPolicies } = await import('./chunks/lint.js');
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
  event             , environment             , folder        ,
  tools                                                           ,
)                     {
  const { readTrustedConfigFile } = await import('./chunks/run.js').then(n => n.trustedFile);
  const text = await readTrustedConfigFile(event, { folder, githubToken: environment['GITHUB_TOKEN'] }, tools);
  if (text === undefined) return new Map();
  tools.logger.info(`Options are taken from ${configFilePath} too.`);
  return (await import('./chunks/config-file.js')).parseConfigFile(text);
}

/** The report goes to standard output, or into a file with a line that says where. Returns what to say when the file cannot be written. */
async function finish({ report }         , inputs        , environment             )                                 {
  const { render, writeReport } = await import('./chunks/run.js').then(n => n.publish);
  const { output, format } = reportOptions(inputs);
  if (output === undefined) {
    print(await render(report, format ?? 'text', wantsColour(process.stdout, environment), process.stdout.columns));
    return undefined;
  }
  const unwritten = await writeReport(resolve(output), await render(report, format ?? 'text', false));
  if (unwritten === undefined) print(`The report is in ${resolve(output)}.`);
  return unwritten;
}

function print(text        )         {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return exitStatus.clean;
}

/** Colours only on terminals; NO_COLOR and FORCE_COLOR as their conventions say. */
function wantsColour(stream                              , environment             )          {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  if ((environment['FORCE_COLOR'] ?? '') !== '') return environment['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

// The command line `aks-isolation`.

process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
