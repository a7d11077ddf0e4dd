import * as z from 'zod/mini';
import type { GitHubClient } from './client.ts';
import type { CommitPlace } from './contents.ts';
import { parseShape } from './shape.ts';

export interface ListedEntry {
  /** From the folder that was asked for, with forward slashes. */
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link' | 'submodule';
  readonly sha: string;
}

export interface ListedFolder {
  readonly entries: readonly ListedEntry[];
  /** There are more: GitHub lists up to 100,000 entries and 7 MB at once (docs.github.com, "Get a tree"). */
  readonly truncated: boolean;
}

/**
 * The entries of a folder of a repository by the git trees API.
 * Throws what the client throws, and `ShapeError` for an answer that is not as documented.
 * @param sha the id of the folder, or of a commit for its root
 */
export async function listTree(client: GitHubClient, { owner, repo }: CommitPlace, sha: string, recursive: boolean): Promise<ListedFolder> {
  const { data } = await client.rest.git.getTree({ owner, repo, tree_sha: sha, ...(recursive ? { recursive: '1' } : {}) });
  const entry = z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string() });
  const { tree, truncated } = parseShape(z.object({ tree: z.array(entry), truncated: z.optional(z.boolean()) }), data);
  return { entries: tree.map(({ path, mode, type, sha: id }) => ({ path, type: typeOf(mode, type), sha: id })), truncated: truncated === true };
}

function typeOf(mode: string, type: string): ListedEntry['type'] {
  if (type === 'tree') return 'folder';
  if (type === 'commit') return 'submodule';
  return mode === '120000' ? 'link' : 'file';
}
