/** A policy document that cannot be used: what is wrong, in one sentence, and where in the document. */
export declare class PolicyError extends Error {
    readonly name = "PolicyError";
    /** JSON pointer (RFC 6901) into the document; empty for the document as a whole. */
    readonly pointer: string;
    /** Line and column, counted from 1, where the document was read from text. */
    readonly line: number | undefined;
    readonly column: number | undefined;
    constructor(message: string, pointer?: string, options?: ErrorOptions, place?: {
        readonly line: number;
        readonly column: number;
    });
}
/** What `ask` gives; what fails there on its values is an error of the document at this place. Throws PolicyError. */
export declare function inDocument<Value>(pointer: string, ask: () => Value): Value;
