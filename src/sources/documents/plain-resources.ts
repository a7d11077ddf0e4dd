import { isJsonObject, member, memberIgnoringCase, textAt, type JsonObject } from '../../arm/json.ts';
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
}

const typePattern = /^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+(?:\/[A-Za-z0-9._-]+)+$/;

/** The full type of an object that is a resource as Resource Manager takes or gives it; undefined for anything else. */
export function resourceType(value: unknown): string | undefined {
  const id = parseResourceId(textAt(value, 'id') ?? '');
  const type = textAt(value, 'type');
  if (type !== undefined && typePattern.test(type)) return id !== undefined || textAt(value, 'name') !== undefined ? type : undefined;
  return id !== undefined && /^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+\//.test(id.type) ? id.type : undefined;
}

/**
 * The resources of a document: the document itself, an array of them, the answer of a list (`value`, `data` of Resource Graph), or what
 * `az … create` prints (`{"publicIp": {…}}`).
 */
export function findResources(value: unknown): readonly PlainResource[] {
  if (Array.isArray(value)) return elements(value, '');
  if (!isJsonObject(value)) return [];
  if (resourceType(value) !== undefined) return [{ value, pointer: '' }];
  for (const name of ['value', 'data']) {
    const list = member(value, name);
    if (Array.isArray(list)) return elements(list, `/${name}`);
  }
  const [[key, only] = ['', undefined], ...rest] = Object.entries(value);
  return rest.length === 0 && isJsonObject(only) && textAt(only, 'id') !== undefined && resourceType(only) !== undefined
    ? [{ value: only, pointer: `/${escapePointer(key)}` }]
    : [];
}

function elements(list: readonly unknown[], pointer: string): readonly PlainResource[] {
  return list.flatMap((value, index) => (isJsonObject(value) && resourceType(value) !== undefined ? [{ value, pointer: `${pointer}/${index}` }] : []));
}

/** The resource as rules look at it. A template's expressions in a resource without a template are unknown. */
export function toResource(document: Document, { value, pointer }: PlainResource): Resource {
  const id = parseResourceId(textAt(value, 'id') ?? '');
  const { body: written, sourceOf } = reshapeAzOutput(value);
  const body = id === undefined ? withoutExpressions(written) : written;
  const apiVersion = memberIgnoringCase(value, 'apiVersion');
  const name = textAt(value, 'name');
  return {
    type: resourceType(value) ?? '',
    name: id?.fullName ?? name ?? '',
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
