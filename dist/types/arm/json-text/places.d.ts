/** Where a value stands: offsets into the text, the end exclusive. */
export interface Place {
    /** Of the key, where there is one. */
    readonly start: number;
    readonly value: number;
    readonly end: number;
    readonly children: Children | undefined;
}
/**
 * Where the children of one object or array stand, in their order. A tree beside the document: a map of all its objects would keep the
 * collector busy, and lists of their own for each kind of offset would weigh more than the document.
 */
export interface Children {
    /** Absent for an array. */
    readonly keys?: readonly string[];
    /** Three offsets into the text for each: of the key or element, of the value, of its end. */
    readonly offsets: readonly number[];
    /** Those of the children; undefined for what is neither object nor array. */
    readonly below: readonly (Children | undefined)[];
}
/** What a text holds, and where. */
export interface ReadJson {
    readonly value: unknown;
    /** See `JsonText`. */
    readonly weight: number;
    readonly root: Place;
}
/** Where a JSON pointer leads. */
export interface FoundPlace {
    readonly place: Place;
    /** It is written down; otherwise the place is the nearest ancestor's. */
    readonly isExact: boolean;
}
/** Finds places in a text by JSON pointer. Copies of one resource ask for the same places again and again: they are remembered. */
export declare function placeFinder({ root }: ReadJson): (pointer: string) => FoundPlace;
