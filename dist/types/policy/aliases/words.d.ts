/** An alias as its word tells it: what stands behind the type, and where it points. */
export interface AliasWord {
    readonly tail: string;
    readonly path: string;
}
/** The words of a list; their forms are described in network-and-registry.ts. */
export declare function wordsIn(list: string): readonly string[];
export declare function readWord(word: string): AliasWord;
/** What stands behind the type, without reading the rest. */
export declare function tailOf(word: string): string;
