import type { Operation, Operations } from '../operations.ts';
import { aksRefusal } from '../http/refusal.ts';
import { poolId, type Cluster } from './cluster.ts';

/** The text of errors.json (leftOutBecauseNoExactJson); an operation of the whole cluster is named by its word alone. */
const help = 'please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details';

/** Refuses a write of the cluster while it or any of its pools is at work. */
export function requireIdleCluster(cluster: Cluster, operations: Operations): void {
  const own = operations.runningOn(cluster.id.toLowerCase());
  if (own !== undefined) throw busy(`Another operation (${own.kind})`);
  requireNoExtension(cluster, operations);
  const ofPool = operations.runningBelow(cluster.id.toLowerCase()).find(({ subject }) => subject.includes('/agentpools/'));
  if (ofPool !== undefined) throw busy(`Another operation (${describe(ofPool)})`);
}

/** Refuses a write of a pool while it or its cluster is at work. Other pools may be: image upgrades run side by side (4.1). */
export function requireIdlePool(cluster: Cluster, pool: string, operations: Operations): void {
  const ofCluster = operations.runningOn(cluster.id.toLowerCase());
  if (ofCluster !== undefined) throw busy(`Another operation (${ofCluster.kind})`);
  requireNoExtension(cluster, operations);
  const own = operations.runningOn(poolId(cluster, pool).toLowerCase());
  if (own !== undefined) throw busy(`Another agentpool operation (${describe(own)})`);
}

/** While an extension is put on a cluster, others find that it has changed under them (EtagMismatch 409 without any If-Match: aks-network-isolation.md 2.2; this cause: a public changelog of 2026). */
function requireNoExtension(cluster: Cluster, operations: Operations): void {
  const isOne = operations.runningBelow(cluster.id.toLowerCase()).some(({ subject }) => subject.includes('/providers/microsoft.kubernetesconfiguration/'));
  if (isOne) throw aksRefusal(409, 'EtagMismatch', 'Operation is not allowed: Another operation is in progress.');
}

function describe(operation: Operation): string {
  return `${operation.subject.split('/').at(-1) ?? ''} - ${operation.kind}`;
}

function busy(what: string): Error {
  return aksRefusal(409, 'OperationNotAllowed', `Operation is not allowed: ${what} is in progress, ${help}`);
}
