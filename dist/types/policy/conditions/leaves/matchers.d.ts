import type { Truth } from '../../../language/truth.ts';
import type { Operator } from '../../documents/rule/operators.ts';
/** Compares a known or unknown left side with a right side that is already in it. Throws EvaluationError. */
export type Matcher = (left: unknown) => Truth;
/** The operator without its `not`, and whether it had one. */
export declare function positive(operator: string): {
    readonly operator: string;
    readonly negated: boolean;
};
/** Which left side a null comes from: `like "*"` is false for a missing field and true for a null value (§1.6). */
export type Side = 'field' | 'value' | 'count';
/**
 * Prepares one operator for one right side. `right` null is an error of the rule; an expression's null becomes `""` before it gets here.
 * Throws EvaluationError when the right side does not suit the operator.
 */
export declare function matcherOf(operator: Operator, right: unknown, side: Side): Matcher;
