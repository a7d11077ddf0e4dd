import { isJsonObject, memberIgnoringCase } from '../../../arm/json.ts';
import { escapePointer } from '../../../arm/pointer.ts';
import type { Resource } from '../../../arm/resource.ts';
import { isUnknown, type Unknown } from '../../../language/unknown.ts';
import { isAbsent, sameContent } from '../../../language/values.ts';
import type { Truth } from '../../../language/truth.ts';

/** A value where it stands in a resource: what a rule reads, and where whoever has to change it looks. */
export interface Spot {
  readonly resource: Resource;
  /** JSON pointer into the body, with the letters of the body; of what is absent, as it would be written. */
  readonly pointer: string;
  /** Undefined where nothing is written; an `Unknown` where it, or what it stands in, cannot be known. */
  readonly value: unknown;
}

/** The body of a resource. */
export function bodyOf(resource: Resource): Spot {
  return { resource, pointer: '', value: resource.body };
}

/** The value that a path of member names leads to. Resource Manager reads names without regard to case. */
export function step(spot: Spot, ...path: readonly string[]): Spot {
  return path.reduce<Spot>(({ resource, pointer, value }, name) => {
    const key = keyOf(value, name);
    return { resource, pointer: `${pointer}/${escapePointer(key)}`, value: isUnknown(value) ? value : memberIgnoringCase(value, name) };
  }, spot);
}

function keyOf(value: unknown, name: string): string {
  if (!isJsonObject(value) || Object.hasOwn(value, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(value).find((key) => key.toLowerCase() === wanted) ?? name;
}

/** The elements of an array; none where nothing is written. Of what is no array nothing is known. */
export function elements(spot: Spot): { readonly spots: readonly Spot[]; readonly unknown?: Unknown } {
  const { resource, pointer, value } = spot;
  if (isUnknown(value)) return { spots: [], unknown: value };
  if (!Array.isArray(value)) return { spots: [] };
  return { spots: value.map((element: unknown, index) => ({ resource, pointer: `${pointer}/${index}`, value: element })) };
}

/** The members of an object, by name. */
export function members(spot: Spot): { readonly spots: readonly (Spot & { readonly name: string })[]; readonly unknown?: Unknown } {
  const { resource, pointer, value } = spot;
  if (isUnknown(value)) return { spots: [], unknown: value };
  if (!isJsonObject(value)) return { spots: [] };
  return { spots: Object.entries(value).map(([name, member]) => ({ resource, pointer: `${pointer}/${escapePointer(name)}`, value: member, name })) };
}

/** Whether the value is one of these, as Azure's conditions compare: texts without case, `true` and `"True"` alike. */
export function isOneOf({ value }: Spot, wanted: readonly unknown[]): Truth {
  let open: Unknown | undefined;
  for (const one of wanted) {
    const same = sameContent(value, one);
    if (same === true) return true;
    if (isUnknown(same)) open = same;
  }
  return open ?? false;
}

/** The text at a spot; undefined for what is absent, unknown, empty or no text. */
export function textIn({ value }: Spot): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** True when nothing is written there, or null. An `Unknown` is something. */
export function isMissing({ value }: Spot): boolean {
  return isAbsent(value);
}

/** True when something is written there that is known: neither absent, null, empty text, empty list nor empty object. */
export function isGiven({ value }: Spot): boolean {
  if (isAbsent(value) || isUnknown(value) || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isJsonObject(value) || Object.keys(value).length > 0;
}

/** The path as people write it: `properties.agentPoolProfiles[0].enableNodePublicIP`. */
export function pathOf({ pointer }: Spot): string {
  return pointer.split('/').slice(1).map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~')).reduce((path, name) => (/^\d+$/.test(name) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`), '');
}
