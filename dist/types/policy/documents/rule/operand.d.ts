import { ExpressionError } from '../../../language/errors.ts';
import { type Call } from '../../../language/syntax/calls.ts';
import { type Expression } from '../../../language/syntax/syntax.ts';
import { PolicyError } from '../../error.ts';
import { type Place } from '../place.ts';
/** A JSON value of a rule in which any string may be an expression. */
export type Operand = {
    readonly kind: 'literal';
    readonly value: unknown;
    readonly pointer: string;
} | {
    readonly kind: 'expression';
    readonly text: string;
    readonly expression: Expression;
    readonly pointer: string;
} | {
    readonly kind: 'array';
    readonly items: readonly Operand[];
    readonly pointer: string;
} | {
    readonly kind: 'object';
    readonly members: readonly (readonly [key: string, value: Operand])[];
    readonly pointer: string;
};
/**
 * Reads a value. Strings that are expressions are parsed; `[[` is an escaped bracket.
 * Throws PolicyError for an expression that cannot be parsed and for a value nested deeper than the service allows.
 */
export declare function parseOperand(place: Place, depth?: number): Operand;
/** An expression's error as an error of the document: the sentence, the character, and the text around it. */
export declare function expressionError(error: ExpressionError, text: string, pointer: string): PolicyError;
/** Every call in a value, with the place of the expression that holds it. */
export declare function callsIn(operand: Operand): Generator<Place<Call>>;
