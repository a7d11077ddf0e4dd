import { managedClusterType } from '../../../arm/api-versions.ts';
import { textAt } from '../../../arm/json.ts';
import type { StandInResponse } from '../../http.ts';
import { readTags, requireBody, requireLocation, requireSameLocation } from '../http/bodies.ts';
import { durations, operationHeaders, type Operation, type OperationKind, type OperationOutcome } from '../operations.ts';
import { page } from '../http/paging.ts';
import { requirePolicyAllows } from '../policy-enforcement.ts';
import { aksRefusal, gatewayRefusal } from '../http/refusal.ts';
import { groupId, groupOf, isGroupName, requireStanding, storeGroup } from '../groups/resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm, ArmState } from '../state.ts';
import { bodySurface } from './api-surface.ts';
import { clusterId, defaultNodeResourceGroup, makeUp, subscriptionOf, type Cluster } from './cluster.ts';
import { requireControlPlaneAccess } from './access/control-plane.ts';
import { endOfUnlinked } from './access/private-zone.ts';
import { requireCores } from './capacity/cores.ts';
import { completeCluster, type ClusterFrame } from './complete.ts';
import { requireIdleCluster } from './conflicts.ts';
import { endOfDisallowed } from './node-group/disallowed.ts';
import { keepManagedRegistry } from './node-group/registry.ts';
import { endOfLocked } from './nodes/locked.ts';
import { cutOffPools, endOfCutOff } from './nodes/stale.ts';
import { writeOf } from './nodes/writes.ts';
import { movesApiServer, requirePower } from './power/power.ts';
import { invalid } from './property-refusals.ts';
import { requirePreconditions } from './preconditions.ts';
import { requireSurroundings } from './refusals/surroundings.ts';
import { renderCluster } from './render.ts';
import { notReimaged, requireValidCluster } from './rules.ts';

const type = '/providers/Microsoft.ContainerService/managedClusters';
const list = `/subscriptions/{subscription}/resourceGroups/{group}${type}`;
export const clusterPattern = `${list}/{cluster}`;

/** `Microsoft.ContainerService/managedClusters`: statuses, headers and bodies as in ground-truth (README.md there names the files). */
export function clusterRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'GET', pattern: `/subscriptions/{subscription}${type}`, handle: (call) => listClusters(arm, call, `/subscriptions/${parameter(call, 'subscription')}/`) },
    {
      method: 'GET',
      pattern: list,
      handle(call) {
        return listClusters(arm, call, `${groupOf(arm.state, call).id}/`);
      },
    },
    { method: 'GET', pattern: clusterPattern, handle: (call) => getCluster(arm, call) },
    { method: 'PUT', pattern: clusterPattern, handle: (call) => putCluster(arm, call) },
    { method: 'PATCH', pattern: clusterPattern, handle: (call) => patchTags(arm, call) },
    { method: 'DELETE', pattern: clusterPattern, handle: (call) => deleteCluster(arm, call) },
  ];
}

/** The cluster that the path names, or undefined. Throws ResourceGroupNotFound. */
export function findCluster(state: ArmState, call: ArmCall): Cluster | undefined {
  const group = groupOf(state, call);
  return state.clusters.get(clusterId(parameter(call, 'subscription'), group.name, parameter(call, 'cluster')).toLowerCase());
}

/** Begins an operation on a cluster or pool; it has the id of the request that caused it. */
export function begin(arm: Arm, call: ArmCall, kind: OperationKind, subject: string, location: string, duration: number, fate?: OperationOutcome): Operation {
  const begun = { id: call.requestId, kind, subject: subject.toLowerCase(), subscriptionId: parameter(call, 'subscription'), location };
  return arm.state.operations.start(begun, duration, call.now, fate);
}

/** The clusters whose ids begin with a prefix. */
function listClusters({ state, settings }: Arm, call: ArmCall, below: string): StandInResponse {
  const view = { answerTo: 'GET', apiVersion: call.apiVersion, operations: state.operations } as const;
  return ofAks(page(state.clusters.below(below), call, settings, (cluster) => renderCluster(cluster, view)));
}

/** The cluster that the path names. Throws ResourceNotFound and ResourceGroupNotFound. */
export function requireCluster({ state }: Arm, call: ArmCall): Cluster {
  const cluster = findCluster(state, call);
  if (cluster !== undefined) return cluster;
  const resource = `${managedClusterType}/${parameter(call, 'cluster')}`;
  throw gatewayRefusal(
    404,
    'ResourceNotFound',
    `The Resource '${resource}' under resource group '${parameter(call, 'group')}' was not found. `
    + 'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  );
}

function getCluster(arm: Arm, call: ArmCall): StandInResponse {
  return aks(200, renderCluster(requireCluster(arm, call), { answerTo: 'GET', apiVersion: call.apiVersion, operations: arm.state.operations }));
}

/** ARM looks first (location), then policy, then the service (rules, preconditions, other operations). */
function putCluster(arm: Arm, call: ArmCall): StandInResponse {
  const { state, settings } = arm;
  const existing = findCluster(state, call);
  const sent = requireBody(call.request);
  const frame = existing ?? newFrame(call, requireLocation(sent));
  if (existing !== undefined) requireSameLocation(existing, requireLocation(sent));
  readTags(sent);
  requireStanding(state, call);
  const id = clusterId(parameter(call, 'subscription'), parameter(call, 'group'), frame.name).replace('/resourcegroups/', '/resourceGroups/');
  const admitted = requirePolicyAllows(arm, call, { type: managedClusterType, name: frame.name, id, apiVersion: call.apiVersion, body: sent });
  const body = bodySurface(admitted, call.apiVersion);

  requirePreconditions(call.request, existing?.etag);
  if (existing !== undefined) {
    requireIdleCluster(existing, state.operations);
    requirePower(existing, 'Running', 'updating');
  }
  requireValidCluster(frame.name, body, existing);
  requireSurroundings(body, frame.location, existing, state);
  requireControlPlaneAccess(id, body, call.now, arm);

  const named = existing === undefined ? nameNodeGroup(frame, textAt(body, 'properties', 'nodeResourceGroup'), state) : frame;
  const completed = completeCluster(body, pickFrame(named), existing, call);
  const cluster = existing?.awaitsRestart === true || movesApiServer(completed, existing) ? { ...completed, awaitsRestart: true as const } : completed;
  const cutOff = cutOffPools(cluster, existing);
  if (cutOff.length > 0 && settings.reimageCheck === 'refuse') throw notReimaged(cutOff);
  if (existing === undefined) requireCores(cluster, cluster.pools, arm);
  const key = cluster.id.toLowerCase();
  state.clusters.set(key, cluster);
  state.clusterWrites.set(key, [...(state.clusterWrites.get(key) ?? []), writeOf(cluster, call.now)]);
  storeGroup(state, subscriptionOf(cluster), { name: cluster.made.nodeResourceGroup, location: cluster.location, managedBy: cluster.id });
  const disallowed = endOfDisallowed(cluster, cluster.pools, 'cluster', call, arm);
  if (disallowed === undefined) keepManagedRegistry(cluster, call.now, state);
  const operation = existing === undefined
    ? begin(arm, call, 'Creating', cluster.id, cluster.location, durations.createCluster, disallowed ?? endOfUnlinked(cluster, call.now, arm))
    : begin(arm, call, 'Updating', cluster.id, cluster.location, durations.updateCluster, endOfCutOff(cluster, cutOff) ?? endOfLocked(cluster, existing, state) ?? disallowed);
  const view = { answerTo: 'PUT', apiVersion: call.apiVersion, operations: state.operations } as const;
  return aks(existing === undefined ? 201 : 200, renderCluster(cluster, view), operationHeaders(operation, settings.endpoint, 'status'));
}

/** The tags alone, in the place of those that are there ("Managed Clusters - Update Tags", REST reference); it runs like any update. */
function patchTags(arm: Arm, call: ArmCall): StandInResponse {
  const cluster = requireCluster(arm, call);
  const sent = requireBody(call.request);
  const other = Object.keys(sent).find((name) => name.toLowerCase() !== 'tags');
  if (other !== undefined) throw aksRefusal(400, 'InvalidParameter', `A PATCH of a managed cluster takes 'tags', and not '${other}'.`, other);
  const document = renderCluster(cluster, { answerTo: 'GET', apiVersion: call.apiVersion, operations: arm.state.operations });
  return putCluster(arm, { ...call, request: { ...call.request, body: { ...document, tags: readTags(sent) ?? {} } } });
}

function newFrame(call: ArmCall, location: string): ClusterFrame {
  const [name, resourceGroup] = [parameter(call, 'cluster'), parameter(call, 'group')];
  const made = makeUp(defaultNodeResourceGroup(resourceGroup, name, location));
  return { id: clusterId(parameter(call, 'subscription'), resourceGroup, name), name, resourceGroup, location, made };
}

/** Microsoft Learn, AKS FAQ: ten fewer than others. */
const mostGroupCharacters = 80;

/** The node resource group is the service's own: one that exists already is refused. The text is assumed. */
function nameNodeGroup(frame: ClusterFrame, wanted: string | undefined, state: ArmState): ClusterFrame {
  const nodeResourceGroup = wanted ?? frame.made.nodeResourceGroup;
  if (!isGroupName(nodeResourceGroup) || nodeResourceGroup.length > mostGroupCharacters) throw invalid('nodeResourceGroup', nodeResourceGroup, 'it is no name of a resource group');
  if (state.groups.has(groupId(subscriptionOf(frame), nodeResourceGroup).toLowerCase())) {
    throw invalid('nodeResourceGroup', nodeResourceGroup, 'a resource group of this name exists already');
  }
  return { ...frame, made: { ...frame.made, nodeResourceGroup } };
}

function pickFrame({ id, name, resourceGroup, location, made }: ClusterFrame): ClusterFrame {
  return { id, name, resourceGroup, location, made };
}

/** A deletion does not wait for what is under way, it takes its place (AKS troubleshooting, "AKSOperationPreemptedByDelete"). */
function deleteCluster(arm: Arm, call: ArmCall): StandInResponse {
  const { operations } = arm.state;
  const cluster = findCluster(arm.state, call);
  if (cluster === undefined) return { status: 204 };
  requirePreconditions(call.request, cluster.etag);
  const subject = cluster.id.toLowerCase();
  const running = operations.runningOn(subject);
  const under = running?.kind === 'Deleting' ? [] : [...(running === undefined ? [] : [running]), ...operations.runningBelow(subject)];
  for (const operation of under) {
    operations.preempt(operation, 'AKSOperationPreemptedByDelete', 'This operation has been preempted by Deleting operation.', call.now);
  }
  const operation = running?.kind === 'Deleting'
    ? running
    : begin(arm, call, 'Deleting', cluster.id, cluster.location, durations.deleteCluster);
  return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
}

/** AKS names its content type without a charset, unlike ARM itself. */
export function aks(status: number, body: object, headers: Readonly<Record<string, string>> = {}): StandInResponse {
  return ofAks({ status, headers, body });
}

/** An answer with AKS's content type (delete.json: lists as well). */
export function ofAks(response: StandInResponse): StandInResponse {
  return { ...response, headers: { 'content-type': 'application/json', ...response.headers } };
}
