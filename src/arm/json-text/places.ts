import { unescapePointer } from '../pointer.ts';

/** Where a value stands: offsets into the text, the end exclusive. */
export interface Place {
  /** Of the key, where there is one. */
  readonly start: number;
  readonly value: number;
  readonly end: number;
  readonly children: Children | undefined;
}

/**
 * Where the children of one object or array stand, in their order. A tree beside the document: a map of all its objects would keep the
 * collector busy, and lists of their own for each kind of offset would weigh more than the document.
 */
export interface Children {
  /** Absent for an array. */
  readonly keys?: readonly string[];
  /** Three offsets into the text for each: of the key or element, of the value, of its end. */
  readonly offsets: readonly number[];
  /** Those of the children; undefined for what is neither object nor array. */
  readonly below: readonly (Children | undefined)[];
}

/** What a text holds, and where. */
export interface ReadJson {
  readonly value: unknown;
  /** See `JsonText`. */
  readonly weight: number;
  readonly root: Place;
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
export function placeFinder({ root }: ReadJson): (pointer: string) => FoundPlace {
  const remembered = new Map<string, FoundPlace>();
  return (pointer) => {
    const known = remembered.get(pointer);
    if (known !== undefined) return known;
    const found = findPlace(root, pointer);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(pointer, found);
    return found;
  };
}

function findPlace(root: Place, pointer: string): FoundPlace {
  let place = root;
  for (const segment of pointer.split('/').slice(1).map(unescapePointer)) {
    const { children } = place;
    const index = children === undefined ? -1 : indexOf(children, segment);
    if (children === undefined || index < 0) return { place, isExact: false };
    const [start = 0, value = 0, end = 0] = children.offsets.slice(3 * index, 3 * index + 3);
    place = { start, value, end, children: children.below[index] };
  }
  return { place, isExact: true };
}

function indexOf({ keys, below }: Children, segment: string): number {
  if (keys !== undefined) return keys.indexOf(segment);
  const index = /^(?:0|[1-9][0-9]*)$/.test(segment) ? Number(segment) : -1;
  return index < below.length ? index : -1;
}
