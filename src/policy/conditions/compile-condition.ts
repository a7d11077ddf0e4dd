import type { Condition } from '../documents/rule/condition.ts';
import { selectingFields } from './applicability.ts';
import { countLeaf } from './leaves/count.ts';
import type { Field } from './fields/fields.ts';
import { fieldLeaf, valueLeaf } from './leaves/leaf.ts';
import { allOf, anyOf, not, type Test } from './test.ts';

/**
 * Compiles a condition to closures. `fieldNamed` understands a field name or throws EvaluationError.
 * Throws PolicyError for unknown functions and fields, and for literals that do not suit their operator.
 */
export function compileCondition(condition: Condition, fieldNamed: (name: string) => Field): Test {
  return compile(condition, fieldNamed, selectingFields(condition));
}

function compile(condition: Condition, fieldNamed: (name: string) => Field, selecting: ReadonlySet<string>): Test {
  if (condition.kind === 'not') return not(compile(condition.condition, fieldNamed, selecting));
  if (condition.kind !== 'leaf') {
    const tests = condition.conditions.map((part) => compile(part, fieldNamed, selecting));
    return condition.kind === 'allOf' ? allOf(tests) : anyOf(tests);
  }
  const { left } = condition;
  if (left.kind === 'field') return fieldLeaf(condition, left.field, fieldNamed, selecting);
  if (left.kind === 'value') return valueLeaf(condition, left.value);
  const where = left.where === undefined ? undefined : compile(left.where, fieldNamed, selecting);
  return countLeaf(condition, left, where, fieldNamed);
}
