import { agentPoolType } from '../../../arm/api-versions.ts';
import { textAt } from '../../../arm/json.ts';
import type { StandInResponse } from '../../http.ts';
import { requireBody } from '../http/bodies.ts';
import { durations, operationHeaders } from '../operations.ts';
import { page } from '../http/paging.ts';
import { requirePolicyAllows } from '../policy-enforcement.ts';
import { aksRefusal, gatewayRefusal } from '../http/refusal.ts';
import { withoutReadOnly } from '../read-only/strip.ts';
import { requireStanding } from '../groups/resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { poolSurface } from './api-surface.ts';
import { findPool, newEtag, poolId, withPools, type AgentPool, type Cluster } from './cluster.ts';
import { aks, begin, clusterPattern, findCluster, ofAks } from './clusters.ts';
import { requireCores } from './capacity/cores.ts';
import { completePool } from './complete-pool.ts';
import { requireIdlePool } from './conflicts.ts';
import { asObject } from '../documents.ts';
import { endOfDisallowed } from './node-group/disallowed.ts';
import { renderUpgradeProfile } from './nodes/rollback.ts';
import { sourceIn } from './nodes/source.ts';
import { endOfLocked } from './nodes/locked.ts';
import { endOfReimage } from './nodes/reimage.ts';
import { requirePower } from './power/power.ts';
import { requirePoolRoom, requireValidPool } from './pool-rules.ts';
import { requirePreconditions } from './preconditions.ts';
import { requireLinux } from './refusals/isolated.ts';
import { renderPool } from './render.ts';
import { defaultKubernetesVersion, nodeImages } from './versions.ts';

const list = `${clusterPattern}/agentPools`;
const pattern = `${list}/{pool}`;

/** `Microsoft.ContainerService/managedClusters/agentPools`, and the upgrade of their node images (node-image-upgrade.json). */
export function poolRoutes(arm: Arm): readonly Route[] {
  return [
    {
      method: 'GET',
      pattern: list,
      handle(call) {
        const cluster = requireCluster(arm, call, 'read');
        return ofAks(page(cluster.pools.map((pool) => renderPool(cluster, pool, view(arm, call, 'GET'))), call, arm.settings));
      },
    },
    {
      method: 'GET',
      pattern,
      handle(call) {
        const cluster = requireCluster(arm, call, 'read');
        return aks(200, renderPool(cluster, requirePool(cluster, call), view(arm, call, 'GET')));
      },
    },
    { method: 'PUT', pattern, handle: (call) => putPool(arm, call) },
    { method: 'DELETE', pattern, handle: (call) => deletePool(arm, call) },
    { method: 'POST', pattern: `${pattern}/upgradeNodeImageVersion`, handle: (call) => upgradeNodeImage(arm, call) },
    {
      method: 'GET',
      pattern: `${pattern}/upgradeProfiles/default`,
      handle(call) {
        const cluster = requireCluster(arm, call, 'read');
        const pool = requirePool(cluster, call);
        return aks(200, renderUpgradeProfile(cluster, pool, nodeImages[pool.properties['osType'] === 'Windows' ? 'Windows' : 'Linux'][1]));
      },
    },
  ];
}

function putPool(arm: Arm, call: ArmCall): StandInResponse {
  const cluster = requireCluster(arm, call, 'write');
  const requested = requireBody(call.request);
  const name = parameter(call, 'pool');
  const existing = findPool(cluster, name);
  requireStanding(arm.state, call);
  const id = poolId(cluster, name).replace('/resourcegroups/', '/resourceGroups/');
  const body = requirePolicyAllows(arm, call, { type: agentPoolType, name: `${cluster.name}/${name}`, id, apiVersion: call.apiVersion, body: requested });

  requirePreconditions(call.request, existing?.etag);
  requireIdlePool(cluster, name, arm.state.operations);
  requirePower(cluster, 'Running', 'updating');
  const sent = poolSurface(asObject(withoutReadOnly(agentPoolType, body)['properties']), call.apiVersion);
  requireValidPool(name, sent, existing);
  requirePoolRoom([...cluster.pools.filter((other) => other !== existing).map(({ properties }) => properties), sent]);
  if (existing === undefined) requireLinux(name, textAt(sent, 'osType'), textAt(cluster.properties, 'networkProfile', 'outboundType') ?? '');

  const pool = completePool(name, sent, existing, {
    kubernetesVersion: textAt(cluster.properties, 'kubernetesVersion') ?? defaultKubernetesVersion,
    networkProfile: asObject(cluster.properties['networkProfile']),
    nodes: { ...sourceIn(cluster.properties), madeAt: call.now },
    apiVersion: call.apiVersion,
  });
  if (existing === undefined) requireCores(cluster, [pool], arm);
  store(arm, cluster, existing === undefined
    ? [...cluster.pools, pool]
    : cluster.pools.map((current) => (current === existing ? pool : current)));
  const disallowed = endOfDisallowed(cluster, [pool], 'pools', call, arm);
  const operation = existing === undefined
    ? begin(arm, call, 'Creating', poolId(cluster, name), cluster.location, durations.createPool, disallowed)
    : begin(arm, call, 'Updating', poolId(cluster, name), cluster.location, durations.updatePool, disallowed);
  const headers = operationHeaders(operation, arm.settings.endpoint, 'status');
  return aks(existing === undefined ? 201 : 200, renderPool(cluster, pool, view(arm, call, 'PUT')), headers);
}

function deletePool(arm: Arm, call: ArmCall): StandInResponse {
  const cluster = requireCluster(arm, call, 'delete');
  const { operations } = arm.state;
  const pool = findPool(cluster, parameter(call, 'pool'));
  if (pool === undefined) return { status: 204 };
  requirePreconditions(call.request, pool.etag);
  const key = poolId(cluster, pool.name).toLowerCase();
  const own = operations.runningOn(key);
  if (own === undefined || own.kind === 'Deleting' || operations.runningOn(cluster.id.toLowerCase()) !== undefined) requireIdlePool(cluster, pool.name, operations);
  if (isSystem(pool) && cluster.pools.filter(isSystem).length === 1) {
    throw aksRefusal(400, 'BadRequest', `There has to be at least one system node pool; agent pool '${pool.name}' is the last one.`);
  }
  // As a cluster's own deletion does: assumed of a pool's.
  if (own !== undefined) operations.preempt(own, 'AKSOperationPreemptedByDelete', 'This operation has been preempted by Deleting operation.', call.now);
  const operation = begin(arm, call, 'Deleting', poolId(cluster, pool.name), cluster.location, durations.updatePool);
  return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
}

function isSystem(pool: AgentPool): boolean {
  return pool.properties['mode'] === 'System';
}

/** An action, not a write: policy does not see it (aks-network-isolation.md 4.1). The answer has the pool as body. */
function upgradeNodeImage(arm: Arm, call: ArmCall): StandInResponse {
  const cluster = requireCluster(arm, call, 'upgradeNodeImageVersion');
  const pool = requirePool(cluster, call);
  requireIdlePool(cluster, pool.name, arm.state.operations);
  requirePower(cluster, 'Running', 'updating');
  const fate = endOfReimage(cluster) ?? endOfLocked(cluster, undefined, arm.state) ?? endOfDisallowed(cluster, [pool], 'pools', call, arm);
  const operation = begin(arm, call, 'UpgradingNodeImageVersion', poolId(cluster, pool.name), cluster.location, durations.upgradeNodeImage, fate);
  const stored = withPools(cluster, cluster.pools.map((current) => (current.name === pool.name ? { ...pool, etag: newEtag() } : current)));
  arm.state.clusters.set(cluster.id.toLowerCase(), stored);
  const headers = operationHeaders(operation, arm.settings.endpoint, 'statusAndResult');
  return aks(202, renderPool(stored, requirePool(stored, call), view(arm, call, 'GET')), headers);
}

function store(arm: Arm, cluster: Cluster, pools: readonly AgentPool[]): void {
  arm.state.clusters.set(cluster.id.toLowerCase(), withPools(cluster, pools));
}

function requireCluster(arm: Arm, call: ArmCall, action: string): Cluster {
  const cluster = findCluster(arm.state, call);
  if (cluster !== undefined) return cluster;
  const parent = call.request.path.replace(/\/agentPools(\/.*)?$/i, '');
  throw gatewayRefusal(
    404,
    'ParentResourceNotFound',
    `Failed to perform '${action}' on resource(s) of type 'managedClusters/agentPools', because the parent resource '${parent}' could not be found.`,
  );
}

/** The text is assumed. */
export function requirePool(cluster: Cluster, call: ArmCall): AgentPool {
  const name = parameter(call, 'pool');
  const pool = findPool(cluster, name);
  if (pool === undefined) throw aksRefusal(404, 'NotFound', `Could not find the agentpool: (${name}) in cluster (${cluster.name}).`);
  return pool;
}

function view(arm: Arm, call: ArmCall, answerTo: 'PUT' | 'GET'): Parameters<typeof renderPool>[2] {
  return { answerTo, apiVersion: call.apiVersion, operations: arm.state.operations };
}
