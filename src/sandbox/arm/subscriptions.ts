import { sameId } from '../../arm/resource-id.ts';
import { managementGroup, subscriptionId, subscriptionName, tenantId } from '../identities.ts';
import { gatewayRefusal, refusal } from './refusal.ts';
import { parameter, type ArmCall, type Route } from './router.ts';

export const subscriptionScope = `/subscriptions/${subscriptionId}`;
export const managementGroupScope = `/providers/Microsoft.Management/managementGroups/${managementGroup}`;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The subscription as ARM's own documents and the policy engine see it. */
export const subscriptionDocument = {
  id: subscriptionScope,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId,
  tenantId,
  displayName: subscriptionName,
  state: 'Enabled',
  subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' },
};

/** The management group as ARM answers it. */
export const managementGroupDocument = {
  id: managementGroupScope,
  type: 'Microsoft.Management/managementGroups',
  name: managementGroup,
  properties: { tenantId, displayName: 'Contoso' },
};

/** The scopes above resource groups: one management group, and the one subscription in it. */
export const subscriptionRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/subscriptions', handle: () => ({ status: 200, body: { value: [subscriptionDocument] } }) },
  { method: 'GET', pattern: '/subscriptions/{subscription}', handle: () => ({ status: 200, body: subscriptionDocument }) },
  {
    method: 'GET',
    pattern: '/providers/Microsoft.Management/managementGroups',
    handle: () => ({ status: 200, body: { value: [managementGroupDocument] } }),
  },
  {
    method: 'GET',
    pattern: '/providers/Microsoft.Management/managementGroups/{managementGroup}',
    handle(call: ArmCall) {
      requireManagementGroup(parameter(call, 'managementGroup'));
      return { status: 200, body: managementGroupDocument };
    },
  },
];

/** Refuses a subscription that is none or is not ours. */
export function requireSubscription(id: string): void {
  if (!guid.test(id)) {
    throw gatewayRefusal(400, 'InvalidSubscriptionId', `The provided subscription identifier '${id}' is malformed or invalid.`);
  }
  if (!sameId(id, subscriptionId)) throw gatewayRefusal(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}

/** Refuses a management group that is not ours. */
export function requireManagementGroup(name: string): void {
  if (sameId(name, managementGroup)) return;
  throw refusal(404, 'NotFound', `'/providers/Microsoft.Management/managementGroups/${name}' not found`);
}
