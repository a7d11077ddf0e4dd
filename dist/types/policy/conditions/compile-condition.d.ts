import type { Condition } from '../documents/rule/condition.ts';
import type { Field } from './fields/fields.ts';
import { type Test } from './test.ts';
/**
 * Compiles a condition to closures. `fieldNamed` understands a field name or throws EvaluationError.
 * Throws PolicyError for unknown functions and fields, and for literals that do not suit their operator.
 */
export declare function compileCondition(condition: Condition, fieldNamed: (name: string) => Field): Test;
