import { sameText } from './fold.ts';
import type { Truth } from './truth.ts';
import { type Unknown } from './unknown.ts';
export type ObjectValue = {
    readonly [member: string]: unknown;
};
/** True for a plain object; false for arrays, null and instances of classes (`Unknown` among them). */
export declare function isObject(value: unknown): value is ObjectValue;
export declare function isArray(value: unknown): value is readonly unknown[];
/** The own key of `object` that equals `name` without regard to case, an exact match first. Inherited names are never followed. */
export declare function keyIgnoringCase(object: ObjectValue, name: string): string | undefined;
/** True when nothing is there: null counts as absent. */
export declare function isAbsent(value: unknown): value is null | undefined;
/** True when something is certainly there. */
export declare function isPresent(value: unknown): boolean;
/** What a value is called in a message. */
export declare function typeName(value: unknown): string;
/** The text of a scalar as the policy engine compares it: `True`, `5`, `""` for null. Undefined for arrays and objects. */
export declare function scalarText(value: unknown): string | undefined;
export { sameText };
/** Negation that keeps what is not known. */
export declare function negate(truth: Truth): Truth;
/**
 * Deep equality with case (azure-policy-language.md §1.9). Unknown parts make the answer unknown, unless a known part already differs.
 * Throws EvaluationError when the values are deeper than the service allows.
 */
export declare function deepEqual(left: unknown, right: unknown, depth?: number): Truth;
/**
 * Equality as conditions have it: scalars as text without case, arrays element by element, objects by members whose names compare
 * without case. Unknown parts make the answer unknown, unless a known part already differs.
 * Throws EvaluationError when the values are deeper than the service allows.
 */
export declare function sameContent(left: unknown, right: unknown, depth?: number): Truth;
/** The first unknown value in `value`, at any depth. Throws EvaluationError beyond the service's depth or number of parts. */
export declare function findUnknown(value: unknown): Unknown | undefined;
/** Throws EvaluationError when a value is deeper or has more parts than the service allows. */
export declare function assertBounded(value: unknown): void;
