/** An alias as its word tells it: what stands behind the type, and where it points. */
export interface AliasWord {
    readonly tail: string;
    readonly path: string;
}
/** Reads a list of words; their forms are described in network-and-registry.ts. */
export declare function readWords(list: string): readonly AliasWord[];
