import { unescapePointer } from '../pointer.ts';

/** Where a value stands: offsets into the text, the end exclusive. */
export interface Place {
  /** Of the key, where there is one. */
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

/** Where the children of one object or array stand, in their order: offsets into the text. */
export interface Children {
  /** Absent for an array. */
  readonly keys?: string[];
  /** Of the keys of an object, of the elements of an array. */
  readonly starts: number[];
  readonly values: number[];
  readonly ends: number[];
}

/** What a text holds, and where the children of each object and array stand in it. */
export interface ReadJson {
  readonly value: unknown;
  readonly root: Place;
  readonly children: WeakMap<object, Children>;
}

/** The place of the value at a JSON pointer, or of its nearest ancestor that is written down. */
export function findPlace({ value: document, root, children: all }: ReadJson, pointer: string): { readonly place: Place; readonly isExact: boolean } {
  let place = root;
  let value = document;
  for (const segment of pointer.split('/').slice(1).map(unescapePointer)) {
    const children = typeof value === 'object' && value !== null ? all.get(value) : undefined;
    const index = children === undefined ? -1 : indexOf(children, segment);
    if (children === undefined || index < 0) return { place, isExact: false };
    place = { start: children.starts[index] ?? 0, value: children.values[index] ?? 0, end: children.ends[index] ?? 0 };
    value = Array.isArray(value) ? value[index] : (value as Record<string, unknown>)[segment];
  }
  return { place, isExact: true };
}

function indexOf({ keys, starts }: Children, segment: string): number {
  if (keys !== undefined) return keys.indexOf(segment);
  const index = /^(?:0|[1-9][0-9]*)$/.test(segment) ? Number(segment) : -1;
  return index < starts.length ? index : -1;
}
