import { textAt, type JsonObject } from '../../../arm/json.ts';
import { formatResourceId } from '../../../arm/resource-id.ts';
import { principalId as caller } from '../../identities.ts';
import { toFixedAzureTime } from '../time.ts';

/** A role assignment as stored. */
export interface RoleAssignment {
  /** A guid. */
  readonly name: string;
  /** In the case it was written in. */
  readonly scope: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly principalType: string;
  readonly condition: string | null;
  readonly conditionVersion: string | null;
  readonly description: string | null;
  readonly delegatedManagedIdentityResourceId: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a body says of an assignment; `principalType` is worked out by the service when it is not sent (byo-acr-create.json). */
export function readRoleAssignment(body: JsonObject, name: string, scope: string, now: number): RoleAssignment {
  const optional = (member: string): string | null => textAt(body, 'properties', member) ?? null;
  return {
    name,
    scope,
    principalId: textAt(body, 'properties', 'principalId') ?? '',
    roleDefinitionId: textAt(body, 'properties', 'roleDefinitionId') ?? '',
    principalType: textAt(body, 'properties', 'principalType') ?? 'ServicePrincipal',
    condition: optional('condition'),
    conditionVersion: optional('conditionVersion'),
    description: optional('description'),
    delegatedManagedIdentityResourceId: optional('delegatedManagedIdentityResourceId'),
    createdAt: now,
    updatedAt: now,
  };
}

export function roleAssignmentId({ scope, name }: Pick<RoleAssignment, 'scope' | 'name'>): string {
  return formatResourceId(scope, 'Microsoft.Authorization/roleAssignments', name);
}

/** An assignment as ARM answers it: `createdBy` is null in the answer that creates it (byo-acr-create.json). */
export function renderRoleAssignment(assignment: RoleAssignment, answers: 'creation' | 'anything else'): JsonObject {
  const { name, scope, createdAt, updatedAt } = assignment;
  return {
    properties: {
      roleDefinitionId: assignment.roleDefinitionId,
      principalId: assignment.principalId,
      principalType: assignment.principalType,
      scope,
      condition: assignment.condition,
      conditionVersion: assignment.conditionVersion,
      createdOn: toFixedAzureTime(createdAt, name),
      updatedOn: toFixedAzureTime(updatedAt, `updated ${name}`),
      createdBy: answers === 'creation' ? null : caller,
      updatedBy: caller,
      delegatedManagedIdentityResourceId: assignment.delegatedManagedIdentityResourceId,
      description: assignment.description,
    },
    id: roleAssignmentId(assignment),
    type: 'Microsoft.Authorization/roleAssignments',
    name,
  };
}
