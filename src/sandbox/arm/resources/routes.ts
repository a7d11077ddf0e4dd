import { textAt, type JsonObject } from '../../../arm/json.ts';
import type { StandInResponse } from '../../http.ts';
import { page } from '../http/paging.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { connectionType, connectionsOf } from './connections.ts';
import { pollRoutes } from './protocol/protocol.ts';
import { serviceHeaders } from './protocol/service-headers.ts';
import { registryRoutes } from './registry/routes.ts';
import { patchResource } from './write/patch.ts';
import { putResource } from './write/put.ts';
import { deleteResource } from './write/remove.ts';
import { etagOf } from './progress.ts';
import { renderResource } from './render.ts';
import type { StoredResource } from './store.ts';
import { listedUnder, notFound, patternsOf, requireParent, targetOf } from './target.ts';
import { recordType, resourceTypes, type ResourceType } from './types.ts';

/** The resources around a cluster, all types alike: read, written, deleted, listed by group, subscription and parent. */
export function resourceRoutes(arm: Arm): readonly Route[] {
  return [...resourceTypes.flatMap((row) => routesOf(row, arm)), ...registryRoutes(arm), ...pollRoutes(arm)];
}

function routesOf(row: ResourceType, arm: Arm): readonly Route[] {
  const { one, list, ofSubscription } = patternsOf(row);
  const reading: Route[] = [
    { method: 'GET', pattern: one, handle: (call) => get(row, arm, call) },
    { method: 'GET', pattern: list, handle: (call) => listBelow(row, arm, call) },
  ];
  const writing: Route[] = row.isReadOnly === true ? [] : [
    { method: 'PUT', pattern: one, handle: (call) => putResource(row, arm, call) },
    { method: 'DELETE', pattern: one, handle: (call) => deleteResource(row, arm, call) },
    ...(row.patch === undefined ? [] : [{ method: 'PATCH', pattern: one, handle: (call: ArmCall) => patchResource(row, arm, call) }]),
  ];
  const listing: Route[] = ofSubscription === undefined ? [] : [
    { method: 'GET', pattern: ofSubscription, handle: (call) => listOf(row, `/subscriptions/${parameter(call, 'subscription')}/`, arm, call) },
  ];
  // All records of a zone, of whatever type ("Record Sets - List", REST reference).
  const records: Route[] = row.type !== recordType ? [] : ['ALL', 'recordsets'].map((name) => ({ method: 'GET', pattern: list.replace(/[^/]+$/, name), handle: (call) => listBelow(row, arm, call) }));
  return [...reading, ...writing, ...listing, ...records].map((route) => ({ ...route, handle: (call) => withHeaders(route.handle(call), serviceHeaders(row.service, call)) }));
}

function withHeaders(response: StandInResponse, headers: Readonly<Record<string, string>>): StandInResponse {
  return { ...response, headers: { ...headers, ...response.headers } };
}

function get(row: ResourceType, arm: Arm, call: ArmCall): StandInResponse {
  const target = targetOf(row, call, arm.state);
  requireParent(target, arm.state, 'read');
  if (row.type === connectionType) return getConnection(target.parentId ?? '', arm, call, notFound(target, parameter(call, 'group')));
  const found = arm.state.resources.find(target.id);
  if (found === undefined) throw notFound(target, parameter(call, 'group'));
  const etag = etagOf(found, arm.state);
  return { status: 200, ...(etag === undefined ? {} : { headers: { etag } }), body: renderResource(found, arm.state, call.apiVersion) };
}

function getConnection(registryId: string, arm: Arm, call: ArmCall, missing: Error): StandInResponse {
  const wanted = parameter(call, 'name1').toLowerCase();
  const connection = connectionsBelow(registryId, arm).find((candidate) => textAt(candidate, 'name')?.toLowerCase() === wanted);
  if (connection === undefined) throw missing;
  return { status: 200, body: connection };
}

function listBelow(row: ResourceType, arm: Arm, call: ArmCall): StandInResponse {
  const under = listedUnder(row, call, arm.state);
  if (row.type.split('/').length === 2 && row.extends === undefined) {
    return listOf(row, `${under}/`, arm, call);
  }
  requireParent({ row, parentId: under }, arm.state, 'read');
  if (row.type === connectionType) return page(connectionsBelow(under, arm), call, arm.settings);
  return render(arm.state.resources.childrenOf(under, row.type), arm, call);
}

/** The resources of a type whose ids begin with a prefix. */
function listOf(row: ResourceType, below: string, arm: Arm, call: ArmCall): StandInResponse {
  return render(arm.state.resources.below(below).filter(({ type }) => type === row.type), arm, call);
}

function connectionsBelow(registryId: string, arm: Arm): readonly JsonObject[] {
  const registry = arm.state.resources.find(registryId);
  return registry === undefined ? [] : connectionsOf(registry, arm.state);
}

function render(resources: readonly StoredResource[], arm: Arm, call: ArmCall): StandInResponse {
  return page(resources, call, arm.settings, (resource) => renderResource(resource, arm.state, call.apiVersion));
}
