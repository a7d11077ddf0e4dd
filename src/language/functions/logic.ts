import { compareTexts } from '../collation.ts';
import { EvaluationError } from '../errors.ts';
import { either } from '../either.ts';
import { lazy, many, partial, strict, type Arguments, type LanguageFunction } from '../function-table.ts';
import { bare, isUnknown, present, Unknown } from '../unknown.ts';
import { deepEqual, isAbsent, isPresent, negate, typeName } from '../values.ts';
import type { Truth } from '../truth.ts';
import { boolean } from './expect.ts';
import { something } from './open/shared.ts';

/** Constants, booleans and comparison. */
export const logicFunctions: readonly LanguageFunction<unknown>[] = [
  strict('true', [0, 0], () => true),
  strict('false', [0, 0], () => false),
  strict('null', [0, 0], () => null),
  lazy('if', [3, 3], ([condition, whenTrue, whenFalse]) => choose(condition?.(), whenTrue, whenFalse)),
  partial('and', [2, many], (args) => combine('and', args, false)),
  partial('or', [2, many], (args) => combine('or', args, true)),
  strict('not', [1, 1], ([value]) => negate(boolean(value, 'not')), something),
  partial('equals', [2, 2], ([left, right]) => deepEqual(left, right)),
  strict('less', [2, 2], ([left, right]) => compare('less', left, right) < 0, something),
  strict('lessOrEquals', [2, 2], ([left, right]) => compare('lessOrEquals', left, right) <= 0, something),
  strict('greater', [2, 2], ([left, right]) => compare('greater', left, right) > 0, something),
  strict('greaterOrEquals', [2, 2], ([left, right]) => compare('greaterOrEquals', left, right) >= 0, something),
  partial('coalesce', [1, many], coalesce),
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

/** Of a value that may be null the next ones tell whether there will be one at all. */
function coalesce(args: Arguments): unknown {
  const index = args.findIndex((value) => !isAbsent(value));
  const found = args[index] ?? null;
  if (!isUnknown(found) || found.isPresent) return found;
  return args.slice(index + 1).some(isPresent) ? new Unknown(found.why, { isPresent: true }) : found;
}

/** `and` and `or`: one argument equal to `decisive` settles the matter, whatever is unknown. */
function combine(name: string, args: Arguments, decisive: boolean): Truth {
  const open = args.find(isUnknown);
  const known = args.filter((value): value is Exclude<unknown, Unknown> => !isUnknown(value)).map((value) => boolean(value, name));
  if (known.includes(decisive)) return decisive;
  return open === undefined ? !decisive : present(open);
}

/** Numbers with numbers, texts with texts; mixtures fail. */
function compare(name: string, left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  throw new EvaluationError(`\`${name}\` compares numbers with numbers and texts with texts; ${typeName(left)} and ${typeName(right)} given`);
}
