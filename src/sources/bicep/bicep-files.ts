import { read, type Classified } from '../documents/classify.ts';
import type { SourceProblem } from '../documents/source-problem.ts';
import type { Document } from '../documents/origin.ts';
import type { Mount, SourceFile } from '../files/named-files.ts';
import { sideBySide } from '../files/side-by-side.ts';
import { Compiler, parametersIn, templateIn } from './compile.ts';
import { findCompiler, type CompilerSearch } from './compiler/find-compiler.ts';
import type { CompilerLimits } from './compiler/run-compiler.ts';
import { compiledText } from './places/document-text.ts';
import { locateInParameters, locateInTemplate, type Sources } from './places/locate.ts';
import { Snapshot, targetOf, type Prepared } from './snapshot.ts';
import { isBicepName, isBicepParametersName } from './source.ts';
import { isRemote } from './syntax/references.ts';

/** Bicep files as the templates and parameters that the compiler makes of them. */
export interface BicepFiles {
  /** The Bicep files among named ones that no other one uses as a module; of those that use each other in a circle, the first. */
  readonly entries: (files: readonly SourceFile[]) => Promise<ReadonlySet<string>>;
  /** A Bicep or Bicep parameter file. Those that are not read are told in `problems`. */
  readonly read: (file: SourceFile) => Promise<Classified>;
  /** The template that a parameter file names, as it is shown; undefined for none and for those of registries. */
  readonly usingOf: (file: SourceFile) => Promise<string | undefined>;
  /** The Bicep files that a file uses as modules, directly or not, by the names under which they are shown. */
  readonly modulesOf: (file: SourceFile) => Promise<readonly SourceFile[]>;
  /** Templates that parameter files name and that are in no checkout: those of registries. */
  readonly remote: () => readonly Document[];
  readonly problems: () => readonly SourceProblem[];
  /** Removes what was laid before the compiler. */
  readonly close: () => Promise<void>;
}

export interface BicepTools {
  /** The checkout. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly limits?: CompilerLimits;
}

const refused: Classified = { kind: 'refused' };

/** Compiles Bicep files as they are asked for, see `Snapshot` and `findCompiler`. */
export function bicepFiles(tools: BicepTools): BicepFiles {
  return new Files(tools);
}

class Files implements BicepFiles {
  readonly #tools: BicepTools;
  readonly #snapshots = new Map<Mount, Snapshot>();
  readonly #found = new Map<string, Promise<Classified>>();
  readonly #problems: SourceProblem[] = [];
  readonly #missing = new Set<string>();
  readonly #remote = new Map<string, Document>();
  #search: Promise<CompilerSearch> | undefined;
  #compiler: Compiler | undefined;
  #passedOver: readonly string[] = [];

  constructor(tools: BicepTools) {
    this.#tools = tools;
  }

  async entries(files: readonly SourceFile[]): Promise<ReadonlySet<string>> {
    const own = files.filter(({ path }) => isBicepName(path));
    const modules = new Map(await sideBySide(own, 16, this.#tools.signal, async (file) => [file.file, (await this.modulesOf(file)).map((one) => one.file)] as const));
    const used = new Set([...modules].flatMap(([file, names]) => names.filter((name) => name !== file)));
    const entries = new Set(own.map(({ file }) => file).filter((file) => !used.has(file)));
    const reached = new Set([...entries].flatMap((file) => [file, ...(modules.get(file) ?? [])]));
    for (const { file } of own) {
      if (reached.has(file)) continue;
      entries.add(file);
      for (const one of [file, ...(modules.get(file) ?? [])]) reached.add(one);
    }
    return entries;
  }

  async modulesOf({ mount, path }: SourceFile): Promise<readonly SourceFile[]> {
    const snapshot = this.#snapshotOf(mount);
    const queue = [path];
    const seen = new Set<string>();
    for (const one of queue) {
      const source = await snapshot.source(one);
      for (const { kind, path: name } of source?.references ?? []) {
        const target = kind !== 'module' || name === undefined || isRemote(name) ? undefined : targetOf(one, name);
        if (target === undefined || seen.has(target) || !isBicepName(target)) continue;
        seen.add(target);
        queue.push(target);
      }
    }
    return [...seen].map((one) => ({ file: snapshot.shown(one), mount, path: one, isNamed: false }));
  }

  async usingOf({ mount, path }: SourceFile): Promise<string | undefined> {
    const snapshot = this.#snapshotOf(mount);
    const name = (await snapshot.source(path))?.syntax.using?.path;
    const target = name === undefined || isRemote(name) ? undefined : targetOf(path, name);
    return target === undefined ? undefined : snapshot.shown(target);
  }

  read(file: SourceFile): Promise<Classified> {
    const found = this.#found.get(file.file) ?? this.#read(file);
    this.#found.set(file.file, found);
    return found;
  }

  remote(): readonly Document[] {
    return [...this.#remote.values()];
  }

  problems(): readonly SourceProblem[] {
    const [first] = [...this.#missing].toSorted();
    if (first === undefined) return this.#problems;
    const count = this.#missing.size;
    const inside = this.#passedOver.length === 0 ? '' : '; the one that the checkout brings along is not run';
    const message = `There is no Bicep compiler on PATH${inside}, so ${count === 1 ? 'this file is' : `this file and ${count - 1} more of Bicep are`} not judged`;
    const remedy = 'Run `az bicep install` in a step before this one (runners of GitHub for Ubuntu have `bicep`), or leave the files out with `!**/*.bicep` and `!**/*.bicepparam` in "paths".';
    return [{ kind: 'unread', message, remedy, origin: { file: first, pointer: '', line: 1, column: 1 } }, ...this.#problems];
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#snapshots.values(), (snapshot) => snapshot.close()));
  }

  #snapshotOf(mount: Mount): Snapshot {
    const known = this.#snapshots.get(mount) ?? new Snapshot(mount);
    this.#snapshots.set(mount, known);
    return known;
  }

  async #read(file: SourceFile): Promise<Classified> {
    const snapshot = this.#snapshotOf(file.mount);
    const source = await snapshot.source(file.path);
    const isParameters = isBicepParametersName(file.path);
    if (source !== undefined && !isParameters && !source.deploys) return { kind: 'skipped', reason: 'notInfrastructure' };
    // A base for others to extend.
    if (source !== undefined && isParameters && source.isWhole && source.syntax.using?.path === undefined && source.syntax.using !== undefined) return { kind: 'skipped', reason: 'parameters' };
    const prepared = await snapshot.prepare(file.path);
    if (prepared.problems.length > 0 || source === undefined) {
      this.#problems.push(...prepared.problems);
      return refused;
    }
    const compiler = await this.#compilerFor();
    if (compiler === undefined) {
      this.#missing.add(file.file);
      return refused;
    }
    const compiled = await compiler.compile(isParameters ? 'build-params' : 'build', file.path, prepared, snapshot);
    if (compiled.kind === 'failed') {
      this.#problems.push(...compiled.problems);
      return refused;
    }
    return isParameters ? this.#parameters(file, compiled.output, prepared, snapshot) : this.#template(file, compiled.output, prepared, snapshot);
  }

  #template(file: SourceFile, output: string, prepared: Prepared, snapshot: Snapshot): Classified {
    const json = templateIn(output);
    const source = prepared.sources.get(file.path);
    if (json === undefined || source === undefined) return this.#unreadable(file, 'no template');
    const sources = sourcesIn(prepared);
    return { kind: 'template', json: compiledText(json, { locate: (pointer) => locateInTemplate(source, json.value, pointer, sources), document: documentsIn(prepared, snapshot) }) };
  }

  #parameters(file: SourceFile, output: string, prepared: Prepared, snapshot: Snapshot): Classified {
    const printed = parametersIn(output);
    const source = prepared.sources.get(file.path);
    if (printed === undefined || source === undefined) return this.#unreadable(file, 'no parameters');
    const { parameters, template } = printed;
    const sources = sourcesIn(prepared);
    const document = documentsIn(prepared, snapshot);
    const path = source.syntax.using?.path ?? '';
    const target = isRemote(path) ? undefined : targetOf(file.path, path);
    const using = target === undefined ? path : snapshot.shown(target);
    if (target === undefined && template !== undefined) {
      const at = source.syntax.using ?? { start: 0, end: 0 };
      const locate = () => ({ kind: 'bicep', source, span: at, isPlaced: true }) as const;
      this.#remote.set(using, { file: using, json: compiledText(template, { locate, document }) });
    }
    return { kind: 'parameters', json: compiledText(parameters, { locate: (pointer) => locateInParameters(source, parameters.value, pointer, sources), document, using }) };
  }

  #unreadable({ file }: SourceFile, what: string): Classified {
    this.#problems.push({ kind: 'error', message: `The Bicep compiler printed ${what} that can be read`, origin: { file, pointer: '', line: 1, column: 1 } });
    return refused;
  }

  async #compilerFor(): Promise<Compiler | undefined> {
    const { folder } = this.#tools;
    this.#search ??= findCompiler(folder);
    const search = await this.#search;
    if (search.kind === 'none') {
      this.#passedOver = search.passedOver;
      return undefined;
    }
    this.#compiler ??= new Compiler(search.compiler, this.#tools);
    return this.#compiler;
  }
}

function sourcesIn({ sources, texts }: Prepared): Sources {
  return { get: (path) => sources.get(path), isText: (path) => texts.has(path) };
}

function documentsIn({ texts }: Prepared, snapshot: Snapshot): (path: string) => Document | undefined {
  const known = new Map<string, Document | undefined>();
  return (path) => {
    if (known.has(path)) return known.get(path);
    const text = texts.get(path);
    const found = text === undefined ? undefined : read(text);
    const document = found !== undefined && 'json' in found && found.json !== undefined ? { file: snapshot.shown(path), json: found.json } : undefined;
    known.set(path, document);
    return document;
  };
}
