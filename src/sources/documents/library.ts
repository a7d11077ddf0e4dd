import type { TreeFile } from '../tree.ts';
import { treePath } from '../files/tree-path.ts';
import type { BicepFiles } from '../bicep/bicep-files.ts';
import type { Mount, NamedFiles, SourceFile } from '../files/named-files.ts';
import { classify, read, type Classified } from './classify.ts';
import { formatOf } from './formats.ts';
import type { SourceProblem } from './source-problem.ts';

/** The documents that a run reads, each once. */
export interface Library {
  /** What a file is. What cannot be read at all is a problem. */
  readonly get: (file: SourceFile) => Promise<Classified>;
  /** The file that a judged file names by path: read in the checkout only, or where the user named it. */
  readonly linked: (path: string) => Promise<SourceFile | { readonly unread: string }>;
  /** As `get` for a file that another names: read whatever it looks like. */
  readonly follow: (file: SourceFile) => Promise<Classified>;
}

/** What is kept of all documents together: beyond it the memory of a runner would end the run instead of a sentence. */
const most = { characters: 256 * 1024 * 1024, weight: 8_000_000 } as const;

/** @param bicep compiles what is Bicep */
export function library(named: NamedFiles, checkout: Mount, bicep: Pick<BicepFiles, 'read'>): Library {
  const kept = { characters: 0, weight: 0 };
  const once = (cache: Map<string, Promise<Classified>>, file: SourceFile, sort: (text: string) => Classified): Promise<Classified> => {
    const found = cache.get(file.file) ?? readAs(file, sort).then(within);
    cache.set(file.file, found);
    return found;
  };
  const readAs = async (file: SourceFile, sort: (text: string) => Classified): Promise<Classified> => (isBicep(file.path) ? bicep.read(file) : classified(await file.mount.tree.read(file.path), sort, file));
  const within = (found: Classified): Classified => {
    const json = 'json' in found ? found.json : undefined;
    if (json === undefined) return found;
    kept.characters += json.text.length;
    kept.weight += json.weight;
    if (kept.characters <= most.characters && kept.weight <= most.weight) return found;
    const message = `The infrastructure files have more than ${most.characters} characters, or ${most.weight} values together, and this one is beyond that: judge them in several runs by "paths"`;
    return { kind: 'problem', problem: 'error', message, line: 1, column: 1 };
  };
  const known = new Map<string, Promise<Classified>>();
  const followed = new Map<string, Promise<Classified>>();
  const files = new Map(named.files.map((file) => [file.file, file]));
  return {
    get: (file) => once(known, file, classify),
    follow: async (file) => {
      const found = await known.get(file.file);
      const isEnough = found !== undefined && !(found.kind === 'skipped' && found.json === undefined);
      return isEnough ? found : once(followed, file, read);
    },
    linked: async (path) => {
      const file = files.get(path);
      if (file !== undefined) return file;
      const clean = treePath(path);
      if (clean === undefined || clean === '') return { unread: `it lies outside of ${checkout.tree.name}, and what a file names is read in there only` };
      return files.get(clean) ?? { file: clean, mount: checkout, path: clean, isNamed: false };
    },
  };
}

function isBicep(path: string): boolean {
  const format = formatOf(path);
  return format === 'bicep' || format === 'bicepparam';
}

function classified(found: TreeFile, sort: (text: string) => Classified, { mount }: SourceFile): Classified {
  if (found.kind === 'found') return sort(found.text);
  const reason = found.kind === 'unknown' ? found.reason : 'there is no such file';
  return { kind: 'problem', problem: 'error', message: `The file cannot be read in ${mount.tree.name}: ${reason}`, line: 1, column: 1 };
}

/** The problem of a file that could not be read. */
export function problemOf(file: string, found: Extract<Classified, { readonly kind: 'problem' }>): SourceProblem {
  return { kind: found.problem, message: found.message, origin: { file, pointer: '', line: found.line, column: found.column } };
}
