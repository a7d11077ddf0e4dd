import { isJsonObject, type JsonObject } from '../../arm/json.ts';

/** An object without the members that are `undefined`: what is not there is not written. The object itself when it has none of these. */
export function compact(object: { readonly [name: string]: unknown }): JsonObject {
  return keep(object, (value) => value !== undefined);
}

/** A document without its nulls, at every level: Azure reads a null as a member not sent and does not answer it. Itself when it has none. */
export function withoutNulls(object: JsonObject): JsonObject {
  const entries = Object.entries(object).map(([name, value]) => [name, isJsonObject(value) ? withoutNulls(value) : value] as const);
  const isClean = entries.every(([name, value]) => value !== null && value === object[name]);
  return isClean ? object : Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** A document after a change (RFC 7396): a null takes a member away, an object changes what it names, anything else takes its place. */
export function mergePatch(document: JsonObject, patch: JsonObject): JsonObject {
  const names = [...new Set([...Object.keys(document), ...Object.keys(patch)])];
  return Object.fromEntries(names.flatMap((name) => {
    const [was, given] = [document[name], Object.hasOwn(patch, name) ? patch[name] : undefined];
    if (given === null) return [];
    if (given === undefined) return [[name, was]];
    return [[name, isJsonObject(given) ? mergePatch(asObject(was), given) : given]];
  }));
}

/** The members of an object other than the named ones. The object itself when it has none of them. */
export function omit(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return keep(object, (_, name) => !names.has(name));
}

/** The wanted members. Documents are many, and most are wanted whole: nothing is copied then. */
function keep(object: JsonObject, isWanted: (value: unknown, name: string) => boolean): JsonObject {
  const names = Object.keys(object);
  if (names.every((name) => isWanted(object[name], name))) return object;
  return Object.fromEntries(names.filter((name) => isWanted(object[name], name)).map((name) => [name, object[name]]));
}

/** The value when it is an object, else an empty one. */
export function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function isEmptyObject(value: unknown): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
