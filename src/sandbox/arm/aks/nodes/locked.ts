import { at } from '../../../../arm/json.ts';
import { lockOn } from '../../gates/locks/locks.ts';
import type { OperationOutcome } from '../../operations.ts';
import type { ArmState } from '../../state.ts';
import type { Cluster } from '../cluster.ts';
import { nodeGroupOf } from '../node-group/parts.ts';

/**
 * How a write of a cluster, or of its nodes, ends where a lock bears on the resource group of the nodes: AKS writes there, and a change of the outbound type
 * takes away what the cluster left by. Undefined: no lock is in the way. @param before the cluster before the write, where that is one of the cluster
 */
export function endOfLocked(cluster: Cluster, before: Cluster | undefined, state: ArmState): OperationOutcome | undefined {
  const group = nodeGroupOf(cluster);
  const takesAway = before !== undefined && outboundType(before) !== outboundType(cluster);
  const lock = lockOn(group, takesAway ? 'delete' : 'write', state);
  if (lock === undefined) return undefined;
  const operation = takesAway ? 'delete' : 'write';
  return { status: 'Failed', error: { code: 'ScopeLocked', message: `The scope '${group}' cannot perform ${operation} operation because following scope(s) are locked: '${lock.scope}'. Please remove the lock and try again.` } };
}

function outboundType({ properties }: Cluster): unknown {
  return at(properties, 'networkProfile', 'outboundType');
}
