/**
 * The text of a file's bytes: UTF-8, or UTF-16 with a byte order mark or the zero bytes that Latin letters have in it (Windows
 * PowerShell's `>` writes UTF-16). The mark itself is not part of the text. Bytes that are no text become U+FFFD.
 */
function decodeText(bytes        )         {
  const [first = -1, second = -1] = bytes;
  if (first === 0xef && second === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return bigEndian(bytes.subarray(2));
  if (first > 0 && second === 0) return bytes.toString('utf16le');
  if (first === 0 && second > 0) return bigEndian(bytes);
  return bytes.toString('utf8');
}

function bigEndian(bytes        )         {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16().toString('utf16le');
}

/**
 * A path as trees have it: forward slashes, no `.`, `..` or empty segments, "" for the root. Undefined when it leads out of the tree.
 */
function treePath(path        )                     {
  if (path.startsWith('/') || path.includes('\0')) return undefined;
  const segments           = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

/** The folder of a file: "" for the root. */
function folderOf(path        )         {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last segment of a path. */
function nameOf(path        )         {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path below a folder; the folder may be "". */
function below(folder        , path        )         {
  return folder === '' || folder.endsWith('/') ? `${folder}${path}` : `${folder}/${path}`;
}

/** Git keeps its own data, and only that, below this name; its configuration may hold tokens. */
function isGitData(path        )          {
  return /(?:^|[/\\])\.git(?:[/\\]|$)/i.test(path);
}

export { below, decodeText, folderOf, isGitData, nameOf, treePath };
