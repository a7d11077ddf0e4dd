import { isJsonObject } from '../../arm/json.ts';

/** A copy of `value` without the member at `path`; `*` stands for every member or element. */
export function without<Value>(value: Value, path: readonly string[]): Value {
  const [segment, ...rest] = path;
  if (segment === undefined) return value;
  if (Array.isArray(value)) {
    return (segment === '*' ? value.map((element: unknown) => without(element, rest)) : value) as Value;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  if (segment === '*') return Object.fromEntries(entries.map(([name, child]) => [name, without(child, rest)])) as Value;
  if (rest.length === 0) return Object.fromEntries(entries.filter(([name]) => name !== segment)) as Value;
  return Object.fromEntries(entries.map(([name, child]) => [name, name === segment ? without(child, rest) : child])) as Value;
}
