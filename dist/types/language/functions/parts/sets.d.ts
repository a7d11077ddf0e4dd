import type { Arguments, WhenOpen } from '../../function-table.ts';
/** `union` and `intersection` of arrays and of objects. */
/** Elements once each, as they come; of objects all members, objects in them merged. */
export declare function union(args: Arguments): unknown;
/** Objects keep every member, also one that is not known; of arrays every element has to be told apart. */
export declare const openUnion: WhenOpen;
/** What all have in common, in the order of the first. */
export declare function intersection(args: Arguments): unknown;
/** Nothing is in common with what is empty; otherwise every member and element has to be known to be in all of them or not. */
export declare const openIntersection: WhenOpen;
