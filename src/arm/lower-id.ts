import type { Resource } from './resource.ts';

const known = new WeakMap<Resource, string>();

/** The id of a resource as ids compare: in lower case. One text for all who ask: a tenant has a hundred thousand resources, and several indexes of them. */
export function lowerIdOf(resource: Resource): string | undefined {
  const { id } = resource;
  if (id === undefined) return undefined;
  const there = known.get(resource);
  if (there !== undefined) return there;
  const lower = id.toLowerCase();
  known.set(resource, lower);
  return lower;
}
