import { isJsonObject, member, type JsonObject } from '../../../src/arm/json.ts';
import { publishedTypesOf, flagsOf, resolved, resourceTypeIn, typesOf } from '../../policies/published-types.ts';

const readOnly = 2;
/** Nothing is made of them. */
const named: ReadonlySet<string> = new Set(['id', 'name', 'type', 'apiVersion', 'etag']);

/**
 * The read-only members of a published type, in the words of the sandbox's table. Other resources that a document points to are not looked into, and
 * children not that are resources of their own here.
 */
export function readOnlyMembersOf(type: string, children: ReadonlySet<string>): readonly string[] {
  const published = publishedTypesOf(type);
  if (published === undefined) return [];
  const types = typesOf(published.file);
  const owners = ownersOfProperties(types);
  const isOther = (object: JsonObject): boolean => {
    const of = owners.get(referenceOf(member(object['properties'], 'properties')));
    return of !== undefined && !of.some((owner) => owner.startsWith(`${type}/`));
  };
  const walk = (reference: unknown, path: string, above: readonly JsonObject[]): readonly string[] => {
    const found = resolved(reference, types);
    if (found['$type'] === 'ArrayType') return walk(found['itemType'], `${path}[*]`, above);
    if (found['$type'] !== 'ObjectType' || above.includes(found) || (path !== '' && isOther(found))) return [];
    const below = Object.entries(isJsonObject(found['properties']) ? found['properties'] : {}).flatMap(([name, property]): readonly string[] => {
      if ((path === '' && named.has(name)) || (path === 'properties' && children.has(name) && (flagsOf(property) & readOnly) === 0)) return [];
      const place = path === '' ? name : `${path}.${name}`;
      return (flagsOf(property) & readOnly) === 0 ? walk(member(property, 'type'), place, [...above, found]) : [place];
    });
    const any = found['additionalProperties'];
    return any === undefined ? below : [...below, ...walk(any, `${path}.*`, [...above, found])];
  };
  return walk(resourceTypeIn(published.file, type)['body'], '', []).map((path) => (path.startsWith('properties.') ? path.slice('properties.'.length) : `/${path}`));
}

/** The resource types whose `properties` a type of properties is. */
function ownersOfProperties(types: readonly JsonObject[]): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, readonly string[]>();
  for (const entry of types.filter(({ $type }) => $type === 'ResourceType')) {
    const reference = referenceOf(member(resolved(entry['body'], types)['properties'], 'properties'));
    if (reference !== '') owners.set(reference, [...(owners.get(reference) ?? []), String(entry['name'])]);
  }
  return owners;
}

function referenceOf(property: unknown): string {
  const reference = member(member(property, 'type'), '$ref');
  return typeof reference === 'string' ? reference : '';
}
