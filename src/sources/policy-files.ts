import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { codeOf, messageOf, UserError } from '../run/errors.ts';

/** A JSON file that may hold a policy document. */
export interface PolicyFile {
  /** As it is shown: relative to the folder of the run where it lies below it, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

/** A file larger than a request to Azure may be holds no policy document. */
const largest = 4 * 1024 * 1024;
/** Folders are searched so far, and so many files are read. */
const limits = { depth: 32, files: 50_000 } as const;

/**
 * The JSON files of paths: files as they are named, folders searched (not `node_modules`, `.git`, nor through links).
 * Throws UserError for a path that does not exist or cannot be read.
 */
export async function readPolicyFiles(paths: readonly string[], folder: string): Promise<readonly PolicyFile[]> {
  const found: string[] = [];
  for (const path of paths) await collect(resolve(folder, path), path, found, 0);
  const files: PolicyFile[] = [];
  for (const file of [...new Set(found)].toSorted()) files.push({ file: shown(file, folder), text: await read(file) });
  return files;
}

async function collect(path: string, named: string, found: string[], depth: number): Promise<void> {
  const stats = await lstat(path).catch((error: unknown) => {
    const reason = codeOf(error) === 'ENOENT' ? 'does not exist' : `cannot be read: ${messageOf(error)}`;
    throw new UserError(`"${named}" ${reason}.`, { cause: error });
  });
  if (stats.isFile()) found.push(path);
  if (!stats.isDirectory()) return;
  if (depth > limits.depth) throw new UserError(`"${named}" is nested deeper than ${limits.depth} folders.`);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === '.git') continue;
    if (entry.isDirectory()) await collect(join(path, entry.name), named, found, depth + 1);
    else if (entry.isFile() && entry.name.toLowerCase().endsWith('.json')) found.push(join(path, entry.name));
    if (found.length > limits.files) throw new UserError(`"${named}" holds more than ${limits.files} JSON files; name a folder further down.`);
  }
}

async function read(file: string): Promise<string> {
  try {
    const { size } = await lstat(file);
    return size > largest ? '' : await readFile(file, 'utf8');
  } catch (error) {
    throw new UserError(`"${file}" cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

function shown(file: string, folder: string): string {
  const path = relative(folder, file);
  return (path.startsWith('..') ? file : path).split(sep).join('/');
}
