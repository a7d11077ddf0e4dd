import { tooLong } from './bounded.ts';
import { fold } from './fold.ts';
import { limits } from './syntax/syntax.ts';
import { isUnknown, Unknown } from './unknown.ts';
import type { Truth } from './truth.ts';

/**
 * A text as far as it is known: it begins with the first piece, ends with the last, and has the others in this order between them,
 * none over another. One piece alone is the whole text. Between two pieces may stand anything, also nothing.
 */
export type Pieces = readonly string[];

/** Whether something holds of every text that is written so, of none, or of some. */
export type Decision = 'always' | 'never' | 'maybe';

/** What is known of a text; undefined for what is no text, or perhaps none. */
export function piecesOf(value: unknown): Pieces | undefined {
  if (typeof value === 'string') return [value];
  const pieces = isUnknown(value) ? value.pieces : undefined;
  // One piece of an unknown text says how it begins, and not where it ends.
  return pieces?.length === 1 ? [...pieces, ''] : pieces;
}

/** A text of which nothing is known but that it is one. */
export const anyText: Pieces = ['', ''];

/** So many pieces are kept between the first and the last: a text that grows piece by piece costs no square of them. */
const mostBetween = 62;

/** The text when all of it is known, else an Unknown that is certainly a text of these pieces. */
export function textOfPieces(pieces: Pieces, why: string): string | Unknown {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return first;
  return new Unknown(why, { pieces: [first, ...rest.filter((piece) => piece !== '').slice(0, mostBetween), last] });
}

/** One text behind the other. Throws EvaluationError when what is known of them is already longer than the service allows. */
export function concatPieces(parts: readonly Pieces[]): Pieces {
  const joined: string[] = [];
  let last = '';
  for (const [first = '', ...rest] of parts) {
    last += first;
    for (const piece of rest) {
      joined.push(last);
      last = piece;
    }
  }
  const pieces = [...joined, last];
  if (leastLength(pieces) > limits.stringLength) throw tooLong();
  return pieces;
}

/** As texts are compared without case: fold the other side as well. */
export function foldedPieces(pieces: Pieces): Pieces {
  return mapPieces(pieces, fold);
}

/** Every piece changed by what changes each code point of a text for itself. Half a code point at a gap says nothing of the whole one. */
export function mapPieces(pieces: Pieces, change: (text: string) => string): Pieces {
  const last = pieces.length - 1;
  return pieces.map((piece, index) => {
    const start = index > 0 && isHalf(piece.charCodeAt(0), 0xdc00) ? 1 : 0;
    const end = index < last && isHalf(piece.charCodeAt(piece.length - 1), 0xd800) ? piece.length - 1 : piece.length;
    return change(piece.slice(start, Math.max(start, end)));
  });
}

/** True for one of the 1,024 surrogates from `first` on. */
function isHalf(code: number, first: number): boolean {
  return code >= first && code < first + 0x400;
}

/** What two texts have in common of which it is not known which one it is. */
export function eitherPieces(left: Pieces, right: Pieces): Pieces {
  const [first = ''] = left;
  const [second = ''] = right;
  if (left.length === 1 && right.length === 1 && first === second) return left;
  const start = shared(first, second, (text, index) => text.charAt(index));
  const end = shared(left.at(-1) ?? '', right.at(-1) ?? '', (text, index) => text.charAt(text.length - 1 - index));
  // In a text of which all is known the two may not stand over each other.
  const room = [left, right].map((pieces) => (pieces.length === 1 ? leastLength(pieces) - start : Infinity));
  const kept = Math.min(end, ...room);
  const last = left.at(-1) ?? '';
  return [first.slice(0, start), last.slice(last.length - kept)];
}

function shared(left: string, right: string, at: (text: string, index: number) => string): number {
  const longest = Math.min(left.length, right.length);
  let count = 0;
  while (count < longest && at(left, count) === at(right, count)) count += 1;
  return count;
}

/** No text of these pieces is shorter. */
export function leastLength(pieces: Pieces): number {
  return pieces.reduce((length, piece) => length + piece.length, 0);
}

/** Whether it is this text, with case. */
export function matches(pieces: Pieces, text: string): Decision {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return first === text ? 'always' : 'never';
  if (leastLength(pieces) > text.length || !text.startsWith(first) || !text.endsWith(last)) return 'never';
  const end = text.length - last.length;
  let place = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, place);
    if (found < 0 || found + piece.length > end) return 'never';
    place = found + piece.length;
  }
  return 'maybe';
}

/** Whether both are the same text, with case: each may have unknown parts. */
export function matchesPieces(left: Pieces, right: Pieces): Decision {
  const [whole = ''] = left;
  if (left.length === 1) return matches(right, whole);
  if (right.length === 1) return matches(left, right[0] ?? '');
  const [start = ''] = right;
  const [end = ''] = right.slice(-1);
  return begins(left, start) === 'never' || ends(left, end) === 'never' ? 'never' : 'maybe';
}

/** Whether it begins so, with case. */
export function begins(pieces: Pieces, start: string): Decision {
  const [first = ''] = pieces;
  if (first.startsWith(start)) return 'always';
  return pieces.length > 1 && start.startsWith(first) ? 'maybe' : 'never';
}

/** Whether it ends so, with case. */
export function ends(pieces: Pieces, end: string): Decision {
  const last = pieces.at(-1) ?? '';
  if (last.endsWith(end)) return 'always';
  return pieces.length > 1 && end.endsWith(last) ? 'maybe' : 'never';
}

/** Whether the part stands somewhere in it, with case. */
export function includes(pieces: Pieces, part: string): Decision {
  if (pieces.some((piece) => piece.includes(part))) return 'always';
  return pieces.length > 1 ? 'maybe' : 'never';
}

/** Whether it begins with `head` and ends with `tail`, the one not over the other (`head*tail` of the operator `like`). */
export function frames(pieces: Pieces, head: string, tail: string): Decision {
  const [whole = ''] = pieces;
  if (pieces.length === 1 && whole.length < head.length + tail.length) return 'never';
  const start = begins(pieces, head);
  const end = ends(pieces, tail);
  if (start === 'never' || end === 'never') return 'never';
  return start === 'always' ? end : 'maybe';
}

/** A decision as conditions have it; what is not decided is `open`. */
export function truthOf(decision: Decision, open: Unknown): Truth {
  return decision === 'maybe' ? open : decision === 'always';
}
