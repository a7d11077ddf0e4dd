import type { JsonText } from '../../arm/json-text.ts';
import type { Origin, Writing } from '../../arm/resource.ts';

/** What was read: JSON as it was written, or that which a compiler has made of something else. */
export interface DocumentText extends JsonText {
  /** Of what was compiled. */
  readonly compiled?: {
    /** Where the property at a pointer, or its nearest ancestor, was written. */
    readonly originAt: (pointer: string) => Origin;
    /** The literal at a pointer, as it was written. */
    readonly literalAt: (pointer: string) => Pick<Writing, 'range' | 'text' | 'spell'>;
    /** False when nobody knows where in its file it was written. */
    readonly isPlaced: (pointer: string) => boolean;
    /** The template that parameters say they are for, as it is shown. */
    readonly using?: string;
  };
}

/** A JSON document and the file it stands in. */
export interface Document {
  /** As it is shown: from the root of the checkout, or as the user named it. */
  readonly file: string;
  readonly json: DocumentText;
}

/** The place of the property at a pointer, or of its nearest ancestor that is written down. */
export function originIn({ file, json }: Document, pointer: string): Origin {
  if (json.compiled !== undefined) return json.compiled.originAt(pointer);
  const { line, column } = json.propertyAt(pointer);
  return { file, pointer: written(json, pointer), line, column };
}

/** How a value came to be that stands in the document as it counts. */
export function literalWriting(document: Document, pointer: string, kind: 'literal' | 'expression' = 'literal'): Writing {
  const range = document.json.valueAt(pointer);
  const origin = originIn(document, pointer);
  if (range === undefined) return { kind: 'absent', origin, through: [] };
  return { kind, origin, through: [], ...(kind === 'literal' ? literalIn(document, pointer) : {}) };
}

/** The text of a literal and where it stands; nothing where none is written. */
export function literalIn({ json }: Document, pointer: string): Pick<Writing, 'range' | 'text' | 'spell'> {
  if (json.compiled !== undefined) return json.compiled.literalAt(pointer);
  const range = json.valueAt(pointer);
  const text = json.writtenAt(pointer);
  return range === undefined || text === undefined ? {} : { range, text };
}

/** A pointer as far as it is written down. */
export function written(json: JsonText, pointer: string): string {
  let place = pointer;
  while (place !== '' && json.valueAt(place) === undefined) place = place.slice(0, place.lastIndexOf('/'));
  return place;
}
