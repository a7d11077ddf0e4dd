import { compareTexts } from '../collation.ts';
import { EvaluationError } from '../errors.ts';
import { lazy, many, partial, strict, type Arguments, type LanguageFunction } from '../function-table.ts';
import { isUnknown, type Unknown } from '../unknown.ts';
import { deepEqual, isAbsent, negate, typeName, type Truth } from '../values.ts';
import { boolean } from './expect.ts';

/** Constants, booleans and comparison. */
export const logicFunctions: readonly LanguageFunction<unknown>[] = [
  strict('true', [0, 0], () => true),
  strict('false', [0, 0], () => false),
  strict('null', [0, 0], () => null),
  lazy('if', [3, 3], ([condition, whenTrue, whenFalse]) => choose(condition?.(), whenTrue, whenFalse)),
  partial('and', [2, many], (args) => combine('and', args, false)),
  partial('or', [2, many], (args) => combine('or', args, true)),
  strict('not', [1, 1], ([value]) => negate(boolean(value, 'not'))),
  partial('equals', [2, 2], ([left, right]) => deepEqual(left, right)),
  strict('less', [2, 2], ([left, right]) => compare('less', left, right) < 0),
  strict('lessOrEquals', [2, 2], ([left, right]) => compare('lessOrEquals', left, right) <= 0),
  strict('greater', [2, 2], ([left, right]) => compare('greater', left, right) > 0),
  strict('greaterOrEquals', [2, 2], ([left, right]) => compare('greaterOrEquals', left, right) >= 0),
  partial('coalesce', [1, many], (args) => args.find((value) => !isAbsent(value)) ?? null),
];

/**
 * Only the branch taken is evaluated: the documentation's own example guards `substring` with `length` so.
 * When the condition is unknown, a result that both branches share is still known.
 */
function choose(condition: unknown, whenTrue?: () => unknown, whenFalse?: () => unknown): unknown {
  if (!isUnknown(condition)) return (boolean(condition, 'if') ? whenTrue : whenFalse)?.();
  try {
    const value = whenTrue?.();
    return deepEqual(value, whenFalse?.()) === true ? value : condition;
  } catch (error) {
    // The branch that fails may be the one that is never taken.
    if (error instanceof EvaluationError) return condition;
    throw error;
  }
}

/** `and` and `or`: one argument equal to `decisive` settles the matter, whatever is unknown. */
function combine(name: string, args: Arguments, decisive: boolean): Truth {
  const open = args.find(isUnknown);
  const known = args.filter((value): value is Exclude<unknown, Unknown> => !isUnknown(value)).map((value) => boolean(value, name));
  if (known.includes(decisive)) return decisive;
  return open ?? !decisive;
}

/** Numbers with numbers, texts with texts; mixtures fail. */
function compare(name: string, left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  throw new EvaluationError(`\`${name}\` compares numbers with numbers and texts with texts; ${typeName(left)} and ${typeName(right)} given`);
}
