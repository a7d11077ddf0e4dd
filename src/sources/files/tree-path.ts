/**
 * A path as trees have it: forward slashes, no `.`, `..` or empty segments, "" for the root. Undefined when it leads out of the tree.
 */
export function treePath(path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\0')) return undefined;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

/** The folder of a file: "" for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path below a folder; the folder may be "". */
export function below(folder: string, path: string): string {
  return folder === '' || folder.endsWith('/') ? `${folder}${path}` : `${folder}/${path}`;
}

/** Git keeps its own data, and only that, below this name; its configuration may hold tokens. */
export function isGitData(path: string): boolean {
  return /(?:^|[/\\])\.git(?:[/\\]|$)/i.test(path);
}
