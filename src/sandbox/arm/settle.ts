import { sameId } from '../../arm/resource-id.ts';
import { isWithin } from '../../arm/scope.ts';
import { poolId, withPools, type AgentPool, type Cluster } from './aks/cluster.ts';
import { disallowedCode } from './aks/node-group/disallowed.ts';
import { networkOf } from './aks/node-group/network.ts';
import { keepParts, nodeGroupOf } from './aks/node-group/parts.ts';
import { keepScaleSets } from './aks/node-group/scale-sets.ts';
import { wayOutOf } from './aks/node-group/way-out.ts';
import { rolledBack } from './aks/nodes/rollback.ts';
import { sourceIn } from './aks/nodes/source.ts';
import { endOfStart } from './aks/nodes/start.ts';
import { withPower } from './aks/power/power.ts';
import { upgradeImages } from './aks/upgrade.ts';
import { roleAssignmentId } from './authorization/role-assignment.ts';
import type { Operation } from './operations.ts';
import { forgetPolicy } from './policy/store.ts';
import { interfacesOf } from './resources/interfaces.ts';
import type { Arm, ArmState } from './state.ts';

/**
 * Lets the time up to `now` pass: ends the operations that are over and draws their consequences. Creating and updating have none,
 * since a provisioning state is read from the operation itself; neither has what did not end well.
 */
export function settle(arm: Arm, now: number): void {
  const { state } = arm;
  for (const operation of state.operations.settle(now, (ending) => endOfStart(ending, arm))) {
    if (operation.status === 'Succeeded') conclude(state, operation);
    const cluster = state.clusters.get(operation.subject.split('/agentpools/')[0] ?? '');
    if (cluster !== undefined && operation.error?.code !== disallowedCode) {
      keepParts([...wayOutOf(cluster), ...networkOf(cluster)], cluster, operation.endsAt, state);
      keepScaleSets(cluster, operation.endsAt, state);
    }
  }
}

function conclude(state: ArmState, operation: Operation): void {
  if (operation.kind === 'Deleting') forget(state, operation);
  if (operation.kind === 'UpgradingNodeImageVersion') changePool(state, operation, (pools, name, { properties }) => upgradeImages(pools, name, { ...sourceIn(properties), madeAt: operation.endsAt }));
  if (operation.kind === 'Updating') rollBack(state, operation);
  if (operation.kind === 'Stopping' || operation.kind === 'Starting') changePower(state, operation);
  healPools(state, operation);
}

function changePower(state: ArmState, { kind, subject }: Operation): void {
  const cluster = state.clusters.get(subject);
  if (cluster !== undefined) state.clusters.set(subject, withPower(cluster, kind === 'Stopping' ? 'Stopped' : 'Running'));
}

/** Pools go back to the image that a write of them, or of their cluster, asked for. */
function rollBack(state: ArmState, { subject, endsAt }: Operation): void {
  const [key = '', name] = subject.split('/agentpools/');
  const cluster = state.clusters.get(key);
  if (cluster?.pools.some(({ rollsBackTo }) => rollsBackTo !== undefined) !== true) return;
  const nodes = { ...sourceIn(cluster.properties), madeAt: endsAt };
  state.clusters.set(key, withPools(cluster, cluster.pools.map((pool) => (name === undefined || pool.name === name ? rolledBack(pool, nodes) : pool))));
}

/** A write of a cluster that ends well puts its pools in order too. */
function healPools(state: ArmState, { kind, subject }: Operation): void {
  const cluster = kind === 'Updating' ? state.clusters.get(subject) : undefined;
  for (const { name } of cluster?.pools ?? []) state.operations.forgetWithin(poolId({ id: subject }, name));
}

function forget(state: ArmState, operation: Operation): void {
  forgetWithin(state, operation.subject);
  changePool(state, operation, (pools, name) => pools.filter((pool) => pool.name !== name));
}

/** Removes what has this lower-case id, all that stands in it, and what policy and role assignments say of it. */
export function forgetWithin(state: ArmState, subject: string): void {
  for (const [id, cluster] of state.clusters) {
    if (!isWithin(id, subject)) continue;
    state.clusters.delete(id);
    state.clusterWrites.delete(id);
    const nodeGroup = nodeGroupOf(cluster).toLowerCase();
    state.groups.delete(nodeGroup);
    state.resources.removeWithin(nodeGroup);
  }
  const gone = state.resources.find(subject);
  if (gone !== undefined) for (const id of interfacesOf(gone)) state.resources.removeWithin(id);
  state.resources.removeWithin(subject);
  for (const [id, object] of state.policies) if (isWithin(id, subject)) forgetPolicy(state, object);
  for (const [name, assignment] of state.roleAssignments) {
    if (isWithin(assignment.scope, subject) || sameId(roleAssignmentId(assignment), subject)) state.roleAssignments.delete(name);
  }
  for (const [id, { scope }] of state.locks) if (isWithin(scope, subject) || id === subject) state.locks.delete(id);
  for (const id of state.remediations.keys()) if (isWithin(id, subject)) state.remediations.delete(id);
  for (const id of state.deployments.keys()) if (isWithin(id, subject)) state.deployments.delete(id);
  state.groups.delete(subject);
  state.operations.forgetWithin(subject);
}

type ChangePools = (pools: readonly AgentPool[], name: string, cluster: Cluster) => readonly AgentPool[];

/** Does nothing when the operation was not one of a pool, or its cluster is gone. */
function changePool(state: ArmState, { subject }: Operation, change: ChangePools): void {
  const [clusterKey = '', name] = subject.split('/agentpools/');
  const cluster = state.clusters.get(clusterKey);
  if (cluster !== undefined && name !== undefined) state.clusters.set(clusterKey, withPools(cluster, change(cluster.pools, name, cluster)));
}
