/** Order of texts as .NET's invariant culture has it: that of a dictionary, `a` < `A` < `b`, `e` < `é` < `f`. */
/** Negative, zero or positive, with case. The collation data takes milliseconds to load and most rules need none. */
export declare function compareTexts(left: string, right: string): number;
/** The same without case. */
export declare function compareTextsIgnoringCase(left: string, right: string): number;
