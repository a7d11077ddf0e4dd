import type { StandInResponse } from '../../../http.ts';
import { durations, operationHeaders } from '../../operations.ts';
import { aksRefusal } from '../../http/refusal.ts';
import type { ArmCall, Route } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { poolId } from '../cluster.ts';
import { begin, clusterPattern, requireCluster } from '../clusters.ts';
import { requireIdleCluster } from '../conflicts.ts';
import { requirePower } from './power.ts';

/** A cluster is stopped and started, and what is under way on it broken off: actions, which policy does not see. */
export function powerRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'POST', pattern: `${clusterPattern}/stop`, handle: (call) => changePower(arm, call, 'stop') },
    { method: 'POST', pattern: `${clusterPattern}/start`, handle: (call) => changePower(arm, call, 'start') },
    { method: 'POST', pattern: `${clusterPattern}/abort`, handle: (call) => abort(arm, call) },
    { method: 'POST', pattern: `${clusterPattern}/agentPools/{pool}/abort`, handle: (call) => abort(arm, call) },
  ];
}

function changePower(arm: Arm, call: ArmCall, action: 'stop' | 'start'): StandInResponse {
  const cluster = requireCluster(arm, call);
  requireIdleCluster(cluster, arm.state.operations);
  if (action === 'stop') requirePower(cluster, 'Running', 'stopping');
  else requirePower(cluster, 'Stopped', 'starting');
  const operation = action === 'stop'
    ? begin(arm, call, 'Stopping', cluster.id, cluster.location, durations.stopCluster)
    : begin(arm, call, 'Starting', cluster.id, cluster.location, durations.startCluster);
  return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
}

/**
 * The operation of the cluster, or else the last of its pools, ends as canceled, and leaves things so (aks-network-isolation.md 4.5); at a pool its own.
 * Assumed: there has to be one. A deletion is not broken off.
 */
function abort(arm: Arm, call: ArmCall): StandInResponse {
  const cluster = requireCluster(arm, call);
  const { operations } = arm.state;
  const { pool } = call.parameters;
  const id = pool === undefined ? cluster.id : poolId(cluster, pool);
  const subject = id.toLowerCase();
  const running = operations.runningOn(subject) ?? (pool === undefined ? operations.runningBelow(subject).at(-1) : undefined);
  if (running === undefined || running.kind === 'Deleting') {
    throw aksRefusal(409, 'OperationNotAllowed', 'Operation is not allowed: there is no operation in progress that could be aborted.');
  }
  operations.fail(running.id, { status: 'Canceled', error: { code: 'OperationCanceled', message: 'The operation was canceled by an abort request.' } }, 'now', call.now);
  const operation = begin(arm, call, 'Canceling', `${id}/abort`, cluster.location, 0);
  return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
}
