import * as z from 'zod/mini';
import type { GitHubClient } from '../client.ts';
import type { RepositoryName } from '../event.ts';
import { failureOf } from '../failure.ts';

/** The lines of the files of one commit; each file is read once. Its methods throw what the client throws. */
export class HeadFiles {
  readonly #client: GitHubClient;
  readonly #debug: (message: string) => void;
  readonly #place: { readonly owner: string; readonly repo: string; readonly ref: string };
  readonly #lines = new Map<string, readonly string[]>();

  constructor(client: GitHubClient, repository: RepositoryName, commit: string, debug: (message: string) => void) {
    this.#client = client;
    this.#debug = debug;
    this.#place = { owner: repository.owner, repo: repository.name, ref: commit };
  }

  /** How many were read. */
  get count(): number {
    return this.#lines.size;
  }

  has(file: string): boolean {
    return this.#lines.has(file);
  }

  /** A line without its end, counted from 1; undefined when the file or the line cannot be had. */
  async line(file: string, line: number): Promise<string | undefined> {
    const lines = this.#lines.get(file) ?? (await this.#read(file))?.split('\n') ?? [];
    this.#lines.set(file, lines);
    return lines[line - 1]?.replace(/\r$/, '');
  }

  async #read(path: string): Promise<string | undefined> {
    // A step upward would address another resource of the API.
    if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
    try {
      const { data } = await this.#client.rest.repos.getContent({ ...this.#place, path });
      return decode(data);
    } catch (thrown) {
      const { kind, reason } = failureOf(thrown);
      if (kind !== 'absent' && kind !== 'permission') throw thrown;
      this.#debug(`No suggestion in ${path}: GitHub did not show it at ${this.#place.ref} (${reason}).`);
      return undefined;
    }
  }
}

/** The contents API gives the text of files up to 1 MiB (docs.github.com, "Get repository content"). */
function decode(data: unknown): string | undefined {
  const file = z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() }).safeParse(data);
  if (!file.success) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(file.data.content, 'base64'));
  } catch {
    return undefined;
  }
}
