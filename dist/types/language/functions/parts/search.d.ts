/** The first place at or behind `from`; -1 when there is none. */
export declare function firstIndexOf(text: string, part: string, from?: number): number;
/** The last place; -1 when there is none. */
export declare function lastIndexOf(text: string, part: string): number;
