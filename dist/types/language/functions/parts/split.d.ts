/**
 * The parts of a text between separators: a text, or texts of an array, where the first that fits is taken. With an empty array every
 * character of white space separates, as in .NET; null and empty texts separate nothing (azure-policy-linter, Split).
 */
export declare function split(value: string, separator: unknown): readonly string[];
