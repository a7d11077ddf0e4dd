import { at, textAt, type JsonObject } from '../../arm/json.ts';
import { sameId } from '../../arm/resource-id.ts';
import type { StandInResponse } from '../http.ts';
import { readTags, requireBody, requireLocation } from './bodies.ts';
import type { Operation } from './operations.ts';
import { page } from './paging.ts';
import { gatewayRefusal, refusal } from './refusal.ts';
import { parameter, type ArmCall, type Route } from './router.ts';
import type { Arm, ArmSettings, ArmState, ResourceGroup } from './state.ts';
import { requireSubscription } from './subscriptions.ts';

const pattern = '/subscriptions/{subscription}/resourceGroups/{group}';
const tagsPattern = `${pattern}/providers/Microsoft.Resources/tags/default`;
const groupName = /^[\p{L}\p{N}._()-]{0,89}[\p{L}\p{N}_()-]$/u;
/** Longer when there is something to delete; both are estimates. */
const deletion = { empty: 15_000, withClusters: 240_000 } as const;
/** In Azure; where time passes faster there is less to wait for. */
const retryAfterSeconds = 15;

/** Resource groups: PUT, GET, HEAD, list, DELETE with its own kind of polling (202 with `Location` until 200). */
export function resourceGroupRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'GET', pattern: '/subscriptions/{subscription}/resourceGroups', handle: (call) => list(arm, call) },
    { method: 'PUT', pattern, handle: (call) => put(arm, call) },
    { method: 'GET', pattern, handle: (call) => ({ status: 200, body: renderGroup(groupOf(arm.state, call), arm.state) }) },
    { method: 'HEAD', pattern, handle: (call) => ({ status: arm.state.groups.has(pathOf(arm.state, call).toLowerCase()) ? 204 : 404 }) },
    { method: 'PATCH', pattern, handle: (call) => patch(arm, call) },
    { method: 'DELETE', pattern, handle: (call) => remove(arm, call) },
    { method: 'GET', pattern: tagsPattern, handle: (call) => ({ status: 200, body: renderTags(groupOf(arm.state, call)) }) },
    { method: 'PUT', pattern: tagsPattern, handle: (call) => putTags(arm, call) },
    { method: 'PATCH', pattern: tagsPattern, handle: (call) => patchTags(arm, call) },
    { method: 'DELETE', pattern: tagsPattern, handle: (call) => deleteTags(arm, call) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/operationresults/{operation}',
      handle: (call) => pollDeletion(arm, parameter(call, 'operation')),
    },
  ];
}

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
function pathOf(state: ArmState, call: ArmCall): string {
  return groupId(subscriptionIdOf(state, call), parameter(call, 'group'));
}

/** The id of the path's subscription in its own case. */
function subscriptionIdOf({ hierarchy }: ArmState, call: ArmCall): string {
  return requireSubscription(hierarchy, parameter(call, 'subscription')).subscriptionId;
}

function list({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const prefix = `/subscriptions/${parameter(call, 'subscription')}/`.toLowerCase();
  const here = [...state.groups].flatMap(([key, group]) => (key.startsWith(prefix) ? [group] : []));
  return page(here, call, settings, (group) => renderGroup(group, state));
}

function put({ state }: Arm, call: ArmCall): StandInResponse {
  const name = parameter(call, 'group');
  if (!isGroupName(name)) {
    throw gatewayRefusal(400, 'InvalidResourceGroup', `The provided resource group name '${name}' has these invalid characters or is too long.`);
  }
  const body = requireBody(call.request);
  const location = requireLocation(body);
  const tags = readTags(body);
  const existing = state.groups.get(pathOf(state, call).toLowerCase());
  if (existing !== undefined && !sameId(existing.location, location)) {
    throw gatewayRefusal(
      409,
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`,
    );
  }
  requireStanding(state, call);
  const group = storeGroup(state, subscriptionIdOf(state, call), { name: existing?.name ?? name, location, ...(tags === undefined ? {} : { tags }) });
  return { status: existing === undefined ? 201 : 200, body: renderGroup(group, state) };
}

/** REST reference, "Resource Groups - Update": the tags that are given take the place of those that are there. */
function patch({ state }: Arm, call: ArmCall): StandInResponse {
  const group = groupOf(state, call);
  const tags = readTags(requireBody(call.request));
  requireStanding(state, call);
  return { status: 200, body: renderGroup(tags === undefined ? group : tagged(group, tags, state), state) };
}

/** The tags of a group as a resource of their own (Microsoft.Resources/tags, REST reference: "Tags - Update At Scope"). */
function renderTags(group: ResourceGroup): JsonObject {
  return { id: `${group.id}/providers/Microsoft.Resources/tags/default`, name: 'default', type: 'Microsoft.Resources/tags', properties: { tags: group.tags ?? {} } };
}

/** `Merge` adds and overwrites, `Replace` replaces all, `Delete` takes away those whose name and value are given. Names are one whatever their case. */
function patchTags({ state }: Arm, call: ArmCall): StandInResponse {
  const body = requireBody(call.request);
  const operation = textAt(body, 'operation');
  if (operation !== 'Merge' && operation !== 'Replace' && operation !== 'Delete') throw gatewayRefusal(400, 'InvalidTagPatchOperation', `The operation '${operation ?? ''}' is none of Merge, Replace and Delete.`);
  const given = readTags({ tags: at(body, 'properties', 'tags') }) ?? {};
  const group = groupOf(state, call);
  requireStanding(state, call);
  const isGiven = (name: string): boolean => Object.keys(given).some((other) => other.toLowerCase() === name.toLowerCase());
  const kept = Object.entries(operation === 'Replace' ? {} : group.tags ?? {}).filter(([name, value]) => !isGiven(name) || (operation === 'Delete' && given[name] !== value));
  const tags = Object.fromEntries([...kept, ...(operation === 'Delete' ? [] : Object.entries(given))]);
  return { status: 200, body: renderTags(tagged(group, tags, state)) };
}

/** REST reference, "Tags - Create Or Update At Scope": all tags that there are from then on. */
function putTags({ state }: Arm, call: ArmCall): StandInResponse {
  const tags = readTags({ tags: at(requireBody(call.request), 'properties', 'tags') }) ?? {};
  const group = groupOf(state, call);
  requireStanding(state, call);
  return { status: 200, body: renderTags(tagged(group, tags, state)) };
}

function deleteTags({ state }: Arm, call: ArmCall): StandInResponse {
  const group = groupOf(state, call);
  requireStanding(state, call);
  tagged(group, {}, state);
  return { status: 200 };
}

function tagged(group: ResourceGroup, tags: JsonObject, state: ArmState): ResourceGroup {
  const stored = { ...group, tags };
  state.groups.set(group.id.toLowerCase(), stored);
  return stored;
}

/** Throws ResourceGroupBeingDeleted when the group is about to vanish: nothing new is taken into it. */
export function requireStanding(state: ArmState, call: ArmCall): void {
  if (state.operations.runningOn(pathOf(state, call).toLowerCase()) === undefined) return;
  const message = `The resource group '${parameter(call, 'group')}' is in deprovisioning state and cannot perform this operation.`;
  throw gatewayRefusal(409, 'ResourceGroupBeingDeleted', message);
}

function remove({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const group = groupOf(state, call);
  const subject = group.id.toLowerCase();
  const busy = [...state.clusters.keys()].some((id) => id.startsWith(`${subject}/`));
  const operation = state.operations.runningOn(subject) ?? state.operations.start(
    { id: call.requestId, kind: 'Deleting', subject, subscriptionId: parameter(call, 'subscription'), location: group.location },
    busy ? deletion.withClusters : deletion.empty,
    call.now,
  );
  return { status: 202, headers: pollHeaders(operation, settings) };
}

function pollDeletion({ state, settings }: Arm, id: string): StandInResponse {
  const operation = state.operations.find(id);
  if (operation === undefined) throw refusal(404, 'NotFound', `The operation '${id}' could not be found.`);
  // Assumed: the address of a deletion that did not end well answers its error.
  if (operation.error !== undefined) throw refusal(409, operation.error.code, operation.error.message);
  return operation.status === 'InProgress' ? { status: 202, headers: pollHeaders(operation, settings) } : { status: 200 };
}

function pollHeaders({ id, subscriptionId }: Operation, { endpoint, speed }: ArmSettings): Readonly<Record<string, string>> {
  return {
    location: `${endpoint}/subscriptions/${subscriptionId}/operationresults/${id}?api-version=2024-11-01`,
    'retry-after': String(Math.ceil(retryAfterSeconds / speed)),
  };
}
