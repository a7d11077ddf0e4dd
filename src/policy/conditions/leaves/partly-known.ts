import { frames, includes, matches, matchesPieces, piecesOf, truthOf, type Pieces } from '../../../language/partial-text.ts';
import { isUnknown, type Unknown } from '../../../language/unknown.ts';
import { scalarText } from '../../../language/values.ts';
import type { Truth } from '../../../language/truth.ts';

/** What operators can say of a value that is not known, but is certainly there, or certainly a text of which parts are known. */

const ascii = /^[\0-\x7f]*$/;

/**
 * The parts of a text as conditions compare them, lower case. Undefined for what may be no text, and for letters whose small form depends
 * on what stands beside them.
 */
function lowerPieces(value: unknown): Pieces | undefined {
  const pieces = isUnknown(value) ? piecesOf(value) : undefined;
  return pieces?.every((piece) => ascii.test(piece)) === true ? pieces.map((piece) => piece.toLowerCase()) : undefined;
}

/** False where the two are certainly not equal. The other value may be known, and may not. */
export function mayEqual(unknown: Unknown, other: unknown): boolean {
  const pieces = lowerPieces(unknown);
  if (isUnknown(other)) {
    const others = lowerPieces(other);
    return pieces === undefined || others === undefined || matchesPieces(pieces, others) !== 'never';
  }
  const text = scalarText(other)?.toLowerCase();
  // A text equals no array and no object.
  if (text === undefined) return unknown.pieces === undefined;
  return pieces === undefined || matches(pieces, text) !== 'never';
}

/** Whether a text of unknown parts contains another one, lower case. Undefined stands for what no text contains. */
export function mayContain(unknown: Unknown, wanted: string | undefined): Truth {
  if (wanted === undefined) return unknown.pieces === undefined ? unknown : false;
  const pieces = lowerPieces(unknown);
  return pieces === undefined ? unknown : truthOf(includes(pieces, wanted), unknown);
}

/** Whether it looks like `head*tail`, both lower case; without a tail, whether it equals the head. */
export function mayBeLike(unknown: Unknown, head: string, tail: string | undefined): Truth {
  const pieces = lowerPieces(unknown);
  if (pieces === undefined) return unknown;
  return truthOf(tail === undefined ? matches(pieces, head) : frames(pieces, head, tail), unknown);
}

/**
 * Whether every character can stand where its mark is. The parts between the first piece and the last may stand anywhere, so that those two
 * and the length decide, and only against it.
 */
export function mayMatch(unknown: Unknown, marks: readonly string[], fits: (character: string, mark: string) => boolean): Truth {
  const pieces = piecesOf(unknown);
  if (pieces === undefined || !pieces.every((piece) => ascii.test(piece))) return unknown;
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  const least = pieces.reduce((length, piece) => length + piece.length, 0);
  const stands = (piece: string, from: number) => Array.from(piece).every((character, index) => fits(character, marks[from + index] ?? ''));
  return least <= marks.length && stands(first, 0) && stands(last, marks.length - last.length) ? unknown : false;
}
