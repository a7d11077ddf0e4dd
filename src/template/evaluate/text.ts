import { anyText, concatPieces, piecesOf, textOfPieces } from '../../language/partial-text.ts';
import { isUnknown, type Unknown } from '../../language/unknown.ts';

/** A text that may not be known, or not all of it. */
export type Text = string | Unknown;

/** One text behind the other; what is unknown of it keeps the first reason. Whoever asks needs texts: an Unknown is taken for one. */
export function joined(...parts: readonly Text[]): Text {
  let known = '';
  for (const part of parts) {
    if (isUnknown(part)) return joinedPieces(parts, part);
    known += part;
  }
  return known;
}

function joinedPieces(parts: readonly Text[], open: Unknown): Text {
  return textOfPieces(concatPieces(parts.map((part) => piecesOf(part) ?? anyText)), open.why);
}

/** The parts with a separator between them. */
export function joinedBy(separator: string, parts: readonly Text[]): Text {
  return joined(...parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}
