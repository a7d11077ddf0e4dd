/**
 * Reads what Newtonsoft.Json takes for JSON: besides JSON itself strings in single quotes, bare property names, comments, a comma
 * behind the last element, numbers such as `.5`, `0x1F` and, in octal, `017` (JsonTextReader). Left out, because this language has
 * no such values: `undefined`, `NaN`, `Infinity`, `new Date(…)`, elements left empty.
 * Throws EvaluationError that names the function, also beyond the service's depth and number of parts.
 */
export declare function readLenientJson(text: string, name: string): unknown;
