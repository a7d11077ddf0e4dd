import type { JsonObject } from '../../../arm/json.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';
import { isJsonObject } from '../../../arm/json.ts';
import type { Placed } from '../mapping/apply.ts';

/** Where a value came to stand: without `[]`, with the index that was given. */
export interface Written {
  readonly placed: Placed;
  readonly pointer: readonly string[];
}

/**
 * Writes values into a document, the first for each place. One element is added for each list that a part adds to. `document` may come from
 * elsewhere: it is copied where it is changed, never changed itself.
 */
export function writeDocument(document: JsonObject, placed: readonly Placed[], replace = false): { readonly document: JsonObject; readonly written: readonly Written[] } {
  const added = new Map<string, number>();
  const written: Written[] = [];
  let made: unknown = document;
  const taken = new Set<string>();
  for (const one of placed) {
    // What goes over what is there goes over it once: what the provider adds does not go over what is written.
    const place = replace ? one.to.join('\u0000') : '';
    if (replace && taken.has(place)) continue;
    taken.add(place);
    const pointer: string[] = [];
    made = put(made, one.to, one, pointer, added, replace);
    if (pointer.length > 0) written.push({ placed: one, pointer });
  }
  return { document: isJsonObject(made) ? made : document, written };
}

function put(container: unknown, [step, ...rest]: readonly string[], placed: Placed, pointer: string[], added: Map<string, number>, replace: boolean): unknown {
  if (step === undefined) return container;
  if (isUnknown(container)) return container;
  if (step.endsWith('[]')) {
    const name = step.slice(0, -2);
    const object = isJsonObject(container) ? container : {};
    const before = Object.hasOwn(object, name) ? object[name] : undefined;
    const list: readonly unknown[] = Array.isArray(before) ? (before as readonly unknown[]) : isUnknown(before) ? [new Unknown(before.why)] : [];
    const key = [...pointer, name].join('/');
    const index = added.get(key) ?? list.length;
    added.set(key, index);
    pointer.push(name, String(index));
    const element = rest.length === 0 ? placed.value : put(list[index] ?? {}, rest, placed, pointer, added, replace);
    return { ...object, [name]: [...list.slice(0, index), element, ...list.slice(index + 1)] };
  }
  if (Array.isArray(container)) {
    const list = container as readonly unknown[];
    const index = Number(step);
    if (!Number.isInteger(index) || index < 0 || index > list.length) return container;
    pointer.push(step);
    return list.toSpliced(index, 1, next(list[index], rest, placed, pointer, added, replace));
  }
  const object = isJsonObject(container) ? container : {};
  pointer.push(step);
  const value = next(Object.hasOwn(object, step) ? object[step] : undefined, rest, placed, pointer, added, replace);
  return withMember(object, step, value);
}

function next(before: unknown, rest: readonly string[], placed: Placed, pointer: string[], added: Map<string, number>, replace: boolean): unknown {
  if (rest.length > 0) return put(replace && isUnknown(before) ? {} : (before ?? {}), rest, placed, pointer, added, replace);
  if (before !== undefined && !replace) {
    pointer.length = 0;
    return before;
  }
  return isJsonObject(before) && isJsonObject(placed.value) && Object.keys(placed.value).length === 0 ? before : placed.value;
}

/** Defines the member, whatever it is called. */
function withMember(object: JsonObject, name: string, value: unknown): JsonObject {
  return name === '__proto__' ? Object.fromEntries([...Object.entries(object), [name, value]]) : { ...object, [name]: value };
}
