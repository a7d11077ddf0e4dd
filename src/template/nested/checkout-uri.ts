/*
 * Files of the checkout have a URI of their own while a template is expanded, so that expressions which make the URI of a linked template
 * from that of their own, as those of the quickstarts do, lead to a path. The host can never be one (RFC 2606).
 */
const base = 'https://checkout.invalid/';

/** The URI of a path from the root of the checkout. */
export function uriOfFile(path: string): string {
  return base + path.split('/').map(encodeURIComponent).join('/');
}

/** The URI of the folder of a file, with a slash at its end. */
export function uriOfFolder(path: string): string {
  return uriOfFile(path.slice(0, path.lastIndexOf('/') + 1));
}

/** The path that a URI leads to: undefined when it leaves the checkout; a query, such as a token, is none of its business. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.toLowerCase().startsWith(base)) return undefined;
  const [path = ''] = uri.slice(base.length).split(/[?#]/);
  try {
    return pathBelow('', decodeURIComponent(path));
  } catch {
    return undefined;
  }
}

/** A path relative to a folder (`a/b/` or the empty text), without `.` and `..`; undefined when it leaves the checkout. */
export function pathBelow(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\0') || /^[A-Za-z]:/.test(path)) return undefined;
  const kept: string[] = [];
  for (const segment of `${folder}${path}`.replaceAll('\\', '/').split('/')) {
    if (segment === '..') {
      if (kept.pop() === undefined) return undefined;
    } else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept.length === 0 ? undefined : kept.join('/');
}
