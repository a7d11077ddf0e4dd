import { execFile } from 'node:child_process';
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Folders that tools fill: what lies there is judged only where it was committed. */
export function isToolFolder(name: string): boolean {
  return name === 'node_modules' || name === '.terraform';
}

/**
 * The files below tool folders that git tracks, relative to `root`. `everything` when git cannot say: then nothing may be passed over.
 * Outside of a checkout nothing is tracked. By git's plumbing; no hook or file watcher of the checkout runs.
 */
export async function trackedToolFiles(root: string): Promise<readonly string[] | 'everything'> {
  if (!(await isCheckout(root))) return [];
  const words = ['-c', 'core.fsmonitor=false', '-C', root, 'ls-files', '-z', '--cached', '--', ':(glob)**/node_modules/**', ':(glob)**/.terraform/**'];
  try {
    const { stdout } = await promisify(execFile)('git', words, { timeout: 20_000, maxBuffer: 64 * 1024 * 1024, windowsHide: true });
    return stdout.split('\0').filter((path) => path !== '');
  } catch {
    return 'everything';
  }
}

async function isCheckout(folder: string): Promise<boolean> {
  const found = await lstat(join(folder, '.git')).then(() => true, () => false);
  const parent = dirname(folder);
  return found || (parent !== folder && (await isCheckout(parent)));
}
