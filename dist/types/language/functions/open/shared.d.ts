import type { WhenOpen } from '../../function-table.ts';
import { type Pieces } from '../../partial-text.ts';
import { Unknown } from '../../unknown.ts';
/** A text, whatever its content. */
export declare const someText: WhenOpen;
/** A number, a boolean, an array or an object: never null. */
export declare const something: WhenOpen;
/** A text of unknown content. */
export declare function textUnknown({ why }: Unknown): Unknown;
/** The text of these pieces, with the reason of what is unknown in it. */
export declare function written(pieces: Pieces, open: Unknown): string | Unknown;
/** What is known of an argument that has to be a text; undefined when it is none. */
export declare function textPieces(value: unknown): Pieces | undefined;
/** What is known of the text of a scalar, as `concat` and `join` write it; undefined for arrays and objects. */
export declare function shownPieces(value: unknown): Pieces | undefined;
