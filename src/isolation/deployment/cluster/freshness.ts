/**
 * Whether the nodes of a pool were made since the cluster's bootstrap source is what it is. No property of Azure's says so: it is told by what
 * happened when. What cannot be told is not fresh.
 */

import { artifactSourceOf, equalsIgnoringCase, isolatedOutboundTypes, outboundTypeOf } from '../../document/cluster.ts';

/** What is known of when a cluster's source was set and its nodes were made anew. Times: milliseconds since 1970. */
export interface NodeHistory {
  /** When the source became what it is now; undefined: nobody remembers, or has heard of it yet. */
  readonly sourceSetAt: number | undefined;
  /** Renewals of pools that succeeded, by pool name, with the moment they began. */
  readonly renewals: ReadonlyMap<string, readonly number[]>;
}

/** Tells pools whose nodes are known to come from the present source. */
export type Freshness = (pool: string) => boolean;

export const nothingFresh: Freshness = () => false;
export const allFresh: Freshness = () => true;

/**
 * A renewal counts when it began after the source was set: the service takes no renewal while it writes the cluster, nor the other way round. A change
 * that Azure does not tell of may be one of the last minutes, so that nothing is fresh without one.
 */
export function freshnessOf({ sourceSetAt, renewals }: NodeHistory): Freshness {
  return (pool) => sourceSetAt !== undefined && (renewals.get(pool) ?? []).some((began) => began > sourceSetAt);
}

/**
 * Whether it takes evidence to believe that nodes come from the present source. It does where a run was cut off, and half-way to isolation: with the
 * source `Cache` and the way out still open. Everywhere else somebody has left it so, and nothing is made anew; on the way back the source itself tells.
 */
export function needsEvidence(cluster: unknown, { leaves, isUnfinished }: { readonly leaves: boolean; readonly isUnfinished: boolean }): boolean {
  const isCached = equalsIgnoringCase(artifactSourceOf(cluster), 'Cache');
  if (leaves) return isUnfinished && !isCached;
  return isUnfinished || (isCached && !isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outboundTypeOf(cluster))));
}

/** Fresh where either says so. */
export function eitherFresh(one: Freshness, other: Freshness): Freshness {
  return (pool) => one(pool) || other(pool);
}
