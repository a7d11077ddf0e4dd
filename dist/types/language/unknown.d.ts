/**
 * A value that cannot be known here: a `reference()`, a parameter nobody passed, a property that a query did not ask for.
 * It flows through expressions and conditions and is never folded into a verdict of compliance.
 */
export declare class Unknown {
    /** Why the value is unknown, with the expression: "reference('x') is known only at deployment". */
    readonly why: string;
    constructor(why: string);
}
export declare function isUnknown(value: unknown): value is Unknown;
