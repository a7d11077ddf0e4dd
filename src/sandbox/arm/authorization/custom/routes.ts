import { sameId } from '../../../../arm/resource-id.ts';
import { isWithin } from '../../../../arm/scope.ts';
import type { StandInResponse } from '../../../http.ts';
import { requireBody } from '../../http/bodies.ts';
import { requireScope } from '../../policy/scopes.ts';
import { refusal } from '../../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../../http/router.ts';
import type { Arm, ArmState } from '../../state.ts';
import { requireGuid } from '../checks.ts';
import { guidIn, roles } from '../roles.ts';
import { readCustomRole, renderCustomRole, type CustomRole } from './custom-role.ts';

const one = '/{+scope}/providers/Microsoft.Authorization/roleDefinitions/{role}';

/** Roles of the tenant's own, written and deleted; they are read among the built-in ones. */
export function customRoleRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'PUT', pattern: one, handle: (call) => putRole(arm, call) },
    { method: 'DELETE', pattern: one, handle: (call) => deleteRole(arm, call) },
  ];
}

/** Those that can be assigned at a scope. */
export function customRolesAt(scope: string, { customRoles }: ArmState): readonly CustomRole[] {
  return [...customRoles.values()].filter(({ assignableScopes }) => scope === '' || assignableScopes.some((assignable) => isWithin(scope, assignable) || isWithin(assignable, scope)));
}

function putRole({ state }: Arm, call: ArmCall): StandInResponse {
  const [scope, id] = [parameter(call, 'scope'), parameter(call, 'role')];
  requireScope(scope, state);
  requireGuid(id, 'role definition ID');
  if (roles.some((role) => sameId(role.id, id))) throw refusal(403, 'InvalidRoleDefinitionUpdate', `The role definition '${id}' is built in and cannot be changed.`);
  const role = readCustomRole(requireBody(call.request), id);
  const twin = [...state.customRoles.values(), ...roles].find((other) => sameId(other.name, role.name) && !sameId(other.id, id));
  if (twin !== undefined) throw refusal(409, 'RoleDefinitionWithSameNameExists', `A custom role with the same name already exists in this directory. Use a different name.`);
  state.customRoles.set(id.toLowerCase(), role);
  return { status: 201, body: renderCustomRole(role, scope) };
}

/** One that is assigned stays (the code is that of public issues). Absent: 204. */
function deleteRole({ state }: Arm, call: ArmCall): StandInResponse {
  const [scope, id] = [parameter(call, 'scope'), parameter(call, 'role')];
  requireScope(scope, state);
  const role = state.customRoles.get(id.toLowerCase());
  if (role === undefined) return { status: 204 };
  if ([...state.roleAssignments.values()].some(({ roleDefinitionId }) => guidIn(roleDefinitionId) === id.toLowerCase())) {
    throw refusal(400, 'RoleDefinitionHasAssignments', 'There are existing role assignments referencing role (code: RoleDefinitionHasAssignments).');
  }
  state.customRoles.delete(id.toLowerCase());
  return { status: 200, body: renderCustomRole(role, scope) };
}
