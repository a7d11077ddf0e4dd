import { type Expression } from './syntax.ts';
/** What a string of a document is: text to take as it stands, or an expression to evaluate. */
export type Template = {
    readonly kind: 'text';
    readonly value: string;
} | {
    readonly kind: 'expression';
    readonly text: string;
    readonly expression: Expression;
};
/**
 * Reads a string of a document. One that starts with `[` and ends with `]` is an expression; a leading `[[` escapes it.
 * Throws ExpressionError when the expression cannot be parsed.
 */
export declare function parseTemplate(text: string): Template;
/** Parses one expression without the surrounding brackets. Throws ExpressionError. */
export declare function parseExpression(text: string): Expression;
