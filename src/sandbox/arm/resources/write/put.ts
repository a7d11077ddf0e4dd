import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../../arm/json.ts';
import type { StandInResponse } from '../../../http.ts';
import { endOfExtension } from '../../aks/refusals/extension.ts';
import { readTags, requireBody, requireLocation, requireSameLocation } from '../../http/bodies.ts';
import type { OperationOutcome } from '../../operations.ts';
import { requirePolicyAllows } from '../../policy-enforcement.ts';
import { gatewayRefusal } from '../../http/refusal.ts';
import { requireStanding } from '../../groups/resource-groups.ts';
import { parameter, type ArmCall } from '../../http/router.ts';
import { forgetWithin } from '../../settle.ts';
import type { Arm } from '../../state.ts';
import { childrenChange } from './children.ts';
import { completeResource } from '../complete/complete.ts';
import { keepInterface } from '../interfaces.ts';
import { requireQuiet, requireCurrent } from './preconditions.ts';
import { pollHeaders } from '../protocol/protocol.ts';
import { etagOf } from '../progress.ts';
import { renderResource } from '../render.ts';
import type { StoredResource } from '../store.ts';
import { requireName, requireParent, targetOf, type Target } from '../target.ts';
import type { ResourceType } from '../types.ts';
import { requireRoom } from './room.ts';
import { requirePrefixes } from './usage.ts';
import { endOfOverlap } from './zone-links.ts';

/** ARM looks first (names, location, parent), then policy, then the service (etags, what is under way, children). */
export function putResource(row: ResourceType, arm: Arm, call: ArmCall): StandInResponse {
  const { state } = arm;
  const target = targetOf(row, call, state);
  requireName(target);
  const sent = requireBody(call.request);
  const existing = state.resources.find(target.id);
  const location = placeOf(row, sent, existing, parameter(call, 'group'));
  readTags(sent);
  requireStanding(state, call);
  requireParent(target, state, 'write');
  const body = admit(target, sent, arm, call);

  requireCurrent(call.request, existing === undefined ? undefined : etagOf(existing, state) ?? existing.etags.settled);
  requireQuiet(target, state);
  if (existing === undefined) requireRoom(target, state);
  const resource = completeResource(target, body, location, existing, call.now);
  const children = childrenChange(resource, row, body, call.apiVersion, call.now, state);
  if (existing !== undefined) requirePrefixes(existing, resource, state);
  const refusedLink = endOfOverlap(resource, state);
  if (refusedLink === undefined) {
    for (const child of children.remove) forgetWithin(state, child.id.toLowerCase());
    for (const changed of [resource, ...children.put]) state.resources.put(changed);
    keepInterface(resource, call.now, state);
    touchParent(target, arm);
  }
  return answerTo(resource, existing, row, arm, call, refusedLink ?? endOfExtension(resource, state));
}

/** The body to store: policy may refuse it or change it. The only place where resources of this folder meet policy. */
function admit(target: Target, body: JsonObject, arm: Arm, call: ArmCall): JsonObject {
  return requirePolicyAllows(arm, call, { type: target.row.type, name: target.fullName, id: target.id, apiVersion: call.apiVersion, body });
}

function placeOf(row: ResourceType, body: JsonObject, existing: StoredResource | undefined, group: string): string | undefined {
  if (row.location === 'parent') return undefined;
  const location = requireLocation(body);
  if (row.location === 'global' && location !== 'global') {
    throw gatewayRefusal(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type '${row.type}'. List of available regions for the resource type is 'global'.`,
    );
  }
  if (existing !== undefined) requireSameLocation({ name: existing.name, location: existing.location ?? '', resourceGroup: group }, location);
  return location;
}

/** What stands in the document of another changes that document, and so its etag. */
function touchParent({ row, parentId }: Target, { state }: Arm): void {
  const parent = row.mirror === undefined || parentId === undefined ? undefined : state.resources.find(parentId);
  if (parent !== undefined) state.resources.put({ ...parent, etags: { ...parent.etags, settled: randomUUID() } });
}

function answerTo(resource: StoredResource, existing: StoredResource | undefined, row: ResourceType, arm: Arm, call: ArmCall, fate: OperationOutcome | undefined): StandInResponse {
  const { state } = arm;
  const status = existing === undefined ? 201 : 200;
  if (row.operationMilliseconds === undefined) {
    const etag = etagOf(resource, state);
    const headers = {
      ...(etag === undefined ? {} : { etag }),
      ...(row.service === 'identity' && status === 201 ? { location: resource.id } : {}),
    };
    return { status, headers, body: renderResource(resource, state, call.apiVersion) };
  }
  const begun = {
    id: call.requestId,
    kind: existing === undefined ? 'Creating' as const : 'Updating' as const,
    subject: resource.id.toLowerCase(),
    subscriptionId: parameter(call, 'subscription'),
    location: resource.location ?? parentLocation(resource, arm),
  };
  const operation = state.operations.start(begun, row.operationMilliseconds, call.now, fate);
  const headers = pollHeaders(operation, row.service, resource.id, call, arm);
  // Private DNS answers neither the resource nor 201 (byo-acr-create.json).
  if (row.service === 'privateDns') return { status: 202, headers, body: {} };
  return { status, headers, body: renderResource(resource, state, call.apiVersion) };
}

/** A subnet's operations run where its network is. */
export function parentLocation({ parentKey }: Pick<StoredResource, 'parentKey'>, { state }: Arm): string {
  const parent = parentKey === undefined ? undefined : state.resources.find(parentKey);
  return parent?.location ?? state.clusters.get(parentKey ?? '')?.location ?? 'global';
}
