import { createHash } from 'node:crypto';

const changePattern = /^<!-- aks-network-isolation-change:(\d{1,15}):([0-9a-f]{64}) -->$/;

/** Which change a comment tells of. */
export interface ChangeMark {
  /** The generation of the record that it leads to, counted from 1. */
  readonly generation: number;
  /** Stands for the caller's key. */
  readonly digest: string;
}

export function changeDigest(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex');
}

/** The hidden first line of a comment about a change. */
export function changeMarker({ generation, digest }: ChangeMark): string {
  return `<!-- aks-network-isolation-change:${generation}:${digest} -->`;
}

/** What a comment's first line says, or undefined when it is another's. */
export function changeMarkOf(body: string): ChangeMark | undefined {
  const [, generation, digest] = changePattern.exec(body.split('\n', 1)[0]?.trimEnd() ?? '') ?? [];
  return generation === undefined || digest === undefined ? undefined : { generation: Number(generation), digest };
}

/** The hidden first line of an issue that was closed in favour of another, and of the comment that says so. It is found by no key any more. */
export function duplicateMarker(kept: number): string {
  return `<!-- aks-network-isolation-duplicate-of:${kept} -->`;
}
