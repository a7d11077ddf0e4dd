/** Where each line of a text begins. */
export declare function lineStartsOf(text: string): readonly number[];
/** Line and column of an offset, counted from 1. */
export declare function positionAt(lineStarts: readonly number[], offset: number): {
    readonly line: number;
    readonly column: number;
};
