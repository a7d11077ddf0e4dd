/**
 * A tag on the cluster's resource group that tells other runs that one is at work on the cluster. It does not exclude anybody (etags and the service's own
 * states do); it spares two runs each other's way. One that was cut off leaves it behind: the next one knows by it that something is unfinished.
 */
import { isJsonObject, member, type JsonObject } from '../../arm/json.ts';
import type { ClusterSpecification } from '../specification.ts';

export interface Lease {
  readonly owner: string;
  /** Milliseconds since 1970; in the past where its run has ended without being done. */
  readonly until: number;
  /** True where the run makes nodes anew, or changes where they pull from: cut off, it leaves nodes of which nothing is known. */
  readonly concernsNodes: boolean;
}

/** A run renews its lease in half this time, in milliseconds. */
export const leaseTime = 300_000;

/** Names of tags may not hold `<>%&\?/` (Azure Resource Manager documentation, "Use tags": limitations); those of clusters do not. */
export function leaseTag({ name }: Pick<ClusterSpecification, 'name'>): string {
  return `aks-isolation-run-${name.toLowerCase()}`;
}

/** The value of the tag: at most 256 characters. */
export function leaseValue({ owner, until, concernsNodes }: Lease): string {
  return `${new Date(until).toISOString()} ${concernsNodes ? 'nodes' : 'around'} ${owner}`.slice(0, 256);
}

/** The lease in a resource group's tags; undefined: there is none. A value that is no lease is one that has ended. */
export function leaseIn(group: JsonObject | undefined, specification: Pick<ClusterSpecification, 'name'>): Lease | undefined {
  const tags = member(group, 'tags');
  const wanted = leaseTag(specification);
  const value = isJsonObject(tags) ? Object.entries(tags).find(([name]) => name.toLowerCase() === wanted)?.[1] : undefined;
  if (typeof value !== 'string') return undefined;
  const [time = '', what = '', ...owner] = value.split(' ');
  const until = Date.parse(time);
  return { owner: owner.join(' '), until: Number.isNaN(until) ? 0 : until, concernsNodes: what !== 'around' };
}
