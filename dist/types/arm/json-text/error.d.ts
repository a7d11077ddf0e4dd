/** A text that cannot be read: one sentence without a period, and where. Lines and columns count from 1. */
export declare class JsonTextError extends Error {
    readonly name = "JsonTextError";
    readonly line: number;
    readonly column: number;
    constructor(message: string, line: number, column: number);
}
