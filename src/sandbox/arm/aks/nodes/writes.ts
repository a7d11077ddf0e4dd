import { textAt } from '../../../../arm/json.ts';
import type { Cluster } from '../cluster.ts';
import type { NodeSource } from './source.ts';

/** A pool by where its nodes were told to pull from when they were made. */
export interface PoolBootstrap extends NodeSource {
  readonly pool: string;
}

/** What a cluster PUT that was taken made of a cluster, and what its nodes were at that moment. */
export interface ClusterWrite {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly outboundType: string;
  readonly artifactSource: string;
  readonly pools: readonly PoolBootstrap[];
}

export function bootstrapOf({ pools }: Pick<Cluster, 'pools'>): readonly PoolBootstrap[] {
  return pools.map(({ name, nodes: { source, registryId } }) => ({ pool: name, source, ...(registryId === undefined ? {} : { registryId }) }));
}

export function writeOf(cluster: Cluster, at: number): ClusterWrite {
  const { properties } = cluster;
  return {
    at,
    outboundType: textAt(properties, 'networkProfile', 'outboundType') ?? '',
    artifactSource: textAt(properties, 'bootstrapProfile', 'artifactSource') ?? '',
    pools: bootstrapOf(cluster),
  };
}
