import { sameId } from '../../../arm/resource-id.ts';
import { isWithin } from '../../../arm/scope.ts';
import { tenantId } from '../../identities.ts';
import { refusal } from '../http/refusal.ts';
import type { Arm, ArmState } from '../state.ts';
import { isInDirectory } from './principals.ts';
import type { RoleAssignment } from './role-assignment.ts';
import { guidIn } from './roles.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Texts: ALZ issue 3419 (InvalidRoleAssignmentId), azure-powershell issue 16627 (InvalidPrincipalId). */
export function requireGuid(value: string, what: 'role assignment ID' | 'role definition ID' | 'Principal ID'): void {
  if (guid.test(value)) return;
  if (what === 'role definition ID') throw refusal(400, 'InvalidRoleDefinitionId', `The role definition ID '${value}' is not valid. The role definition ID must be a GUID.`);
  const [code, subject] = what === 'Principal ID' ? ['InvalidPrincipalId', 'Principal ID'] : ['InvalidRoleAssignmentId', 'The role assignment ID'];
  throw refusal(400, code, `${what === 'Principal ID' ? 'The ' : ''}${subject} '${value}' is not valid. ${subject} must be a GUID.`);
}

/**
 * Throws unless a role assignment can be written:
 * - the principal is in the directory. A new one is not yet; a `principalType` in the body keeps the service from looking
 *   (PrincipalNotFound, text of HubAndSpokeResearchEnclave issue 50 and avdaccelerator issue 76, which shows the ids' forms)
 * - the role exists
 * - its name, unique in the tenant, stands for nothing else: principal, role and scope of an assignment never change
 *   (RoleAssignmentUpdateNotPermitted; Microsoft Learn, "Troubleshoot Azure RBAC", says that a name that is used elsewhere is read as an update)
 * - there is room for one more (RoleAssignmentLimitExceeded)
 * - no other name stands for the same (RoleAssignmentExists, terraform-provider-azurerm issue 28557)
 */
export function requireAssignable(sent: RoleAssignment, existing: RoleAssignment | undefined, saysType: boolean, { state, settings }: Arm, now: number): void {
  requireGuid(sent.principalId, 'Principal ID');
  const role = guidIn(sent.roleDefinitionId);
  if (!guid.test(role) || (!settings.roles.has(role) && !state.customRoles.has(role))) {
    throw refusal(400, 'RoleDefinitionDoesNotExist', `The specified role definition with ID '${sent.roleDefinitionId}' does not exist.`);
  }
  if (existing !== undefined) {
    if (isSame(existing, sent)) return;
    throw refusal(400, 'RoleAssignmentUpdateNotPermitted', 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.');
  }
  for (const other of state.roleAssignments.values()) {
    if (isSame(other, sent)) throw refusal(409, 'RoleAssignmentExists', 'The role assignment already exists.');
  }
  requireRoomForOne(sent.scope, state);
  if (!saysType && !isInDirectory(state, sent.principalId, now, settings.principalDelay)) {
    throw refusal(
      400,
      'PrincipalNotFound',
      `Principal ${sent.principalId.replaceAll('-', '')} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. `
      + 'If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. '
      + 'In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype',
    );
  }
}

/** Microsoft Learn, "Troubleshoot Azure RBAC limits": role assignments in a subscription with all that is in it, and at a management group. */
export const mostAssignments = { subscription: 4000, managementGroup: 500 } as const;

/** The code and the beginning of the text are the documentation's; the status is assumed. */
function requireRoomForOne(scope: string, { roleAssignments }: ArmState): void {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0];
  const isCounted = (other: string): boolean => (subscription === undefined ? sameId(other, scope) : isWithin(other.toLowerCase(), subscription.toLowerCase()));
  const most = mostAssignments[subscription === undefined ? 'managementGroup' : 'subscription'];
  if (roleAssignments.size < most) return;
  if ([...roleAssignments.values()].filter((other) => isCounted(other.scope)).length < most) return;
  throw refusal(400, 'RoleAssignmentLimitExceeded', `No more role assignments can be created: there are ${most} at '${subscription ?? scope}' already.`);
}

function isSame(left: RoleAssignment, right: RoleAssignment): boolean {
  return sameId(left.scope, right.scope) && sameId(left.principalId, right.principalId) && guidIn(left.roleDefinitionId) === guidIn(right.roleDefinitionId);
}
