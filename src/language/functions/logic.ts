import { compareTexts } from '../collation.ts';
import { EvaluationError } from '../errors.ts';
import { either } from '../either.ts';
import { lazy, many, partial, strict, type LanguageFunction } from '../function-table.ts';
import { bare, isUnknown, present, Unknown } from '../unknown.ts';
import { deepEqual, isAbsent, isPresent, negate, typeName, type Truth } from '../values.ts';
import { boolean } from './expect.ts';
import { something } from './open/shared.ts';

/** Constants, booleans and comparison. */
export const logicFunctions: readonly LanguageFunction<unknown>[] = [
  strict('true', [0, 0], () => true),
  strict('false', [0, 0], () => false),
  strict('null', [0, 0], () => null),
  lazy('if', [3, 3], ([condition, whenTrue, whenFalse]) => choose(condition?.(), whenTrue, whenFalse)),
  lazy('and', [2, many], (args) => combine('and', args, false)),
  lazy('or', [2, many], (args) => combine('or', args, true)),
  strict('not', [1, 1], ([value]) => negate(boolean(value, 'not')), something),
  partial('equals', [2, 2], ([left, right]) => deepEqual(left, right)),
  strict('less', [2, 2], ([left, right]) => compare('less', left, right) < 0, something),
  strict('lessOrEquals', [2, 2], ([left, right]) => compare('lessOrEquals', left, right) <= 0, something),
  strict('greater', [2, 2], ([left, right]) => compare('greater', left, right) > 0, something),
  strict('greaterOrEquals', [2, 2], ([left, right]) => compare('greaterOrEquals', left, right) >= 0, something),
  lazy('coalesce', [1, many], coalesce),
];

/**
 * Only the branch taken is evaluated: the documentation's own example guards `substring` with `length` so.
 * When the condition is unknown, what both branches share is still known.
 */
function choose(condition: unknown, whenTrue?: () => unknown, whenFalse?: () => unknown): unknown {
  if (!isUnknown(condition)) return (boolean(condition, 'if') ? whenTrue : whenFalse)?.();
  try {
    return either(whenTrue?.(), whenFalse?.(), condition);
  } catch (error) {
    // The branch that fails may be the one that is never taken.
    if (error instanceof EvaluationError) return bare(condition);
    throw error;
  }
}

/** An argument that has not been evaluated yet. */
type Later = () => unknown;

/**
 * What follows the first value is not evaluated: it may be a `fail` (learn.microsoft.com, "Bicep flow control functions"). Of a value that
 * may be null the next ones tell whether there will be one at all.
 */
function coalesce(args: readonly Later[]): unknown {
  for (const [index, arg] of args.entries()) {
    const value = arg();
    if (isAbsent(value)) continue;
    if (!isUnknown(value) || value.isPresent) return value;
    return args.slice(index + 1).some(givesOrFails) ? new Unknown(value.why, { isPresent: true }) : value;
  }
  return null;
}

function givesOrFails(arg: Later): boolean {
  try {
    return isPresent(arg());
  } catch (error) {
    if (error instanceof EvaluationError) return true;
    throw error;
  }
}

/**
 * `and` and `or`: one argument equal to `decisive` settles the matter, whatever is unknown. What follows it is not evaluated: the
 * documentation's own examples guard `objectToTest.four` and `emptyArray[0]` so (learn.microsoft.com, "Bicep logical operators").
 */
function combine(name: string, args: readonly Later[], decisive: boolean): Truth {
  let open: Unknown | undefined;
  for (const arg of args) {
    try {
      const value = arg();
      if (isUnknown(value)) open ??= value;
      else if (boolean(value, name) === decisive) return decisive;
    } catch (error) {
      // What is unknown may be what guards it.
      if (open === undefined || !(error instanceof EvaluationError)) throw error;
      return present(open);
    }
  }
  return open === undefined ? !decisive : present(open);
}

/** Numbers with numbers, texts with texts; mixtures fail. */
function compare(name: string, left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  throw new EvaluationError(`\`${name}\` compares numbers with numbers and texts with texts; ${typeName(left)} and ${typeName(right)} given`);
}
