/** True for a path that has to be matched rather than looked up, if there is nothing by its name. */
export function isGlob(path: string): boolean {
  return /[*?[{(]/.test(path);
}

/** The folder from which on a glob has to be matched: what stands before its first segment with a sign. */
export function globBase(glob: string): string {
  const segments = glob.split('/');
  const first = segments.findIndex(isGlob);
  return (segments.slice(0, first < 0 ? -1 : Math.min(first, segments.length - 1)).join('/') || (glob.startsWith('/') ? '/' : ''));
}

/** Tells whether a path matches, or lies below a folder that does. Names that begin with a dot are like any other. */
export async function globMatcher(glob: string): Promise<(path: string) => boolean> {
  const { default: picomatch } = await import('picomatch');
  const options = { dot: true, nonegate: true, windows: false };
  return picomatch([glob, `${glob}/**`], options);
}
