/** White space as `char.IsWhiteSpace` of .NET has it: with U+0085, without U+FEFF. */
export declare const whiteSpace: RegExp;
/** A text without the white space around it. Looks from both ends: a pattern would try at every run of spaces in the middle. */
export declare function trimmed(text: string): string;
