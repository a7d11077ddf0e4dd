/** Where a value stands: offsets into the text, the end exclusive. */
export interface Place {
    /** Of the key, where there is one. */
    readonly start: number;
    readonly value: number;
    readonly end: number;
}
/** Where the children of one object or array stand, in their order. Lists of their own for each offset would weigh more than the document. */
export interface Children {
    /** Absent for an array. */
    readonly keys?: readonly string[];
    /** Three offsets into the text for each: of the key or element, of the value, of its end. */
    readonly places: readonly number[];
}
/** What a text holds, and where the children of each object and array stand in it. */
export interface ReadJson {
    readonly value: unknown;
    /** See `JsonText`. */
    readonly weight: number;
    readonly root: Place;
    readonly children: ReadonlyMap<object, Children>;
}
/** The place of the value at a JSON pointer, or of its nearest ancestor that is written down. */
export declare function findPlace({ value: document, root, children: all }: ReadJson, pointer: string): {
    readonly place: Place;
    readonly isExact: boolean;
};
