import type { JsonObject } from '../../../arm/json.ts';
import { gatewayRefusal } from '../http/refusal.ts';
import { parameter, type ArmCall } from '../http/router.ts';
import type { ArmState, ResourceGroup } from '../state.ts';
import { requireSubscription } from '../hierarchy/subscriptions.ts';

const groupName = /^[\p{L}\p{N}._()-]{0,89}[\p{L}\p{N}_()-]$/u;

/** The group of that name in a subscription. Throws ResourceGroupNotFound. */
export function requireGroup(state: ArmState, subscription: string, name: string): ResourceGroup {
  const group = state.groups.get(groupId(subscription, name).toLowerCase());
  if (group === undefined) throw gatewayRefusal(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
  return group;
}

/** The group that a path names, as `{subscription}` and `{group}`. Throws ResourceGroupNotFound. */
export function groupOf(state: ArmState, call: ArmCall): ResourceGroup {
  return requireGroup(state, parameter(call, 'subscription'), parameter(call, 'group'));
}

/** The group's document as ARM answers it (byo-acr-create.json). */
export function renderGroup(group: ResourceGroup, state: ArmState): JsonObject {
  const deleting = state.operations.runningOn(group.id.toLowerCase()) !== undefined;
  return {
    id: group.id,
    name: group.name,
    type: 'Microsoft.Resources/resourceGroups',
    location: group.location,
    ...(group.managedBy === undefined ? {} : { managedBy: group.managedBy }),
    ...(group.tags === undefined ? {} : { tags: group.tags }),
    properties: { provisioningState: deleting ? 'Deleting' : state.operations.restingState(group.id) },
  };
}

/** Adds a group, or replaces it. */
export function storeGroup(state: ArmState, subscription: string, group: Omit<ResourceGroup, 'id'>): ResourceGroup {
  const stored = { ...group, id: groupId(subscription, group.name) };
  state.groups.set(stored.id.toLowerCase(), stored);
  return stored;
}

export function isGroupName(name: string): boolean {
  return groupName.test(name);
}

export function groupId(subscription: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${name}`;
}

/** The id of the group that a path names, whether it is there or not. */
export function pathOf(state: ArmState, call: ArmCall): string {
  return groupId(subscriptionIdOf(state, call), parameter(call, 'group'));
}

/** The id of the path's subscription in its own case. */
export function subscriptionIdOf({ hierarchy }: ArmState, call: ArmCall): string {
  return requireSubscription(hierarchy, parameter(call, 'subscription')).subscriptionId;
}

/** Throws ResourceGroupBeingDeleted when the group is about to vanish: nothing new is taken into it. */
export function requireStanding(state: ArmState, call: ArmCall): void {
  if (state.operations.runningOn(pathOf(state, call).toLowerCase()) === undefined) return;
  const message = `The resource group '${parameter(call, 'group')}' is in deprovisioning state and cannot perform this operation.`;
  throw gatewayRefusal(409, 'ResourceGroupBeingDeleted', message);
}
