import { sameId } from '../../../../arm/resource-id.ts';
import type { Arm, ArmState } from '../../state.ts';
import type { Door } from '../door.ts';
import { beginPolicyDeployment } from './begin.ts';
import type { DueDeployment } from './due-deployment.ts';
import { deployingFor, type Deploying } from './policies.ts';

/** When a policy looks at a resource again: after a while, or when the resource's operation has ended. */
export function momentOf({ due, operation }: DueDeployment, { operations }: ArmState): number {
  return Math.max(due, (operation === undefined ? undefined : operations.find(operation)?.endsAt) ?? due);
}

/** Begins the deployments of policies that are due by a moment, where they still find nothing of what they look for. */
export function deployDue(arm: Arm, door: Door, now: number): void {
  const { state } = arm;
  for (const [key, due] of state.dueDeployments) {
    if (momentOf(due, state) > now) continue;
    state.dueDeployments.delete(key);
    if (!isAsWanted(due, state)) continue;
    const found = deployingFor(due.resourceId, arm, now).find((one) => isOf(one, due));
    if (found !== undefined) beginPolicyDeployment(found, due, arm, door, now);
  }
}

function isAsWanted({ after, resourceId }: DueDeployment, { operations }: ArmState): boolean {
  return after === 'any' || (operations.restingState(resourceId) === 'Succeeded') === (after === 'success');
}

function isOf({ judgement: { policy } }: Deploying, { assignmentId, definitionId, referenceId }: DueDeployment): boolean {
  return sameId(policy.assignment?.id ?? '', assignmentId) && sameId(policy.definition.id ?? '', definitionId) && policy.referenceId === referenceId;
}
