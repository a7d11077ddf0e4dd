import { isJsonObject, memberIgnoringCase, textAt, type JsonObject } from '../../../arm/json.ts';
import type { Resource } from '../../../arm/resource.ts';
import { factsOf } from '../../../isolation/declared/service/facts.ts';
import type { Children } from '../../../isolation/declared/service/rewrite.ts';
import { lastSegment } from './names.ts';

/**
 * What lives, each child both as a resource of its own and in the document of its parent, wherever it was read: pools and subnets may be declared either
 * way. What was read as a resource of its own counts as that.
 */
export function wholeLiving(living: readonly Resource[]): readonly Resource[] {
  const byId = new Map(living.flatMap((resource) => (resource.id === undefined ? [] : [[resource.id.toLowerCase(), resource] as const])));
  const byParent = new Map<string, Resource[]>();
  for (const resource of byId.values()) {
    const key = parentKey(resource);
    if (key === undefined) continue;
    const there = byParent.get(key);
    if (there === undefined) byParent.set(key, [resource]);
    else there.push(resource);
  }
  const whole: Resource[] = [];
  for (const resource of byId.values()) {
    let parent = resource;
    for (const children of factsOf(resource.type)?.children ?? []) {
      const list = memberIgnoringCase(memberIgnoringCase(resource.body, 'properties'), children.list);
      if (Array.isArray(list)) whole.push(...inList(resource, children, list).filter(({ id }) => !byId.has(id?.toLowerCase() ?? '')));
      else if (list === undefined) parent = withList(parent, children, (byParent.get(resource.id?.toLowerCase() ?? '') ?? []).filter(({ type }) => type.toLowerCase() === children.type.toLowerCase()));
    }
    whole.push(parent);
  }
  return whole;
}

function parentKey({ id, type }: Resource): string | undefined {
  return id === undefined || type.split('/').length < 3 ? undefined : id.toLowerCase().split('/').slice(0, -2).join('/');
}

function inList(parent: Resource, { type, isFlat }: Children, list: readonly unknown[]): readonly Resource[] {
  return list.flatMap((element): readonly Resource[] => {
    const name = textAt(element, 'name');
    if (!isJsonObject(element) || name === undefined || name === '' || name.includes('/')) return [];
    const id = `${parent.id ?? ''}/${lastSegment(type)}/${name}`;
    const { name: _, ...members } = element;
    return [{ type, name: `${parent.name}/${name}`, id, body: isFlat === true ? { id, name, properties: members } : element }];
  });
}

function withList(parent: Resource, { list, isFlat }: Children, children: readonly Resource[]): Resource {
  const properties = memberIgnoringCase(parent.body, 'properties');
  if (children.length === 0 || !isJsonObject(properties)) return parent;
  const elements = children.map(({ name, body }): JsonObject => {
    const own = memberIgnoringCase(body, 'properties');
    return isFlat === true ? { ...(isJsonObject(own) ? own : {}), name: lastSegment(name) } : { ...body, name: lastSegment(name) };
  });
  return { ...parent, body: { ...parent.body, properties: { ...properties, [list]: elements } } };
}
