import { type Unknown } from '../../../language/unknown.ts';
import type { Truth } from '../../../language/truth.ts';
import type { Leaf } from '../../documents/rule/condition.ts';
import type { Operand } from '../../documents/rule/operand.ts';
import type { Operator } from '../../documents/rule/operators.ts';
import type { Reason } from '../../finding.ts';
import type { Field } from '../fields/fields.ts';
import { type Matcher, type Side } from './matchers.ts';
import { type Scope } from '../scope.ts';
import { type Test } from '../test.ts';
/** A right side ready to compare with. */
export interface Right {
    readonly expected: unknown;
    readonly matcher: Matcher;
}
/** The right side of a leaf as a rule sees it; `normalized` for a comparison of locations. */
export interface RightSide {
    /** Where it is written out and suits its operator. */
    readonly literal?: Right;
    readonly plain: (scope: Scope) => Right;
    readonly normalized: (scope: Scope) => Right;
}
/**
 * Compiles the right side of a leaf. A literal is prepared once, one made of parameters once for each set of them.
 * Throws PolicyError when a literal does not suit its operator; a literal null is no error before the rule runs, as in the service.
 */
export declare function compileRight(leaf: Leaf, side: Side): RightSide;
/**
 * Understands the field of a leaf: once when it is written out, at every evaluation when it is an expression; unknown when the
 * expression is. Throws PolicyError.
 */
export declare function compileField(operand: Operand, fieldNamed: (name: string) => Field): (scope: Scope) => Field | Unknown;
/** A leaf over a field; `selecting` are those that say whether the rule concerns a resource. With `[*]` it holds when it holds for every element; for none, it holds (azure-policy-language.md §1.7). */
export declare function fieldLeaf(leaf: Leaf, operand: Operand, fieldNamed: (name: string) => Field, selecting: ReadonlySet<string>): Test;
/** A leaf over a value. */
export declare function valueLeaf(leaf: Leaf, operand: Operand): Test;
/** A reason that is not placed in the resource. */
export declare function reasonOf(kind: Reason['kind'], expression: string, operator: Operator, actual: unknown, expected: unknown, result: Truth): Reason;
/** How a truth is written in a reason. */
export declare function shown(truth: Truth): Reason['result'];
