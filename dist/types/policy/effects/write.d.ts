import { type PathStep } from '../conditions/fields/path.ts';
/** What to put in the place of a value; `keep` leaves it, `drop` takes the member away. */
export type Change = (current: unknown) => unknown;
export declare const keep: unique symbol;
export declare const drop: unique symbol;
/** How far a write may go: `existing` needs the parent object to be there, `creating` makes what is missing on the way. */
export type Reach = 'existing' | 'creating';
/**
 * A copy of a value with what lies at the end of a path changed; the value itself when nothing changes. Members are found without
 * case and keep their spelling. `[*]` in the middle goes through every element, at the end it stands for the array as a whole.
 */
export declare function written(value: unknown, path: readonly PathStep[], change: Change, reach: Reach): unknown;
