import { isJsonObject, member, memberIgnoringCase, type JsonObject } from '../../arm/json.ts';
import { escapePointer } from '../../arm/pointer.ts';
import type { Resource } from '../../arm/resource.ts';
import { parseResourceId } from '../../arm/resource-id.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import { reshapeAzOutput } from './az-output.ts';
import { literalWriting, originIn, type Document } from './origin.ts';

/** A resource in a document that is no template. */
export interface PlainResource {
  readonly value: JsonObject;
  /** JSON pointer into the document. */
  readonly pointer: string;
  /** Of the resource that it stands in. */
  readonly parent?: { readonly type: string; readonly name: string };
}

const typePattern = /^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+(?:\/[A-Za-z0-9._-]+)+$/;
/** The type of a child as a template has it, without that of its parent. */
const childPattern = /^[A-Za-z][A-Za-z0-9-]*(?:\/[A-Za-z0-9-]+)*$/;

/** The full type of an object that is a resource as Resource Manager takes or gives it, or as PowerShell exports it; undefined for anything else. */
export function resourceType(value: unknown): string | undefined {
  const id = parseResourceId(textOf(value, 'id') ?? '');
  const type = textOf(value, 'type');
  if (type !== undefined && typePattern.test(type)) return id !== undefined || textOf(value, 'name') !== undefined ? type : undefined;
  return id !== undefined && /^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+\//.test(id.type) ? id.type : undefined;
}

/** Resource Manager reads names without regard to case; what PowerShell prints begins with capitals. */
function textOf(value: unknown, name: string): string | undefined {
  const found = memberIgnoringCase(value, name);
  return typeof found === 'string' ? found : undefined;
}

/**
 * The resources of a document: the document itself, an array of them, the answer of a list (`value`, `data` of Resource Graph), or what
 * `az … create` prints (`{"publicIp": {…}}`); and the `resources` in each of them.
 */
export function findResources(value: unknown): readonly PlainResource[] {
  return outermost(value).flatMap(withChildren);
}

function outermost(value: unknown): readonly PlainResource[] {
  if (Array.isArray(value)) return elements(value, '');
  if (!isJsonObject(value)) return [];
  if (resourceType(value) !== undefined) return [{ value, pointer: '' }];
  for (const name of ['value', 'data']) {
    const list = member(value, name);
    if (Array.isArray(list)) return elements(list, `/${name}`);
  }
  const [[key, only] = ['', undefined], ...rest] = Object.entries(value);
  return rest.length === 0 && isJsonObject(only) && textOf(only, 'id') !== undefined && resourceType(only) !== undefined
    ? [{ value: only, pointer: `/${escapePointer(key)}` }]
    : [];
}

function elements(list: readonly unknown[], pointer: string): readonly PlainResource[] {
  return list.flatMap((value, index) => (isJsonObject(value) && resourceType(value) !== undefined ? [{ value, pointer: `${pointer}/${index}` }] : []));
}

function withChildren(resource: PlainResource): readonly PlainResource[] {
  const key = Object.keys(resource.value).find((name) => name.toLowerCase() === 'resources');
  const list = key === undefined ? undefined : resource.value[key];
  if (key === undefined || !Array.isArray(list)) return [resource];
  const parent = { type: typeOf(resource), name: nameOf(resource) };
  const children = list.flatMap((value: unknown, index): readonly PlainResource[] => {
    if (!isJsonObject(value) || (resourceType(value) === undefined && !isChild(value))) return [];
    return withChildren({ value, pointer: `${resource.pointer}/${escapePointer(key)}/${index}`, parent });
  });
  return [resource, ...children];
}

function isChild(value: JsonObject): boolean {
  return childPattern.test(textOf(value, 'type') ?? '') && textOf(value, 'name') !== undefined;
}

function typeOf({ value, parent }: PlainResource): string {
  return resourceType(value) ?? [parent?.type, textOf(value, 'type')].join('/');
}

function nameOf({ value, parent }: PlainResource): string {
  const name = parseResourceId(textOf(value, 'id') ?? '')?.fullName ?? textOf(value, 'name') ?? '';
  return resourceType(value) === undefined && parent !== undefined ? `${parent.name}/${name}` : name;
}

/** The resource as rules look at it. A template's expressions in a resource without a template are unknown. */
export function toResource(document: Document, resource: PlainResource): Resource {
  const { value, pointer } = resource;
  const id = parseResourceId(textOf(value, 'id') ?? '');
  const { body: written, sourceOf } = reshapeAzOutput(value);
  const body = id === undefined ? withoutExpressions(written) : written;
  const apiVersion = memberIgnoringCase(value, 'apiVersion');
  return {
    type: typeOf(resource),
    name: nameOf(resource),
    ...(id === undefined ? {} : { id: id.id }),
    ...(typeof apiVersion === 'string' ? { apiVersion } : {}),
    body,
    originOf: (place) => originIn(document, pointer + sourceOf(place)),
    writingOf: (place) => literalWriting(document, pointer + sourceOf(place), isUnknown(valueAt(body, place)) ? 'expression' : 'literal'),
  };
}

/** `[parameters('x')]` becomes an Unknown; `[[…` is a text that begins with a bracket. */
function withoutExpressions(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, unknownWhereComputed(value)]));
}

function unknownWhereComputed(value: unknown): unknown {
  if (typeof value === 'string') return /^\[[^[].*\]$/s.test(value) ? new Unknown(`${value} is an expression of a template that is not at hand`) : value;
  if (Array.isArray(value)) return value.map(unknownWhereComputed);
  return isJsonObject(value) ? withoutExpressions(value) : value;
}

function valueAt(body: JsonObject, pointer: string): unknown {
  let value: unknown = body;
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    value = Array.isArray(value) ? value[Number(key)] : member(value, key);
  }
  return value;
}
