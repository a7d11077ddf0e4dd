import * as z from 'zod/mini';
import { throwIfCancelled } from '../run/errors.ts';
import { createClient, type GitHubClient, type GitHubConnection, type GitHubTools } from './client.ts';
import type { RepositoryName } from './event.ts';
import { failureOf } from './failure.ts';

export interface FileRequest extends GitHubConnection {
  readonly repository: RepositoryName;
  /** Path from the repository's root, with forward slashes. */
  readonly path: string;
  /** A commit, branch or tag. */
  readonly ref: string;
}

export type FileOutcome =
  | { readonly kind: 'found'; readonly text: string }
  /** GitHub answers 404: there is no such file at the ref. */
  | { readonly kind: 'absent' }
  /** Whether there is such a file is not known; `reason` is a clause to be put behind a colon. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The contents API gives the text of files up to 1 MiB (docs.github.com, "Get repository content"). */
const sizeLimit = 1024 * 1024;

/**
 * Reads a file as it stands at `ref`, through the contents API: what a pull request's head says of it does not matter.
 * Never throws for what GitHub or the network refuses. Throws `CancelledError` when cancelled.
 */
export async function readFileAt(request: FileRequest, tools: GitHubTools): Promise<FileOutcome> {
  if (!isPlainPath(request.path)) return { kind: 'refused', reason: `"${request.path}" is no path inside a repository` };
  try {
    return await read(await createClient(request, tools), request);
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    const failure = failureOf(thrown);
    const hint = failure.kind === 'permission' || failure.kind === 'absent' ? '; add `permissions: contents: read` to the job' : '';
    return { kind: 'refused', reason: `GitHub did not show ${request.path} at ${request.ref} (${failure.reason})${hint}` };
  }
}

async function read(client: GitHubClient, request: FileRequest): Promise<FileOutcome> {
  const place = { owner: request.repository.owner, repo: request.repository.name, ref: request.ref };
  try {
    const response = await client.rest.repos.getContent({ ...place, path: request.path });
    return decode(response.data, request.path);
  } catch (thrown) {
    // A job without `contents: read` is told 403; 404 is said of repositories that a token cannot see at all, which the event's own is not.
    const { kind, reason } = failureOf(thrown);
    if (kind !== 'absent' || reason.includes('No commit found')) throw thrown;
    return { kind: 'absent' };
  }
}

function decode(data: unknown, path: string): FileOutcome {
  const file = z.object({ type: z.literal('file'), size: z.number(), encoding: z.string(), content: z.string() }).safeParse(data);
  if (!file.success) return { kind: 'refused', reason: `${path} is not a file` };
  if (file.data.size > sizeLimit || file.data.encoding !== 'base64') return { kind: 'refused', reason: `${path} is larger than 1 MiB` };
  try {
    return { kind: 'found', text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(file.data.content, 'base64')) };
  } catch {
    return { kind: 'refused', reason: `${path} is not UTF-8 text` };
  }
}

/** Neither absolute nor with steps upward: those would address another resource of the API. */
function isPlainPath(path: string): boolean {
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}
