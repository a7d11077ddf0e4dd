import { managedClusterType } from '../../../arm/api-versions.ts';
import { memberIgnoringCase, type JsonObject } from '../../../arm/json.ts';
import { segmentAfter } from '../../../arm/resource-id.ts';
import { compact } from '../documents.ts';
import { page } from '../http/paging.ts';
import { gatewayRefusal } from '../http/refusal.ts';
import { groupOf } from '../groups/resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
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

type Matches = (resource: Listed, value: string) => boolean;

/** The properties that a filter may name, joined by `and` (REST reference, "Resources - List"); names of tags compare without case. */
const filters: Readonly<Record<string, Matches>> = {
  resourcetype: ({ type }, value) => sameText(type, value),
  name: ({ name }, value) => sameText(name, value),
  location: ({ location }, value) => sameText(location, value.replaceAll(' ', '')),
  resourcegroup: ({ id }, value) => sameText(segmentAfter(id, 'resourceGroups'), value),
  tagname: (resource, value) => tagOf(resource, value) !== undefined,
};

function filterOf({ request }: ArmCall): (resource: Listed) => boolean {
  const text = request.query.get('$filter')?.trim() ?? '';
  if (text === '') return () => true;
  const parts = text.split(/ and (?=\w+ eq ')/i).map((part) => /^(?<member>\w+) eq '(?<value>[^']*)'$/i.exec(part.trim())?.groups ?? {});
  const conditions = parts.map(({ member = '', value = '' }) => ({ member: member.toLowerCase(), value }));
  const tag = conditions.find(({ member }) => member === 'tagname')?.value;
  const isKnown = conditions.every(({ member }) => Object.hasOwn(filters, member) || (member === 'tagvalue' && tag !== undefined));
  // Tags are not to be asked for together with anything else.
  if (!isKnown || (tag !== undefined && conditions.some(({ member }) => !member.startsWith('tag')))) {
    throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${text}' specified in the query string.`);
  }
  return (resource) => conditions.every(({ member, value }) => filters[member]?.(resource, value) ?? tagOf(resource, tag ?? '') === value);
}

function tagOf({ members }: Listed, name: string): unknown {
  return memberIgnoringCase(members['tags'], name);
}

function sameText(found: unknown, wanted: string): boolean {
  return typeof found === 'string' && found.toLowerCase() === wanted.toLowerCase();
}
