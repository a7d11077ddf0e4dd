import { parseScope, isWithin } from '../../../arm/scope.ts';
import { segmentAfter } from '../../../arm/resource-id.ts';
import { requireGroup } from '../resource-groups.ts';
import { gatewayRefusal } from '../refusal.ts';
import type { ArmState } from '../state.ts';
import { managementGroupScope, requireManagementGroup, requireSubscription } from '../subscriptions.ts';

/** Where a policy object stands. `tenant` holds built-in definitions only. */
export type ScopeKind = 'tenant' | 'managementGroup' | 'subscription' | 'resourceGroup' | 'resource';

/** What sort of scope an id is. Throws when the subscription, group or management group in it does not exist. */
export function requireScope(scope: string, state: ArmState): ScopeKind {
  if (scope === '') return 'tenant';
  const parsed = parseScope(scope);
  if (parsed?.kind === 'managementGroup') requireManagementGroup(parsed.managementGroup);
  const subscription = segmentAfter(scope, 'subscriptions');
  if (subscription !== undefined) requireSubscription(subscription);
  const group = segmentAfter(scope, 'resourceGroups');
  if (group !== undefined) requireGroup(state, group);
  if (parsed !== undefined) return parsed.kind;
  if (group === undefined) throw gatewayRefusal(400, 'InvalidScope', `The scope '${scope}' is invalid.`);
  return 'resource';
}

/** True when a resource or scope is `scope` or below it; the one management group has the one subscription below it. */
export function isBelow(id: string, scope: string): boolean {
  if (scope === '' || isWithin(id, scope)) return true;
  return isWithin(scope, managementGroupScope) && id.toLowerCase().startsWith('/subscriptions/');
}
