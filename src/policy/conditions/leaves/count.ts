import { EvaluationError } from '../../../language/errors.ts';
import { bare, isUnknown, type Unknown } from '../../../language/unknown.ts';
import { isAbsent } from '../../../language/values.ts';
import type { Truth } from '../../../language/truth.ts';
import type { Count, Leaf } from '../../documents/rule/condition.ts';
import type { Operand } from '../../documents/rule/operand.ts';
import { PolicyError } from '../../error.ts';
import type { Field } from '../fields/fields.ts';
import { forgiving } from '../forgiving.ts';
import { compileField, compileRight, reasonOf } from './leaf.ts';
import type { Matcher } from './matchers.ts';
import { compileOperand, operandText } from '../operands.ts';
import { policyFunctions } from '../references.ts';
import type { Spot } from '../fields/path.ts';
import { elementsOf, inside, spotsOf, type Frame, type Scope } from '../scope.ts';
import { open, type Decision, type Test } from '../test.ts';

/** The elements that a count runs over, each as the frame it is seen in. */
interface Elements {
  readonly frames: readonly Frame[];
  /** Set where a part of the array is not known: any number of elements more, each of them like this one. */
  readonly open?: { readonly why: Unknown; readonly frame: Frame | undefined };
}

/** How many elements satisfy `where`: at least `certain`, at most `certain` plus `unsettled`, or with `open` any number more. */
interface Tally {
  readonly certain: readonly Scope[];
  readonly unsettled: readonly Scope[];
  readonly open: Unknown | undefined;
}

/** A leaf over the number of elements that satisfy `where`. */
export function countLeaf(leaf: Leaf, count: Count, where: Test | undefined, fieldNamed: (name: string) => Field): Test {
  const elementsIn = count.over.kind === 'field' ? overField(count.over.field, fieldNamed) : overValue(count.over);
  const right = compileRight(leaf, 'count');
  const expression = operandText(count.over.kind === 'field' ? count.over.field : count.over.value);

  const holds = (scope: Scope): Truth => {
    const elements = elementsIn(scope, elementsOf);
    const { matcher, expected } = right.plain(scope);
    if (where === undefined && elements.open === undefined) return matcher(elements.frames.length);
    return compare(tallyOf(elements, where, scope), where, matcher, expected);
  };

  return {
    holds,
    concerns: () => open,
    forType: () => holds,
    selectsBy: 'nothing',
    decisions: (scope) => {
      const { matcher, expected } = right.plain(scope);
      const tally = tallyOf(elementsIn(scope, spotsOf), where, scope);
      const truth = compare(tally, where, matcher, expected);
      const actual = tally.open !== undefined && tally.certain.length === 0 ? tally.open : tally.certain.length;
      const summary = { reason: reasonOf('count', expression, leaf.operator, actual, expected, truth), selects: false, guessed: false };
      if (where === undefined) return [summary];
      if (isUnknown(truth)) return [...tally.unsettled.flatMap((inner) => judging(where.decisions(inner))), summary];
      // The elements that were counted are the point only where counting none would have turned the answer.
      const telling = matcher(0) === truth ? [] : tally.certain;
      return [...telling.flatMap((inner) => judging(where.decisions(inner))), summary];
    },
  };
}

/** What decided on one element. Where that was nothing but what selects elements, those selected are what is objected to. */
function judging(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.every(({ selects }) => selects) ? decisions.map((decision) => ({ ...decision, selects: false })) : decisions;
}

/** Finds the elements; `read` with the way to each or without. */
type FindElements = (scope: Scope, read: (field: Field, scope: Scope) => readonly Spot[]) => Elements;

function overField(operand: Operand, fieldNamed: (name: string) => Field): FindElements {
  const fieldIn = compileField(operand, fieldNamed);
  if (operand.kind === 'literal' && !fieldNamed(String(operand.value)).isList) throw new PolicyError(notArrayAlias, operand.pointer);
  return (scope, read) => {
    const field = fieldIn(scope);
    if (isUnknown(field)) return { frames: [], open: { why: field, frame: undefined } };
    if (!field.isList) throw new EvaluationError(notArrayAlias);
    const spots = read(field, scope);
    const steps = field.routes(scope.resource)[0]?.steps ?? [];
    const alias = field.name.toLowerCase();
    const frameOf = (spot: Spot): Frame => ({ kind: 'field', alias, steps, spot, outer: scope.frames });
    const unknown = spots.find((spot) => spot.open === true);
    if (unknown === undefined || !isUnknown(unknown.value)) return { frames: spots.map(frameOf) };
    return { frames: spots.filter((spot) => spot.open !== true).map(frameOf), open: { why: unknown.value, frame: frameOf({ value: unknown.value, key: 0 }) } };
  };
}

const notArrayAlias = '`count.field` needs an array alias, one with `[*]`';

function overValue(over: Extract<Count['over'], { kind: 'value' }>): FindElements {
  const valueIn = compileOperand(over.value, policyFunctions);
  // A count without a name is called `default` (learn.microsoft.com, policy rule structure, value count).
  const label = over.name?.toLowerCase() ?? 'default';
  return (scope) => {
    const value = valueIn(scope);
    const frameOf = (element: unknown): Frame => ({ kind: 'value', label, value: element, outer: scope.frames });
    if (isUnknown(value)) return { frames: [], open: { why: value, frame: frameOf(bare(value)) } };
    if (isAbsent(value)) return { frames: [] };
    if (!Array.isArray(value)) throw new EvaluationError('`count.value` needs an array');
    if (value.length > scope.mostIterations) throw new EvaluationError(`\`count.value\` runs over at most ${scope.mostIterations} elements`);
    return { frames: value.map(frameOf) };
  };
}

function tallyOf({ frames, open: more }: Elements, where: Test | undefined, scope: Scope): Tally {
  scope.budget.left -= frames.length;
  if (scope.budget.left < 0) throw new EvaluationError('The rule counts more elements than one evaluation may');
  const certain: Scope[] = [];
  const unsettled: Scope[] = [];
  for (const frame of frames) {
    const inner = inside(frame, scope);
    const truth = where?.holds(inner) ?? true;
    if (truth === true) certain.push(inner);
    else if (isUnknown(truth)) unsettled.push(inner);
  }
  return { certain, unsettled, open: more === undefined || isNeverCounted(more.frame, where, scope) ? undefined : more.why };
}

/** True when no element satisfies `where`, whatever it is. */
function isNeverCounted(frame: Frame | undefined, where: Test | undefined, scope: Scope): boolean {
  return where !== undefined && frame !== undefined && forgiving(() => where.holds(inside(frame, scope)), true) === false;
}

/** Every number that is still possible has to give the same answer. */
function compare({ certain, unsettled, open: more }: Tally, where: Test | undefined, matcher: Matcher, expected: unknown): Truth {
  const truth = matcher(certain.length);
  if (more !== undefined) return anyNumberFrom(certain.length, expected).every((number) => matcher(number) === truth) ? truth : more;
  const [first] = unsettled;
  if (first === undefined) return truth;
  const isShared = unsettled.every((_, index) => matcher(certain.length + index + 1) === truth);
  return isShared ? truth : (where?.holds(first) ?? truth);
}

/** So many numbers are tried, besides those around the right side. */
const triedNumbers = 128;

/** Numbers of elements that tell apart what a comparison can say of the least number and any greater one. */
function anyNumberFrom(least: number, expected: unknown): readonly number[] {
  const around = (Array.isArray(expected) ? expected : [expected]).map(Number).filter((number) => number >= 0 && number < 1e9);
  const turning = around.flatMap((number) => [Math.floor(number), Math.floor(number) + 1, Math.ceil(number) - 1]);
  return [...Array.from({ length: triedNumbers }, (_, index) => least + index), ...turning.filter((number) => number >= least), 1e9];
}
