import * as z from 'zod/mini';
import type { GitHubClient } from './client.ts';
import { failureOf } from './failure.ts';
import { parseShape } from './shape.ts';

/** A commit of a repository on GitHub. */
export interface CommitPlace {
  readonly owner: string;
  readonly repo: string;
  /** A commit's id. */
  readonly commit: string;
}

export type FileBytes =
  | { readonly kind: 'found'; readonly bytes: Buffer }
  /** GitHub answers 404, which it also says of what a token may not see. */
  | { readonly kind: 'not found' }
  /** `reason` is a clause to be put behind a colon. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The contents API gives the content of files up to 1 MiB, others with their id alone (docs.github.com, "Get repository content"). */
const inlineLimit = 1024 * 1024;
/** What the blobs API is asked for; GitHub's own limit is 100 MB (docs.github.com, "Get a blob"). */
const largest = 64 * 1024 * 1024;

/**
 * Reads a file as it stands in a commit, through the contents API, and through the blobs API where it is large. Links to ordinary files of
 * the repository are followed by GitHub.
 * Throws what the client throws for anything but 404, and `ShapeError` for an answer that is not as documented.
 */
export async function readContents(client: GitHubClient, place: CommitPlace, path: string): Promise<FileBytes> {
  try {
    const { data } = await client.rest.repos.getContent({ owner: place.owner, repo: place.repo, ref: place.commit, path });
    if (Array.isArray(data)) return { kind: 'refused', reason: 'it is a folder' };
    const file = z.object({ type: z.string(), size: z.number(), sha: z.string(), encoding: z.optional(z.string()), content: z.optional(z.string()) });
    const { type, size, sha, encoding, content } = parseShape(file, data);
    if (type !== 'file') return { kind: 'refused', reason: type === 'symlink' ? 'it is a link that leads out of it' : 'it is no ordinary file' };
    if (size > largest) return { kind: 'refused', reason: `it is larger than ${largest / 1024 / 1024} MB` };
    if (size > inlineLimit || encoding !== 'base64' || content === undefined) return await readBlob(client, place, sha);
    return { kind: 'found', bytes: Buffer.from(content, 'base64') };
  } catch (thrown) {
    const { kind, reason } = failureOf(thrown);
    if (kind !== 'absent' || reason.includes('No commit found')) throw thrown;
    return { kind: 'not found' };
  }
}

async function readBlob(client: GitHubClient, { owner, repo }: CommitPlace, sha: string): Promise<FileBytes> {
  const { data } = await client.rest.git.getBlob({ owner, repo, file_sha: sha });
  const { encoding, content } = parseShape(z.object({ encoding: z.string(), content: z.string() }), data);
  if (encoding === 'base64') return { kind: 'found', bytes: Buffer.from(content, 'base64') };
  return { kind: 'found', bytes: Buffer.from(content, 'utf8') };
}
