import { textAt } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import type { StandInResponse } from '../../http.ts';
import { requireBody } from '../http/bodies.ts';
import { page } from '../http/paging.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import { isBelow } from '../hierarchy/reach.ts';
import { requireScope } from '../policy/scopes.ts';
import { refusal } from '../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { requirePolicyAllows } from '../policy-enforcement.ts';
import { readRoleAssignment, renderRoleAssignment, roleAssignmentId, type RoleAssignment } from './role-assignment.ts';
import { requireAssignable, requireGuid } from './checks.ts';
import { renderCustomRole } from './custom/custom-role.ts';
import { customRolesAt } from './custom/routes.ts';
import { renderRole, roles } from './roles.ts';

const assignments = '/{+scope}/providers/Microsoft.Authorization/roleAssignments';
const roleAssignmentType = 'Microsoft.Authorization/roleAssignments';
const definitions = '/{+scope}/providers/Microsoft.Authorization/roleDefinitions';

/** Role definitions (built-in ones, to be read) and role assignments at any scope: all synchronous (byo-acr-create.json). */
export function authorizationRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'GET', pattern: definitions, handle: (call) => listRoles(arm, call) },
    { method: 'GET', pattern: `${definitions}/{role}`, handle: (call) => getRole(arm, call) },
    { method: 'GET', pattern: assignments, handle: (call) => listAssignments(arm, call) },
    { method: 'GET', pattern: `${assignments}/{name}`, handle: (call) => getAssignment(arm, call) },
    { method: 'PUT', pattern: `${assignments}/{name}`, handle: (call) => putAssignment(arm, call) },
    { method: 'DELETE', pattern: `${assignments}/{name}`, handle: (call) => deleteAssignment(arm, call) },
  ];
}

/** `roleName eq '…'` and `type eq 'BuiltInRole'` (Microsoft Learn, "List Azure role definitions", REST); `atScopeAndBelow()` is all here. */
function listRoles({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const text = call.request.query.get('$filter')?.trim() ?? '';
  const [, name] = /^roleName eq '(.*)'$/is.exec(text) ?? [];
  const [, type] = /^type eq '(.*)'$/is.exec(text) ?? [];
  if (name === undefined && type === undefined && !/^(atScopeAndBelow\(\))?$/i.test(text)) throw invalidFilter(text);
  const found = roles.filter((role) => (name === undefined || sameId(role.name, name)) && (type === undefined || sameId(type, 'BuiltInRole')));
  const own = customRolesAt(scope, state).filter((role) => (name === undefined || sameId(role.name, name)) && (type === undefined || sameId(type, 'CustomRole')));
  return page([...found.map((role) => renderRole(role, scope)), ...own.map((role) => renderCustomRole(role, scope))], call, settings);
}

function getRole({ state }: Arm, call: ArmCall): StandInResponse {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const id = parameter(call, 'role');
  const custom = state.customRoles.get(id.toLowerCase());
  if (custom !== undefined) return { status: 200, body: renderCustomRole(custom, scope) };
  const role = roles.find((candidate) => sameId(candidate.id, id));
  if (role === undefined) throw refusal(404, 'RoleDefinitionDoesNotExist', `The specified role definition with ID '${id}' does not exist.`);
  return { status: 200, body: renderRole(role, scope) };
}

function putAssignment(arm: Arm, call: ArmCall): StandInResponse {
  const { state } = arm;
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  if (requireScope(scope, state) === 'tenant') {
    throw refusal(403, 'AuthorizationFailed', "The client does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '/' or the scope is invalid.");
  }
  requireGuid(name, 'role assignment ID');
  const body = requireBody(call.request);
  const sent = readRoleAssignment(body, name, scope, call.now);
  const existing = state.roleAssignments.get(name.toLowerCase());
  requireAssignable(sent, existing, textAt(body, 'properties', 'principalType') !== undefined, arm, call.now);
  if (/^\/subscriptions\//i.test(scope)) requirePolicyAllows(arm, call, { type: roleAssignmentType, name, id: roleAssignmentId(sent), apiVersion: call.apiVersion, body });
  const assignment = existing === undefined ? sent : { ...sent, name: existing.name, scope: existing.scope, createdAt: existing.createdAt };
  state.roleAssignments.set(name.toLowerCase(), assignment);
  return existing === undefined
    ? { status: 201, body: renderRoleAssignment(assignment, 'creation') }
    : { status: 200, body: renderRoleAssignment(assignment, 'anything else') };
}

function getAssignment(arm: Arm, call: ArmCall): StandInResponse {
  const assignment = findAssignment(arm, call);
  if (assignment === undefined) {
    throw refusal(404, 'RoleAssignmentNotFound', `The role assignment '${parameter(call, 'name')}' is not found.`);
  }
  return { status: 200, body: renderRoleAssignment(assignment, 'anything else') };
}

/** Absent: 204. What is gone is shown once more. */
function deleteAssignment(arm: Arm, call: ArmCall): StandInResponse {
  const assignment = findAssignment(arm, call);
  if (assignment === undefined) return { status: 204 };
  arm.state.roleAssignments.delete(assignment.name.toLowerCase());
  return { status: 200, body: renderRoleAssignment(assignment, 'anything else') };
}

function findAssignment({ state }: Arm, call: ArmCall): RoleAssignment | undefined {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const found = state.roleAssignments.get(parameter(call, 'name').toLowerCase());
  return found !== undefined && sameId(found.scope, scope) ? found : undefined;
}

type Filter = (assignment: RoleAssignment) => boolean;

/**
 * Without a filter what stands at the scope, above and below it; `atScope()` leaves out what is below; `principalId eq '…'` and
 * `assignedTo('…')` are of one principal (Microsoft Learn, "Role Assignments - List For Scope" and "List Azure role assignments using
 * the REST API", which also joins `atScope() and assignedTo('…')`). Groups have no members here.
 */
function listAssignments({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const text = call.request.query.get('$filter')?.trim() ?? '';
  const filters = text === '' ? [] : text.split(/ and /i).map((part) => readPart(part.trim(), scope, text, state.hierarchy));
  const isNear = nearness(scope);
  const inReach: Filter = (assignment) => isNear(assignment.scope) && (isBelow(scope, assignment.scope, state.hierarchy) || isBelow(assignment.scope, scope, state.hierarchy));
  const found = [...state.roleAssignments.values()].filter((assignment) => inReach(assignment) && filters.every((matches) => matches(assignment)));
  return page(found.map((assignment) => renderRoleAssignment(assignment, 'anything else')), call, settings);
}

/** False for what stands in another subscription, which is most in a large tenant. */
function nearness(scope: string): (other: string) => boolean {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0].toLowerCase();
  if (subscription === undefined) return () => true;
  return (other) => !/^\/subscriptions\//i.test(other) || other.slice(0, subscription.length).toLowerCase() === subscription;
}

function readPart(part: string, scope: string, whole: string, hierarchy: Hierarchy): Filter {
  if (/^atScope\(\)$/i.test(part)) return (assignment) => isBelow(scope, assignment.scope, hierarchy);
  const [, quoted, bare] = /^(?:principalId eq '?([^']*?)'?|assignedTo\('([^']*)'\))$/i.exec(part) ?? [];
  const principal = quoted ?? bare;
  if (principal === undefined) throw invalidFilter(whole);
  return (assignment) => sameId(assignment.principalId, principal);
}

/** The texts of Azure are not known; the code is that of policy lists. */
function invalidFilter(text: string): Error {
  return refusal(400, 'InvalidFilterInQueryString', `Invalid filter '${text}' in query string.`);
}
