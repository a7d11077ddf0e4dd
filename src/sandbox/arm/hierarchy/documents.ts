import type { JsonObject } from '../../../arm/json.ts';
import { principalId, tenantId } from '../../identities.ts';
import { compact } from '../documents.ts';
import type { Hierarchy, ManagementGroup, Subscription } from './hierarchy.ts';

export function subscriptionScopeOf({ subscriptionId }: Pick<Subscription, 'subscriptionId'>): string {
  return `/subscriptions/${subscriptionId}`;
}

export function managementGroupScopeOf({ name }: Pick<ManagementGroup, 'name'>): string {
  return `/providers/Microsoft.Management/managementGroups/${name}`;
}

const managementGroupType = 'Microsoft.Management/managementGroups';
const subscriptionPolicies = { locationPlacementId: 'Public_2014-09-01', quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' };

/** A subscription as ARM's own documents and the policy engine see it. */
export function subscriptionDocument(subscription: Subscription): JsonObject {
  return {
    id: subscriptionScopeOf(subscription),
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: subscription.subscriptionId,
    tenantId,
    displayName: subscription.displayName,
    state: 'Enabled',
    subscriptionPolicies,
    ...(subscription.tags === undefined ? {} : { tags: subscription.tags }),
  };
}

/** A subscription as Resource Graph's `resourcecontainers` has it: the chain begins with the group that it stands in, and ends with the root (public rows of it). */
export function subscriptionRow(subscription: Subscription, hierarchy: Hierarchy): JsonObject {
  return {
    id: subscriptionScopeOf(subscription),
    name: subscription.displayName,
    type: 'Microsoft.Resources/subscriptions',
    ...(subscription.tags === undefined ? {} : { tags: subscription.tags }),
    properties: {
      managedByTenants: [],
      managementGroupAncestorsChain: chainOf(subscription.subscriptionId, hierarchy),
      state: 'Enabled',
      subscriptionPolicies,
    },
  };
}

/** A management group as `resourcecontainers` has it. */
export function managementGroupRow(group: ManagementGroup, hierarchy: Hierarchy): JsonObject {
  return managementGroupDocument(group, { details: { ...detailsOf(group, hierarchy), managementGroupAncestorsChain: chainOf(group.name, hierarchy) } });
}

/** A management group as a list has it, or with more properties. */
export function managementGroupDocument(group: ManagementGroup, more: JsonObject = {}): JsonObject {
  return {
    id: managementGroupScopeOf(group),
    type: managementGroupType,
    name: group.name,
    properties: { tenantId, displayName: group.displayName, ...more },
  };
}

/** How `$expand`, `$recurse` and `$filter` are set (Microsoft Learn, "Management Groups - Get"). */
export interface Expansion {
  readonly children: boolean;
  readonly ancestors: boolean;
  readonly recurse: boolean;
  /** `$filter=children.childType ne Subscription`. */
  readonly groupsOnly: boolean;
}

/** A management group as a GET answers it (GetManagementGroupWithExpandAndRecurse.json and …WithAncestors.json of Azure/azure-rest-api-specs). */
export function expandedGroup(group: ManagementGroup, expansion: Expansion, hierarchy: Hierarchy): JsonObject {
  const ancestors = expansion.ancestors ? { managementGroupAncestors: hierarchy.ancestorsOf(group.name).map(({ name }) => name) } : {};
  return managementGroupDocument(group, {
    details: { ...detailsOf(group, hierarchy), ...ancestors },
    ...(expansion.children ? { children: childrenOf(group, expansion, hierarchy) } : {}),
  });
}

/** Groups before subscriptions; an empty list is left out of what stands deeper. */
function childrenOf(group: ManagementGroup, expansion: Expansion, hierarchy: Hierarchy): readonly JsonObject[] {
  const { groups, subscriptions } = directlyIn(group, hierarchy);
  return [
    ...groups.map((child) => {
      const below = expansion.recurse ? childrenOf(child, expansion, hierarchy) : [];
      return compact({
        id: managementGroupScopeOf(child), type: managementGroupType, name: child.name, displayName: child.displayName, children: below.length === 0 ? undefined : below,
      });
    }),
    ...(expansion.groupsOnly ? [] : subscriptions.map((child) => ({
      id: subscriptionScopeOf(child), type: '/subscriptions', name: child.subscriptionId, displayName: child.displayName,
    }))),
  ];
}

/** Something below a management group, as `…/descendants` lists it (GetDescendants.json of Azure/azure-rest-api-specs). */
export function descendantDocument(entity: ManagementGroup | Subscription): JsonObject {
  const isGroup = 'name' in entity;
  const parent = isGroup ? entity.parent : entity.managementGroup;
  return {
    id: isGroup ? managementGroupScopeOf(entity) : subscriptionScopeOf(entity),
    type: isGroup ? managementGroupType : `${managementGroupType}/subscriptions`,
    name: isGroup ? entity.name : entity.subscriptionId,
    properties: { displayName: entity.displayName, parent: { id: managementGroupScopeOf({ name: parent ?? '' }) } },
  };
}

/** All groups, then all subscriptions, that stand somewhere below a group. */
export function descendantsOf(group: ManagementGroup, hierarchy: Hierarchy): readonly (ManagementGroup | Subscription)[] {
  return [
    ...hierarchy.groups().filter(({ name }) => hierarchy.isUnder(name, group.name)),
    ...hierarchy.subscriptions().filter(({ subscriptionId }) => hierarchy.isUnder(subscriptionId, group.name)),
  ];
}

function directlyIn(group: ManagementGroup, hierarchy: Hierarchy): { readonly groups: readonly ManagementGroup[]; readonly subscriptions: readonly Subscription[] } {
  const key = group.name.toLowerCase();
  return {
    groups: hierarchy.groups().filter(({ parent }) => parent?.toLowerCase() === key),
    subscriptions: hierarchy.subscriptions().filter(({ managementGroup }) => managementGroup.toLowerCase() === key),
  };
}

function chainOf(key: string, hierarchy: Hierarchy): readonly JsonObject[] {
  return hierarchy.ancestorsOf(key).map(({ name, displayName }) => ({ displayName, name }));
}

/** The group at the top has no parent. */
function detailsOf(group: ManagementGroup, hierarchy: Hierarchy): JsonObject {
  const parent = hierarchy.group(group.parent ?? '');
  return compact({
    version: 1,
    updatedTime: '2026-01-01T00:00:00.0000000Z',
    updatedBy: principalId,
    parent: parent === undefined ? undefined : { id: managementGroupScopeOf(parent), name: parent.name, displayName: parent.displayName },
  });
}
