import { textAt } from '../../../../arm/json.ts';
import type { StandInResponse } from '../../../http.ts';
import { refusal } from '../../http/refusal.ts';
import { parameter, type ArmCall } from '../../http/router.ts';
import { forgetWithin } from '../../settle.ts';
import type { Arm, ArmState } from '../../state.ts';
import { requireCurrent } from './preconditions.ts';
import { pollHeaders } from '../protocol/protocol.ts';
import { parentLocation } from './put.ts';
import { etagOf } from '../progress.ts';
import type { StoredResource } from '../store.ts';
import { targetOf } from '../target.ts';
import type { ResourceType } from '../types.ts';
import { requireUnused } from './usage.ts';

/** DELETE: 204 when there is nothing, 200 for what goes at once, else 202 with both addresses; policy does not see it. */
export function deleteResource(row: ResourceType, arm: Arm, call: ArmCall): StandInResponse {
  const { state } = arm;
  const resource = state.resources.find(targetOf(row, call, state).id);
  if (resource === undefined) return { status: 204 };
  requireCurrent(call.request, etagOf(resource, state) ?? resource.etags.settled);
  requireUnused(resource, state);
  requireNoLinks(resource, state);
  requireNoEndpoint(resource, state);
  if (row.operationMilliseconds === undefined) {
    forgetWithin(state, resource.id.toLowerCase());
    return { status: 200 };
  }
  const subject = resource.id.toLowerCase();
  const running = state.operations.runningOn(subject);
  const operation = running?.kind === 'Deleting' ? running : state.operations.start(
    { id: call.requestId, kind: 'Deleting', subject, subscriptionId: parameter(call, 'subscription'), location: resource.location ?? parentLocation(resource, arm) },
    row.operationMilliseconds,
    call.now,
  );
  return { status: 202, headers: pollHeaders(operation, row.service, resource.id, call, arm) };
}

/** The interface of a private endpoint goes with it, and not before (code and text as public logs show them). */
function requireNoEndpoint(resource: StoredResource, state: ArmState): void {
  const endpoint = textAt(resource.properties, 'privateEndpoint', 'id');
  if (endpoint === undefined || state.resources.find(endpoint) === undefined) return;
  throw refusal(400, 'NicInUseWithPrivateEndpoint', `Network interface ${resource.id} cannot be deleted because it is currently in use with an private endpoint (${endpoint}).`);
}

/** A zone that networks are linked to stays (code and text as public logs of Terraform's show them). */
function requireNoLinks(resource: StoredResource, state: ArmState): void {
  if (state.resources.childrenOf(resource.id, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks').length === 0) return;
  throw refusal(409, 'CannotDeleteResource', 'Can not delete resource before nested resources are deleted.');
}
