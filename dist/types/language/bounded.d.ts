import { EvaluationError } from './errors.ts';
/** Texts longer than the service allows fail. */
export declare function bounded(value: string): string;
/** Joins texts; measures before it builds, because the result can be the square of what came in. */
export declare function joinBounded(parts: readonly string[], separator: string): string;
export declare function tooLong(): EvaluationError;
