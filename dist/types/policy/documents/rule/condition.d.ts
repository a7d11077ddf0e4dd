import { type Operand } from './operand.ts';
import { type Operator } from './operators.ts';
import { type Place } from '../place.ts';
/** A condition as parsed. */
export type Condition = Group | Negation | Leaf;
export interface Group {
    readonly kind: 'allOf' | 'anyOf';
    readonly conditions: readonly Condition[];
}
export interface Negation {
    readonly kind: 'not';
    readonly condition: Condition;
}
/** One comparison: a left side, an operator and a right side. */
export interface Leaf {
    readonly kind: 'leaf';
    readonly left: LeftSide;
    readonly operator: Operator;
    readonly right: Operand;
    readonly pointer: string;
}
export type LeftSide = {
    readonly kind: 'field';
    readonly field: Operand;
} | {
    readonly kind: 'value';
    readonly value: Operand;
} | Count;
export interface Count {
    readonly kind: 'count';
    readonly over: {
        readonly kind: 'field';
        readonly field: Operand;
    } | {
        readonly kind: 'value';
        readonly value: Operand;
        readonly name: string | undefined;
    };
    readonly where: Condition | undefined;
    readonly pointer: string;
}
/** Reads a condition. Throws PolicyError where its structure is not the language's, naming the near miss of an unknown member. */
export declare function parseCondition(place: Place, most?: number): Condition;
