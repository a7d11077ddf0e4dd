/** Lower case. */
export declare function lower(text: string): string;
/** Upper case. */
export declare function upper(text: string): string;
/** What two texts share when they differ in case only; as long as the text itself. */
export declare function fold(text: string): string;
/** Comparison without case. Most texts that differ do so in length or at an end; those are told apart before anything is built. */
export declare function sameText(left: string, right: string): boolean;
