import type { JsonDialect, JsonLimits } from './json-text/dialect.ts';
import { lineStartsOf, positionAt } from './json-text/lines.ts';
import { placeFinder } from './json-text/places.ts';
import { JsonReader } from './json-text/reader.ts';

export { JsonTextError } from './json-text/error.ts';

/** A part of a text. Lines and columns count from 1 and UTF-16 units; the end is exclusive. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A JSON text as read: its value, and where its parts stand. */
export interface JsonText {
  readonly text: string;
  readonly value: unknown;
  /** What it weighs: a value is one, an object or array four, as it takes about so many times the memory. */
  readonly weight: number;
  /** The property at a JSON pointer (RFC 6901), from its key on, or its nearest ancestor that is written down. */
  readonly propertyAt: (pointer: string) => TextRange;
  /** The value at a JSON pointer without its key; undefined when it is not written down. */
  readonly valueAt: (pointer: string) => TextRange | undefined;
  /** The value at a JSON pointer as it is written; undefined when it is not. */
  readonly writtenAt: (pointer: string) => string | undefined;
}

/** Deeper than any document that the service takes, and well within any stack. */
export const deepestJson = 256;

/**
 * Reads JSON with the places of its parts. The same key twice in one object, also in another case, is an error: which of the two
 * counts depends on who reads it. Throws JsonTextError.
 */
export function readJsonText(text: string, dialect: JsonDialect, limits: JsonLimits): JsonText {
  const read = new JsonReader(text, dialect, limits).read();
  const find = placeFinder(read);
  let lineStarts: readonly number[] | undefined;
  const rangeOf = (start: number, end: number): TextRange => {
    lineStarts ??= lineStartsOf(text);
    const to = positionAt(lineStarts, end);
    return { ...positionAt(lineStarts, start), endLine: to.line, endColumn: to.column };
  };
  return {
    text,
    value: read.value,
    weight: read.weight,
    propertyAt: (pointer) => {
      const { start, end } = find(pointer).place;
      return rangeOf(start, end);
    },
    valueAt: (pointer) => {
      const { place, isExact } = find(pointer);
      return isExact ? rangeOf(place.value, place.end) : undefined;
    },
    writtenAt: (pointer) => {
      const { place, isExact } = find(pointer);
      return isExact ? text.slice(place.value, place.end) : undefined;
    },
  };
}
