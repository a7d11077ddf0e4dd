import { isJsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { AliasTable } from '../aliases.ts';
import { each, parsePath, select, type PathStep, type Spot } from './path.ts';

/** A field name that has been understood. */
export interface Field {
  /** As written. */
  readonly name: string;
  readonly kind: 'type' | 'name' | 'fullName' | 'id' | 'location' | 'kind' | 'identity' | 'tags' | 'alias';
  /** True with `[*]`: the field is a list of places. */
  readonly isList: boolean;
  /** The ways into the resource, best first: one for a known path, several for a guess. Empty when the field is not of this type. */
  readonly routes: (resource: Resource) => readonly Route[];
  /** The places of the field in a resource. */
  readonly read: (resource: Resource) => readonly Spot[];
}

/** One way into a resource. */
export interface Route {
  readonly steps: readonly PathStep[];
  /** The alias table does not have the alias; the path was made up from its name. */
  readonly guessed: boolean;
}

/** Understands a field name; undefined when it is none. Aliases need a table. */
export function fieldOf(name: string, aliases: AliasTable): Field | undefined {
  const lower = name.toLowerCase();
  const tag = tagName(name);
  if (tag !== undefined) return pathField(name, 'tags', ['tags', tag]);
  if (lower === 'tags' || lower === 'kind') return pathField(name, lower, [lower]);
  if (/^identity(\.[a-z]+)+$/.test(lower)) return pathField(name, 'identity', parsePath(name));
  const computed = computedFields.get(lower);
  if (computed !== undefined) {
    const [kind, value] = computed;
    return { name, kind, isList: false, routes: () => [], read: (resource) => [{ value: value(resource), key: kind, parent: rootOf(resource) }] };
  }
  return name.includes('/') ? aliasField(name, aliases) : undefined;
}

/** Field names that are not aliases, for suggestions. */
export const fieldNames = ['name', 'fullName', 'kind', 'type', 'location', 'id', 'identity.type', 'tags'] as const;

/** What the body says, when it is known not to be known; else what the envelope says. */
function unlessUnknown(resource: Resource, member: string, value: string): unknown {
  const inBody = isJsonObject(resource.body) ? resource.body[member] : undefined;
  return isUnknown(inBody) ? inBody : value;
}

const computedFields: ReadonlyMap<string, readonly [Field['kind'], (resource: Resource) => unknown]> = new Map([
  ['type', ['type', (resource) => resource.type]],
  ['name', ['name', (resource) => unlessUnknown(resource, 'name', resource.name.split('/').at(-1) ?? '')]],
  ['fullname', ['fullName', (resource) => unlessUnknown(resource, 'name', resource.name)]],
  ['id', ['id', (resource) => resource.id ?? new Unknown('the file does not say where the resource will be deployed')]],
  // A resource without a location is `global`.
  ['location', ['location', (resource) => normalizeLocation(select(rootOf(resource), ['location'])[0]?.value ?? 'global')]],
]);

/** `East US 2` → `eastus2`; of a list every element. Other values are left alone. */
export function normalizeLocation(value: unknown): unknown {
  return Array.isArray(value) ? value.map(withoutSpaces) : withoutSpaces(value);
}

function withoutSpaces(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(' ', '').toLowerCase() : value;
}

/** `tags.x`, `tags[x]`, `tags['x']`; a quote inside the last form is doubled. */
function tagName(name: string): string | undefined {
  const [, dotted, quoted, bare] = /^tags(?:\.(.+)|\['(.*)'\]|\[([^'*].*)\])$/is.exec(name) ?? [];
  return dotted ?? quoted?.replaceAll("''", "'") ?? bare;
}

function pathField(name: string, kind: Field['kind'], steps: readonly PathStep[]): Field {
  const routes = [{ steps, guessed: false }];
  return { name, kind, isList: false, routes: () => routes, read: (resource) => select(rootOf(resource), steps) };
}

function aliasField(name: string, aliases: AliasTable): Field {
  const byType = new Map<string, readonly Route[]>();
  const routes = ({ type }: Resource): readonly Route[] => {
    const key = type.toLowerCase();
    const known = byType.get(key) ?? resolve(name, type, aliases);
    byType.set(key, known);
    return known;
  };
  const read = (resource: Resource): readonly Spot[] => {
    const root = rootOf(resource);
    const found = routes(resource).map(({ steps, guessed }) => select(root, steps, guessed));
    // An alias of another type yields nothing, as in the service.
    return found.find((spots) => spots.some(({ value }) => value !== undefined && value !== null)) ?? found[0] ?? absent(name, resource);
  };
  return { name, kind: 'alias', isList: name.includes('[*]'), routes, read };
}

function absent(name: string, resource: Resource): readonly Spot[] {
  if (name.includes('[*]')) return [];
  // Names such as `Microsoft.Compute/imagePublisher` have no type in them: without a table nobody knows where they point.
  const isTypeless = name.split('/').length === 2 && name.toLowerCase().startsWith(`${namespaceOf(resource.type)}/`);
  return [{ value: isTypeless ? new Unknown(`the alias ${name} is not in the alias table`) : undefined }];
}

/** Members of the envelope that no alias means: `…/type` of a type without `properties.type` is absent, not the resource's type. */
const envelope = new Set(['id', 'name', 'properties', 'type']);

/** Table first; then `properties.<tail>`; then, for `sku` and its like, the root (azure-policy-language.md §5.2). */
function resolve(alias: string, type: string, aliases: AliasTable): readonly Route[] {
  const entry = aliases.find(type, alias);
  if (entry !== undefined) return [{ steps: parsePath(entry.path), guessed: false }];
  const tail = tailOf(alias, type);
  if (tail === undefined) return [];
  const steps = parsePath(tail);
  const [head] = steps;
  const atRoot = head === each || envelope.has(String(head).toLowerCase()) ? [] : [{ steps, guessed: true }];
  return [{ steps: ['properties', ...steps], guessed: true }, ...atRoot];
}

/** What follows the resource type in an alias; undefined when the alias is of another type. */
function tailOf(alias: string, type: string): string | undefined {
  if (!alias.toLowerCase().startsWith(type.toLowerCase())) return undefined;
  const separator = alias.charAt(type.length);
  const tail = alias.slice(type.length + 1);
  return (separator === '/' || separator === '.') && tail !== '' && !tail.includes('/') ? tail : undefined;
}

function namespaceOf(type: string): string {
  return (type.split('/')[0] ?? '').toLowerCase();
}

function rootOf(resource: Resource): Spot {
  return { value: resource.body };
}
