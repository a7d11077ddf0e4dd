import { parseArgs } from 'node:util';
import { UserError } from '../run/errors.ts';
import { commandNames, inputsOf, type CommandName } from './inputs.ts';
import { shortened, suggesting, type RawInput, type RawInputs } from './read-inputs.ts';

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: 'run'; readonly command: CommandName; readonly inputs: RawInputs; readonly words: readonly string[] }
  | { readonly kind: 'help'; readonly command: CommandName | undefined }
  | { readonly kind: 'version' };

/** Reads the words after the program's name. Throws `UserError` for what it does not know, with the near miss. */
export function readCommandLine(words: readonly string[]): Invocation {
  const [first, ...rest] = words;
  if (first === undefined || first === '--help' || first === '-h') return { kind: 'help', command: undefined };
  if (first === '--version' || first === '-v') return { kind: 'version' };
  if (first === 'help') return { kind: 'help', command: rest[0] === undefined ? undefined : commandAt(rest).command };
  const { command, rest: given } = commandAt(words);
  if (given.includes('--help') || given.includes('-h')) return { kind: 'help', command };
  const plain: string[] = [];
  return { kind: 'run', command, inputs: readFlags(command, given, plain), words: plain };
}

/** The command that words begin with, which may be two of them: `remove policies`. */
function commandAt([first = '', second = '', ...rest]: readonly string[]): { readonly command: CommandName; readonly rest: readonly string[] } {
  const command = commandNames.find((name) => name === `${first} ${second}`);
  if (command !== undefined) return { command, rest };
  const verbs = commandNames.filter((name) => name.startsWith(`${first} `));
  if (verbs.length > 0 && second === '') throw new UserError(`"${first}" alone says too little: ${verbs.map((name) => `aks-isolation ${name}`).join(', ')}.`);
  if (verbs.length > 0 && !second.startsWith('-')) throw new UserError(suggesting(`There is no command "${shortened(`${first} ${second}`)}" among ${commandNames.join(', ')}`, `${first} ${second}`, commandNames));
  if (verbs.length === 1 && verbs[0] !== undefined) return { command: verbs[0], rest: [second, ...rest] };
  return { command: commandNamed(first), rest: second === '' ? rest : [second, ...rest] };
}

function commandNamed(word: string): CommandName {
  const command = commandNames.find((name) => name === word);
  if (command !== undefined) return command;
  throw new UserError(suggesting(`There is no command "${shortened(word)}" among ${commandNames.join(', ')}`, word, commandNames));
}

/** The commands that take words beside their options: a verb, paths. */
const takesWords: ReadonlySet<CommandName> = new Set(['check', 'policies']);

/** Reads options; words that are none are put into `plain` where the command takes them. */
function readFlags(command: CommandName, words: readonly string[], plain: string[]): RawInputs {
  const known = inputsOf(command, 'commandLine');
  const options = Object.fromEntries(known.map(({ name, kind }) => [name, { type: kind.type === 'boolean' ? ('boolean' as const) : ('string' as const) }]));
  const { tokens } = parseArgs({ args: [...words], options, allowNegative: true, allowPositionals: true, strict: false, tokens: true });
  const inputs = new Map<string, RawInput>();
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
