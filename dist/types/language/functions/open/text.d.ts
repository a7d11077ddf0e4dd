import type { WhenOpen } from '../../function-table.ts';
import { type Pieces } from '../../partial-text.ts';
import { type Unknown } from '../../unknown.ts';
/** What functions of text give when parts of their arguments are unknown. */
/** `string` of a text is the text itself. */
export declare const openString: WhenOpen;
/** Of what changes each code point for itself: `toLower`, `uriComponent`. */
export declare function openMapped(change: (text: string) => string): WhenOpen;
/** White space at the end of one piece may be that at the end of all; what stands between the first and last other character stays. */
export declare const openTrim: WhenOpen;
export declare const openStartsWith: WhenOpen;
export declare const openEndsWith: WhenOpen;
/** `contains` of texts, without case. */
export declare const openIncludes: WhenOpen;
/** A place before which nothing is unknown. */
export declare function openIndexOf(container: Unknown, wanted: unknown): unknown;
/**
 * Occurrences are looked for from the left, so what stands in a gap may decide which ones behind it are found. One character is found
 * wherever it stands; of a longer text only what no occurrence from a gap can reach is certain.
 */
export declare const openReplace: WhenOpen;
export declare const openSubstring: WhenOpen;
/** `take` of a text. */
export declare function beginning(text: Pieces, count: number, open: Unknown): unknown;
/** `skip` of a text: what is left behind so many characters. */
export declare function behind(text: Pieces, count: number): Pieces;
export declare const openPadLeft: WhenOpen;
/** Elements of unknown content are texts none the less, or null, which is the empty one. */
export declare const openJoin: WhenOpen;
