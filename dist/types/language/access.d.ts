/**
 * One step `.key` or `[key]` into a value: members without case, elements by index.
 * Throws EvaluationError when there is no such part, or gives null there when `forgiving`. A part of what is unknown may be absent.
 */
export declare function access(value: unknown, key: unknown, forgiving?: boolean): unknown;
