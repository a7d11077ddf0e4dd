import { managedClusterType } from '../../../arm/api-versions.ts';
import { memberIgnoringCase, type JsonObject } from '../../../arm/json.ts';
import { compact } from '../documents.ts';
import { page } from '../paging.ts';
import { gatewayRefusal } from '../refusal.ts';
import { groupOf } from '../resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../router.ts';
import type { Arm, ArmState } from '../state.ts';
import { findType } from './types.ts';

/** Lists of everything that has a location, in a subscription and in a group: without properties, as ARM itself keeps it. */
export function listAllRoutes(arm: Arm): readonly Route[] {
  const answer = (call: ArmCall, below: string) => page(resourcesBelow(below, arm.state).filter(filterOf(call)), call, arm.settings, render);
  return [
    { method: 'GET', pattern: '/subscriptions/{subscription}/resources', handle: (call) => answer(call, `/subscriptions/${parameter(call, 'subscription')}/`) },
    { method: 'GET', pattern: '/subscriptions/{subscription}/resourceGroups/{group}/resources', handle: (call) => answer(call, `${groupOf(arm.state, call).id}/`) },
  ];
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location?: string;
  /** Has its `tags`, `identity` and `sku`. */
  readonly members: JsonObject;
}

function resourcesBelow(below: string, state: ArmState): readonly Listed[] {
  const clusters = state.clusters.below(below).map(({ id, name, location, tags, identity, sku }) => ({ id, name, type: managedClusterType, location, members: { tags, identity, sku } }));
  return [...clusters, ...state.resources.below(below).filter(({ type }) => findType(type)?.location !== 'parent')];
}

function render({ id, name, type, location, members: { tags, identity, sku } }: Listed): JsonObject {
  return compact({ id, name, type, location, tags, identity, sku });
}

/** `tagName eq '…' and tagValue eq '…'` and `resourceType eq '…'` (REST reference, "Resources - List"); names of tags compare without case. */
function filterOf({ request }: ArmCall): (resource: Listed) => boolean {
  const text = request.query.get('$filter')?.trim() ?? '';
  const { tag, value, type } = /^tagName eq '(?<tag>[^']*)'(?: and tagValue eq '(?<value>[^']*)')?$|^resourceType eq '(?<type>[^']*)'$/i.exec(text)?.groups ?? {};
  if (tag === undefined && type === undefined && text !== '') throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${text}' specified in the query string.`);
  return (resource) => {
    if (type !== undefined) return resource.type.toLowerCase() === type.toLowerCase();
    if (tag === undefined) return true;
    const found = memberIgnoringCase(resource.members['tags'], tag);
    return value === undefined ? found !== undefined : found === value;
  };
}
