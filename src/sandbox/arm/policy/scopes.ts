import { segmentAfter } from '../../../arm/resource-id.ts';
import { parseScope } from '../../../arm/scope.ts';
import { requireGroup } from '../groups/resource-groups.ts';
import { gatewayRefusal } from '../http/refusal.ts';
import type { ArmState } from '../state.ts';
import { requireManagementGroup, requireSubscription } from '../hierarchy/subscriptions.ts';

/** Where a policy object stands. `tenant` holds built-in definitions only. */
export type ScopeKind = 'tenant' | 'managementGroup' | 'subscription' | 'resourceGroup' | 'resource';

/** What sort of scope an id is. Throws when the subscription, group or management group in it does not exist. */
export function requireScope(scope: string, state: ArmState): ScopeKind {
  if (scope === '') return 'tenant';
  const parsed = parseScope(scope);
  if (parsed?.kind === 'managementGroup') requireManagementGroup(state.hierarchy, parsed.managementGroup);
  const subscription = segmentAfter(scope, 'subscriptions');
  if (subscription !== undefined) requireSubscription(state.hierarchy, subscription);
  const group = segmentAfter(scope, 'resourceGroups');
  if (group !== undefined) requireGroup(state, subscription ?? '', group);
  if (parsed !== undefined) return parsed.kind;
  if (group === undefined) throw gatewayRefusal(400, 'InvalidScope', `The scope '${scope}' is invalid.`);
  return 'resource';
}
