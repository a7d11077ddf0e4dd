/** A word of an expression. `position` counts characters from the start of the text that holds the expression. */
export type Token = {
    readonly kind: 'string';
    readonly value: string;
    readonly position: number;
} | {
    readonly kind: 'integer';
    readonly value: number;
    readonly position: number;
} | {
    readonly kind: 'name';
    readonly value: string;
    readonly position: number;
} | {
    readonly kind: 'symbol';
    readonly value: string;
    readonly position: number;
} | {
    readonly kind: 'end';
    readonly value: '';
    readonly position: number;
};
/**
 * Splits the part of `text` from `start` to `end` into tokens; the last one is `end`.
 * Throws ExpressionError for an unfinished string, a number that is no integer, and any other character.
 */
export declare function tokenize(text: string, start?: number, end?: number): readonly Token[];
