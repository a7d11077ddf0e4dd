import { apiVersions, policyAssignmentType, policySetDefinitionType } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import { parseResourceId, sameId } from '../../arm/resource-id.ts';
import type { PreflightObservation } from '../../isolation/deployment/preflight/observation.ts';
import { conflictingAt } from '../../isolation/deployment/preflight/policies/assigned.ts';
import type { ArmClient } from '../arm-client.ts';
import { seenFrom } from './seen.ts';

/** So many initiatives are looked into; a management group has at most 200 of its own. */
const most = 200;

/**
 * The built-ins that work against isolation, as they are assigned to any of the ids.
 * @param groups ids of the resource groups that they lie in; one that is not there yet is answered for by its subscription
 */
export async function readAssigned(ids: readonly string[], groups: readonly string[], arm: ArmClient): Promise<Pick<PreflightObservation, 'assigned' | 'assignments' | 'unreadInitiatives'>> {
  const lists = await Promise.all(groups.map(async (group) => await assignmentsAt(group, arm)));
  const unseen = lists.find((list) => 'unseen' in list);
  if (unseen !== undefined) return { assigned: unseen, assignments: unseen };
  const assignments = [...new Map(lists.flatMap((list) => ('known' in list ? list.known : [])).map((document) => [(textAt(document, 'id') ?? '').toLowerCase(), document])).values()];
  const targets = assignments.flatMap((document) => textAt(document, 'properties', 'policyDefinitionId') ?? []).filter((id) => sameId(parseResourceId(id)?.type ?? '', policySetDefinitionType));
  const wanted = [...new Map(targets.map((id) => [id.toLowerCase(), id])).values()];
  const read = await Promise.all(wanted.slice(0, most).map(async (id) => ({ id, document: await seenFrom<JsonObject | undefined>(arm.find(id, apiVersions.policy), undefined) })));
  const initiatives = new Map(read.flatMap(({ id, document }) => ('known' in document && document.known !== undefined ? [[id.toLowerCase(), document.known] as const] : [])));
  const found = ids.flatMap((id) => conflictingAt(id, assignments, initiatives));
  return {
    assignments: { known: assignments },
    assigned: { known: [...new Map(found.map((one) => [`${one.assignmentId} ${one.guid}`.toLowerCase(), one])).values()] },
    unreadInitiatives: [
      ...read.flatMap(({ id, document }) => ('unseen' in document ? [{ id, why: document.unseen }] : [])),
      ...wanted.slice(most).map((id) => ({ id, why: `More than ${most} initiatives are assigned.` })),
    ],
  };
}

/** A group that is not there has no assignments of its own: those above are listed at its subscription. */
async function assignmentsAt(group: string, arm: ArmClient): Promise<{ readonly known: readonly JsonObject[] } | { readonly unseen: string }> {
  const absent: readonly JsonObject[] = [];
  const found = await seenFrom(arm.list(`${group}/providers/${policyAssignmentType}`, apiVersions.policy), absent);
  if (!('known' in found) || found.known !== absent) return found;
  const subscription = group.replace(/\/resourceGroups\/.*$/i, '');
  return await seenFrom(arm.list(`${subscription}/providers/${policyAssignmentType}`, apiVersions.policy, { $filter: 'atScope()' }), absent);
}
