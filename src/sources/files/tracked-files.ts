/** Folders that tools fill: what lies there is judged only where it was committed. */
export function isToolFolder(name: string): boolean {
  return name === 'node_modules' || name === '.terraform';
}

/**
 * The files below tool folders that git tracks, relative to `root`. `everything` when git cannot say: then nothing may be passed over.
 * Outside of a checkout nothing is tracked. Throws `CancelledError` when cancelled.
 */
export async function trackedToolFiles(root: string, signal?: AbortSignal): Promise<readonly string[] | 'everything'> {
  // Few checkouts have such folders.
  const { trackedFiles } = await import('../git/tracked-files.ts');
  const tracked = await trackedFiles(root, signal);
  if (tracked === 'none') return [];
  return tracked === 'unknown' ? 'everything' : tracked.filter((path) => path.split('/').some(isToolFolder));
}
