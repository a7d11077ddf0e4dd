import { dropPrincipal } from '../authorization/principals.ts';
import type { Arm, ArmState, PolicyObject } from '../state.ts';
import { systemPrincipal } from './identity.ts';

/**
 * Stores a policy object in the place of `existing`. Where assignments and exemptions take a while to bite (about 5 to 30 minutes in
 * Azure: limits.md, "effect delay"), what bites now does so until then.
 */
export function storePolicy({ state, settings }: Arm, object: PolicyObject, existing: PolicyObject | undefined, now: number): void {
  const key = object.id.toLowerCase();
  if (systemPrincipal(existing) !== systemPrincipal(object)) dropPrincipal(state, systemPrincipal(existing));
  const isSlow = settings.policyDelay > 0 && (object.kind === 'policyAssignments' || object.kind === 'policyExemptions');
  if (!isSlow) {
    state.policies.set(key, object);
    return;
  }
  const until = existing === undefined ? undefined : inForce(existing, now);
  state.policies.set(key, { ...object, bitesFrom: now + settings.policyDelay, ...(until === undefined ? {} : { until: settled(until) }) });
}

/** What bites already, without what did before it. */
function settled({ kind, id, name, scope, document }: PolicyObject): PolicyObject {
  return { kind, id, name, scope, document };
}

/** Removes a policy object, and with an assignment its identity. It bites no more from now on; role assignments stay. */
export function forgetPolicy(state: ArmState, object: PolicyObject): void {
  dropPrincipal(state, systemPrincipal(object));
  state.policies.delete(object.id.toLowerCase());
}

/** What of an object bites at a moment: itself, what stood there before, or nothing yet. */
export function inForce(object: PolicyObject, now: number): PolicyObject | undefined {
  return object.bitesFrom === undefined || object.bitesFrom <= now ? object : object.until;
}
