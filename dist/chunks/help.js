import { inputsOf, commandNames } from './start.js';

/** What each command does, in one sentence. */
const commandSummaries                                        = {
  check: 'Judge infrastructure files: the gate of pull requests. Needs neither Azure nor write access.',
  deploy: 'Bring one cluster to isolation and assign the policies that keep it there.',
  assign: 'Bring the policy objects at a scope to what the library says.',
  drift: 'Judge living clusters, from one to a whole tenant, and tell what became of them since the last run.',
  'remove policies': 'Take away the policy objects that this tool wrote at a scope, and only those.',
  'remove cluster': 'Delete a cluster and what deploy made for it, and nothing else.',
  policies: 'The library, and policy documents: `policies list`, `policies show NAME` as Azure accepts it (with --scope its final ids), `policies lint PATH...` for what their authors should know.',
  sandbox: 'Run the stand-in Azure and GitHub until interrupted; the first line of output is JSON with their endpoints.',
  demo: 'Show the whole story against the sandbox: nothing installed, no account.',
};

const exitStatuses = 'Exit status: 0 clean · 1 findings at or above --fail-on · 2 your mistake · 3 a failure of ours or of Azure · 130 cancelled';

/** `--help` without a command. */
function generalHelp()         {
  const width = Math.max(...commandNames.map((name) => name.length));
  return [
    'Usage: aks-isolation <command> [options]',
    '',
    'Network isolated AKS clusters: deployed, kept isolated by Azure Policy, and proved.',
    '',
    'Commands:',
    ...commandNames.map((name) => `  ${name.padEnd(width)}  ${commandSummaries[name]}`),
    '',
    'aks-isolation <command> --help tells the options of a command; aks-isolation --version the version.',
    'Start with: aks-isolation demo',
    '',
    exitStatuses,
  ].join('\n');
}

/** What a command takes beside its options. */
const words                                                 = { check: ' [PATH...]', policies: ' list|show NAME|lint PATH...' };

/** `--help` of a command. */
function commandHelp(command             )         {
  const inputs = inputsOf(command, 'commandLine');
  return [
    `Usage: aks-isolation ${command}${words[command] ?? ''} [options]`,
    '',
    commandSummaries[command],
    '',
    'Options:',
    ...inputs.flatMap((input) => [`  ${flagOf(input)}`, ...wrap(describe(input), 92).map((line) => `      ${line}`)]),
    '  --help',
    '      Print this text.',
    '',
    exitStatuses,
  ].join('\n');
}

function flagOf({ name, kind, placeholder }                    )         {
  if (kind.type === 'boolean') return `--[no-]${name}`;
  return `--${name} ${kind.type === 'choice' ? kind.values.join('|') : (placeholder ?? 'VALUE')}`;
}

/** Description, default, variable and the place in a configuration file, for people. */
function describe(input                    )         {
  const variables = input.environment?.map((variable) => ` Or variable ${variable}.`).join('') ?? '';
  return `${input.description}${input.default === undefined ? '' : ` Default: ${input.default}.`}${variables}`.replaceAll('`', '');
}

function wrap(text        , width        )                    {
  const lines = [''];
  for (const word of text.split(' ')) {
    const current = lines.at(-1) ?? '';
    if (current !== '' && current.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = current === '' ? word : `${current} ${word}`;
  }
  return lines;
}

export { commandHelp, commandSummaries, describe, generalHelp };
