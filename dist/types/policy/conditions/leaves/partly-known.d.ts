import { type Unknown } from '../../../language/unknown.ts';
import type { Truth } from '../../../language/truth.ts';
/** False where the two are certainly not equal. The other value may be known, and may not. */
export declare function mayEqual(unknown: Unknown, other: unknown): boolean;
/** Whether a text of unknown parts contains another one, lower case. Undefined stands for what no text contains. */
export declare function mayContain(unknown: Unknown, wanted: string | undefined): Truth;
/** Whether it looks like `head*tail`, both lower case; without a tail, whether it equals the head. */
export declare function mayBeLike(unknown: Unknown, head: string, tail: string | undefined): Truth;
/**
 * Whether every character can stand where its mark is. The parts between the first piece and the last may stand anywhere, so that those two
 * and the length decide, and only against it.
 */
export declare function mayMatch(unknown: Unknown, marks: readonly string[], fits: (character: string, mark: string) => boolean): Truth;
