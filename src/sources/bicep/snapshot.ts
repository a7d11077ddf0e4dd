import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { messageOf } from '../../run/errors.ts';
import type { SourceProblem } from '../documents/source-problem.ts';
import type { Mount } from '../files/named-files.ts';
import { below, folderOf, treePath } from '../files/tree-path.ts';
import { plainConfiguration, readConfiguration } from './configuration.ts';
import { bicepSource, type BicepSource } from './source.ts';
import { isRemote, type Reference } from './syntax/references.ts';

/** What the compiler is given of one file and all that it names. */
export interface Prepared {
  /** Where the file lies for the compiler. */
  readonly absolute: string;
  /** By path in the tree: the file and whatever it names, directly or not. */
  readonly sources: ReadonlyMap<string, BicepSource>;
  /** Files that are no Bicep, by path in the tree. */
  readonly texts: ReadonlyMap<string, string>;
  /** Why the compiler must not see it. */
  readonly problems: readonly SourceProblem[];
}

interface Part {
  readonly source?: BicepSource;
  readonly text?: string;
  readonly names: readonly string[];
  readonly problems: readonly SourceProblem[];
}

const most = { characters: 64 * 1024 * 1024, file: 4 * 1024 * 1024, files: 5000, listed: 1000 } as const;
const json = /\.(?:jsonc?|arm)$/i;

/**
 * A folder of our own with the Bicep files of a tree and what they name, as the tree reads them. The compiler works there and not in the checkout, so that it finds
 * what may be read and nothing else: no data of git (where checkouts keep a token), nothing outside of the tree, whatever links and `../` say, and no
 * configuration but the one that is left of the tree's. For the files of a commit there is no other place.
 *
 * A file that names something outside, or computes the path of a file to load, is not compiled: the compiler would read it.
 */
export class Snapshot {
  readonly #mount: Mount;
  readonly #parts = new Map<string, Promise<Part>>();
  readonly #configurations = new Map<string, Promise<readonly SourceProblem[]>>();
  #folder: Promise<string> | undefined;
  #characters = 0;

  constructor(mount: Mount) {
    this.#mount = mount;
  }

  /** The absolute path of the folder. */
  folder(): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'aks-isolation-bicep-')).then(async (folder) => {
      const root = await realpath(folder);
      await writeFile(join(root, 'bicepconfig.json'), plainConfiguration);
      return root;
    });
    return this.#folder;
  }

  async close(): Promise<void> {
    // A run that was cancelled may still be writing; what stays behind is in the folder for temporary files.
    await this.#folder?.then((folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 })).catch(() => undefined);
  }

  /** How a path of the tree is shown. */
  shown(path: string): string {
    return below(this.#mount.prefix, path);
  }

  /** A Bicep file as it reads; undefined when it cannot be read. */
  async source(path: string): Promise<BicepSource | undefined> {
    return (await this.#part(path, true)).source;
  }

  /** Lays a Bicep file ready for the compiler, with all that it names. */
  async prepare(path: string): Promise<Prepared> {
    const sources = new Map<string, BicepSource>();
    const texts = new Map<string, string>();
    const problems: SourceProblem[] = [];
    const queue = [path];
    const seen = new Set(queue);
    for (const one of queue) {
      const part = await this.#part(one, one === path || !json.test(one));
      if (part.source !== undefined) sources.set(one, part.source);
      if (part.text !== undefined) texts.set(one, part.text);
      problems.push(...part.problems);
      for (const name of part.names.filter((other) => !seen.has(other))) {
        seen.add(name);
        queue.push(name);
      }
      if (queue.length > most.files) {
        problems.push(this.#problem(path, `The file names more than ${most.files} others`));
        break;
      }
    }
    return { absolute: join(await this.folder(), ...path.split('/')), sources, texts, problems };
  }

  #part(path: string, isBicep: boolean): Promise<Part> {
    // What one file loads as a text may be a module of another: both ways of reading are kept.
    const key = `${isBicep} ${path}`;
    const known = this.#parts.get(key) ?? this.#read(path, isBicep);
    this.#parts.set(key, known);
    return known;
  }

  async #read(path: string, isBicep: boolean): Promise<Part> {
    const content = await this.#mount.tree.read(path);
    // The compiler says where it misses a file.
    if (content.kind === 'absent') return { names: [], problems: [] };
    if (content.kind === 'unknown') return { names: [], problems: [this.#problem(path, `The file cannot be read in ${this.#mount.tree.name}: ${content.reason}`)] };
    const { text } = content;
    this.#characters += text.length;
    if (this.#characters > most.characters) return { names: [], problems: [this.#problem(path, `The Bicep files and what they name have more than ${most.characters} characters: judge them in several runs by "paths"`)] };
    if (isBicep && text.length > most.file) return { names: [], problems: [this.#problem(path, `The file has more than ${most.file} characters`)] };
    const written = [...(await this.#write(path, text)), ...(await this.#configure(folderOf(path)))];
    if (!isBicep) return { text, names: [], problems: written };
    const source = bicepSource(this.shown(path), path, text);
    const tooDeep = source.isWhole ? [] : [this.#problem(path, 'The interpolations of a text are nested too deep for it to be checked')];
    const followed = await Promise.all(source.references.map((reference) => this.#follow(source, reference)));
    return { source, names: followed.flatMap(({ names }) => names), problems: [...written, ...tooDeep, ...followed.flatMap(({ problems }) => problems)] };
  }

  async #follow(source: BicepSource, reference: Reference): Promise<{ readonly names: readonly string[]; readonly problems: readonly SourceProblem[] }> {
    const { kind, path } = reference;
    const refuse = (message: string) => ({ names: [], problems: [this.#problem(source.path, message, source.rangeOf({ start: reference.start, end: reference.start }))] });
    if (path === undefined) return kind === 'load' || kind === 'folder' ? refuse('The path of the file to load is computed, so it is not known to lie in the checkout: write it as a plain text') : { names: [], problems: [] };
    if (kind !== 'load' && kind !== 'folder' && isRemote(path)) return { names: [], problems: [] };
    const target = targetOf(source.path, path);
    if (target === undefined) return refuse(`The path ${JSON.stringify(path.slice(0, 200))} leads out of ${this.#mount.tree.name}, and what a file names is read in there only`);
    if (kind !== 'folder') {
      // A file to load is read as a text here, and as a module where one names it so.
      if (kind === 'load') return { names: [], problems: (await this.#part(target, false)).problems };
      return { names: [target], problems: [] };
    }
    const listing = await this.#mount.tree.list(target);
    if (listing.kind !== 'found') return { names: [], problems: [] };
    if (listing.paths.length > most.listed) return refuse(`The folder ${JSON.stringify(path.slice(0, 200))} holds more than ${most.listed} files`);
    const parts = await Promise.all(listing.paths.map((one) => this.#part(one, false)));
    return { names: [], problems: parts.flatMap(({ problems }) => problems) };
  }

  async #write(path: string, text: string): Promise<readonly SourceProblem[]> {
    // The configuration is written as what is left of it.
    if (/(?:^|\/)bicepconfig\.json$/i.test(path)) return [];
    try {
      const file = join(await this.folder(), ...path.split('/'));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      return [];
    } catch (error) {
      return [this.#problem(path, `The file cannot be laid before the compiler: ${messageOf(error)}`)];
    }
  }

  /** The configurations that hold for the files of a folder: its own and those above, of which the nearest counts. */
  async #configure(folder: string): Promise<readonly SourceProblem[]> {
    const known = this.#configurations.get(folder) ?? this.#writeConfiguration(folder);
    this.#configurations.set(folder, known);
    return [...(await known), ...(folder === '' ? [] : await this.#configure(folderOf(folder)))];
  }

  async #writeConfiguration(folder: string): Promise<readonly SourceProblem[]> {
    const path = below(folder, 'bicepconfig.json');
    const content = await this.#mount.tree.read(path);
    if (content.kind === 'absent') return [];
    if (content.kind === 'unknown') return [this.#problem(path, `The configuration of Bicep cannot be read: ${content.reason}`)];
    const configuration = readConfiguration(content.text);
    if (configuration.kind === 'error') return [this.#problem(path, configuration.message, configuration)];
    const file = join(await this.folder(), ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, configuration.text);
    return [];
  }

  #problem(path: string, message: string, { line, column }: { readonly line: number; readonly column: number } = { line: 1, column: 1 }): SourceProblem {
    return { kind: 'error', message, origin: { file: this.shown(path), pointer: '', line, column } };
  }
}

/** Where a path leads that a file names; undefined for what may lie outside of the tree, however the compiler reads it. */
export function targetOf(from: string, path: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (/^\/|[\\:\u0000-\u001F]/.test(path)) return undefined;
  const [plain, decoded] = [path, decode(path)].map((one) => treePath(below(folderOf(from), one)));
  return decoded === undefined ? undefined : plain;
}

/** Versions of the compiler that made addresses of paths may have read escapes in them. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
