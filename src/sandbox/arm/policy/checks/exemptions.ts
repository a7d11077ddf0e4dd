import { arrayAt, textAt } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import { refusal, type Refusal } from '../../http/refusal.ts';
import type { ArmState, PolicyObject } from '../../state.ts';
import { readPolicy } from '../reading.ts';
import { isBelow } from '../../hierarchy/reach.ts';

/**
 * Throws unless an exemption is of an assignment that exists and reaches its scope, and names members that the assigned initiative
 * has. The codes are those that LivePolicyTests of Azure/azure-sdk-for-net waits for (ValidatePolicyExemptionErrorHandling); an
 * exemption stays with its assignment for good. The texts are Azure's as far as a source is named here, else assumed.
 */
export function requireValidExemption(exemption: PolicyObject, existing: PolicyObject | undefined, state: ArmState): void {
  const id = assignmentIdOf(exemption);
  if (existing !== undefined && !sameId(id, assignmentIdOf(existing))) {
    throw refusal(400, 'InvalidPolicyAssignmentIdUpdate', "Cannot update existing exemption's policy assignment.");
  }
  const assignment = state.policies.get(id.toLowerCase());
  if (assignment?.kind !== 'policyAssignments') throw invalid(exemption, `The policy assignment '${id}' could not be found.`);
  if (textAt(exemption.document, 'properties', 'assignmentScopeValidation')?.toLowerCase() !== 'donotvalidate' && !isBelow(exemption.scope, assignment.scope, state.hierarchy)) {
    // The words "not at or under" are Azure's: modules that retry while a management group's hierarchy settles look for them.
    throw invalid(exemption, `The policy exemption scope '${exemption.scope}' is not at or under the policy assignment scope '${assignment.scope}'.`);
  }
  requireMembers(exemption, assignment, state);
}

function requireMembers(exemption: PolicyObject, assignment: PolicyObject, state: ArmState): void {
  const named = arrayAt(exemption.document, 'properties', 'policyDefinitionReferenceIds').filter((id) => typeof id === 'string');
  if (named.length === 0) return;
  const target = state.policies.get(textAt(assignment.document, 'properties', 'policyDefinitionId')?.toLowerCase() ?? '');
  const assigned = target === undefined ? undefined : readPolicy(target);
  if (assigned?.kind !== 'initiative') {
    // Enterprise Azure Policy as Code, issue 267, has this text.
    throw invalid(
      exemption,
      'The associated policy assignment is an assignment of a policy definition. '
      + 'The policy definition reference is only valid for policy assignments of policy set definitions.',
      'InvalidPolicyDefinitionReference',
    );
  }
  const members = new Set(assigned.members.map(({ referenceId }) => referenceId.toLowerCase()));
  const stranger = named.find((id) => !members.has(id.toLowerCase()));
  if (stranger === undefined) return;
  throw invalid(exemption, `The policy definition reference '${stranger}' could not be found in the policy set definition '${assigned.id ?? ''}'.`, 'InvalidPolicyDefinitionReference');
}

function assignmentIdOf({ document }: PolicyObject): string {
  return textAt(document, 'properties', 'policyAssignmentId') ?? '';
}

function invalid({ name }: PolicyObject, why: string, code = 'InvalidCreatePolicyExemptionRequest'): Refusal {
  return refusal(400, code, `The policy exemption '${name}' create request is invalid. ${why}`);
}
