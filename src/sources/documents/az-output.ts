import { isJsonObject, memberIgnoringCase, type JsonObject } from '../../arm/json.ts';
import { escapePointer } from '../../arm/pointer.ts';
import { parseResourceId } from '../../arm/resource-id.ts';

/** A document put into Resource Manager's shape, and where its parts stood before. */
export interface Reshaped {
  readonly body: JsonObject;
  /** A pointer into the document as it was, by a pointer into `body`. */
  readonly sourceOf: (pointer: string) => string;
}

/** What Resource Manager itself keeps beside `properties` (its resource model, "common types" of the API specifications). */
const atRoot = new Set(
  'id name type location tags etag kind managedby managedbyextended sku plan identity zones systemdata extendedlocation apiversion scope placement properties'.split(' '),
);

/**
 * Undoes what `az … show` does to a resource: the SDK lifts the members of `properties` to the root, of nested resources too, and az adds
 * `resourceGroup` beside every id. A name that the root has already is doubled (`typePropertiesType`). Documents that have `properties`, or no id, are returned as they are.
 */
export function reshapeAzOutput(document: JsonObject): Reshaped {
  const moved = new Map<string, string>();
  if (!isLifted(document)) return { body: document, sourceOf: (pointer) => pointer };
  return { body: lower(document, '', '', moved), sourceOf: (pointer) => sourceOf(pointer, moved) };
}

/** True for a resource by id whose properties stand at its root. */
function isLifted(value: JsonObject): boolean {
  // PowerShell prints the same with capitals (`Get-AzAksCluster | ConvertTo-Json`).
  const id = memberIgnoringCase(value, 'id');
  if (typeof id !== 'string' || parseResourceId(id) === undefined || memberIgnoringCase(value, 'properties') !== undefined) return false;
  return typeof memberIgnoringCase(value, 'name') === 'string' && Object.keys(value).some((key) => isOfProperties(key, value));
}

function isOfProperties(key: string, value: JsonObject): boolean {
  if (key === 'resourceGroup') return false;
  // A node pool has its tags among its properties (managedClusters/agentPools of every API version).
  if (key.toLowerCase() === 'tags' && /\/managedClusters\/[^/]+\/agentPools\/[^/]+$/i.test(String(memberIgnoringCase(value, 'id')))) return true;
  return !atRoot.has(key.toLowerCase());
}

/** `typePropertiesType` is the `type` among the properties. */
function ownName(key: string): string {
  const [, name, again] = /^([a-z]+)Properties([A-Z][a-z]*)$/.exec(key) ?? [];
  return name !== undefined && name === again?.toLowerCase() ? name : key;
}

function reshape(value: unknown, from: string, to: string, moved: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item, index) => reshape(item, `${from}/${index}`, `${to}/${index}`, moved));
  if (!isJsonObject(value)) return value;
  if (isLifted(value)) return lower(value, from, to, moved);
  const entries = Object.entries(value).filter(([key]) => key !== 'resourceGroup' || !Object.hasOwn(value, 'id'));
  return Object.fromEntries(entries.map(([key, item]) => [key, reshape(item, `${from}/${escapePointer(key)}`, `${to}/${escapePointer(key)}`, moved)]));
}

function lower(value: JsonObject, from: string, to: string, moved: Map<string, string>): JsonObject {
  const root: (readonly [string, unknown])[] = [];
  const properties: (readonly [string, unknown])[] = [];
  moved.set(`${to}/properties`, from);
  for (const [key, item] of Object.entries(value)) {
    if (key === 'resourceGroup') continue;
    const source = `${from}/${escapePointer(key)}`;
    if (isOfProperties(key, value)) {
      const target = `${to}/properties/${escapePointer(ownName(key))}`;
      moved.set(target, source);
      properties.push([ownName(key), reshape(item, source, target, moved)]);
    } else {
      const target = `${to}/${escapePointer(key)}`;
      root.push([key, item]);
      moved.set(target, source);
    }
  }
  return Object.fromEntries([...root, ['properties', Object.fromEntries(properties)]]);
}

/** The nearest ancestor that moved tells where the rest stood. */
function sourceOf(pointer: string, moved: ReadonlyMap<string, string>): string {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const source = moved.get(pointer.slice(0, end));
    if (source !== undefined) return source + pointer.slice(end);
  }
  return pointer;
}
