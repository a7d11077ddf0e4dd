import { UserError } from '../../../run/errors.ts';
import { lineStartsOf, positionAt } from '../../../arm/json-text/lines.ts';
import type { TextRange } from '../../../arm/json-text.ts';
import { folderOf, nameOf } from '../../files/tree-path.ts';
import type { FileTree } from '../../tree.ts';
import { limits } from '../limits.ts';
import type { Configuration } from '../plan/configuration.ts';
import { scanHcl, type HclBlock } from './hcl.ts';
import { modulePaths, modulePlace } from './module-folders.ts';

/** A file of configuration in the checkout. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly rangeOf: (start: number, end: number) => TextRange;
}

export interface FoundBlock {
  readonly file: SourceFile;
  readonly block: HclBlock;
}

/** The configuration in the checkout, by folder. */
export interface Sources {
  /** The blocks `resource "type" "name"`, `module "name"` or `locals` of a folder; those of an override file first. */
  readonly blocks: (folder: string, type: string, ...labels: readonly string[]) => readonly FoundBlock[];
  /** Sentences on what could not be read. */
  readonly notes: readonly string[];
}

export const noSources: Sources = { blocks: () => [], notes: [] };

/** Reads the `.tf` files of the root module and of the local modules below it. Rejects only with CancelledError. */
export async function readSources(tree: FileTree, root: string, configuration: Configuration): Promise<Sources> {
  const places = modulePaths(configuration, limits.files).map((path) => modulePlace(path, root, configuration)?.folder);
  const folders = [...new Set(places.filter((folder) => folder !== undefined))];
  const index = new Map<string, FoundBlock[]>();
  const notes: string[] = [];
  let count = 0;
  for (const folder of folders) {
    const listing = await tree.list(folder, { shallow: true });
    const names = listing.kind === 'found' ? listing.paths.filter((path) => /\.(?:tf|tofu)$/.test(path) && folderOf(path) === folder) : [];
    for (const path of names.toSorted(overridesFirst)) {
      count += 1;
      if (count > limits.files) return { blocks: lookUp(index), notes: [`More than ${limits.files} files of configuration belong to the plan: in the others nothing is located.`] };
      const file = await tree.read(path);
      if (file.kind !== 'found') continue;
      if (file.text.length > limits.fileLength) {
        notes.push(`${path} has ${file.text.length} characters; nothing is located in files of more than ${limits.fileLength}.`);
        continue;
      }
      addBlocks(index, folder, sourceFile(path, file.text));
    }
  }
  return { blocks: lookUp(index), notes };
}

function lookUp(index: ReadonlyMap<string, readonly FoundBlock[]>): Sources['blocks'] {
  return (folder, type, ...labels) => index.get([folder, type, ...labels].join('\u0000')) ?? [];
}

function addBlocks(index: Map<string, FoundBlock[]>, folder: string, file: SourceFile): void {
  for (const block of scanHcl(file.text)) {
    if (block.type !== 'resource' && block.type !== 'module' && block.type !== 'locals') continue;
    const key = [folder, block.type, ...block.labels].join('\u0000');
    const there = index.get(key);
    if (there === undefined) index.set(key, [{ file, block }]);
    else there.push({ file, block });
  }
}

/** What `override.tf` and `*_override.tf` say goes over what the others say. */
function overridesFirst(left: string, right: string): number {
  return Number(isOverride(right)) - Number(isOverride(left)) || (left < right ? -1 : 1);
}

function isOverride(path: string): boolean {
  return /^(?:.*_)?override\.(?:tf|tofu)$/.test(nameOf(path));
}

function sourceFile(path: string, text: string): SourceFile {
  let starts: readonly number[] | undefined;
  return {
    path,
    text,
    rangeOf: (start, end) => {
      starts ??= lineStartsOf(text);
      const to = positionAt(starts, end);
      return { ...positionAt(starts, start), endLine: to.line, endColumn: to.column };
    },
  };
}

/** The lock file that stands beside a root module, if any. */
export async function readLockFile(tree: FileTree, root: string): Promise<string | undefined> {
  const file = await tree.read(root === '' ? '.terraform.lock.hcl' : `${root}/.terraform.lock.hcl`);
  if (file.kind !== 'found') return undefined;
  if (file.text.length > limits.fileLength) throw new UserError(`The .terraform.lock.hcl beside the plan has ${file.text.length} characters; at most ${limits.fileLength} are read.`);
  return file.text;
}
