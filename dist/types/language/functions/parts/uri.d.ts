/**
 * A relative URI against a base, escaped as `Uri.AbsoluteUri` of .NET is. The path is resolved as WHATWG has it, which is the same;
 * query and fragment are escaped here, where the two differ (`'`).
 * Throws EvaluationError for a base that is not absolute and well formed: the service asks for it, and `URL` would repair it.
 */
export declare function combinedUri(base: string, relative: string): string;
