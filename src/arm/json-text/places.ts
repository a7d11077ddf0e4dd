import { unescapePointer } from '../pointer.ts';

/** Where a value stands: offsets into the text, the end exclusive. */
export interface Place {
  /** Of the key, where there is one. */
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

/** Where the children of one object or array stand, in their order. Lists of their own for each offset would weigh more than the document. */
export interface Children {
  /** Absent for an array. */
  readonly keys?: readonly string[];
  /** Three offsets into the text for each: of the key or element, of the value, of its end. */
  readonly places: readonly number[];
}

/** What a text holds, and where the children of each object and array stand in it. */
export interface ReadJson {
  readonly value: unknown;
  /** See `JsonText`. */
  readonly weight: number;
  readonly root: Place;
  readonly children: ReadonlyMap<object, Children>;
}

/** Where a JSON pointer leads. */
export interface FoundPlace {
  readonly place: Place;
  /** It is written down; otherwise the place is the nearest ancestor's. */
  readonly isExact: boolean;
}

/** Places that are remembered of one document. */
const mostRemembered = 4096;

/** Finds places in a text by JSON pointer. Copies of one resource ask for the same places again and again: they are remembered. */
export function placeFinder(read: ReadJson): (pointer: string) => FoundPlace {
  const remembered = new Map<string, FoundPlace>();
  return (pointer) => {
    const known = remembered.get(pointer);
    if (known !== undefined) return known;
    const found = findPlace(read, pointer);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(pointer, found);
    return found;
  };
}

function findPlace({ value: document, root, children: all }: ReadJson, pointer: string): FoundPlace {
  let place = root;
  let value = document;
  for (const segment of pointer.split('/').slice(1).map(unescapePointer)) {
    const children = typeof value === 'object' && value !== null ? all.get(value) : undefined;
    const index = children === undefined ? -1 : indexOf(children, segment);
    if (children === undefined || index < 0) return { place, isExact: false };
    const [start = 0, inner = 0, end = 0] = children.places.slice(3 * index, 3 * index + 3);
    place = { start, value: inner, end };
    value = Array.isArray(value) ? value[index] : (value as Record<string, unknown>)[segment];
  }
  return { place, isExact: true };
}

function indexOf({ keys, places }: Children, segment: string): number {
  if (keys !== undefined) return keys.indexOf(segment);
  const index = /^(?:0|[1-9][0-9]*)$/.test(segment) ? Number(segment) : -1;
  return 3 * index < places.length ? index : -1;
}
