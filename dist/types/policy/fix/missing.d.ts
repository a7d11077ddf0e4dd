import type { JsonObject } from '../../arm/json.ts';
import type { Decision } from '../conditions/test.ts';
import type { Judgement } from '../judge/judgement.ts';
import { type Move } from './moves.ts';
/**
 * What to try where a rule only says that something has to be there: what it says of an empty object in its place shows what it wants
 * besides ("missing, or not `Cache`"); and where it takes one of true and false and not the other, that is it ("missing, or false").
 * Undefined where a rule says more than that. `attempt` judges the resource with a move made.
 */
export declare function movesForMissing(decisions: readonly Decision[], body: JsonObject, attempt: (move: Move) => Judgement | undefined): readonly Move[] | undefined;
