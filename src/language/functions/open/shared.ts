import type { WhenOpen } from '../../function-table.ts';
import { anyText, piecesOf, textOfPieces, type Pieces } from '../../partial-text.ts';
import { isUnknown, present, Unknown } from '../../unknown.ts';
import { scalarText } from '../../values.ts';

/** A text, whatever its content. */
export const someText: WhenOpen = (_, open) => textUnknown(open);

/** A number, a boolean, an array or an object: never null. */
export const something: WhenOpen = (_, open) => present(open);

/** A text of unknown content. */
export function textUnknown({ why }: Unknown): Unknown {
  return new Unknown(why, { pieces: anyText });
}

/** The text of these pieces, with the reason of what is unknown in it. */
export function written(pieces: Pieces, open: Unknown): string | Unknown {
  return textOfPieces(pieces, open.why);
}

/** What is known of an argument that has to be a text; undefined when it is none. */
export function textPieces(value: unknown): Pieces | undefined {
  return piecesOf(value) ?? (isUnknown(value) ? anyText : undefined);
}

/** What is known of the text of a scalar, as `concat` and `join` write it; undefined for arrays and objects. */
export function shownPieces(value: unknown): Pieces | undefined {
  if (isUnknown(value)) return textPieces(value);
  const shown = scalarText(value);
  return shown === undefined ? undefined : [shown];
}
