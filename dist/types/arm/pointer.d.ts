/** One segment of a JSON pointer (RFC 6901). */
export declare function escapePointer(key: string): string;
/** A segment of a JSON pointer as it was before it was escaped. */
export declare function unescapePointer(segment: string): string;
