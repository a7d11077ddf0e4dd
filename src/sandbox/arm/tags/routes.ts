import { at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { parseScope } from '../../../arm/scope.ts';
import type { StandInResponse } from '../../http.ts';
import { actorOf, correlationOf } from '../activity/record.ts';
import { readTags, requireBody, requireTagSizes } from '../http/bodies.ts';
import type { Door } from '../deployments/door.ts';
import { requireScope } from '../policy/scopes.ts';
import { gatewayRefusal, Refusal } from '../http/refusal.ts';
import { requireGroup, storeGroup } from '../groups/resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { requireSubscription } from '../hierarchy/subscriptions.ts';
import { newestVersionFor } from '../versions/check.ts';

const pattern = '/{+scope}/providers/Microsoft.Resources/tags/default';

/** The tags of a subscription, a resource group or a resource, as a resource of their own (REST reference, "Tags - … At Scope"). */
export function tagRoutes(arm: Arm, door: Door): readonly Route[] {
  return [
    { method: 'GET', pattern, handle: (call) => ({ status: 200, body: render(call, tagsAt(arm, door, call)) }) },
    { method: 'PUT', pattern, handle: (call) => store(arm, door, call, given(call)) },
    { method: 'PATCH', pattern, handle: (call) => store(arm, door, call, merged(call, tagsAt(arm, door, call))) },
    { method: 'DELETE', pattern, handle: (call) => ({ status: store(arm, door, call, {}).status }) },
  ];
}

function render(call: ArmCall, tags: JsonObject): JsonObject {
  const scope = parameter(call, 'scope');
  return { id: `${scope}/providers/Microsoft.Resources/tags/default`, name: 'default', type: 'Microsoft.Resources/tags', properties: { tags } };
}

function given({ request }: ArmCall): JsonObject {
  return readTags({ tags: at(requireBody(request), 'properties', 'tags') }) ?? {};
}

/** `Merge` adds and overwrites, `Replace` replaces all, `Delete` takes away those whose name and value are given. Names are one whatever their case. */
function merged(call: ArmCall, before: JsonObject): JsonObject {
  const operation = textAt(requireBody(call.request), 'operation');
  if (operation !== 'Merge' && operation !== 'Replace' && operation !== 'Delete') throw gatewayRefusal(400, 'InvalidTagPatchOperation', `The operation '${operation ?? ''}' is none of Merge, Replace and Delete.`);
  const sent = given(call);
  const isGiven = (name: string): boolean => Object.keys(sent).some((other) => other.toLowerCase() === name.toLowerCase());
  const kept = Object.entries(operation === 'Replace' ? {} : before).filter(([name, value]) => !isGiven(name) || (operation === 'Delete' && sent[name] !== value));
  return Object.fromEntries([...kept, ...(operation === 'Delete' ? [] : Object.entries(sent))]);
}

function tagsAt(arm: Arm, door: Door, call: ArmCall): JsonObject {
  const scope = scopeOf(arm, call);
  if (scope?.kind === 'resourceGroup') return requireGroup(arm.state, scope.subscriptionId, scope.resourceGroup).tags ?? {};
  if (scope?.kind === 'subscription') return requireSubscription(arm.state.hierarchy, scope.subscriptionId).tags ?? {};
  const tags = at(ask('GET', undefined, door, arm, call).body, 'tags');
  return isJsonObject(tags) ? tags : {};
}

/** Throws for a scope that is not there, and for one that has no tags. */
function scopeOf({ state }: Arm, call: ArmCall): ReturnType<typeof parseScope> {
  const id = parameter(call, 'scope');
  const kind = requireScope(id, state);
  if (kind === 'tenant' || kind === 'managementGroup') throw gatewayRefusal(400, 'InvalidScope', `The scope '${id}' has no tags.`);
  return parseScope(id);
}

function store(arm: Arm, door: Door, call: ArmCall, tags: JsonObject): StandInResponse {
  const { state } = arm;
  requireTagSizes(tags);
  const scope = scopeOf(arm, call);
  if (scope?.kind === 'resourceGroup') {
    const { id: _, ...group } = requireGroup(state, scope.subscriptionId, scope.resourceGroup);
    storeGroup(state, requireSubscription(state.hierarchy, scope.subscriptionId).subscriptionId, { ...group, tags });
  } else if (scope?.kind === 'subscription') state.hierarchy.addSubscription({ ...requireSubscription(state.hierarchy, scope.subscriptionId), tags });
  else ask('PATCH', { tags }, door, arm, call);
  return { status: 200, body: render(call, tags) };
}

/** A resource has its tags written as by a PATCH of its own. */
function ask(method: 'GET' | 'PATCH', body: unknown, door: Door, { state }: Arm, call: ArmCall): StandInResponse {
  const path = parameter(call, 'scope');
  const actor = state.activity.actor ?? actorOf(call.request);
  const response = door.ask({ method, path, apiVersion: newestVersionFor(path), body, now: call.now, correlationId: correlationOf(call), actor, principal: call.principal, by: 'caller' });
  if (response.status >= 300) throw new Refusal(`The tags of '${path}' cannot be ${method === 'GET' ? 'read' : 'written'}.`, response);
  return response;
}
