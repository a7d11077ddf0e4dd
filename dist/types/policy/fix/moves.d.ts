import type { JsonObject } from '../../arm/json.ts';
import type { Decision } from '../conditions/test.ts';
import { type Change } from './change.ts';
/** Changes that are made together. */
export type Move = readonly Change[];
/** More values than this are not worth calling a fix. */
export declare const mostChanges = 16;
/** The comparisons that judge rather than select. A count only sums up what those of its elements say. */
export declare function judgingOf(decisions: readonly Decision[]): readonly Decision[];
/**
 * What to try, the likeliest first: each move gives a value to every place at which one property was objected to, of an array in
 * all the elements concerned. Where several properties decided together, the last one is what the rule is about and the others say when:
 * to change those would be to dodge the rule. What is missing is only added, and what stands there only taken away, where nothing else decided.
 */
export declare function movesFrom(decisions: readonly Decision[], body: JsonObject): readonly Move[];
