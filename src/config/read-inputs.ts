import { nearMiss } from '../language/near-miss.ts';
import type { Logger } from '../run/logger.ts';
import { UserError } from '../run/errors.ts';
import { actionCommands, inputNamed, inputsOf, inputTable, type CommandName, type Inputs } from './inputs.ts';
import { readValue } from './kinds.ts';

/** The text of an input and where it was given, in words that begin a sentence: `Input "location"`, `--location`. */
export interface RawInput {
  readonly text: string;
  readonly where: string;
}

export type RawInputs = ReadonlyMap<string, RawInput>;
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Validates the inputs that a command reads. What was given with the call wins over the configuration file, that over the environment.
 * All mistakes are told at once. Secrets are masked before anything else is done with them, and never shown.
 */
export async function readInputs(
  command: CommandName, sources: { readonly given: RawInputs; readonly file: RawInputs; readonly environment: Environment }, logger: Logger,
): Promise<Inputs> {
  const values = new Map<string, unknown>();
  const mistakes: string[] = [];
  for (const input of inputTable.filter(({ commands }) => commands.some((reader) => reader === command))) {
    const raw = sources.given.get(input.name) ?? sources.file.get(input.name) ?? fromEnvironment(input.name, sources.environment);
    if (raw === undefined) continue;
    const secret = input.kind.type === 'secret';
    if (secret) logger.mask(raw.text);
    const reading = await readValue(input.kind, raw.text);
    if ('value' in reading) values.set(input.name, reading.value);
    else mistakes.push(`${raw.where} is ${secret ? 'malformed' : `"${shortened(raw.text)}"`}: expected ${reading.expected}.`);
  }
  if (mistakes.length > 0) throw new UserError(mistakes.join('\n'));
  return Object.fromEntries(inputTable.map(({ name }) => [name, values.get(name)])) as Inputs;
}

/** The action's inputs as the runner passes them: `INPUT_` and the name in upper case, blanks as underscores, hyphens kept. */
export function inputsFromRunner(environment: Environment): RawInputs {
  const inputs = new Map<string, RawInput>();
  for (const { name } of inputTable.filter((input) => !('surface' in input) || input.surface === 'action')) {
    const text = environment[`INPUT_${name.toUpperCase()}`]?.trim();
    if (text !== undefined && text !== '') inputs.set(name, { text, where: `Input "${name}"` });
  }
  return inputs;
}

/** The command that the action is to run; throws `UserError` when it is missing or unknown. */
export function commandFromRunner(inputs: RawInputs): (typeof actionCommands)[number] {
  const text = inputs.get('command')?.text;
  if (text === undefined) throw new UserError(`Input "command" is missing: give one of ${actionCommands.join(', ')} under "with:".`);
  const command = actionCommands.find((name) => name === text.toLowerCase());
  if (command !== undefined) return command;
  throw new UserError(suggesting(`Input "command" is "${shortened(text)}": expected one of ${actionCommands.join(', ')}`, text, actionCommands));
}

/** Sentences on inputs that this run does not read: misspelt ones, and ones of other commands. */
export function unreadInputs(command: CommandName, environment: Environment): readonly string[] {
  const read = new Set(inputsOf(command, 'action').map(({ name }) => name));
  return Object.entries(environment).flatMap(([variable, text]) => {
    if (!variable.startsWith('INPUT_') || text === undefined || text.trim() === '') return [];
    const name = variable.slice('INPUT_'.length).toLowerCase();
    if (read.has(name) || name === 'github-token') return [];
    const known = inputNamed(name);
    if (known !== undefined) return [`Input "${name}" is not read by "${command}"; it has no effect.`];
    return [suggesting(`Input "${shortened(name)}" is unknown and has no effect`, name, [...read])];
  });
}

/** The sentence, ended by the near miss when there is one: `…; did you mean "location"?` */
export function suggesting(sentence: string, text: string, known: readonly string[]): string {
  const near = nearMiss(text, known);
  return near === undefined ? `${sentence}.` : `${sentence}; did you mean "${near}"?`;
}

function fromEnvironment(name: string, environment: Environment): RawInput | undefined {
  for (const variable of inputNamed(name)?.environment ?? []) {
    const text = environment[variable]?.trim();
    if (text !== undefined && text !== '') return { text, where: `Variable ${variable}` };
  }
  return undefined;
}

export function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
