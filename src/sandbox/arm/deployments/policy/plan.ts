import { memberIgnoringCase } from '../../../../arm/json.ts';
import { parseResourceId } from '../../../../arm/resource-id.ts';
import { systemPrincipal } from '../../policy/identity.ts';
import type { Arm } from '../../state.ts';
import type { DueDeployment } from './due-deployment.ts';
import { deployingFor } from './policies.ts';

/** Without another word, milliseconds after the write (learn.microsoft.com, "Azure Policy definitions deployIfNotExists effect": `evaluationDelay`, PT10M). */
const usualDelay = 600_000;

/** A write that was taken. */
export interface TakenWrite {
  readonly path: string;
  readonly now: number;
  /** Of the request, which its operation has too. */
  readonly requestId: string;
  readonly correlationId: string;
  /** Who wrote: what a policy itself deployed is not the beginning of another deployment of it. */
  readonly principal: string;
}

/** Plans what policies will deploy for a resource that was written: they look again when the delay is over. */
export function planDeployments({ path, now, requestId, correlationId, principal }: TakenWrite, arm: Arm): void {
  const id = parseResourceId(path);
  if (id?.subscriptionId === undefined || id.resourceGroup === undefined || /^microsoft\.(?:authorization|resources)\//i.test(id.type)) return;
  for (const { judgement: { policy, details } } of deployingFor(id.id, arm, now)) {
    const assignmentId = policy.assignment?.id ?? '';
    if (systemPrincipal(arm.state.policies.get(assignmentId.toLowerCase())) === principal) continue;
    const key = [id.id, assignmentId, policy.definition.id, policy.referenceId ?? ''].join('\n').toLowerCase();
    const { referenceId } = policy;
    // A later write of the same resource takes the place of an earlier one.
    arm.state.dueDeployments.set(key, {
      id: key, resourceId: id.id, assignmentId, definitionId: policy.definition.id ?? '', ...(referenceId === undefined ? {} : { referenceId }), correlationId,
      ...timeOf(memberIgnoringCase(details, 'evaluationDelay'), now, requestId, arm),
    });
  }
}

const provisioning: Readonly<Record<string, DueDeployment['after']>> = { afterprovisioning: 'any', afterprovisioningsuccess: 'success', afterprovisioningfailure: 'failure' };

function timeOf(delay: unknown, now: number, requestId: string, { state, settings }: Arm): Pick<DueDeployment, 'due' | 'operation' | 'after'> {
  const after = typeof delay === 'string' ? provisioning[delay.toLowerCase()] : undefined;
  if (after === undefined) return { due: now + (durationIn(delay) ?? usualDelay) / settings.speed, after: 'any' };
  return { due: now, after, ...(state.operations.find(requestId) === undefined ? {} : { operation: requestId }) };
}

/** `PT15M`, in milliseconds. */
function durationIn(text: unknown): number | undefined {
  const [whole = '', hours = '0', minutes = '0', seconds = '0'] = /^PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?$/i.exec(typeof text === 'string' ? text : '') ?? [];
  return whole === '' ? undefined : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

