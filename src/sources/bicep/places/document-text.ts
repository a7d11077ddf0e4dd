import { isJsonObject, member } from '../../../arm/json.ts';
import type { JsonText } from '../../../arm/json-text.ts';
import { unescapePointer } from '../../../arm/pointer.ts';
import type { Origin, Writing } from '../../../arm/resource.ts';
import { literalIn, originIn, written, type Document, type DocumentText } from '../../documents/origin.ts';
import type { Spot } from './locate.ts';

/** What places of a compiled text are found by. */
export interface Places {
  readonly locate: (pointer: string) => Spot;
  /** A module that is a template in JSON, by its path in the tree. */
  readonly document: (path: string) => Document | undefined;
  /** The template that parameters say they are for, as it is shown. */
  readonly using?: string;
}

/** A compiled text whose places are those of the files it was made of. */
export function compiledText(json: JsonText, { locate, document, using }: Places): DocumentText {
  const originAt = (pointer: string): Origin => {
    const spot = locate(pointer);
    if (spot.kind === 'json') {
      const template = document(spot.path);
      return template === undefined ? { file: spot.path, pointer: spot.pointer, line: 1, column: 1 } : originIn(template, spot.pointer);
    }
    const { line, column } = spot.source.rangeOf(spot.span);
    return { file: spot.source.file, pointer: written(json, pointer), line, column };
  };
  const literalAt = (pointer: string): Pick<Writing, 'range' | 'text' | 'spell'> => {
    const spot = locate(pointer);
    if (spot.kind === 'json') {
      const template = document(spot.path);
      return template === undefined ? {} : literalIn(template, spot.pointer);
    }
    const { source, value } = spot;
    // What does not say the same as the compiled text is not what was asked for.
    if (value?.kind !== 'literal' || !saysSame(value.value, valueIn(json.value, pointer))) return {};
    return { range: source.rangeOf(value), text: source.text.slice(value.start, value.end), spell: bicepLiteral };
  };
  const isPlaced = (pointer: string): boolean => {
    const spot = locate(pointer);
    return spot.kind === 'json' || spot.isPlaced;
  };
  return { ...json, compiled: { originAt, literalAt, isPlaced, ...(using === undefined ? {} : { using }) } };
}

/** A text that begins with a bracket has two of them in a template. */
function saysSame(literal: unknown, compiled: unknown): boolean {
  return compiled === literal || (typeof literal === 'string' && literal.startsWith('[') && compiled === `[${literal}`);
}

function valueIn(root: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).map(unescapePointer).reduce((value: unknown, step) => {
    if (Array.isArray(value)) return /^\d{1,9}$/.test(step) ? (value as readonly unknown[])[Number(step)] : undefined;
    return isJsonObject(value) ? member(value, step) : undefined;
  }, root);
}

/** A scalar as Bicep writes it (learn.microsoft.com, "Data types in Bicep"): whole numbers only, and texts in single quotes. */
export function bicepLiteral(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null) return undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value.startsWith('[')) return undefined;
  const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t', '${': '\\${' };
  return `'${value.replaceAll(/[\\'\n\r\t]|\$\{/g, (sign) => escapes[sign] ?? sign)}'`;
}
