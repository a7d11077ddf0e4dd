import { EvaluationError } from '../../language/errors.ts';
import { isUnknown } from '../../language/unknown.ts';
import { assertBounded, type Truth } from '../../language/values.ts';
import { PolicyError } from '../error.ts';
import type { Leaf } from '../documents/condition.ts';
import type { Operand } from '../documents/operand.ts';
import type { Operator } from '../documents/operators.ts';
import type { Reason } from '../finding.ts';
import { normalizeLocation, type Field } from './fields.ts';
import { matcherOf, type Matcher, type Side } from './matchers.ts';
import { compileOperand, operandText } from './operands.ts';
import { pathOf, pointerOf, type Spot } from './path.ts';
import { policyFunctions } from './references.ts';
import { spotsOf, type Scope } from './scope.ts';
import { open, type Decision, type Test } from './test.ts';

/** A right side ready to compare with. */
export interface Right {
  readonly expected: unknown;
  readonly matcher: Matcher;
}

/**
 * Compiles the right side of a leaf. A literal is prepared once.
 * Throws PolicyError when a literal does not suit its operator; a literal null is no error before the rule runs, as in the service.
 */
export function compileRight(leaf: Leaf, side: Side): (scope: Scope, adapt?: (value: unknown) => unknown) => Right {
  const { operator, right } = leaf;
  const evaluate = compileOperand(right, policyFunctions);
  const prepare = (value: unknown): Right => ({ expected: value, matcher: matcherOf(operator, value, side) });
  if (right.kind !== 'literal') {
    // An expression's null (a tag that is absent from the group) compares as "" (azure-policy-language.md §1.13, row 9).
    return (scope, adapt = asIs) => prepare(adapt(evaluate(scope) ?? ''));
  }
  const ready = right.value === null ? undefined : checked(() => prepare(right.value), right);
  const normalized = ready === undefined ? undefined : prepare(normalizeLocation(right.value));
  return (_, adapt) => (adapt === undefined ? ready : normalized) ?? prepare(right.value);
}

function asIs(value: unknown): unknown {
  return value;
}

function checked(prepare: () => Right, operand: Operand): Right {
  try {
    return prepare();
  } catch (error) {
    if (error instanceof EvaluationError) throw new PolicyError(error.message, operand.pointer, { cause: error });
    throw error;
  }
}

/** Understands the field of a leaf: once when it is written out, at every evaluation when it is an expression. Throws PolicyError. */
export function compileField(operand: Operand, fieldNamed: (name: string) => Field): (scope: Scope) => Field {
  if (operand.kind === 'literal') {
    try {
      const field = fieldNamed(String(operand.value));
      return () => field;
    } catch (error) {
      throw error instanceof EvaluationError ? new PolicyError(error.message, operand.pointer, { cause: error }) : error;
    }
  }
  const evaluate = compileOperand(operand, policyFunctions);
  return (scope) => {
    const name = evaluate(scope);
    if (typeof name === 'string') return scope.fieldOf(name);
    throw new EvaluationError(`The name of the field \`${operandText(operand)}\` is ${isUnknown(name) ? `not known: ${name.why}` : 'no text'}`);
  };
}

/** Fields that select resources rather than judging them. */
const selecting = new Set(['type', 'name', 'kind']);

/** A leaf over a field. With `[*]` it holds when it holds for every element; for none, it holds (azure-policy-language.md §1.7). */
export function fieldLeaf(leaf: Leaf, operand: Operand, fieldNamed: (name: string) => Field): Test {
  const fieldIn = compileField(operand, fieldNamed);
  const rightIn = compileRight(leaf, 'field');
  const look = (scope: Scope) => {
    const field = fieldIn(scope);
    const right = field.kind === 'location' ? rightIn(scope, normalizeLocation) : rightIn(scope);
    return { field, right, spots: spotsOf(field, scope) };
  };
  const holds = (scope: Scope): Truth => {
    const { right, spots } = look(scope);
    return every(spots, right.matcher);
  };
  const selects = operand.kind === 'literal' && selecting.has(String(operand.value).toLowerCase());
  const decisions = (scope: Scope): readonly Decision[] => {
    const { field, right, spots } = look(scope);
    const result = every(spots, right.matcher);
    const guessed = field.routes(scope.resource).some((route) => route.guessed);
    const { expected } = right;
    const reason = { kind: 'field', expression: field.name, operator: leaf.operator, expected, result: shown(result) } as const;
    if (spots.length === 0) return [{ reason: { ...reason, actual: [] }, selects, guessed }];
    return spots
      .filter((spot) => shown(matchSpot(spot, right.matcher)) === reason.result)
      .map((spot) => decide(reason, spot, { selects, guessed }));
  };
  return { holds, concerns: selects ? holds : () => open, decisions };
}

function decide(reason: Omit<Reason, 'actual' | 'path'>, spot: Spot, marks: Pick<Decision, 'selects' | 'guessed'>): Decision {
  const isPlaced = spot.key !== undefined;
  // A reason is printed, and printing follows a value all the way down.
  assertBounded(spot.value);
  return {
    reason: { ...reason, ...(isPlaced ? { path: pathOf(spot) } : {}), actual: spot.value ?? null },
    ...(isPlaced ? { pointer: pointerOf(spot) } : {}),
    ...marks,
  };
}

function every(spots: readonly Spot[], matcher: Matcher): Truth {
  let unsettled: Truth = true;
  for (const spot of spots) {
    const truth = matchSpot(spot, matcher);
    if (truth === false) return false;
    if (isUnknown(truth) && unsettled === true) unsettled = truth;
  }
  return unsettled;
}

/** An unknown array may be empty: even a comparison that no value escapes is not settled by it. */
function matchSpot(spot: Spot, matcher: Matcher): Truth {
  return spot.open === true && isUnknown(spot.value) ? spot.value : matcher(spot.value);
}

/** A leaf over a value. */
export function valueLeaf(leaf: Leaf, operand: Operand): Test {
  const valueIn = compileOperand(operand, policyFunctions);
  const rightIn = compileRight(leaf, 'value');
  const holds = (scope: Scope): Truth => rightIn(scope).matcher(valueIn(scope));
  return {
    holds,
    concerns: () => open,
    decisions: (scope) => [
      {
        reason: reasonOf('value', operandText(operand), leaf.operator, valueIn(scope), rightIn(scope).expected, holds(scope)),
        selects: false,
        guessed: false,
      },
    ],
  };
}

/** A reason that is not placed in the resource. */
export function reasonOf(kind: Reason['kind'], expression: string, operator: Operator, actual: unknown, expected: unknown, result: Truth): Reason {
  return { kind, expression, operator, actual: actual ?? null, expected, result: shown(result) };
}

/** How a truth is written in a reason. */
export function shown(truth: Truth): Reason['result'] {
  return isUnknown(truth) ? 'unknown' : truth;
}
