/**
 * A value as JSON without white space, as Newtonsoft.Json writes it: numbers as .NET does, U+0085, U+2028 and U+2029 escaped.
 * Takes a value whose depth has been looked at; throws EvaluationError when the text is longer than the service allows.
 */
export declare function jsonText(value: unknown): string;
