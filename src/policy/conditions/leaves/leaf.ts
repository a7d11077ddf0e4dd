import { EvaluationError } from '../../../language/errors.ts';
import { isUnknown, type Unknown } from '../../../language/unknown.ts';
import { assertBounded } from '../../../language/values.ts';
import type { Truth } from '../../../language/truth.ts';
import { inDocument } from '../../error.ts';
import type { Leaf } from '../../documents/rule/condition.ts';
import type { Operand } from '../../documents/rule/operand.ts';
import type { Operator } from '../../documents/rule/operators.ts';
import type { Reason } from '../../finding.ts';
import type { Field } from '../fields/fields.ts';
import { normalizeLocation } from '../fields/location.ts';
import { forgiving } from '../forgiving.ts';
import { matcherOf, type Matcher, type Side } from './matchers.ts';
import { compileOperand, isSettledByParameters, oncePerParameters, operandText } from '../operands.ts';
import { pathOf, pointerOf, type Spot } from '../fields/path.ts';
import { policyFunctions } from '../references.ts';
import { assertBody, everyValue, matchSpot, spotsOf, type Scope } from '../scope.ts';
import { open, type Decision, type Test } from '../test.ts';

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
export function compileRight(leaf: Leaf, side: Side): RightSide {
  const { operator, right } = leaf;
  const evaluate = compileOperand(right, policyFunctions);
  const prepare = (value: unknown): Right => ({ expected: value, matcher: matcherOf(operator, value, side) });
  if (right.kind === 'literal' && right.value !== null) {
    const plain = inDocument(right.pointer, () => prepare(right.value));
    const normalized = prepare(normalizeLocation(right.value));
    return { literal: plain, plain: () => plain, normalized: () => normalized };
  }
  // An expression's null (a tag that is absent from the group) compares as "" (azure-policy-language.md §1.13, row 9).
  const value = right.kind === 'literal' ? evaluate : (scope: Scope) => evaluate(scope) ?? '';
  const remember = isSettledByParameters(right) ? oncePerParameters<Scope, Right> : (make: (scope: Scope) => Right) => make;
  return {
    plain: remember((scope) => prepare(value(scope))),
    normalized: remember((scope) => prepare(normalizeLocation(value(scope)))),
  };
}

/**
 * Understands the field of a leaf: once when it is written out, at every evaluation when it is an expression; unknown when the
 * expression is. Throws PolicyError.
 */
export function compileField(operand: Operand, fieldNamed: (name: string) => Field): (scope: Scope) => Field | Unknown {
  if (operand.kind === 'literal') {
    const field = inDocument(operand.pointer, () => fieldNamed(String(operand.value)));
    return () => field;
  }
  const evaluate = compileOperand(operand, policyFunctions);
  const read = (scope: Scope): Field | Unknown => {
    const name = evaluate(scope);
    if (isUnknown(name)) return name;
    if (typeof name === 'string') return scope.fieldOf(name);
    throw new EvaluationError(`The name of the field \`${operandText(operand)}\` is no text`);
  };
  return isSettledByParameters(operand) ? oncePerParameters(read) : read;
}

/** Fields that people read as a selection of resources, for the order of what is told. */
const leading = new Set(['type', 'name', 'kind']);

/** Whether people read a field, lower case, as a selection: of resources, or by its name of an element inside one. */
function isLeading(name: string): boolean {
  return leading.has(name) || name.endsWith('[*].name');
}

/** A leaf over a field; `selecting` are those that say whether the rule concerns a resource. With `[*]` it holds when it holds for every element; for none, it holds (azure-policy-language.md §1.7). */
export function fieldLeaf(leaf: Leaf, operand: Operand, fieldNamed: (name: string) => Field, selecting: ReadonlySet<string>): Test {
  const fieldIn = compileField(operand, fieldNamed);
  const right = compileRight(leaf, 'field');
  const rightFor = (field: Field, scope: Scope): Right => (field.kind === 'location' ? right.normalized(scope) : right.plain(scope));
  const field = operand.kind === 'literal' ? fieldNamed(String(operand.value)) : undefined;
  const { literal } = right;
  const holds = holdsOf(field, right) ?? ((scope: Scope): Truth => {
    const found = fieldIn(scope);
    return isUnknown(found) ? found : everyValue(found, scope, rightFor(found, scope).matcher);
  });
  const name = operand.kind === 'literal' ? String(operand.value).toLowerCase() : '';
  const selects = isLeading(name);
  const decisions = (scope: Scope): readonly Decision[] => {
    const found = fieldIn(scope);
    if (isUnknown(found)) {
      const { expected } = right.plain(scope);
      return [{ reason: reasonOf('field', operandText(operand), leaf.operator, found, expected, found), selects, guessed: false }];
    }
    const { expected, matcher } = rightFor(found, scope);
    const result = shown(everyValue(found, scope, matcher));
    const guessed = found.routes(scope.resource).some((route) => route.guessed);
    const reason = { kind: 'field', expression: found.name, operator: leaf.operator, expected, result } as const;
    const spots = spotsOf(found, scope);
    if (spots.length === 0) return [{ reason: { ...reason, actual: [] }, selects, guessed }];
    const matches = found.kind === 'location' ? (value: unknown) => matcher(normalizeLocation(value)) : matcher;
    return spots
      .filter((spot) => outcomeOf(() => matchSpot(spot, matches)) === result)
      .map((spot) => decide(reason, spot, { selects, guessed }));
  };
  const forType = (type: string) => (field?.kind === 'type' && literal !== undefined ? settledBy(type, field, literal) : undefined) ?? holds;
  return { holds, concerns: selecting.has(name) ? holds : () => open, forType, selectsBy: selecting.has(name) ? selectsBy(name, leaf.right) : 'nothing', decisions };
}

/** The comparison of a field that is written out and is one value: most are, and no `count` around it changes what they read. */
function holdsOf(field: Field | undefined, { literal, plain }: RightSide): ((scope: Scope) => Truth) | undefined {
  if (field === undefined || field.isList || field.kind === 'location') return undefined;
  if (literal === undefined) return (scope) => field.every(assertBody(scope.resource), plain(scope).matcher);
  const { matcher } = literal;
  return (scope) => field.every(assertBody(scope.resource), matcher);
}

/** What a comparison with the type comes to; undefined when it fails, which it then does at every resource. */
function settledBy(type: string, field: Field, { matcher }: Right): boolean | undefined {
  let truth: Truth | undefined;
  forgiving(() => (truth = field.every({ type, name: '', body: {} }, matcher)), false);
  return typeof truth === 'boolean' ? truth : undefined;
}

function selectsBy(name: string, right: Operand): Test['selectsBy'] {
  return name === 'type' && isSettledByParameters(right) ? 'type' : 'more';
}

/** What a comparison says; nothing when it fails, which happens behind the one that decided. */
function outcomeOf(compare: () => Truth): Reason['result'] | undefined {
  let outcome: Reason['result'] | undefined;
  forgiving(() => {
    const truth = compare();
    outcome = shown(truth);
    return truth;
  }, false);
  return outcome;
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

/** A leaf over a value. */
export function valueLeaf(leaf: Leaf, operand: Operand): Test {
  const evaluate = compileOperand(operand, policyFunctions);
  const isSettled = isSettledByParameters(operand);
  const valueIn = operand.kind !== 'literal' && isSettled ? oncePerParameters(evaluate) : evaluate;
  const right = compileRight(leaf, 'value');
  // What reads nothing but the parameters says when the rule judges, and finds no fault with a resource.
  const selects = isSettled && isSettledByParameters(leaf.right);
  const holds = (scope: Scope): Truth => right.plain(scope).matcher(valueIn(scope));
  return {
    holds,
    concerns: () => open,
    forType: () => holds,
    selectsBy: 'nothing',
    decisions: (scope) => [
      {
        reason: reasonOf('value', operandText(operand), leaf.operator, valueIn(scope), right.plain(scope).expected, holds(scope)),
        selects,
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
