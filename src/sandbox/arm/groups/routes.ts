import { memberIgnoringCase } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import type { StandInResponse } from '../../http.ts';
import { readTags, requireBody, requireLocation } from '../http/bodies.ts';
import type { Operation } from '../operations.ts';
import { page } from '../http/paging.ts';
import { requirePolicyAllows } from '../policy-enforcement.ts';
import { retryHeaders } from '../quota/retry-headers.ts';
import { gatewayRefusal, refusal } from '../http/refusal.ts';
import { groupOf, isGroupName, pathOf, renderGroup, requireStanding, storeGroup, subscriptionIdOf } from './resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm, ArmSettings, ResourceGroup } from '../state.ts';

const pattern = '/subscriptions/{subscription}/resourceGroups/{group}';
/** As policies know it. */
const groupType = 'Microsoft.Resources/subscriptions/resourceGroups';
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
    { method: 'DELETE', pattern, handle: (call) => remove(arm, call) },
    { method: 'PATCH', pattern, handle: (call) => patch(arm, call) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/operationresults/{operation}',
      handle: (call) => pollDeletion(arm, parameter(call, 'operation')),
    },
  ];
}

/** `$filter=tagName eq '…' and tagValue eq '…'` and `$top` (REST reference, "Resource Groups - List"). */
function list({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const { query } = call.request;
  const filter = query.get('$filter')?.trim() ?? '';
  const { tag, value } = /^tagName eq '(?<tag>[^']*)'(?: and tagValue eq '(?<value>[^']*)')?$/i.exec(filter)?.groups ?? {};
  if (tag === undefined && filter !== '') throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter}' specified in the query string.`);
  const isWanted = ({ tags = {} }: ResourceGroup): boolean => {
    const found = tag === undefined ? undefined : memberIgnoringCase(tags, tag);
    return tag === undefined || (found !== undefined && (value === undefined || found === value));
  };
  const here = state.groups.below(`/subscriptions/${parameter(call, 'subscription')}/`).filter(isWanted);
  return page(query.has('$top') ? here.slice(0, Number(query.get('$top'))) : here, call, settings, (group) => renderGroup(group, state));
}

function put(arm: Arm, call: ArmCall): StandInResponse {
  const { state } = arm;
  const name = parameter(call, 'group');
  if (!isGroupName(name)) {
    throw gatewayRefusal(400, 'InvalidResourceGroup', `The provided resource group name '${name}' has these invalid characters or is too long.`);
  }
  const sent = requireBody(call.request);
  const location = requireLocation(sent);
  readTags(sent);
  const existing = state.groups.get(pathOf(state, call).toLowerCase());
  if (existing !== undefined && !sameId(existing.location, location)) {
    throw gatewayRefusal(
      409,
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`,
    );
  }
  requireStanding(state, call);
  const tags = readTags(requirePolicyAllows(arm, call, { type: groupType, name, id: pathOf(state, call), apiVersion: call.apiVersion, body: sent }));
  const { managedBy } = existing ?? {};
  const group = storeGroup(state, subscriptionIdOf(state, call), {
    name: existing?.name ?? name, location, ...(tags === undefined ? {} : { tags }), ...(managedBy === undefined ? {} : { managedBy }),
  });
  return { status: existing === undefined ? 201 : 200, body: renderGroup(group, state) };
}

/** Only tags can be changed so (REST reference, "Resource Groups - Update"). */
function patch(arm: Arm, call: ArmCall): StandInResponse {
  const { tags, location } = groupOf(arm.state, call);
  const sent = readTags(requireBody(call.request)) ?? tags;
  return put(arm, { ...call, request: { ...call.request, body: { location, ...(sent === undefined ? {} : { tags: sent }) } } });
}

function remove({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const group = groupOf(state, call);
  const subject = group.id.toLowerCase();
  const busy = state.clusters.below(`${subject}/`).length > 0;
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
    ...retryHeaders(Math.ceil((retryAfterSeconds * 1000) / speed), speed),
  };
}
