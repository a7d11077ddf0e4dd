import { isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { tenantId } from '../../identities.ts';
import { idsOfIdentity, makePrincipal } from '../authorization/principals.ts';
import { asObject } from '../documents.ts';
import type { ArmState, PolicyObject } from '../state.ts';

/** The principal of an assignment's system-assigned identity, if it has one. */
export function systemPrincipal(assignment: PolicyObject | undefined): string | undefined {
  return assignment === undefined ? undefined : textAt(assignment.document, 'identity', 'principalId');
}

/**
 * The identity of an assignment as the service answers it. A system-assigned one is the assignment's own: made with it, kept while it
 * stands (policy-definition-and-assignment.json: `principalId` is in the 201 already). Undefined for none and for `None`.
 */
export function completeIdentity(body: JsonObject, existing: PolicyObject | undefined, state: ArmState, now: number): JsonObject | undefined {
  const type = textAt(body, 'identity', 'type')?.toLowerCase();
  if (type === 'systemassigned') return { principalId: systemPrincipal(existing) ?? makePrincipal(state, now), tenantId, type: 'SystemAssigned' };
  if (type !== 'userassigned') return isJsonObject(body['identity']) && type !== undefined ? { type: textAt(body, 'identity', 'type') } : undefined;
  return {
    type: 'UserAssigned',
    userAssignedIdentities: Object.fromEntries(userAssigned(body).map((id) => [id, idsOfIdentity(id)])),
  };
}

/** The user-assigned identities that a body names, by their resource ids. */
export function userAssigned(body: JsonObject): readonly string[] {
  return Object.keys(asObject(asObject(body['identity'])['userAssignedIdentities']));
}
