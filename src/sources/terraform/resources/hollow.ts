import { isJsonObject, type JsonObject } from '../../../arm/json.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';

/**
 * The document in which an object is Unknown where it is only the way to members of which nobody knows whether they are there: those of a block that may be
 * missing, or of a resource outside the plan. Else a rule would see that the object exists. `written`: the places of all others; an object in which one of
 * them stands is kept, and so is `properties`.
 */
export function withoutHollow(document: JsonObject, written: readonly (readonly string[])[]): JsonObject {
  if (!holdsUnknown(document)) return document;
  const kept = new Set(written.flatMap((pointer) => pointer.map((_, index) => keyOf(pointer.slice(0, index + 1)))));
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, isJsonObject(value) ? within(value, [name], kept) : value]));
}

/** Most documents do not, and are not made anew. */
function holdsUnknown(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isUnknown(value) || (Array.isArray(value) ? value.some(holdsUnknown) : Object.values(value).some(holdsUnknown));
}

function within(object: JsonObject, pointer: readonly string[], kept: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, filled(value, [...pointer, name], kept)]));
}

function filled(value: unknown, pointer: readonly string[], kept: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item, index) => (isJsonObject(item) ? within(item, [...pointer, String(index)], kept) : (item as unknown)));
  if (!isJsonObject(value)) return value;
  const object = within(value, pointer, kept);
  const members = Object.values(object);
  const [first] = members;
  const isHollow = !kept.has(keyOf(pointer)) && members.every((member) => isUnknown(member) && !member.isPresent);
  return isHollow && isUnknown(first) ? new Unknown(first.why) : object;
}

function keyOf(pointer: readonly string[]): string {
  return pointer.join('\u0000');
}
