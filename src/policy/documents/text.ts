import { deepestJson, JsonTextError, readJsonText, type JsonText } from '../../arm/json-text.ts';
import { PolicyError } from '../error.ts';

/** A JSON text as read: its value, and where its parts stand. */
export interface PolicyText {
  readonly value: unknown;
  /** Line and column, counted from 1, of the value at a JSON pointer, or of its nearest ancestor that is written down. */
  readonly positionOf: (pointer: string) => Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A request to Azure Resource Manager holds at most so many characters; a policy document is never longer. */
const limits = { length: 4 * 1024 * 1024, depth: deepestJson } as const;

/**
 * Reads a policy document from text. The same key twice in one object, also in another case, is an error: which of the two counts
 * depends on who reads it. Throws PolicyError with line and column.
 */
export function readPolicyText(text: string): PolicyText {
  const read = readStrictly(text);
  return { value: read.value, positionOf: (pointer) => positionOf(read, pointer) };
}

function readStrictly(text: string): JsonText {
  try {
    return readJsonText(text, 'strict', limits);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    const { message, line, column } = error;
    throw new PolicyError(message, '', { cause: error }, { line, column });
  }
}

function positionOf({ valueAt }: JsonText, pointer: string): Position {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const range = valueAt(place);
    if (range !== undefined) return { line: range.line, column: range.column };
  }
  const { line = 1, column = 1 } = valueAt('') ?? {};
  return { line, column };
}
