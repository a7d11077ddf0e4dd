import type { StandInResponse } from '../http.ts';
import { textAt } from '../../arm/json.ts';
import { recorded, recordedAction, type ObservedWrite } from './activity/record.ts';
import { evaluateDue, forgetStates, planEvaluation } from './policy-insights/due.ts';
import { splitPath } from './router.ts';
import type { Arm } from './state.ts';

const writing: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE']);

/**
 * What Azure does around requests: it remembers who wrote what, and evaluates policies some time afterwards. Evaluations that are due see
 * things as they are before a write; those that show states are carried out before these are shown.
 */
export function observed(arm: Arm, call: ObservedWrite, carryOut: () => StandInResponse): StandInResponse {
  const { request, now } = call;
  if (request.method === 'POST' && /\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+(?:\/agentPools\/[^/]+)?\/[^/]+\/?$/i.test(request.path)) return recordedAction(call, arm.state, carryOut);
  if (!writing.has(request.method)) {
    if (showsStates(call)) {
      evaluateDue(arm, now);
      forgetStates(arm);
    }
    return carryOut();
  }
  evaluateDue(arm, now);
  const response = recorded(call, arm.state, carryOut);
  if (response.status < 300 && request.method !== 'DELETE') planEvaluation(`/${(splitPath(request.path) ?? []).join('/')}`, arm, now);
  return response;
}

function showsStates({ request }: ObservedWrite): boolean {
  return /\/providers\/Microsoft\.PolicyInsights\/policyStates\//i.test(request.path)
    || (/\/providers\/Microsoft\.ResourceGraph\/resources\/?$/i.test(request.path) && /^\s*policyresources\b/i.test(textAt(request.body, 'query') ?? ''));
}
