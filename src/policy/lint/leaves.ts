import type { Condition, Leaf } from '../documents/rule/condition.ts';
import type { Operand } from '../documents/rule/operand.ts';

/** A leaf and what stands around it. */
export interface PlacedLeaf {
  readonly leaf: Leaf;
  /** Inside an odd number of `not`. */
  readonly isNegated: boolean;
  /** The array that a `count` around it runs over, lower case, if any. */
  readonly counted: readonly string[];
  /** Conditions that stand beside it or beside something around it under `allOf`. */
  readonly guards: readonly Condition[];
}

/** Every leaf of a condition, with what stands around it. */
export function* leavesOf(condition: Condition, around: Omit<PlacedLeaf, 'leaf'> = { isNegated: false, counted: [], guards: [] }): Generator<PlacedLeaf> {
  if (condition.kind === 'not') yield* leavesOf(condition.condition, { ...around, isNegated: !around.isNegated });
  else if (condition.kind !== 'leaf') {
    for (const part of condition.conditions) {
      const beside = condition.kind === 'allOf' ? condition.conditions.filter((other) => other !== part) : [];
      yield* leavesOf(part, { ...around, guards: [...around.guards, ...beside] });
    }
  } else {
    yield { leaf: condition, ...around };
    const { left } = condition;
    if (left.kind !== 'count' || left.where === undefined) return;
    const array = left.over.kind === 'field' ? fieldName(left.over.field) : undefined;
    yield* leavesOf(left.where, { ...around, counted: array === undefined ? around.counted : [...around.counted, array.toLowerCase()] });
  }
}

/** The field that an operand writes out; undefined for an expression. */
export function fieldName(operand: Operand): string | undefined {
  return operand.kind === 'literal' ? String(operand.value) : undefined;
}

/** The field that a leaf looks at, and where it is written. */
export function fieldOfLeaf({ left }: Leaf): { readonly name: string; readonly pointer: string } | undefined {
  const operand = left.kind === 'field' ? left.field : left.kind === 'count' && left.over.kind === 'field' ? left.over.field : undefined;
  const name = operand === undefined ? undefined : fieldName(operand);
  return operand === undefined || name === undefined ? undefined : { name, pointer: operand.pointer };
}
