import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../../arm/json.ts';
import { refusal } from '../../http/refusal.ts';

/** A role of the tenant's own. */
export interface CustomRole {
  /** A guid. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly JsonObject[];
  readonly assignableScopes: readonly string[];
}

/** What a body says of a role (REST reference, "Role Definitions - Create Or Update"). Throws what Azure answers to one that is none. */
export function readCustomRole(body: JsonObject, id: string): CustomRole {
  const name = textAt(body, 'properties', 'roleName') ?? '';
  const permissions = arrayAt(body, 'properties', 'permissions').filter(isJsonObject);
  const assignableScopes = arrayAt(body, 'properties', 'assignableScopes').filter((scope) => typeof scope === 'string');
  if (name === '') throw refusal(400, 'RoleDefinitionNameMissing', 'The role definition has no name: give it a roleName.');
  if (permissions.length !== 1) throw refusal(400, 'InvalidRoleDefinitionPermissions', `A custom role definition has exactly one entry of permissions, and this one has ${permissions.length}.`);
  if (assignableScopes.length === 0 || assignableScopes.includes('/')) throw refusal(400, 'InvalidAssignableScopes', 'A custom role definition has assignable scopes, and the tenant is none of them.');
  return { id, name, description: textAt(body, 'properties', 'description') ?? '', permissions, assignableScopes };
}

export function renderCustomRole({ id, name, description, permissions, assignableScopes }: CustomRole, scope: string): JsonObject {
  const [subscription = ''] = /^\/subscriptions\/[^/]+/i.exec(scope) ?? [];
  return {
    properties: {
      roleName: name,
      type: 'CustomRole',
      description,
      assignableScopes,
      permissions: permissions.map(({ actions = [], notActions = [], dataActions = [], notDataActions = [] }) => ({ actions, notActions, dataActions, notDataActions })),
    },
    id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    type: 'Microsoft.Authorization/roleDefinitions',
    name: id,
  };
}
