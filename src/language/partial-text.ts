import { joinBounded } from './bounded.ts';
import { fold } from './fold.ts';
import { isUnknown, Unknown } from './unknown.ts';
import type { Truth } from './values.ts';

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

/** The text when all of it is known, else an Unknown that is certainly a text of these pieces. */
export function textOfPieces(pieces: Pieces, why: string): string | Unknown {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  return last === undefined ? first : new Unknown(why, { pieces: [first, ...rest.filter((piece) => piece !== ''), last] });
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
  joinBounded(pieces, '');
  return pieces;
}

/** As texts are compared without case: fold the other side as well. */
export function foldedPieces(pieces: Pieces): Pieces {
  return pieces.map(fold);
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
