import { roles } from '../../../../isolation/exposure/graph/access/built-in-roles.ts';
import { guidIn } from '../../authorization/roles.ts';
import { isBelow } from '../../hierarchy/reach.ts';
import type { Arm } from '../../state.ts';

/** Built-in roles that allow what a cluster's identities do. A role with a condition is not asked for its condition. */
export const allowing = {
  joinSubnet: [roles.networkContributor, roles.contributor, roles.owner],
  writeZone: [roles.privateDnsZoneContributor, roles.contributor, roles.owner],
  assignIdentity: [roles.managedIdentityOperator, roles.contributor, roles.owner],
  pull: [roles.acrPull, roles.acrPush, roles.reader, roles.contributor, roles.owner],
  pullByRepository: [roles.repositoryReader, roles.repositoryWriter, roles.repositoryContributor],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Whether a principal has one of the roles on a scope, or above it, at a moment: a role counts only some time after it was given. */
export function hasRole(principalId: string, accepted: readonly string[], scope: string, at: number, { state, settings }: Arm): boolean {
  for (const assignment of state.roleAssignments.values()) {
    const isTheirs = assignment.principalId.toLowerCase() === principalId.toLowerCase() && assignment.createdAt + settings.roleDelay <= at;
    if (isTheirs && accepted.includes(guidIn(assignment.roleDefinitionId)) && isBelow(scope, assignment.scope, state.hierarchy)) return true;
  }
  return false;
}
