import { arrayAt, at, memberIgnoringCase, textAt, type JsonObject } from '../../arm/json.ts';
import { sameId } from '../../arm/resource-id.ts';
import { isWithin } from '../../arm/scope.ts';
import type { AssignedPolicy } from '../bind.ts';
import { effectNamed } from '../effects/effects.ts';
import { objectId, type PolicyObject } from './policy-object.ts';
import { roleDescription } from './stamp.ts';

/** Effects that act with an identity of the assignment. */
const acting: ReadonlySet<string> = new Set(['modify', 'deployIfNotExists']);

/** Ids of the roles that an assignment's identity needs for the effects that it has with its parameters; empty when it needs none. */
export function rolesNeeded(policies: readonly AssignedPolicy[]): readonly string[] {
  const ids = policies.filter((policy) => acting.has(effectNamed(effectOf(policy) ?? '')?.name ?? '')).flatMap(({ definition }) =>
    arrayAt(definition.rule.details?.value, 'roleDefinitionIds').filter((id) => typeof id === 'string').map((id) => id.toLowerCase()));
  return [...new Set(ids)].toSorted();
}

/**
 * True when Azure takes the assignment only with an identity: for what acts, and for whatever could deploy, whatever its effect
 * (`ResourceIdentityRequired` is answered to an assignment that only audits, as public output of 2026 shows).
 */
export function needsIdentity(policies: readonly AssignedPolicy[]): boolean {
  return rolesNeeded(policies).length > 0 || policies.some(({ definition }) => at(definition.rule.details?.value, 'deployment') !== undefined);
}

/** The effect that a policy has with its parameters, as far as it is written as a name or one parameter. */
export function effectOf({ definition: { rule }, parameters }: AssignedPolicy): string | undefined {
  if (rule.effect.kind === 'literal') return typeof rule.effect.value === 'string' ? rule.effect.value : undefined;
  const effect = memberIgnoringCase(parameters, 'effect');
  return typeof effect === 'string' ? effect : undefined;
}

/** What an identity is to be allowed. */
export interface RoleWish {
  readonly assignmentId: string;
  readonly scope: string;
  readonly principalId: string;
  readonly roles: readonly string[];
}

/**
 * The role assignments that an identity lacks. One that somebody else gave it at or above the scope is as good.
 * @param living the principal's role assignments, as read
 * @param guid a guid made of a text, the same each time: the name of a role assignment
 */
export function roleAssignmentsFor({ assignmentId, scope, principalId, roles }: RoleWish, living: readonly JsonObject[], owner: string, guid: (text: string) => string): readonly PolicyObject[] {
  const missing = roles.filter((role) => !living.some((document) => grants(document, role, principalId, scope)));
  return missing.map((role): PolicyObject => {
    const name = guid([scope, principalId, role].join('\n').toLowerCase());
    return {
      kind: 'roleAssignment', name, id: objectId('roleAssignment', scope, name),
      body: { properties: { roleDefinitionId: role, principalId, principalType: 'ServicePrincipal', description: roleDescription(owner, assignmentId) } },
    };
  });
}

function grants(document: JsonObject, role: string, principalId: string, scope: string): boolean {
  const given = textAt(document, 'properties', 'roleDefinitionId') ?? '';
  return sameId(textAt(document, 'properties', 'principalId') ?? '', principalId)
    // Azure answers the id of a role below the subscription, and takes it without.
    && given.toLowerCase().endsWith(role.toLowerCase())
    && isWithin(scope, textAt(document, 'properties', 'scope') ?? '—');
}
