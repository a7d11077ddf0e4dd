import { managementGroup, subscriptionId } from '../../identities.ts';
import type { StandInResponse } from '../../http.ts';
import { descendantDocument, descendantsOf, expandedGroup, managementGroupDocument, managementGroupScopeOf, subscriptionDocument, subscriptionScopeOf, type Expansion } from './documents.ts';
import type { Hierarchy, ManagementGroup, Subscription } from './hierarchy.ts';
import { page } from '../http/paging.ts';
import { gatewayRefusal, refusal } from '../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';

/** The subscription and the management group that every sandbox has. */
export const subscriptionScope = subscriptionScopeOf({ subscriptionId });
export const managementGroupScope = managementGroupScopeOf({ name: managementGroup });

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const groups = '/providers/Microsoft.Management/managementGroups';

/** The scopes above resource groups, as far as the caller may read them: subscriptions and the tree of management groups. */
export function subscriptionRoutes(arm: Arm): readonly Route[] {
  const { hierarchy } = arm.state;
  return [
    { method: 'GET', pattern: '/subscriptions', handle: (call) => page(readableSubscriptions(arm), call, arm.settings, subscriptionDocument) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}',
      handle: (call) => ({ status: 200, body: subscriptionDocument(requireSubscription(hierarchy, parameter(call, 'subscription'))) }),
    },
    { method: 'GET', pattern: groups, handle: (call) => page(readableGroups(arm), call, arm.settings, (group) => managementGroupDocument(group)) },
    { method: 'GET', pattern: `${groups}/{managementGroup}`, handle: (call) => getGroup(arm, call) },
    { method: 'GET', pattern: `${groups}/{managementGroup}/descendants`, handle: (call) => listDescendants(arm, call) },
  ];
}

function readableSubscriptions({ state: { hierarchy, access } }: Arm): readonly Subscription[] {
  const all = hierarchy.subscriptions();
  return access.isWhole ? all : all.filter((subscription) => access.mayRead(subscriptionScopeOf(subscription), hierarchy));
}

function readableGroups({ state: { hierarchy, access } }: Arm): readonly ManagementGroup[] {
  return hierarchy.groups().filter((group) => access.mayRead(managementGroupScopeOf(group), hierarchy));
}

function getGroup({ state: { hierarchy } }: Arm, call: ArmCall): StandInResponse {
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  return { status: 200, body: expandedGroup(group, expansionOf(call), hierarchy) };
}

/** `$expand` is `children`, `path` or `ancestors`; the path is not answered here. */
function expansionOf({ request: { query } }: ArmCall): Expansion {
  const expand = (query.get('$expand') ?? '').toLowerCase();
  return {
    children: expand === 'children',
    ancestors: expand === 'ancestors',
    recurse: query.get('$recurse')?.toLowerCase() === 'true',
    groupsOnly: /^children\.childType\s+ne\s+'?Subscription'?$/i.test(query.get('$filter')?.trim() ?? ''),
  };
}

function listDescendants(arm: Arm, call: ArmCall): StandInResponse {
  const { hierarchy } = arm.state;
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  return page(descendantsOf(group, hierarchy), call, arm.settings, descendantDocument);
}

/** The subscription of that id. Throws for one that is none or is not ours. */
export function requireSubscription(hierarchy: Hierarchy, id: string): Subscription {
  if (!guid.test(id)) {
    throw gatewayRefusal(400, 'InvalidSubscriptionId', `The provided subscription identifier '${id}' is malformed or invalid.`);
  }
  const subscription = hierarchy.subscription(id);
  if (subscription === undefined) throw gatewayRefusal(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
  return subscription;
}

/** The management group of that name. Throws for one that is not ours. */
export function requireManagementGroup(hierarchy: Hierarchy, name: string): ManagementGroup {
  const group = hierarchy.group(name);
  if (group === undefined) throw refusal(404, 'NotFound', `'${groups}/${name}' not found`);
  return group;
}
