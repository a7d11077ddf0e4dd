import { apiVersions, roleAssignmentType } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import { sameId } from '../../arm/resource-id.ts';
import type { ArmClient } from '../../azure/arm-client.ts';
import { deletion, inOrderOfRemoval } from '../../policy/objects/plan.ts';
import type { PolicyStep } from '../../policy/objects/policy-step.ts';
import { roleAssignmentsFor, type RoleWish } from '../../policy/objects/roles.ts';
import { roleStampOf } from '../../policy/objects/stamp.ts';
import { guidOf } from '../plan-hash.ts';
import type { AssignmentPlan } from './assignment-plan.ts';

/** The roles that a living identity lacks, as steps. */
export async function missingRoles(wish: RoleWish, owner: string, arm: ArmClient): Promise<readonly PolicyStep[]> {
  const living = await rolesOf(wish.principalId, wish.scope, arm);
  return roleAssignmentsFor(wish, living, owner, guidOf).map((object): PolicyStep => ({ action: 'create', object, details: [`roleDefinitionId: ${wish.roles.find((role) => JSON.stringify(object.body).includes(role)) ?? ''}`] }));
}

/**
 * The plan with what has to happen to the role assignments of living identities: those that are missing, those of assignments that are
 * taken away, and, with `prune`, those that are not needed any more. Asks Azure only where an assignment has an identity.
 */
export async function withRoles(plan: AssignmentPlan, owner: string, prune: boolean, arm: ArmClient): Promise<AssignmentPlan> {
  const { steps } = plan.policies;
  const created = await Promise.all(plan.assignments.flatMap(({ id, scope, principalId, roles }) => (principalId === undefined || roles.length === 0 ? [] : [missingRoles({ assignmentId: id, scope, principalId, roles }, owner, arm)])));
  const going = steps.filter(({ action, object }) => action === 'delete' && object.kind === 'assignment').map(({ object }) => object.body);
  const removed = await Promise.all([
    ...going.map(async (assignment) => await ownRoles(assignment, owner, arm, () => true)),
    ...(prune ? plan.assignments.map(async ({ id, principalId, roles }) => await ownRoles({ id, identity: { principalId } }, owner, arm, (role) => !roles.some((needed) => role.endsWith(needed)))) : []),
  ]);
  const deletions = steps.filter(({ action }) => action === 'delete');
  const all = [...steps.filter(({ action }) => action !== 'delete'), ...created.flat(), ...inOrderOfRemoval([...deletions, ...removed.flat()])];
  return { ...plan, policies: { ...plan.policies, steps: all } };
}

/** Deletions of the role assignments that we made for an assignment. @param isDue by the lower-case id of the role */
export async function ownRoles(assignment: JsonObject, owner: string, arm: ArmClient, isDue: (role: string) => boolean): Promise<readonly PolicyStep[]> {
  const principalId = textAt(assignment, 'identity', 'principalId');
  const id = textAt(assignment, 'id') ?? '';
  if (principalId === undefined) return [];
  const living = await rolesOf(principalId, id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/')), arm);
  const own = living.filter((document) => {
    const stamp = roleStampOf(document);
    return stamp?.owner === owner && sameId(stamp.assignmentId, id) && isDue((textAt(document, 'properties', 'roleDefinitionId') ?? '').toLowerCase());
  });
  return own.map((document) => deletion(document, ['nothing acts with it any more']));
}

async function rolesOf(principalId: string, scope: string, arm: ArmClient): Promise<readonly JsonObject[]> {
  return await arm.list(`${scope}/providers/${roleAssignmentType}`, apiVersions.roleAssignments, { $filter: `principalId eq '${principalId.replaceAll("'", "''")}'` });
}
