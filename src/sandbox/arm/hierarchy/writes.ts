import { at, textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import type { StandInResponse } from '../../http.ts';
import { requireBody } from '../http/bodies.ts';
import { gatewayRefusal, refusal } from '../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import { forgetWithin } from '../settle.ts';
import type { Arm } from '../state.ts';
import { requireManagementGroup, requireSubscription } from './subscriptions.ts';
import { expandedGroup, managementGroupScopeOf } from './documents.ts';
import type { Hierarchy, ManagementGroup } from './hierarchy.ts';
import { managementGroupNameIn } from './reach.ts';

const one = '/providers/Microsoft.Management/managementGroups/{managementGroup}';
const member = `${one}/subscriptions/{subscription}`;

/**
 * Management groups are made, named, moved and deleted, and subscriptions moved between them (Azure/azure-rest-api-specs, Microsoft.Management/managementGroups):
 * at once, where Azure takes a moment.
 */
export function hierarchyWriteRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'PUT', pattern: one, handle: (call) => putGroup(arm, call) },
    { method: 'PATCH', pattern: one, handle: (call) => patchGroup(arm, call) },
    { method: 'DELETE', pattern: one, handle: (call) => deleteGroup(arm, call) },
    { method: 'GET', pattern: `${one}/subscriptions`, handle: (call) => listSubscriptions(arm, call) },
    { method: 'PUT', pattern: member, handle: (call) => moveSubscription(arm, call) },
    { method: 'DELETE', pattern: member, handle: (call) => releaseSubscription(arm, call) },
  ];
}

/** Without a parent it stands below the root. */
function putGroup({ state: { hierarchy } }: Arm, call: ArmCall): StandInResponse {
  const name = parameter(call, 'managementGroup');
  if (!/^[\w.()-]{1,90}$/.test(name) || name.endsWith('.')) throw gatewayRefusal(400, 'InvalidGroupId', `The management group name '${name}' is invalid.`);
  const body = requireBody(call.request);
  const existing = hierarchy.group(name);
  const displayName = textAt(body, 'properties', 'displayName') ?? existing?.displayName ?? name;
  const parent = parentIn(body, hierarchy) ?? existing?.parent ?? rootOf(hierarchy).name;
  if (existing === undefined) guarded(() => hierarchy.addGroup({ name, displayName, parent }));
  else change(existing, displayName, existing.parent === undefined ? undefined : parent, hierarchy);
  return { status: 200, body: shown(name, hierarchy) };
}

function patchGroup({ state: { hierarchy } }: Arm, call: ArmCall): StandInResponse {
  const existing = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  const body = requireBody(call.request);
  const parent = textAt(body, 'parentGroupId') ?? textAt(body, 'parentId');
  change(existing, textAt(body, 'displayName') ?? existing.displayName, parent === undefined ? existing.parent : named(parent, hierarchy), hierarchy);
  return { status: 200, body: shown(existing.name, hierarchy) };
}

/** One that holds something stays. Absent: 204. */
function deleteGroup({ state }: Arm, call: ArmCall): StandInResponse {
  const { hierarchy } = state;
  const group = hierarchy.group(parameter(call, 'managementGroup'));
  if (group === undefined) return { status: 204 };
  const holds = hierarchy.groups().some(({ parent }) => sameId(parent ?? '', group.name)) || hierarchy.subscriptions().some(({ managementGroup }) => sameId(managementGroup, group.name));
  if (holds || group.parent === undefined) throw refusal(400, 'BadRequest', `The management group '${group.name}' cannot be deleted: it has child resources, or is the root of the tenant.`);
  hierarchy.restore(hierarchy.groups().filter((other) => other !== group), hierarchy.subscriptions());
  forgetWithin(state, managementGroupScopeOf(group).toLowerCase());
  return { status: 204 };
}

function listSubscriptions({ state: { hierarchy } }: Arm, call: ArmCall): StandInResponse {
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  const found = hierarchy.subscriptions().filter(({ managementGroup }) => sameId(managementGroup, group.name));
  return { status: 200, body: { value: found.map(({ subscriptionId }) => memberDocument(subscriptionId, group, hierarchy)) } };
}

function moveSubscription({ state: { hierarchy } }: Arm, call: ArmCall): StandInResponse {
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  const subscription = requireSubscription(hierarchy, parameter(call, 'subscription'));
  hierarchy.addSubscription({ ...subscription, managementGroup: group.name });
  return { status: 200, body: memberDocument(subscription.subscriptionId, group, hierarchy) };
}

/** A subscription that is taken out of a group stands below the root. */
function releaseSubscription({ state: { hierarchy } }: Arm, call: ArmCall): StandInResponse {
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  const subscription = hierarchy.subscription(parameter(call, 'subscription'));
  if (subscription === undefined || !sameId(subscription.managementGroup, group.name)) return { status: 204 };
  hierarchy.addSubscription({ ...subscription, managementGroup: rootOf(hierarchy).name });
  return { status: 200 };
}

function memberDocument(subscriptionId: string, group: ManagementGroup, hierarchy: Hierarchy): JsonObject {
  const { displayName } = requireSubscription(hierarchy, subscriptionId);
  const id = `${managementGroupScopeOf(group)}/subscriptions/${subscriptionId}`;
  return { id, name: subscriptionId, type: 'Microsoft.Management/managementGroups/subscriptions', properties: { displayName, parent: { id: managementGroupScopeOf(group) }, state: 'Active' } };
}

function shown(name: string, hierarchy: Hierarchy): JsonObject {
  return expandedGroup(requireManagementGroup(hierarchy, name), { children: false, ancestors: false, recurse: false, groupsOnly: false }, hierarchy);
}

function rootOf(hierarchy: Hierarchy): ManagementGroup {
  const root = hierarchy.groups().find(({ parent }) => parent === undefined);
  if (root === undefined) throw new Error('The tenant has no root management group.');
  return root;
}

function parentIn(body: JsonObject, hierarchy: Hierarchy): string | undefined {
  const id = at(body, 'properties', 'details', 'parent', 'id');
  return typeof id === 'string' ? named(id, hierarchy) : undefined;
}

function named(id: string, hierarchy: Hierarchy): string {
  return requireManagementGroup(hierarchy, managementGroupNameIn(id) ?? id).name;
}

/** Puts a group elsewhere, or gives it another name to be shown. The tree is made anew: groups come before what stands in them. */
function change(group: ManagementGroup, displayName: string, parent: string | undefined, hierarchy: Hierarchy): void {
  if (parent !== undefined && (sameId(parent, group.name) || hierarchy.isUnder(parent, group.name))) {
    throw refusal(400, 'BadRequest', `The management group '${group.name}' cannot be moved into '${parent}', which stands below it.`);
  }
  const groups = hierarchy.groups().map((other) => (other === group ? { name: group.name, displayName, ...(parent === undefined ? {} : { parent }) } : other));
  const [before, subscriptions] = [hierarchy.groups(), hierarchy.subscriptions()];
  try {
    guarded(() => hierarchy.restore(inOrder(groups), subscriptions));
  } catch (thrown) {
    hierarchy.restore(before, subscriptions);
    throw thrown;
  }
}

function inOrder(groups: readonly ManagementGroup[]): readonly ManagementGroup[] {
  const below = (parent: ManagementGroup): readonly ManagementGroup[] => [parent, ...groups.filter((group) => group.parent !== undefined && sameId(group.parent, parent.name)).flatMap(below)];
  return groups.filter(({ parent }) => parent === undefined).flatMap(below);
}

/** What the tree does not take is the caller's mistake. */
function guarded(step: () => void): void {
  try {
    step();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw refusal(400, 'BadRequest', thrown.message);
  }
}
