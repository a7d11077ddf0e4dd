import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import { codeOf, messageOf } from '../../run/errors.ts';
import { ObjectStream, type StreamedObject } from './object-stream.ts';
import type { Repository } from './repository.ts';
import { gitStart } from './run-git.ts';

export type GitAnswer =
  | ({ readonly kind: 'found' } & StreamedObject)
  | { readonly kind: 'missing' }
  /** `reason` is a clause to be put behind a colon. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Nothing that GitHub takes without complaint is larger. */
const largest = 64 * 1024 * 1024;
/** Milliseconds for one object. */
const patience = 20_000;

/**
 * Objects of a checkout's history, by one `git cat-file --batch` that is started on first use and answers in order. What git says is
 * believed only where it hashes to its name: whatever stands in the object store, a commit's content is what it was when it was made.
 * The process does not keep node alive; `close` ends it.
 */
export class ObjectReader {
  readonly #repository: Repository;
  readonly #signal: AbortSignal | undefined;
  readonly #waiting: { readonly name: string; readonly answer: (answer: GitAnswer) => void }[] = [];
  #child: ChildProcessWithoutNullStreams | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failure: string | undefined;

  constructor(repository: Repository, signal?: AbortSignal) {
    this.#repository = repository;
    this.#signal = signal;
  }

  /** The object of an id of 40 or 64 hexadecimal digits, or the commit of `HEAD`. Never rejects. */
  async read(name: string): Promise<GitAnswer> {
    if (name !== 'HEAD' && !isObjectId(name)) return { kind: 'failed', reason: 'the event names no commit' };
    if (this.#failure !== undefined) return { kind: 'failed', reason: this.#failure };
    const child = this.#start();
    if (child === undefined) return { kind: 'failed', reason: this.#failure ?? 'git could not be started' };
    return new Promise((answer) => {
      this.#waiting.push({ name, answer });
      this.#attend();
      child.stdin.write(`${name}\n`);
    });
  }

  /** Ends the process. What is asked afterwards fails. */
  close(): void {
    this.#fail('it was closed');
  }

  #start(): ChildProcessWithoutNullStreams | undefined {
    if (this.#child !== undefined) return this.#child;
    const { words, cwd, env } = gitStart(this.#repository, ['cat-file', '--batch']);
    try {
      const child = spawn('git', words, { cwd, env, windowsHide: true, stdio: 'pipe', ...(this.#signal === undefined ? {} : { signal: this.#signal }) });
      let complaint = '';
      const stream = new ObjectStream(largest, (object) => this.#answer(object), (reason) => this.#fail(reason));
      child.stdout.on('data', (chunk: Buffer) => stream.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => {
        if (complaint.length < 2000) complaint += chunk.toString('utf8');
      });
      child.on('error', (error) => this.#fail(codeOf(error) === 'ENOENT' ? 'git is not installed' : messageOf(error)));
      // Its complaint is the reason, not that it could not be written to.
      child.stdin.on('error', () => {});
      child.on('close', () => this.#fail(complaint.split('\n')[0]?.slice(0, 300) || 'git ended'));
      this.#child = child;
      return child;
    } catch (error) {
      this.#failure = messageOf(error);
      return undefined;
    }
  }

  /** Node waits for the process, and the process is timed, only while something is asked of it. */
  #attend(): void {
    clearTimeout(this.#timer);
    const busy = this.#waiting.length > 0;
    if (busy) this.#timer = setTimeout(() => this.#fail(`git did not answer within ${patience / 1000} s`), patience).unref();
    const child = this.#child;
    for (const part of [child, child?.stdin, child?.stdout, child?.stderr]) {
      if (part !== undefined && ('pid' in part || part instanceof Socket)) {
        if (busy) part.ref();
        else part.unref();
      }
    }
  }

  #answer(object: StreamedObject | 'missing' | 'too large'): void {
    const waiting = this.#waiting.shift();
    this.#attend();
    if (waiting === undefined) return;
    if (object === 'missing') waiting.answer({ kind: 'missing' });
    else if (object === 'too large') waiting.answer({ kind: 'failed', reason: `it is larger than ${largest / 1024 / 1024} MB` });
    else if (waiting.name !== 'HEAD' && object.id !== waiting.name) waiting.answer({ kind: 'failed', reason: `git answered for another object than ${waiting.name.slice(0, 12)}` });
    else if (hashOf(object) !== object.id) waiting.answer({ kind: 'failed', reason: `object ${object.id.slice(0, 12)} of the checkout is not what its name says` });
    else waiting.answer({ kind: 'found', ...object });
  }

  #fail(reason: string): void {
    this.#failure ??= reason;
    for (const { answer } of this.#waiting.splice(0)) answer({ kind: 'failed', reason: this.#failure });
    this.#attend();
    this.#child?.kill();
  }
}

export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** An object's name: SHA-1 or SHA-256 over its type, size and content (git-scm.com, "Git Internals - Git Objects"). */
function hashOf({ id, type, bytes }: StreamedObject): string {
  return createHash(id.length === 40 ? 'sha1' : 'sha256').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}
