/** An expression that cannot be read or compiled. `position` counts characters from the start of the text as written. */
export declare class ExpressionError extends Error {
    readonly name = "ExpressionError";
    readonly position: number;
    constructor(message: string, position: number);
}
/** A well-formed expression or comparison that failed on its values. Azure turns such a failure into a denial. */
export declare class EvaluationError extends Error {
    readonly name = "EvaluationError";
}
