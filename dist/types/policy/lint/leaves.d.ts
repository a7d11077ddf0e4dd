import type { Condition, Leaf } from '../documents/rule/condition.ts';
import type { Operand } from '../documents/rule/operand.ts';
/** A leaf and what stands around it. */
export interface PlacedLeaf {
    readonly leaf: Leaf;
    /** Inside an odd number of `not`. */
    readonly isNegated: boolean;
    /** The array that a `count` around it runs over, lower case, if any. */
    readonly counted: readonly string[];
    /** Conditions that stand beside it or beside something around it under `allOf`. */
    readonly guards: readonly Condition[];
}
/** Every leaf of a condition, with what stands around it. */
export declare function leavesOf(condition: Condition, around?: Omit<PlacedLeaf, 'leaf'>): Generator<PlacedLeaf>;
/** The field that an operand writes out; undefined for an expression. */
export declare function fieldName(operand: Operand): string | undefined;
/** The field that a leaf looks at, and where it is written. */
export declare function fieldOfLeaf({ left }: Leaf): {
    readonly name: string;
    readonly pointer: string;
} | undefined;
