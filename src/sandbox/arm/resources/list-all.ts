import { managedClusterType } from '../../../arm/api-versions.ts';
import { isJsonObject, memberIgnoringCase, type JsonObject } from '../../../arm/json.ts';
import { compact } from '../documents.ts';
import { page } from '../paging.ts';
import { gatewayRefusal } from '../refusal.ts';
import { groupOf } from '../resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../router.ts';
import type { Arm, ArmState } from '../state.ts';
import { findType } from './types.ts';

/** Lists of everything that has a location, in a subscription and in a group: without properties, as ARM itself keeps it. */
export function listAllRoutes(arm: Arm): readonly Route[] {
  const answer = (call: ArmCall, below: string) => page(resourcesBelow(below, arm.state).filter(filterOf(call)), call, arm.settings);
  return [
    { method: 'GET', pattern: '/subscriptions/{subscription}/resources', handle: (call) => answer(call, `/subscriptions/${parameter(call, 'subscription')}/`) },
    { method: 'GET', pattern: '/subscriptions/{subscription}/resourceGroups/{group}/resources', handle: (call) => answer(call, `${groupOf(arm.state, call).id}/`) },
  ];
}

function resourcesBelow(below: string, state: ArmState): readonly JsonObject[] {
  const prefix = below.toLowerCase();
  const clusters = [...state.clusters.values()].map(({ id, name, location, tags, identity, sku }) => compact({ id, name, type: managedClusterType, location, tags, identity, sku }));
  const resources = state.resources.all().filter(({ type }) => findType(type)?.location !== 'parent')
    .map(({ id, name, type, location, members }) => compact({ id, name, type, location, tags: members['tags'], identity: members['identity'], sku: members['sku'] }));
  return [...clusters, ...resources].filter(({ id }) => typeof id === 'string' && id.toLowerCase().startsWith(prefix));
}

/** `tagName eq '…' and tagValue eq '…'` and `resourceType eq '…'` (REST reference, "Resources - List"); names of tags compare without case. */
function filterOf({ request }: ArmCall): (resource: JsonObject) => boolean {
  const text = request.query.get('$filter')?.trim() ?? '';
  const { tag, value, type } = /^tagName eq '(?<tag>[^']*)'(?: and tagValue eq '(?<value>[^']*)')?$|^resourceType eq '(?<type>[^']*)'$/i.exec(text)?.groups ?? {};
  if (tag === undefined && type === undefined && text !== '') throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${text}' specified in the query string.`);
  return (resource) => {
    if (type !== undefined) return String(resource['type']).toLowerCase() === type.toLowerCase();
    if (tag === undefined) return true;
    const found = isJsonObject(resource['tags']) ? memberIgnoringCase(resource['tags'], tag) : undefined;
    return value === undefined ? found !== undefined : found === value;
  };
}
