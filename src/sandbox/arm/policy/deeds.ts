import { randomUUID } from 'node:crypto';
import type { RequestJudgement } from '../../../policy/index.ts';
import { actorOf, correlationOf } from '../activity/record.ts';
import type { ArmCall } from '../http/router.ts';
import type { ArmState } from '../state.ts';

/**
 * Tells in the activity log what policies said of a write: that one refused it, or else which of effect `audit` object to it (learn.microsoft.com, "Get compliance
 * data of Azure resources": `Microsoft.Authorization/policies/audit/action` and its like). One event for each policy.
 */
export function tellDeeds({ judgements }: RequestJudgement, resourceId: string, isRefused: boolean, { activity }: ArmState, call: ArmCall): void {
  const effect = isRefused ? 'deny' : 'audit';
  const objecting = judgements.filter(({ finding }) => finding.effect === effect && finding.verdict === 'violation');
  if (objecting.length === 0) return;
  const isOwn = call.request.headers['authorization'] === undefined;
  const caller = isOwn ? call.principal : activity.actor?.name ?? actorOf(call.request).name;
  activity.add([], objecting.map(({ finding, policy }) => ({
    id: randomUUID(), resourceId, at: call.now, caller, operation: `Microsoft.Authorization/policies/${effect}/action`, method: call.request.method, status: isRefused ? 'Failed' : 'Succeeded',
    correlationId: correlationOf(call), message: JSON.stringify({ policyAssignmentId: policy.assignment?.id ?? '', policyDefinitionId: policy.definition.id ?? '', message: finding.message }),
  })));
}
