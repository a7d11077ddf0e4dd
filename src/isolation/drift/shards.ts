import { segmentAfter } from '../../arm/resource-id.ts';
import type { EarlierRun } from './earlier.ts';

/** One of `count` parts of a fleet. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/**
 * True when a subscription belongs to the shard. Every subscription belongs to exactly one of the parts, whatever else there is, on every
 * machine: by the hash of its id without case, modulo their number. @param subscriptionId the GUID alone
 */
export function inShard(subscriptionId: string, { index, count }: Shard): boolean {
  return hashOf(subscriptionId.toLowerCase()) % count === index - 1;
}

/**
 * FNV-1a of 32 bits over the UTF-16 units (RFC 9923), and then the finalizer of MurmurHash3: alone, the last bits of FNV depend on the last bits of
 * the letters only, and would spread numbered ids unevenly over two, four or eight parts.
 */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * What a shard compares with. It keeps all findings: networks are shared across subscriptions, and the merge keeps of what a shard could not see what
 * none could. Clusters are those of the shard alone, so that none is unseen for being another's.
 */
export function earlierOfShard(earlier: EarlierRun, shard: Shard): EarlierRun {
  const isOurs = (id: string): boolean => inShard(segmentAfter(id, 'subscriptions') ?? '', shard);
  const { unseenClusters, ...rest } = earlier;
  return { ...rest, clusters: earlier.clusters.filter(isOurs), ...(unseenClusters === undefined ? {} : { unseenClusters: unseenClusters.filter(({ id }) => isOurs(id)) }) };
}
