import { trimmed } from '../../dotnet/white-space.ts';
import { fold } from '../../fold.ts';
import type { WhenOpen } from '../../function-table.ts';
import {
  anyText,
  begins,
  concatPieces,
  ends,
  foldedPieces,
  includes,
  leastLength,
  mapPieces,
  truthOf,
  type Decision,
  type Pieces,
} from '../../partial-text.ts';
import { present, type Unknown } from '../../unknown.ts';
import { isAbsent, isArray } from '../../values.ts';
import { firstIndexOf } from '../parts/search.ts';
import { shownPieces, textPieces, textUnknown, written } from './shared.ts';

/** What functions of text give when parts of their arguments are unknown. */

/** `string` of a text is the text itself. */
export const openString: WhenOpen = ([value], open) => written(textPieces(value) ?? anyText, open);

/** Of what changes each code point for itself: `toLower`, `uriComponent`. */
export function openMapped(change: (text: string) => string): WhenOpen {
  return ([value], open) => written(mapPieces(textPieces(value) ?? anyText, change), open);
}

/** White space at the end of one piece may be that at the end of all; what stands between the first and last other character stays. */
export const openTrim: WhenOpen = ([value], open) => written((textPieces(value) ?? anyText).map(trimmed), open);

export const openStartsWith = compared((text, start) => {
  const decision = begins(text, start[0] ?? '');
  return start.length === 1 ? decision : unlessTooLong(text, start, decision);
});

export const openEndsWith = compared((text, end) => {
  const decision = ends(text, end.at(-1) ?? '');
  return end.length === 1 ? decision : unlessTooLong(text, end, decision);
});

/** `contains` of texts, without case. */
export const openIncludes = compared((text, part) => {
  const [whole = ''] = part;
  if (part.length === 1) return includes(text, whole);
  return part.some((piece) => includes(text, piece) === 'never') ? 'never' : unlessTooLong(text, part, 'maybe');
});

/** What looks for an unknown part never certainly finds it. */
function unlessTooLong(text: Pieces, part: Pieces, decision: Decision): Decision {
  const isTooLong = text.length === 1 && leastLength(part) > leastLength(text);
  return decision === 'never' || isTooLong ? 'never' : 'maybe';
}

function compared(decide: (text: Pieces, part: Pieces) => Decision): WhenOpen {
  return ([value, part], open) => {
    const [text, wanted] = [textPieces(value), textPieces(part)];
    if (text === undefined || wanted === undefined) return present(open);
    return truthOf(decide(foldedPieces(text), foldedPieces(wanted)), present(open));
  };
}

/** A place before which nothing is unknown. */
export function openIndexOf(container: Unknown, wanted: unknown): unknown {
  const [first = ''] = container.pieces ?? [];
  const found = typeof wanted === 'string' && container.pieces !== undefined ? firstIndexOf(fold(first), fold(wanted)) : -1;
  return found < 0 ? present(container) : found;
}

/**
 * Occurrences are looked for from the left, so what stands in a gap may decide which ones behind it are found. One character is found
 * wherever it stands; of a longer text only what no occurrence from a gap can reach is certain.
 */
export const openReplace: WhenOpen = ([value, old, fresh], open) => {
  const [text, by] = [textPieces(value), textPieces(fresh)];
  if (text === undefined || by === undefined || typeof old !== 'string' || old === '') return textUnknown(open);
  const last = text.length - 1;
  const replaced = text.map((piece, index): Pieces => {
    if (old.length === 1 || last === 0) return exchanged(piece, old, by);
    if (index === 0) return [...exchanged(piece.slice(0, certainEnd(piece, old)), old, by), ''];
    return index === last ? ['', certainTail(piece, old)] : anyText;
  });
  return written(concatPieces(old.length === 1 ? withGaps(replaced) : replaced), open);
};

/** Between pieces stands what is not known. */
function withGaps(parts: readonly Pieces[]): readonly Pieces[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [anyText, part]));
}

function exchanged(piece: string, old: string, fresh: Pieces): Pieces {
  const [within, wanted] = [fold(piece), fold(old)];
  const parts: Pieces[] = [];
  let start = 0;
  for (let found = firstIndexOf(within, wanted); found >= 0; found = firstIndexOf(within, wanted, start)) {
    parts.push([piece.slice(start, found)], fresh);
    start = found + old.length;
  }
  return concatPieces([...parts, [piece.slice(start)]]);
}

/** Behind it an occurrence may begin that ends in the gap. */
function certainEnd(piece: string, old: string): number {
  const [within, wanted] = [fold(piece), fold(old)];
  let end = 0;
  for (let found = firstIndexOf(within, wanted); found >= 0; found = firstIndexOf(within, wanted, end)) end = found + old.length;
  return Math.max(end, piece.length - old.length + 1, 0);
}

/** What no occurrence from the gap reaches, when there is none in the piece itself. */
function certainTail(piece: string, old: string): string {
  return firstIndexOf(fold(piece), fold(old)) < 0 ? piece.slice(old.length - 1) : '';
}

export const openSubstring: WhenOpen = ([value, start, length], open) => {
  const text = textPieces(value);
  if (text === undefined || typeof start !== 'number' || !(start >= 0)) return textUnknown(open);
  if (isAbsent(length)) return written(behind(text, start), open);
  if (typeof length !== 'number' || !(length >= 0)) return textUnknown(open);
  return beginning(behind(text, start), length, open);
};

/** `take` of a text. */
export function beginning(text: Pieces, count: number, open: Unknown): unknown {
  const [first = ''] = text;
  return text.length === 1 || count <= first.length ? first.slice(0, Math.max(0, count)) : written([first, ''], open);
}

/** `skip` of a text: what is left behind so many characters. */
export function behind(text: Pieces, count: number): Pieces {
  const [first = '', ...rest] = text;
  if (count <= first.length || rest.length === 0) return [first.slice(Math.max(0, count)), ...rest];
  const last = rest.at(-1) ?? '';
  return count <= leastLength(text) - last.length ? ['', last] : anyText;
}

export const openPadLeft: WhenOpen = ([value, width], open) => {
  const text = shownPieces(value) ?? anyText;
  return written(typeof width === 'number' && leastLength(text) >= width ? text : ['', ...text], open);
};

/** Elements of unknown content are texts none the less, or null, which is the empty one. */
export const openJoin: WhenOpen = ([values, separator], open) => {
  if (!isArray(values)) return textUnknown(open);
  const between = isAbsent(separator) ? [''] : (textPieces(separator) ?? anyText);
  const parts = values.flatMap((value, index) => {
    const shown = shownPieces(value) ?? anyText;
    return index === 0 ? [shown] : [between, shown];
  });
  return written(concatPieces(parts), open);
};
