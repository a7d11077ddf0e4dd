/** A JSON text as read: its value, and where its parts stand. */
export interface PolicyText {
    readonly value: unknown;
    /** Line and column, counted from 1, of the value at a JSON pointer, or of its nearest ancestor that is written down. */
    readonly positionOf: (pointer: string) => Position;
}
export interface Position {
    readonly line: number;
    readonly column: number;
}
/**
 * Reads a policy document from text. The same key twice in one object, also in another case, is an error: which of the two counts
 * depends on who reads it. Throws PolicyError with line and column.
 */
export declare function readPolicyText(text: string): PolicyText;
