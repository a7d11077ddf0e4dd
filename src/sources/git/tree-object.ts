/** What a name in a folder of a commit stands for. Submodules are commits of other repositories, of which there is nothing here. */
export type EntryType = 'file' | 'folder' | 'link' | 'submodule';

export interface TreeEntry {
  readonly type: EntryType;
  /** The object's id. */
  readonly id: string;
}

const types: Readonly<Record<string, EntryType>> = { '40000': 'folder', '100644': 'file', '100755': 'file', '100664': 'file', '120000': 'link', '160000': 'submodule' };

/**
 * The entries of a tree object: `<mode> <name>`, a zero byte and the id as bytes, for each. Undefined for what is no such object.
 * Names that no checkout can hold (`.git`, `..`) are left out: git does not write them, but GitHub is not the only one to make objects.
 * @param idLength bytes of an id: 20 or 32
 */
export function parseTree(bytes: Buffer, idLength: number): ReadonlyMap<string, TreeEntry> | undefined {
  const entries = new Map<string, TreeEntry>();
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, at);
    if (blank < 0 || end < blank || end + 1 + idLength > bytes.length) return undefined;
    const mode = bytes.toString('latin1', at, blank);
    const name = bytes.toString('utf8', blank + 1, end);
    const type = types[mode];
    if (type === undefined) return undefined;
    if (isPlainName(name)) entries.set(name, { type, id: bytes.toString('hex', end + 1, end + 1 + idLength) });
    at = end + 1 + idLength;
  }
  return entries;
}

function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && name.toLowerCase() !== '.git';
}

/** What a commit object says of its tree and its parents, in order. Undefined for what is no commit object. */
export function parseCommit(bytes: Buffer): { readonly tree: string; readonly parents: readonly string[] } | undefined {
  const head = bytes.toString('latin1', 0, 64 * 1024).split('\n\n')[0] ?? '';
  const tree = /^tree ([0-9a-f]+)(?:\n|$)/.exec(head)?.[1];
  if (tree === undefined) return undefined;
  const lines = head.split('\n').slice(1);
  const parents: string[] = [];
  for (const line of lines) {
    const parent = /^parent ([0-9a-f]+)$/.exec(line)?.[1];
    if (parent === undefined) break;
    parents.push(parent);
  }
  return { tree, parents };
}
