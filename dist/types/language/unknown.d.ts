/**
 * A value that cannot be known here: a `reference()`, a parameter nobody passed, a property that a query did not ask for.
 * It flows through expressions and conditions and is never folded into a verdict of compliance.
 */
export declare class Unknown {
    /** Why the value is unknown, with the expression: "reference('x') is known only at deployment". */
    readonly why: string;
    /** The value is certainly there: neither missing nor null. */
    readonly isPresent: boolean;
    /**
     * Set when the value is certainly a text of which parts are known: it begins with the first piece, ends with the last, and has the
     * others in this order between them. `['/subscriptions/', '/resourceGroups/rg']`; `['', '']` for a text of which nothing is known.
     */
    readonly pieces: readonly string[] | undefined;
    /** Set when the value is certainly the id of one resource of a deployment, whatever that turns out to be. */
    readonly resource: NamedResource | undefined;
    constructor(why: string, known?: {
        readonly isPresent?: boolean;
        readonly pieces?: readonly string[];
        readonly resource?: NamedResource;
    });
}
/** A resource by what it is called where it comes from: its full type, and the names by which the deployment's resources are told apart. */
export interface NamedResource {
    readonly type: string;
    readonly name: string;
    readonly deployment: string;
}
/** The reason alone: of what is made from an unknown value, nothing is known that was known of the value itself. */
export declare function bare(unknown: Unknown): Unknown;
/** For the same reason, and certainly there. */
export declare function present(unknown: Unknown): Unknown;
export declare function isUnknown(value: unknown): value is Unknown;
