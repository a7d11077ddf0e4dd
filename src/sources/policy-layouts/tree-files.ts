import { throwIfCancelled, UserError } from '../../run/errors.ts';
import type { FileTree } from '../tree.ts';
import { readJsonFile, type JsonFile } from './document.ts';

/** Files that are read, and their length together in UTF-16 units. */
const most = { files: 20_000, length: 256 * 1024 * 1024 } as const;

/** Words that only a policy document has: a text with one of them that cannot be read is one that is missing. */
const words = /"(?:policyRule|policyDefinitions|policyDefinitionId|exemptionCategory|policySetName|policyName|definitionEntry|definitionEntryList)"/i;

/** Names and folders of the layouts. */
const places = /(?:^|\/)(?:(?:azure)?policy(?:set)?(?:\.(?:rules|parameters|definitions))?\.json|assign\.[^/]*\.json|global-settings\.jsonc?)$|(?:^|\/)policy(?:Set)?(?:Definitions|Assignments|Exemptions)\//i;

export interface TreeFiles {
  readonly files: readonly JsonFile[];
  readonly notes: readonly string[];
}

/**
 * The JSON files at paths of a tree, read; not those of `node_modules` and `.git`. Throws UserError for a path that is not there (unless that
 * is to be noted), for a file that cannot be had, and for one that cannot be read and looks like a policy; other unreadable ones are noted.
 */
export async function readPolicyTree(tree: FileTree, paths: readonly string[], { signal, absent = 'refuse' }: { readonly signal?: AbortSignal; readonly absent?: 'refuse' | 'note' }): Promise<TreeFiles> {
  const named = new Set<string>();
  const notes: string[] = [];
  const listed = new Set<string>();
  for (const path of paths.map(normal)) {
    const listing = await tree.list(path);
    if (listing.kind === 'unknown') throw new UserError(`The policies at "${path}" of ${tree.name} cannot be listed: ${listing.reason}.`);
    if (listing.kind === 'absent') {
      if (absent === 'refuse') throw new UserError(`The policies at "${path}" cannot be read: ${tree.name} has no such file or folder.`);
      notes.push(`${tree.name} has no "${path}": no policies of it are judged with.`);
      continue;
    }
    if (listing.paths.length === 1 && listing.paths[0] === path) named.add(path);
    for (const file of listing.paths) if (isWanted(file, path)) listed.add(file);
  }
  for (const path of named) if (!/\.jsonc?$/i.test(path)) throw new UserError(`The policies at "${path}" cannot be read: policies are JSON (.json or .jsonc).`);
  if (listed.size > most.files) throw new UserError(`There are ${listed.size} JSON files in ${paths.join(', ')}; at most ${most.files} are read. Name folders further down.`);
  const files: JsonFile[] = [];
  const unread: string[] = [];
  let length = 0;
  for (const path of Array.from(listed).toSorted()) {
    throwIfCancelled(signal);
    const text = await textOf(tree, path);
    length += text.length;
    if (length > most.length) throw new UserError(`The JSON files in ${paths.join(', ')} have more than ${most.length} characters together. Name folders further down.`);
    const file = readOr(path, text, () => named.has(path) || places.test(path) || words.test(text));
    if (file === undefined) unread.push(path);
    else files.push(file);
  }
  if (unread.length > 0) notes.push(`${unread.length} JSON files are not well-formed and seem to hold no policies; they were left alone: ${unread.slice(0, 5).join(', ')}${unread.length > 5 ? ', …' : ''}.`);
  return { files, notes };
}

function normal(path: string): string {
  return path.replaceAll('\\', '/').split('/').filter((segment) => segment !== '' && segment !== '.').join('/');
}

function isWanted(file: string, path: string): boolean {
  const below = path === '' ? file : file.slice(path.length);
  return /\.jsonc?$/i.test(file) && !/(?:^|\/)(?:node_modules|\.git)\//.test(below);
}

async function textOf(tree: FileTree, path: string): Promise<string> {
  const file = await tree.read(path);
  if (file.kind === 'found') return file.text;
  throw new UserError(`${path} of ${tree.name} cannot be read: ${file.kind === 'unknown' ? file.reason : 'it is gone'}.`);
}

function readOr(path: string, text: string, isNeeded: () => boolean): JsonFile | undefined {
  try {
    return readJsonFile(path, text);
  } catch (error) {
    if (isNeeded()) throw error;
    return undefined;
  }
}
