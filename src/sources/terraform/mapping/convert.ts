import { bare, isUnknown, present, Unknown } from '../../../language/unknown.ts';
import { isJsonObject } from '../../../arm/json.ts';
import type { Conversion } from './table.ts';

/** A value as the provider sends it. What is not known stays so, with its reason; of what is made from it nothing else is known. */
export function convert(value: unknown, as: Exclude<Conversion, { readonly kind: 'blocks' }>): unknown {
  if (as.kind === 'objects') return isUnknown(value) ? bare(value) : listOf(value).map((item) => nested(as.member, item));
  if (as.kind === 'keys') return keyed(value);
  if (as.kind === 'listOf') return isUnknown(value) && !value.isPresent ? value : [value];
  if (isUnknown(value)) return value.isPresent ? present(new Unknown(value.why, { isPresent: true })) : value;
  switch (as.kind) {
    case 'not':
      return typeof value === 'boolean' ? !value : value;
    case 'choice': {
      const key = Object.keys(as.values).find((name) => name.toLowerCase() === String(value).toLowerCase());
      return key === undefined ? value : as.values[key];
    }
    case 'first':
      return listOf(value)[0];
    case 'only':
      return listOf(value).length === 1 ? listOf(value)[0] : undefined;
    case 'several':
      return listOf(value).length === 1 ? undefined : value;
    case 'location':
      // hashicorp/go-azure-helpers, location.Normalize.
      return typeof value === 'string' ? value.replaceAll(' ', '').toLowerCase() : value;
    case 'number':
      return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
    case 'text':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'json':
      return parsed(value);
  }
}

/** What somebody would have to write in the configuration for the document to have a value; undefined where that cannot be said. */
export function unconvert(value: unknown, as: Conversion | undefined): unknown {
  if (as === undefined) return value;
  if (as.kind === 'not') return typeof value === 'boolean' ? !value : undefined;
  if (as.kind !== 'choice') return undefined;
  const names = Object.entries(as.values).flatMap(([name, made]) => (String(made).toLowerCase() === String(value).toLowerCase() ? [name] : []));
  const [only, second] = names;
  if (only === undefined || second !== undefined) return undefined;
  return only === 'true' || only === 'false' ? only === 'true' : only;
}

/** `properties.privateDnsZoneId`: an object in an object. */
function nested(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function keyed(value: unknown): unknown {
  const list = isUnknown(value) ? value : listOf(value);
  const open = isUnknown(list) ? list : list.find(isUnknown);
  if (open !== undefined && isUnknown(open)) return isUnknown(list) ? bare(list) : new Unknown(open.why, { isPresent: true });
  return Object.fromEntries(listOf(value).map((key) => [String(key), {}]));
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    const read: unknown = JSON.parse(value);
    return isJsonObject(read) || Array.isArray(read) ? read : value;
  } catch {
    return value;
  }
}
