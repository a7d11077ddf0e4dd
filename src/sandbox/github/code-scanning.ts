import { gunzipSync } from 'node:zlib';
import { arrayAt, textAt } from '../../arm/json.ts';
import { MalformedBody, type StandInRequest, type StandInResponse } from '../http.ts';
import { failure, notAccessible, notFound } from './answers.ts';

/** A SARIF file as it was uploaded and unpacked. */
export interface StoredSarif {
  readonly id: string;
  readonly commit: string;
  readonly ref: string;
  /** The parsed file; undefined when it is no JSON. */
  readonly sarif: unknown;
  /** Why GitHub does not take it; empty when it does. */
  readonly errors: readonly string[];
}

/** What a token may do with code scanning, or that the repository has none. */
export type CodeScanningPermission = 'write' | 'read' | 'disabled';

/** docs.github.com, "SARIF support for code scanning": bytes packed, runs, results a run. */
const limits = { packedBytes: 10 * 1024 * 1024, runs: 20, results: 25_000 } as const;

/** `POST /repos/{owner}/{repo}/code-scanning/sarifs` and what becomes of the upload (docs.github.com, "REST API endpoints for code scanning"). */
export class CodeScanning {
  readonly #permission: CodeScanningPermission;
  readonly #uploads = new Map<string, StoredSarif>();

  constructor(permission: CodeScanningPermission) {
    this.#permission = permission;
  }

  /** Oldest first. */
  all(): readonly StoredSarif[] {
    return [...this.#uploads.values()];
  }

  /** The answer to a path below the repository, or undefined when it is none of these. */
  answer(method: string, path: string, request: StandInRequest): StandInResponse | undefined {
    const [whole, id] = /^code-scanning\/sarifs(?:\/([^/]+))?$/.exec(path) ?? [];
    if (whole === undefined) return undefined;
    if (this.#permission === 'disabled') return failure(403, 'Code Security must be enabled for this repository to use code scanning.');
    if (id !== undefined && method === 'GET') return this.#status(id);
    if (id !== undefined || method !== 'POST') return notFound;
    return this.#permission === 'read' ? notAccessible : this.#upload(request);
  }

  #status(id: string): StandInResponse {
    const found = this.#uploads.get(id);
    if (found === undefined) return notFound;
    return { status: 200, body: found.errors.length === 0 ? { processing_status: 'complete', analyses_url: null } : { processing_status: 'failed', errors: found.errors } };
  }

  /** What the file says is looked at after the upload: a wrong one is accepted, and its status says so. */
  #upload({ body }: StandInRequest): StandInResponse {
    if (body instanceof MalformedBody) return failure(400, 'Problems parsing JSON');
    const missing = ['commit_sha', 'ref', 'sarif'].find((name) => textAt(body, name) === undefined);
    if (missing !== undefined) return failure(422, `Invalid request.\n\n"${missing}" wasn't supplied.`);
    const [commit = '', ref = '', packed = ''] = [textAt(body, 'commit_sha'), textAt(body, 'ref'), textAt(body, 'sarif')];
    if (!/^[0-9a-f]{40}$/i.test(commit)) return failure(422, `Invalid request.\n\n${commit} does not match /^[0-9a-fA-F]+$/ of 40 characters.`);
    if (!/^refs\/(?:heads|pull|tags)\/./.test(ref)) return failure(422, `Invalid request.\n\n${ref} is not a ref: refs/heads/<branch>, refs/pull/<number>/merge, refs/pull/<number>/head or refs/tags/<tag>.`);
    const bytes = Buffer.from(packed, 'base64');
    if (bytes.length > limits.packedBytes) return failure(413, 'The SARIF file is too large.');
    const text = unpacked(bytes);
    if (text === undefined) return failure(400, 'Invalid SARIF. The file has to be compressed with gzip and encoded as Base64.');
    const id = `00000000-0000-4000-8000-${String(this.#uploads.size + 1).padStart(12, '0')}`;
    const sarif = parsed(text);
    this.#uploads.set(id, { id, commit, ref, sarif, errors: errorsIn(sarif) });
    return { status: 202, body: { id, url: `https://api.github.com/code-scanning/sarifs/${id}` } };
  }
}

function unpacked(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorsIn(sarif: unknown): readonly string[] {
  if (textAt(sarif, 'version') !== '2.1.0') return ['Invalid SARIF: only version 2.1.0 is supported.'];
  const runs = arrayAt(sarif, 'runs');
  return [
    ...(runs.length > limits.runs ? [`The SARIF file has ${runs.length} runs, and at most ${limits.runs} are allowed.`] : []),
    ...runs.flatMap((run) => {
      const { length } = arrayAt(run, 'results');
      const noTool = textAt(run, 'tool', 'driver', 'name') === undefined ? ['Invalid SARIF: a run needs tool.driver.name.'] : [];
      return length > limits.results ? [...noTool, `A run has ${length} results, and at most ${limits.results} are allowed.`] : noTool;
    }),
  ];
}
