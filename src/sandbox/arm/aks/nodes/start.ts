import type { Operation, OperationOutcome } from '../../operations.ts';
import type { Arm } from '../../state.ts';
import { pullFailure } from '../access/registry.ts';
import { poolId, type AgentPool, type Cluster } from '../cluster.ts';
import { extensionError } from './extension-error.ts';

/**
 * How an operation ends that makes nodes, judged half-way through it, when they start; undefined: well, or it makes none. A write of a cluster makes those of
 * its pools that have failed.
 */
export function endOfStart({ kind, subject, startedAt, endsAt }: Operation, arm: Arm): OperationOutcome | undefined {
  const [key = '', name] = subject.split('/agentpools/');
  const cluster = arm.state.clusters.get(key);
  if (cluster === undefined) return undefined;
  const pools = madeBy(kind, name, cluster, arm);
  const failures = pools.map((pool) => ({ pool, failure: pullFailure(cluster, pool, (startedAt + endsAt) / 2, arm) })).filter(({ failure }) => failure !== undefined);
  const [first] = failures;
  if (first?.failure === undefined) return undefined;
  const { exitCode, about } = first.failure;
  return { status: 'Failed', error: extensionError(exitCode, about), below: name === undefined ? failures.map(({ pool }) => poolId(cluster, pool.name).toLowerCase()) : [] };
}

function madeBy(kind: Operation['kind'], name: string | undefined, cluster: Cluster, { state }: Arm): readonly AgentPool[] {
  const makes = kind === 'Creating' || kind === 'UpgradingNodeImageVersion';
  if (name !== undefined) return makes ? cluster.pools.filter((pool) => pool.name === name) : [];
  if (kind === 'Creating') return cluster.pools;
  return kind === 'Updating' ? cluster.pools.filter((pool) => state.operations.errorOf(poolId(cluster, pool.name)) !== undefined) : [];
}
