import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { asObject, omit } from '../documents.ts';
import { targetAt, type Target } from '../resources/target.ts';
import { mirroredTypes, type ResourceType } from '../resources/types.ts';
import type { ArmState, ResourceGroup } from '../state.ts';
import type { Planting, Seed } from './planting.ts';

/** Puts a resource into the store, with the subnets, rules and so on that stand in its document. Throws RangeError when its parent is not there. */
export function seedResource(row: ResourceType, { id, document }: Seed, group: ResourceGroup, state: ArmState, planting: Planting): void {
  const target = targetAt(row, group, id.fullName.split('/'), row.extends === undefined ? '' : id.scope.slice(id.scope.lastIndexOf('/') + 1));
  const { parentId } = target;
  if (parentId !== undefined && state.resources.find(parentId) === undefined && !state.clusters.has(parentId.toLowerCase())) throw new RangeError(`'${parentId}', in which it stands, is not there.`);
  const location = row.location === 'parent' ? undefined : textAt(document, 'location') ?? (row.location === 'global' ? 'global' : group.location);
  put(target, document, location, state, planting);
}

/** Written by `render.ts`. */
const ownMembers: ReadonlySet<string> = new Set(['id', 'name', 'type', 'location', 'etag', 'properties', 'systemData', 'apiVersion']);
const none: JsonObject = {};

function put(target: Target, document: JsonObject, location: string | undefined, state: ArmState, { now, etags }: Planting): void {
  const { id, name, row, parentId } = target;
  const given = asObject(document['properties']);
  const inner = mirroredTypes(row);
  const members = omit(document, ownMembers);
  state.resources.put({
    id,
    name,
    type: row.type,
    ...(parentId === undefined ? {} : { parentKey: parentId.toLowerCase() }),
    ...(location === undefined ? {} : { location }),
    members: Object.keys(members).length === 0 ? none : members,
    properties: inner.length === 0 ? given : omit(given, new Set(inner.map(({ mirror }) => mirror))),
    isGiven: true,
    etags,
    createdAt: now,
    changedAt: now,
  });
  for (const child of inner) if (given[child.mirror] !== undefined) putChildren(target, child, arrayAt(given, child.mirror).filter(isJsonObject), state, { now, etags });
}

/** The named children are put, others of their type go. */
function putChildren(parent: Target, row: ResourceType, children: readonly JsonObject[], state: ArmState, planting: Planting): void {
  const segment = row.type.slice(row.type.lastIndexOf('/') + 1);
  const names = new Set(children.map((child) => textAt(child, 'name')?.toLowerCase()));
  for (const child of state.resources.childrenOf(parent.id, row.type)) if (!names.has(child.name.toLowerCase())) state.resources.removeWithin(child.id);
  for (const child of children) {
    const name = textAt(child, 'name') ?? '';
    if (name === '') throw new RangeError(`one of its '${segment}' has no name.`);
    put({ row, id: `${parent.id}/${segment}/${name}`, fullName: `${parent.fullName}/${name}`, name, parentId: parent.id }, child, undefined, state, planting);
  }
}
