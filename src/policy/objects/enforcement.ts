import type { Scope } from '../../arm/scope.ts';
import type { Finding } from '../finding.ts';

/** True when Azure would refuse the cluster's next update, as far as can be told: what is undetermined might be refused. */
export function wouldBeRefused(finding: Finding): boolean {
  return finding.effect === 'deny' || finding.verdict === 'error';
}

export interface EnforcementWish {
  readonly scope: Scope;
  readonly enforcement: 'auto' | 'do-not-enforce';
}

/**
 * Whether the assignment is to refuse or only to report, and what the reader must know about it. Enforced only at a resource group,
 * and only when nobody there would be locked out; what is enforced already stays so.
 * @param lockedOut findings with which Azure would refuse a cluster's next update
 * @param living the living assignment's `enforcementMode`; undefined when there is none
 */
export function decideEnforcement(
  { scope, enforcement }: EnforcementWish, lockedOut: readonly Finding[], living: string | undefined,
): { readonly enforced: boolean; readonly notes: readonly string[] } {
  const names = [...new Set(lockedOut.map((finding) => finding.resource.name))];
  const blocked = names.length === 0 ? '' : `${names.join(', ')} (${[...new Set(lockedOut.map((finding) => finding.rule))].join(', ')})`;
  if (living?.toLowerCase() === 'default') {
    const asked = enforcement === 'do-not-enforce' ? [`The policies are enforced at ${scope.id} already and stay so: this tool loosens nothing. Change the assignment in Azure if you mean it.`] : [];
    const warning = blocked === '' ? [] : [`The policies are enforced at ${scope.id} already; they refuse every update of ${blocked}.`];
    return { enforced: true, notes: [...asked, ...warning] };
  }
  if (enforcement === 'do-not-enforce') return { enforced: false, notes: ['The policies are assigned without enforcement, as asked for: they report and refuse nothing.'] };
  if (scope.kind !== 'resourceGroup') {
    return { enforced: false, notes: [`The policies are assigned at ${scope.id} without enforcement: turning it on at scopes wider than a resource group is not done yet, as every cluster there would have to be looked at first.`] };
  }
  if (blocked !== '') {
    return { enforced: false, notes: [`The policies are assigned without enforcement, because they would refuse every update of ${blocked}. Isolate these clusters and run again.`] };
  }
  return { enforced: true, notes: [] };
}
