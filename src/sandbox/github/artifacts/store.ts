import { createHash, randomUUID } from 'node:crypto';
import type { Ticks } from '../ticks.ts';

/** An artifact of a workflow run, uploaded or about to be. */
export interface StoredArtifact {
  readonly id: number;
  readonly name: string;
  /** The run's id for GitHub's results service. */
  readonly run: string;
  readonly job: string;
  readonly createdAt: string;
  /** In its addresses, which need no other credential. */
  readonly signature: string;
  /** Undefined until the upload is finalized. */
  readonly digest?: string;
}

/** The artifacts of one repository with their bytes, which are a zip that the client made. */
export class ArtifactStore {
  readonly #ticks: Ticks;
  readonly #artifacts = new Map<number, StoredArtifact>();
  readonly #content = new Map<number, Buffer>();
  /** Blocks that were sent and not yet put together. */
  readonly #blocks = new Map<string, Buffer>();
  #lastId = 0;

  constructor(ticks: Ticks) {
    this.#ticks = ticks;
  }

  /** The finalized ones, newest first. */
  all(): readonly StoredArtifact[] {
    return [...this.#artifacts.values()].filter(({ digest }) => digest !== undefined).toReversed();
  }

  find(id: number): StoredArtifact | undefined {
    return this.#artifacts.get(id);
  }

  /** By the name in a run, finalized or not. */
  named(run: string, name: string): StoredArtifact | undefined {
    return [...this.#artifacts.values()].find((artifact) => artifact.run === run && artifact.name === name);
  }

  begin(run: string, job: string, name: string): StoredArtifact {
    this.#lastId += 1;
    const artifact = { id: this.#lastId, name, run, job, createdAt: this.#ticks.next(), signature: randomUUID() };
    this.#artifacts.set(artifact.id, artifact);
    return artifact;
  }

  putBlock(id: number, block: string, bytes: Buffer): void {
    this.#blocks.set(`${id}/${block}`, bytes);
  }

  /** False when one of the blocks was never sent. */
  putTogether(id: number, blocks: readonly string[]): boolean {
    const parts = blocks.flatMap((block) => this.#blocks.get(`${id}/${block}`) ?? []);
    if (parts.length < blocks.length) return false;
    this.#content.set(id, Buffer.concat(parts));
    return true;
  }

  putContent(id: number, bytes: Buffer): void {
    this.#content.set(id, bytes);
  }

  content(id: number): Buffer | undefined {
    return this.#content.get(id);
  }

  /** Undefined when its bytes never came. */
  finalize(artifact: StoredArtifact): StoredArtifact | undefined {
    const bytes = this.#content.get(artifact.id);
    if (bytes === undefined) return undefined;
    const whole = { ...artifact, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
    this.#artifacts.set(artifact.id, whole);
    return whole;
  }

  delete(id: number): boolean {
    this.#content.delete(id);
    return this.#artifacts.delete(id);
  }
}
