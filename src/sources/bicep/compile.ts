import { availableParallelism } from 'node:os';
import { isJsonObject, member, textAt } from '../../arm/json.ts';
import type { JsonText } from '../../arm/json-text.ts';
import { read } from '../documents/classify.ts';
import type { SourceProblem } from '../documents/source-problem.ts';
import { diagnosticsIn, firstLine } from './compiler/diagnostics.ts';
import { environmentOf } from './compiler/environment.ts';
import type { FoundCompiler } from './compiler/find-compiler.ts';
import { compilerLimits, runCompiler, type CompilerEnd, type CompilerLimits } from './compiler/run-compiler.ts';
import type { Prepared, Snapshot } from './snapshot.ts';

/** What became of a file: what the compiler printed, or why it did not. */
export type Compiled = { readonly kind: 'compiled'; readonly output: string } | { readonly kind: 'failed'; readonly problems: readonly SourceProblem[] };

/** Processes at once: each takes a processor and some 200 MB. */
const atOnce = Math.min(4, availableParallelism());
/** After so many files that took too long no other is tried: a pull request could keep a runner busy with each of them. */
const mostTimeouts = 3;

/** Runs the compiler on files of snapshots, several at once. */
export class Compiler {
  readonly #found: FoundCompiler;
  readonly #folder: string;
  readonly #signal: AbortSignal;
  readonly #limits: CompilerLimits;
  #environment: Promise<Record<string, string>> | undefined;
  #running = 0;
  #timeouts = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param folder the checkout: nothing of it comes into the environment of the compiler */
  constructor(found: FoundCompiler, { folder, signal, limits = compilerLimits }: { readonly folder: string; readonly signal: AbortSignal; readonly limits?: CompilerLimits }) {
    this.#found = found;
    this.#folder = folder;
    this.#signal = signal;
    this.#limits = limits;
  }

  /** `build`: prints a template; `build-params`: parameters and template. Rejects with CancelledError. */
  async compile(command: 'build' | 'build-params', path: string, { absolute }: Prepared, snapshot: Snapshot): Promise<Compiled> {
    const end = await this.#inTurn(async () => {
      if (this.#timeouts >= mostTimeouts) return undefined;
      this.#environment ??= environmentOf(this.#found, this.#folder);
      // The path is absolute, so no name of a file is taken for an option.
      const words = [command, absolute, '--stdout', '--no-restore'];
      return await runCompiler({ program: this.#found.program, words, cwd: await snapshot.folder(), env: await this.#environment }, this.#signal, this.#limits);
    });
    if (end?.kind === 'stopped' && end.isTimeout) this.#timeouts += 1;
    const problems = await problemsOf(end, path, snapshot);
    return end?.kind === 'ended' && problems.length === 0 ? { kind: 'compiled', output: end.output } : { kind: 'failed', problems };
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#running >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}

async function problemsOf(end: CompilerEnd | undefined, path: string, snapshot: Snapshot): Promise<readonly SourceProblem[]> {
  const whole = (message: string): readonly SourceProblem[] => [{ kind: 'error', message, origin: { file: snapshot.shown(path), pointer: '', line: 1, column: 1 } }];
  if (end === undefined) return whole(`The Bicep compiler took too long for ${mostTimeouts} files, so this one was not compiled`);
  if (end.kind === 'stopped') return whole(`The Bicep compiler was stopped: ${end.reason}`);
  if (end.kind === 'failed') return whole(`The Bicep compiler could not be started: ${end.reason}`);
  const prefix = `${await snapshot.folder()}/`.replaceAll('\\', '/');
  const plain = (text: string): string => text.replaceAll('\\', '/').replaceAll(prefix, '');
  const errors = diagnosticsIn(end.messages).filter(({ level }) => level === 'Error');
  if (errors.length > 0) {
    return errors.map(({ file, line, column, code, message }) => {
      const at = plain(file);
      const isOurs = at !== file.replaceAll('\\', '/');
      const place = isOurs ? { file: snapshot.shown(at), line, column } : { file: snapshot.shown(path), line: 1, column: 1 };
      return { kind: 'error', message: `${code}: ${message.includes(prefix) ? plain(message) : message}`, ...adviceOn(code, snapshot.shown(path)), origin: { ...place, pointer: '' } };
    });
  }
  if (end.status === 0) return [];
  const said = firstLine(end.messages);
  return whole(`The Bicep compiler failed (exit status ${end.status ?? 'unknown'})${said === undefined ? '' : `: ${plain(said)}`}`);
}

/** Modules that are not in the compiler's cache (learn.microsoft.com, "Bicep core diagnostics"). */
function adviceOn(code: string, file: string): Pick<SourceProblem, 'remedy'> {
  return /^BCP19[012]$/.test(code) ? { remedy: `Modules of registries are not fetched here: run \`bicep restore ${file}\` in a step before this one.` } : {};
}

/** The template in what `build` has printed. */
export function templateIn(output: string): JsonText | undefined {
  const found = read(output);
  return found.kind === 'template' ? found.json : undefined;
}

/** What `build-params` has printed (Azure/bicep, OutputWriter.cs): both as texts; no template for `using none`. */
export function parametersIn(output: string): { readonly parameters: JsonText; readonly template: JsonText | undefined } | undefined {
  const outer = parse(output);
  const parameters = textAt(outer, 'parametersJson');
  const template = textAt(outer, 'templateJson');
  const found = parameters === undefined ? undefined : read(parameters);
  // Parameters that have no entries look like nothing at all.
  const json = found !== undefined && 'json' in found ? found.json : undefined;
  if (json === undefined || !isJsonObject(member(json.value, 'parameters'))) return undefined;
  return { parameters: json, template: template === undefined ? undefined : templateIn(template) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
