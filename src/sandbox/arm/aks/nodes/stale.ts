import { textAt } from '../../../../arm/json.ts';
import type { OperationOutcome } from '../../operations.ts';
import { poolId, type AgentPool, type Cluster } from '../cluster.ts';
import { extensionError } from './extension-error.ts';
import { isSameSource, sourceIn } from './source.ts';

const closed: ReadonlySet<string> = new Set(['none', 'block']);

/**
 * The pools whose nodes start no more once a cluster is as it is to be: those that pull from the Internet, which is closed, and those that pull from another
 * registry than the cluster's at the moment that the way out closes (aks-network-isolation.md 4.1: egress must stay until every pool is reimaged).
 */
export function cutOffPools(cluster: Cluster, before: Cluster | undefined): readonly AgentPool[] {
  if (!isClosed(cluster)) return [];
  const source = sourceIn(cluster.properties);
  const closes = before !== undefined && !isClosed(before);
  return cluster.pools.filter(({ nodes }) => nodes.source === 'Direct' || (closes && !isSameSource(nodes, source)));
}

/** How an operation ends that cuts off pools; undefined where it cuts off none. */
export function endOfCutOff(cluster: Cluster, pools: readonly AgentPool[]): OperationOutcome | undefined {
  if (pools.length === 0) return undefined;
  // 50: the check of the way out; 211: no token or no connection from the registry (aks-network-isolation.md 2.2).
  const exitCode = pools.some(({ nodes }) => nodes.source === 'Direct') ? 50 : 211;
  return { status: 'Failed', error: extensionError(exitCode), below: pools.map(({ name }) => poolId(cluster, name).toLowerCase()) };
}

function isClosed({ properties }: Cluster): boolean {
  return closed.has(textAt(properties, 'networkProfile', 'outboundType') ?? '');
}
