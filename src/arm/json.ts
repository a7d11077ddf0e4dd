/** A JSON object as parsed from outside: nothing is known of its members. */
export type JsonObject = { readonly [member: string]: unknown };

/** True for a plain JSON object; false for arrays, null and instances of classes (`Unknown` among them). */
export function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The own member of an object, or undefined: `__proto__` and inherited names are never followed. */
export function member(value: unknown, name: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Follows own members by name: `at(cluster, 'properties', 'networkProfile', 'outboundType')`. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((current, name) => member(current, name), value);
}

/** The own member whose name equals `name` without regard to case. ARM reads its keys so. */
export function memberIgnoringCase(value: unknown, name: string): unknown {
  const exact = member(value, name);
  if (exact !== undefined || !isJsonObject(value)) return exact;
  const wanted = name.toLowerCase();
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : value[key];
}

/** A text member, or undefined when it is absent or no text. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** An array member, or the empty array. */
export function arrayAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}
