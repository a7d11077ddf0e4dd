import { isJsonObject, type JsonObject } from '../../arm/json.ts';
import { escapePointer } from '../../arm/pointer.ts';
import { suggestion } from '../../language/near-miss.ts';
import { PolicyError } from '../error.ts';

/** A value of a policy document and where it stands. */
export interface Place<Value = unknown> {
  readonly value: Value;
  /** JSON pointer from the root of the document. */
  readonly pointer: string;
}

/** The document as a whole. Throws PolicyError when it is no JSON object. */
export function rootOf(document: unknown, what: string): Place<JsonObject> {
  return objectOf({ value: document, pointer: '' }, what);
}

/** `properties` of a document, or the document itself when it was written without the wrapper. */
export function propertiesOf(root: Place<JsonObject>): Place<JsonObject> {
  const wrapped = find(root, 'properties');
  return wrapped === undefined ? root : objectOf(wrapped, '`properties`');
}

/** The member called `name`, read without case as the service does; null counts as absent, and so does undefined. */
export function find(parent: Place<JsonObject>, name: string): Place | undefined {
  const wanted = name.toLowerCase();
  const key = Object.keys(parent.value).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined || parent.value[key] === null || parent.value[key] === undefined ? undefined : child(parent, key);
}

/** The member called `name`. Throws PolicyError when it is absent. */
export function required(parent: Place<JsonObject>, name: string): Place {
  const found = find(parent, name);
  if (found === undefined) throw new PolicyError(`\`${name}\` is missing`, parent.pointer);
  return found;
}

/** The own member with exactly this key. */
export function child(parent: Place<JsonObject>, key: string): Place {
  return { value: parent.value[key], pointer: `${parent.pointer}/${escapePointer(key)}` };
}

/** The members of an object in the order written. */
export function members(parent: Place<JsonObject>): readonly (readonly [key: string, place: Place])[] {
  return Object.keys(parent.value).map((key) => [key, child(parent, key)] as const);
}

/** Throws PolicyError for a member that is none of these, compared without case, as the service does ("Could not find member …"). */
export function assertMembers(parent: Place<JsonObject>, names: readonly string[], what: string): void {
  for (const [key, place] of members(parent)) {
    if (names.some((name) => name.toLowerCase() === key.toLowerCase())) continue;
    throw new PolicyError(`${what} has no member \`${key}\`${suggestion(key, names)}`, place.pointer);
  }
}

export function objectOf(place: Place, what: string): Place<JsonObject> {
  const { value, pointer } = place;
  if (!isJsonObject(value)) throw new PolicyError(`${what} has to be an object`, pointer);
  return { value, pointer };
}

export function elementsOf(place: Place, what: string): readonly Place[] {
  const { value, pointer } = place;
  if (!Array.isArray(value)) throw new PolicyError(`${what} has to be an array`, pointer);
  return value.map((element: unknown, index) => ({ value: element, pointer: `${pointer}/${index}` }));
}

export function textOf(place: Place, what: string): string {
  if (typeof place.value !== 'string') throw new PolicyError(`${what} has to be text`, place.pointer);
  return place.value;
}

export function optionalText(parent: Place<JsonObject>, name: string): string | undefined {
  const found = find(parent, name);
  return found === undefined ? undefined : textOf(found, `\`${name}\``);
}

export function requiredText(parent: Place<JsonObject>, name: string): string {
  return textOf(required(parent, name), `\`${name}\``);
}

export function optionalElements(parent: Place<JsonObject>, name: string): readonly Place[] {
  const found = find(parent, name);
  return found === undefined ? [] : elementsOf(found, `\`${name}\``);
}

/** The object member called `name`, or an empty one. */
export function optionalObject(parent: Place<JsonObject>, name: string): Place<JsonObject> {
  const found = find(parent, name);
  return found === undefined ? { value: {}, pointer: `${parent.pointer}/${name}` } : objectOf(found, `\`${name}\``);
}
