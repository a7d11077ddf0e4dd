import { EvaluationError } from '../../language/errors.ts';
import { isUnknown, type Unknown } from '../../language/unknown.ts';
import type { Truth } from '../../language/values.ts';
import type { Count, Leaf } from '../documents/condition.ts';
import { PolicyError } from '../error.ts';
import type { Field } from './fields.ts';
import { compileField, compileRight, reasonOf } from './leaf.ts';
import type { Matcher } from './matchers.ts';
import { compileOperand, operandText } from './operands.ts';
import { policyFunctions } from './references.ts';
import type { Spot } from './path.ts';
import { elementsOf, inside, isAbsent, spotsOf, type Frame, type Scope } from './scope.ts';
import { open, type Test } from './test.ts';

/** A value count runs over at most so many elements (azure-policy-language.md §1.1). */
const mostIterations = 100;

/** The elements that a count runs over, each as the frame it is seen in; or the unknown array. */
type Elements = readonly Frame[] | Unknown;

/** How many elements satisfy `where`: at least `certain`, at most `certain` plus `unsettled`. */
interface Tally {
  readonly certain: readonly Scope[];
  readonly unsettled: readonly Scope[];
}

/** A leaf over the number of elements that satisfy `where`. */
export function countLeaf(leaf: Leaf, count: Count, where: Test | undefined, fieldNamed: (name: string) => Field): Test {
  const elementsIn = count.over.kind === 'field' ? overField(count, fieldNamed) : overValue(count.over);
  const right = compileRight(leaf, 'count');
  const expression = operandText(count.over.kind === 'field' ? count.over.field : count.over.value);

  const look = (scope: Scope) => {
    const elements = elementsIn(scope, spotsOf);
    const { matcher, expected } = right.plain(scope);
    if (isUnknown(elements)) return { truth: overAnyNumber(matcher, expected, elements), actual: elements, expected, matcher, culprits: [] };
    const tally = tallyOf(elements, where, scope);
    return { truth: compare(tally, where, matcher), actual: tally.certain.length, expected, matcher, culprits: tally };
  };

  const holds = (scope: Scope): Truth => {
    const elements = elementsIn(scope, elementsOf);
    const { matcher, expected } = right.plain(scope);
    if (isUnknown(elements)) return overAnyNumber(matcher, expected, elements);
    if (where === undefined) return compareNumber(elements, matcher);
    return compare(tallyOf(elements, where, scope), where, matcher);
  };

  return {
    holds,
    concerns: () => open,
    forType: () => holds,
    selectsBy: 'nothing',
    decisions: (scope) => {
      const { truth, actual, expected, matcher, culprits } = look(scope);
      const summary = { reason: reasonOf('count', expression, leaf.operator, actual, expected, truth), selects: false, guessed: false };
      if (where === undefined || 'length' in culprits) return [summary];
      if (isUnknown(truth)) return [...culprits.unsettled.flatMap((inner) => where.decisions(inner)), summary];
      // The elements that were counted are the point only where counting none would have turned the answer.
      const telling = matcher(0) === truth ? [] : culprits.certain;
      return [...telling.flatMap((inner) => where.decisions(inner)), summary];
    },
  };
}

/** Finds the elements; `read` with the way to each or without. */
type FindElements = (scope: Scope, read: (field: Field, scope: Scope) => readonly Spot[]) => Elements;

function overField(count: Count, fieldNamed: (name: string) => Field): FindElements {
  if (count.over.kind !== 'field') return () => [];
  const operand = count.over.field;
  const fieldIn = compileField(operand, fieldNamed);
  if (operand.kind === 'literal' && !isArrayAlias(fieldNamed(String(operand.value)))) throw new PolicyError(notArrayAlias, operand.pointer);
  return (scope, read) => {
    const field = fieldIn(scope);
    if (isUnknown(field)) return field;
    if (!isArrayAlias(field)) throw new EvaluationError(notArrayAlias);
    const spots = read(field, scope);
    const unknown = spots.find((spot) => spot.open === true);
    if (unknown !== undefined && isUnknown(unknown.value)) return unknown.value;
    const steps = field.routes(scope.resource)[0]?.steps ?? [];
    const alias = field.name.toLowerCase();
    return spots.map((spot) => ({ kind: 'field', alias, steps, spot, outer: scope.frames }));
  };
}

const notArrayAlias = '`count.field` needs an array alias, one that ends in `[*]`';

/** `a[*].b` is no array alias: it names a property of each element (learn.microsoft.com, "Author policies for array properties", field count). */
function isArrayAlias({ isList, name }: Field): boolean {
  return isList && name.endsWith('[*]');
}

function overValue(over: Extract<Count['over'], { kind: 'value' }>): FindElements {
  const valueIn = compileOperand(over.value, policyFunctions);
  const label = over.name?.toLowerCase();
  return (scope) => {
    const value = valueIn(scope);
    if (isUnknown(value)) return value;
    if (isAbsent(value)) return [];
    if (!Array.isArray(value)) throw new EvaluationError('`count.value` needs an array');
    if (value.length > mostIterations) throw new EvaluationError(`\`count.value\` runs over at most ${mostIterations} elements`);
    return value.map((element: unknown) => ({ kind: 'value', label, value: element, outer: scope.frames }));
  };
}

function tallyOf(elements: readonly Frame[], where: Test | undefined, scope: Scope): Tally {
  scope.budget.left -= elements.length;
  if (scope.budget.left < 0) throw new EvaluationError('The rule counts more elements than one evaluation may');
  const certain: Scope[] = [];
  const unsettled: Scope[] = [];
  for (const frame of elements) {
    const inner = inside(frame, scope);
    const truth = where?.holds(inner) ?? true;
    if (truth === true) certain.push(inner);
    else if (isUnknown(truth)) unsettled.push(inner);
  }
  return { certain, unsettled };
}

function compareNumber(elements: readonly Frame[], matcher: Matcher): Truth {
  return matcher(elements.length);
}

/** Every number that is still possible has to give the same answer. */
function compare({ certain, unsettled }: Tally, where: Test | undefined, matcher: Matcher): Truth {
  const truth = matcher(certain.length);
  const [first] = unsettled;
  if (first === undefined) return truth;
  const isShared = unsettled.every((_, index) => matcher(certain.length + index + 1) === truth);
  return isShared ? truth : (where?.holds(first) ?? truth);
}

/** So many numbers are tried, besides those around the right side. */
const triedNumbers = 128;

/** The answer for an array of which nothing is known, if every number of elements gives the same; else the array's own. */
function overAnyNumber(matcher: Matcher, expected: unknown, array: Unknown): Truth {
  const around = (Array.isArray(expected) ? expected : [expected]).map(Number).filter((number) => number >= 0 && number < 1e9);
  const tried = around.flatMap((number) => [Math.floor(number), Math.floor(number) + 1, Math.max(0, Math.ceil(number) - 1)]);
  const truth = matcher(0);
  const isShared = [...Array.from({ length: triedNumbers }, (_, index) => index), ...tried, 1e9].every((number) => matcher(number) === truth);
  return isShared ? truth : array;
}
