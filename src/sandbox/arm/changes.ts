import type { ArmState } from './state.ts';

/** A number that is another one as soon as anything of a state has changed that documents show. */
export function changesOf({ hierarchy, access, groups, clusters, resources, policies, roleAssignments, customRoles, locks, registrations, operations, deployments, dueDeployments, remediations, policyStates }: ArmState): number {
  return [hierarchy, access, groups, clusters, resources, policies, roleAssignments, customRoles, locks, registrations, operations, deployments, dueDeployments, remediations, policyStates.records].reduce((sum, { changes }) => sum + changes, 0);
}
