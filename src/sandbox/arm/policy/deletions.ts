import { parseResourceId } from '../../../arm/resource-id.ts';
import { parseScope } from '../../../arm/scope.ts';
import { mayDenyDeletion } from '../../../policy/judge/may-deny-deletion.ts';
import { judge, type Judgement } from '../../../policy/index.ts';
import { describe, enforcedOn } from '../policy-enforcement.ts';
import { evaluablesWithin, type Evaluable } from '../policy-insights/evaluable.ts';
import type { ArmCall } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { deletionDisallowed } from './refusing/disallowed.ts';

/**
 * Policy on a deletion: `denyAction` refuses that of a resource, and that of a resource group in which one stands unless its rule lets it go with the group
 * (learn.microsoft.com, "Azure Policy definitions denyAction effect"). Throws RequestDisallowedByPolicy.
 */
export function requireDeletable(id: string, call: Pick<ArmCall, 'apiVersion' | 'now'>, arm: Arm): void {
  const isGroup = parseScope(id)?.kind === 'resourceGroup';
  if (!isGroup && parseResourceId(id)?.resourceGroup === undefined) return;
  if (![...arm.state.policies.values()].some(({ kind }) => kind === 'policyAssignments')) return;
  const concerned = evaluablesWithin(id, arm.state).filter((resource) => isGroup || resource.id.toLowerCase() === id.toLowerCase());
  for (const resource of concerned) {
    const objections = objectionsTo(resource, isGroup ? 'resourceGroup' : 'resource', call, arm);
    if (objections.length > 0) throw deletionDisallowed(isGroup ? id.split('/').at(-1) ?? id : resource.name, objections.map((judgement) => describe(judgement, arm.state)));
  }
}

function objectionsTo(resource: Evaluable, deletion: 'resource' | 'resourceGroup', call: Pick<ArmCall, 'apiVersion' | 'now'>, arm: Arm): readonly Judgement[] {
  const enforced = enforcedOn(arm, call, resource.id);
  const policies = enforced?.policies.filter(mayDenyDeletion) ?? [];
  if (enforced === undefined || policies.length === 0) return [];
  return judge(policies, resource, { ...enforced.context, deletion }, enforced.exemptions).filter(({ finding }) => finding.effect === 'denyaction' && finding.verdict === 'violation');
}
