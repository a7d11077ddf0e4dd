import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { codeOf, messageOf, UserError } from '../run/errors.ts';

/** A report of ten thousand clusters with findings on all of them stays below. Bytes. */
const largest = 512 * 1024 * 1024 - 64;

/** The text of a JSON report that an earlier run wrote, wherever it lies; undefined when there is none. Throws UserError when it cannot be read. */
export async function readReportFile(path: string, folder: string): Promise<string | undefined> {
  const file = resolve(folder, path);
  try {
    const { size } = await stat(file);
    if (size > largest) throw new UserError(`The report "${path}" is larger than ${Math.round(largest / 1e6)} MB.`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (error instanceof UserError) throw error;
    throw new UserError(`The report "${path}" cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}
