import type { StandInResponse } from '../http.ts';
import { textAt } from '../../arm/json.ts';
import { correlationOf, recorded, recordedAction, type ObservedWrite } from './activity/record.ts';
import { planDeployments } from './deployments/policy/plan.ts';
import { evaluateDue, forgetStates, planEvaluation } from './policy-insights/due.ts';
import { splitPath } from './http/router.ts';
import type { Arm } from './state.ts';

const writing: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE']);

/**
 * What Azure does around requests: it remembers who wrote what, and evaluates policies some time afterwards. Evaluations that are due see
 * things as they are before a write; those that show states are carried out before these are shown.
 */
export function observed(arm: Arm, call: ObservedWrite, carryOut: () => StandInResponse): StandInResponse {
  const { request, now, requestId } = call;
  if (!writing.has(request.method)) {
    if (showsStates(call)) {
      evaluateDue(arm, now);
      forgetStates(arm);
    }
    return isAction(call) ? recordedAction(call, arm.state, carryOut) : carryOut();
  }
  evaluateDue(arm, now);
  const response = recorded(call, arm.state, carryOut);
  if (response.status < 300 && request.method !== 'DELETE') {
    const path = `/${(splitPath(request.path) ?? []).join('/')}`;
    planEvaluation(path, arm, now);
    planDeployments({ path, now, requestId, correlationId: correlationOf(call), principal: call.actor?.name ?? '' }, arm);
  }
  return response;
}

/** What is done to a cluster or pool by POST. */
function isAction({ request }: ObservedWrite): boolean {
  return request.method === 'POST' && /\/managedClusters\/[^/]+\/(?:agentPools\/[^/]+\/)?[^/]+$/i.test(request.path);
}

function showsStates({ request }: ObservedWrite): boolean {
  return /\/providers\/Microsoft\.PolicyInsights\/policyStates\//i.test(request.path)
    || (/\/providers\/Microsoft\.ResourceGraph\/resources\/?$/i.test(request.path) && /^\s*policyresources\b/i.test(textAt(request.body, 'query') ?? ''));
}
