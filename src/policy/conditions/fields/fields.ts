import type { Resource } from '../../../arm/resource.ts';
import { EvaluationError } from '../../../language/errors.ts';
import { Unknown } from '../../../language/unknown.ts';
import type { Truth } from '../../../language/truth.ts';
import type { AliasTable } from '../../aliases.ts';
import { resolveAlias, type AliasRoute } from './alias-routes.ts';
import type { Matcher } from '../leaves/matchers.ts';
import { normalizeLocation } from './location.ts';
import { each, parsePath, select, type PathStep, type Spot } from './path.ts';
import { readerOf, type Reader } from './reader.ts';
import { tagName } from './tag-name.ts';
import { unknownFullName, unknownId, unknownName } from './unknown-identity.ts';

/** A field name that has been understood. */
export interface Field {
  /** As written. */
  readonly name: string;
  readonly kind: 'type' | 'name' | 'fullName' | 'id' | 'location' | 'kind' | 'identity' | 'tags' | 'apiVersion' | 'alias' | 'path';
  /** True with `[*]`: the field is a list of places. */
  readonly isList: boolean;
  /** The ways into the resource, best first: one for a known path, several for a guess. Empty when the field is not of this type. */
  readonly routes: (resource: Resource) => readonly Route[];
  /** The places of the field in a resource. */
  readonly read: (resource: Resource) => readonly Spot[];
  /** The places of a field that ends in `[*]`: what `read` would say, without the way to each. */
  readonly elements: (resource: Resource) => readonly Spot[];
  /** Whether every value of the field satisfies the matcher: what `read` would say, without places. */
  readonly every: (resource: Resource, matcher: Matcher) => Truth;
  /** The rest of the way from an element that a `count` looks at; undefined when the field does not pass through the counted array. */
  readonly below: (resource: Resource, counted: readonly PathStep[]) => Below | undefined;
}

/** The way from an element of a counted array to a field. */
export interface Below {
  readonly steps: readonly PathStep[];
  readonly inserted: boolean;
  readonly reader: Reader;
}

/** One way into a resource. */
export interface Route {
  readonly steps: readonly PathStep[];
  /** The alias table does not have the alias; the path was made up from its name. */
  readonly guessed: boolean;
  /** Wrappers `properties` around the elements of arrays are looked through. */
  readonly inserted: boolean;
  readonly reader: Reader;
}

/** How the names of fields are understood: as the service does, or every name as a path into the document as it stands. */
export type FieldNames = 'aliases' | 'literal';

/** Field names that are not aliases, for suggestions. */
export const fieldNames = ['name', 'fullName', 'kind', 'type', 'location', 'id', 'identity.type', 'tags'] as const;

/** Ours: the longest alias that is known has some 300 characters, and every step of a path costs. */
const longestName = 4096;

/** Understands a field name; undefined when it is none. Aliases need a table. Throws EvaluationError for one beyond all measure. */
export function fieldOf(name: string, aliases: AliasTable, names: FieldNames = 'aliases'): Field | undefined {
  if (name.length > longestName) throw new EvaluationError(`The name of a field has ${name.length} characters; ${longestName} are read`);
  const tag = tagName(name);
  if (tag !== undefined) return pathField(name, 'tags', ['tags', tag]);
  if (names === 'literal') return name === '' ? undefined : literalField(name);
  const lower = name.toLowerCase();
  if (lower === 'tags' || lower === 'kind') return pathField(name, lower, [lower]);
  if (lower.startsWith('identity.')) return pathField(name, 'identity', parsePath(name));
  const computed = computedFields.get(lower);
  if (computed !== undefined) return computedField(name, ...computed);
  return name.includes('/') ? aliasField(name, aliases) : undefined;
}

/** An empty text in the envelope of a resource stands for nothing. */
function written(text: string): string | undefined {
  return text === '' ? undefined : text;
}

const computedFields: ReadonlyMap<string, readonly [Field['kind'], (resource: Resource) => unknown]> = new Map([
  ['type', ['type', (resource) => written(resource.type)]],
  ['name', ['name', (resource) => unknownName(resource) ?? written(resource.name.slice(resource.name.lastIndexOf('/') + 1))]],
  ['fullname', ['fullName', (resource) => unknownFullName(resource) ?? written(resource.name)]],
  ['id', ['id', (resource) => (resource.id === undefined ? (unknownId(resource) ?? new Unknown('the file does not say where the resource will be deployed')) : written(resource.id))]],
  // Undocumented; Microsoft's own regorus reads it so. `policies lint` names `requestContext().apiVersion` instead.
  ['apiversion', ['apiVersion', (resource) => resource.apiVersion ?? new Unknown('the API version of the request is not known here')]],
  // A resource without a location is `global`.
  ['location', ['location', (resource) => normalizeLocation(locationReader.value(resource.body) ?? 'global')]],
]);

const locationReader = readerOf(['location'], false);

function computedField(name: string, kind: Field['kind'], value: (resource: Resource) => unknown): Field {
  return {
    name,
    kind,
    isList: false,
    routes: () => [],
    read: (resource) => [{ value: value(resource), key: kind, parent: rootOf(resource) }],
    elements: () => [],
    every: (resource, matcher) => matcher(value(resource)),
    below: () => undefined,
  };
}

/** A location is compared without spaces wherever it stands; everything else of the document as it is. */
function literalField(name: string): Field {
  const field = pathField(name, name.toLowerCase() === 'location' ? 'location' : 'path', parsePath(name));
  if (field.kind !== 'location') return field;
  return { ...field, every: (resource, matcher) => field.every(resource, (value) => matcher(normalizeLocation(value))) };
}

function pathField(name: string, kind: Field['kind'], steps: readonly PathStep[]): Field {
  const reader = readerOf(steps, false);
  const known = [{ steps, guessed: false, inserted: false, reader }];
  const routes = () => known;
  return {
    name,
    kind,
    isList: steps.includes(each),
    routes,
    read: (resource) => select(rootOf(resource), steps),
    elements: (resource) => reader.elements(resource.body),
    every: (resource, matcher) => reader.every(resource.body, matcher),
    below: belowOf(routes),
  };
}

function aliasField(name: string, aliases: AliasTable): Field {
  const isList = parsePath(name).includes(each);
  const routes = routesByType(name, aliases);
  const read = (resource: Resource): readonly Spot[] => {
    const root = rootOf(resource);
    const found = routes(resource).map(({ steps, inserted }) => select(root, steps, inserted));
    // An alias of another type yields nothing, as in the service.
    return found.find((spots) => spots.some(({ value }) => value !== undefined && value !== null)) ?? found[0] ?? absent(name, resource);
  };
  const readerFor = (resource: Resource): Reader | undefined => {
    const ways = routes(resource);
    const [first] = ways;
    return ways.length < 2 ? first?.reader : (ways.find(({ reader }) => reader.finds(resource.body)) ?? first)?.reader;
  };
  const every = (resource: Resource, matcher: Matcher): Truth => {
    const reader = readerFor(resource);
    if (reader !== undefined) return reader.every(resource.body, matcher);
    return isList ? true : matcher(absent(name, resource)[0]?.value);
  };
  const elements = (resource: Resource) => readerFor(resource)?.elements(resource.body) ?? [];
  return { name, kind: 'alias', isList, routes, read, elements, every, below: belowOf(routes) };
}

/** Remembers the last array: a `count` asks for each of its elements. */
function belowOf(routesOf: Field['routes']): Field['below'] {
  let last: { readonly routes: readonly Route[]; readonly counted: readonly PathStep[]; readonly below: Below | undefined } | undefined;
  return (resource, counted) => {
    const routes = routesOf(resource);
    if (last?.routes === routes && last.counted === counted) return last.below;
    const route = routes.find(({ steps }) => startsWith(steps, counted));
    const steps = route?.steps.slice(counted.length) ?? [];
    const below = route === undefined ? undefined : { steps, inserted: route.inserted, reader: readerOf(steps, route.inserted, true) };
    last = { routes, counted, below };
    return below;
  };
}

function startsWith(steps: readonly PathStep[], prefix: readonly PathStep[]): boolean {
  return prefix.length <= steps.length && prefix.every((step, index) => sameStep(step, steps[index]));
}

function sameStep(left: PathStep, right: PathStep | undefined): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') return left === right;
  return left === right || left.toLowerCase() === right.toLowerCase();
}

/** The ways of an alias for a resource: they depend on its type and API version only, and mostly both are those of the time before. */
function routesByType(name: string, aliases: AliasTable): (resource: Resource) => readonly Route[] {
  const known = new Map<string, readonly Route[]>();
  let last: { readonly type: string; readonly apiVersion: string | undefined; readonly routes: readonly Route[] } | undefined;
  return ({ type, apiVersion }) => {
    if (last !== undefined && last.type === type && last.apiVersion === apiVersion) return last.routes;
    const key = `${type.toLowerCase()} ${apiVersion ?? ''}`;
    const routes = known.get(key) ?? resolveAlias(name, type, apiVersion, aliases).map(ready);
    // Types and versions come from the resources: whoever makes up many gets them worked out anew.
    if (known.size < rememberedTypes) known.set(key, routes);
    last = { type, apiVersion, routes };
    return routes;
  };
}

const rememberedTypes = 64;

function ready({ path, guessed }: AliasRoute): Route {
  const steps = parsePath(path);
  return { steps, guessed, inserted: guessed, reader: readerOf(steps, guessed) };
}

function absent(name: string, resource: Resource): readonly Spot[] {
  if (parsePath(name).includes(each)) return [];
  // Names such as `Microsoft.Compute/imagePublisher` have no type in them: without a table nobody knows where they point.
  const isTypeless = name.split('/').length === 2 && name.toLowerCase().startsWith(`${namespaceOf(resource.type)}/`);
  return [{ value: isTypeless ? new Unknown(`the alias ${name} is not in the alias table`) : undefined }];
}

function namespaceOf(type: string): string {
  return (type.split('/')[0] ?? '').toLowerCase();
}

function rootOf(resource: Resource): Spot {
  return { value: resource.body };
}
