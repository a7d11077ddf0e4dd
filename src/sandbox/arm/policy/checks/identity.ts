import { memberIgnoringCase, textAt, type JsonObject } from '../../../../arm/json.ts';
import { EvaluationError } from '../../../../language/errors.ts';
import { overridden } from '../../../../policy/assignment/overrides.ts';
import { compileOperand } from '../../../../policy/conditions/operands.ts';
import { initiativeFunctions } from '../../../../policy/conditions/references.ts';
import { PolicyError, type AssignedPolicy } from '../../../../policy/index.ts';
import { refusal } from '../../http/refusal.ts';
import type { PolicyObject } from '../../state.ts';
import { userAssigned } from '../identity.ts';
import { bindPolicies, type Policies } from '../reading.ts';

/** Throws for an identity that an assignment cannot have: one without a place, or a user-assigned one that is not exactly one. */
export function requirePossibleIdentity(body: JsonObject, path: string, existing: PolicyObject | undefined): void {
  const [location, before] = [normal(textAt(body, 'location')), normal(existing === undefined ? undefined : textAt(existing.document, 'location'))];
  if (before !== '' && location !== before) {
    // Text and code, but for its capitals: Enterprise Azure Policy as Code, issue 246.
    throw refusal(400, 'InvalidLocationUpdate', `The existing assignment location cannot be changed from '${before}' to '${location}'.`);
  }
  const type = textAt(body, 'identity', 'type')?.toLowerCase();
  if (type !== 'systemassigned' && type !== 'userassigned') return;
  if (location === '') {
    // The text is in the troubleshooting notes of a public policy repository (hmcts); its code is not known.
    throw refusal(400, 'FailedIdentityOperation', `The requested operation on resource '${path.slice(1)}' failed since identity is unavailable for location ''.`);
  }
  if (type === 'userassigned' && userAssigned(body).length !== 1) {
    // Microsoft Learn, "Remediate non-compliant resources": one assignment, one identity. Code and text are assumed.
    throw refusal(400, 'InvalidCreatePolicyAssignmentRequest', `The policy assignment has to name exactly one user assigned identity, not ${userAssigned(body).length}.`);
  }
}

const usage = 'Please see https://aka.ms/azurepolicyremediation for usage information.';

/**
 * Throws ResourceIdentityRequired when an assignment brings what changes or deploys and has no identity to do it with: an effect in
 * force of `modify`, or a deployment in the details of a rule, whatever effect the assignment chooses (so measured in a public
 * laboratory of 2026-08: an audit-only assignment of a deployIfNotExists definition is refused). Texts: public policy repositories
 * and azure-cli issue 13150.
 */
export function requireIdentity(assignment: PolicyObject, body: JsonObject, policies: Policies): void {
  const type = textAt(body, 'identity', 'type')?.toLowerCase() ?? 'none';
  if (type !== 'none') return;
  const needs = new Set(bindPolicies(assignment, policies).map(needOf));
  const why = needs.has('deployment')
    ? "'DeployIfNotExists' policy definitions or policy definitions that contain a deployment in the effect details"
    : needs.has('modify') ? "'Modify' policy definitions" : undefined;
  if (why === undefined) return;
  throw refusal(
    400,
    'ResourceIdentityRequired',
    `The policy assignment '${assignment.name}' request is invalid. Policy assignments must include a 'managed identity' when assigning ${why}. ${usage}`,
  );
}

function needOf(policy: AssignedPolicy): 'deployment' | 'modify' | undefined {
  if (memberIgnoringCase(policy.definition.rule.details?.value, 'deployment') !== undefined) return 'deployment';
  const effect = effectOf(policy).toLowerCase();
  return effect === 'deployifnotexists' ? 'deployment' : effect === 'modify' ? 'modify' : undefined;
}

/** The effect that an assignment chooses, as far as it is the same for every resource; else empty. */
function effectOf({ definition, parameters, assignment, referenceId }: AssignedPolicy): string {
  const override = overridden(assignment?.overrides ?? [], 'policyEffect', { resourceType: '', location: undefined, referenceId });
  if (typeof override === 'string') return override;
  try {
    const effect = compileOperand(definition.rule.effect, initiativeFunctions)({ parameters });
    return typeof effect === 'string' ? effect : '';
  } catch (thrown) {
    if (thrown instanceof PolicyError || thrown instanceof EvaluationError) return '';
    throw thrown;
  }
}

function normal(location: string | undefined): string {
  return location?.toLowerCase().replaceAll(' ', '') ?? '';
}
