import { Unknown } from './unknown.ts';
import type { Truth } from './truth.ts';
/**
 * A text as far as it is known: it begins with the first piece, ends with the last, and has the others in this order between them,
 * none over another. One piece alone is the whole text. Between two pieces may stand anything, also nothing.
 */
export type Pieces = readonly string[];
/** Whether something holds of every text that is written so, of none, or of some. */
export type Decision = 'always' | 'never' | 'maybe';
/** What is known of a text; undefined for what is no text, or perhaps none. */
export declare function piecesOf(value: unknown): Pieces | undefined;
/** A text of which nothing is known but that it is one. */
export declare const anyText: Pieces;
/** The text when all of it is known, else an Unknown that is certainly a text of these pieces. */
export declare function textOfPieces(pieces: Pieces, why: string): string | Unknown;
/** One text behind the other. Throws EvaluationError when what is known of them is already longer than the service allows. */
export declare function concatPieces(parts: readonly Pieces[]): Pieces;
/** As texts are compared without case: fold the other side as well. */
export declare function foldedPieces(pieces: Pieces): Pieces;
/** Every piece changed by what changes each code point of a text for itself. Half a code point at a gap says nothing of the whole one. */
export declare function mapPieces(pieces: Pieces, change: (text: string) => string): Pieces;
/** What two texts have in common of which it is not known which one it is. */
export declare function eitherPieces(left: Pieces, right: Pieces): Pieces;
/** No text of these pieces is shorter. */
export declare function leastLength(pieces: Pieces): number;
/** Whether it is this text, with case. */
export declare function matches(pieces: Pieces, text: string): Decision;
/** Whether both are the same text, with case: each may have unknown parts. */
export declare function matchesPieces(left: Pieces, right: Pieces): Decision;
/** Whether it begins so, with case. */
export declare function begins(pieces: Pieces, start: string): Decision;
/** Whether it ends so, with case. */
export declare function ends(pieces: Pieces, end: string): Decision;
/** Whether the part stands somewhere in it, with case. */
export declare function includes(pieces: Pieces, part: string): Decision;
/** Whether it begins with `head` and ends with `tail`, the one not over the other (`head*tail` of the operator `like`). */
export declare function frames(pieces: Pieces, head: string, tail: string): Decision;
/** A decision as conditions have it; what is not decided is `open`. */
export declare function truthOf(decision: Decision, open: Unknown): Truth;
