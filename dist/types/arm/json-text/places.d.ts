/** Where a value stands: offsets into the text, the end exclusive. */
export interface Place {
    /** Of the key, where there is one. */
    readonly start: number;
    readonly value: number;
    readonly end: number;
}
/** Where the children of one object or array stand, in their order: offsets into the text. */
export interface Children {
    /** Absent for an array. */
    readonly keys?: string[];
    /** Of the keys of an object, of the elements of an array. */
    readonly starts: number[];
    readonly values: number[];
    readonly ends: number[];
}
/** What a text holds, and where the children of each object and array stand in it. */
export interface ReadJson {
    readonly value: unknown;
    readonly root: Place;
    readonly children: WeakMap<object, Children>;
}
/** The place of the value at a JSON pointer, or of its nearest ancestor that is written down. */
export declare function findPlace({ value: document, root, children: all }: ReadJson, pointer: string): {
    readonly place: Place;
    readonly isExact: boolean;
};
