import { isWithin } from '../../../arm/scope.ts';
import { parseResourceId } from '../../../arm/resource-id.ts';
import type { Arm } from '../state.ts';
import { trackedKey } from '../activity/tracked.ts';
import { evaluateWithin } from './evaluate.ts';

/**
 * When Azure evaluates, in milliseconds there (Microsoft Learn, "Get compliance data of Azure resources"): a written resource "around 15
 * minutes later", a new assignment after about half an hour, everything "once every 24 hours".
 */
export const evaluationTimes = { afterAssignment: 30 * 60_000, everything: 24 * 3_600_000 } as const;

/** Carries out what is due by `now`. Has to be called before anything is changed that an evaluation looks at, and before states are shown. */
export function evaluateDue(arm: Arm, now: number): void {
  const { policyStates } = arm.state;
  const period = evaluationTimes.everything / arm.settings.speed;
  policyStates.nextScan ??= now + period;
  if (policyStates.nextScan <= now) {
    // Nothing has changed since the first of the scans that were missed, but the time of the last is what Azure would show.
    const last = policyStates.nextScan + Math.floor((now - policyStates.nextScan) / period) * period;
    policyStates.plan({ due: last, scope: '' });
    policyStates.nextScan = last + period;
  }
  for (const { due, scope } of policyStates.take(now)) evaluateWithin(scope, arm, due);
}

/** Plans the evaluation that a write brings about: of the resource, or of what a policy object reaches. */
export function planEvaluation(path: string, { state, settings }: Arm, now: number): void {
  const policyObject = /^(.*)\/providers\/Microsoft\.Authorization\/policy(?:Definitions|SetDefinitions|Assignments|Exemptions)\/[^/]+$/i.exec(path);
  if (policyObject !== null) {
    state.policyStates.plan({ due: now + evaluationTimes.afterAssignment / settings.speed, scope: policyObject[1] ?? '' });
    return;
  }
  const key = trackedKey(path);
  if (key !== undefined) state.policyStates.plan({ due: now + settings.evaluationDelay, scope: key });
}

/** What is gone has no state: a resource with all that stands in it, an assignment with all that it brought. */
export function forgetStates({ state }: Arm): void {
  const { policyStates, clusters, resources, policies } = state;
  const changes = [clusters, resources, policies, policyStates.records].reduce((sum, counted) => sum + counted.changes, 0);
  if (policyStates.forgottenAt === changes) return;
  for (const [id, records] of policyStates.records) {
    const kept = isThere(id, state) ? records.filter(({ assignment }) => policies.has(assignment.id.toLowerCase())) : [];
    if (kept.length === 0) policyStates.records.delete(id);
    else if (kept.length < records.length) policyStates.records.set(id, kept);
  }
  policyStates.forgottenAt = [clusters, resources, policies, policyStates.records].reduce((sum, counted) => sum + counted.changes, 0);
}

function isThere(id: string, state: Arm['state']): boolean {
  if (state.clusters.has(id) || state.resources.find(id) !== undefined) return true;
  const parsed = parseResourceId(id);
  const cluster = state.clusters.get(id.split('/').slice(0, -2).join('/'));
  return cluster !== undefined && isWithin(id, cluster.id) && cluster.pools.some(({ name }) => name === parsed?.name);
}
