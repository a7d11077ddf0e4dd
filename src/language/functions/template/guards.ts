import { EvaluationError } from '../../errors.ts';
import { lazy, many, type LanguageFunction } from '../../function-table.ts';
import { isUnknown, present, Unknown } from '../../unknown.ts';
import { isAbsent, isPresent } from '../../values.ts';
import type { Truth } from '../../truth.ts';
import { boolean } from '../expect.ts';

/**
 * `and`, `or` and `coalesce` of templates stop at what decides: what follows may be guarded by it. The policy engine evaluates all arguments
 * (azure-policy-linter, ExpressionBuiltInFunctions.cs), so there they stay as they are in `logicFunctions`.
 */
export const guardFunctions: readonly LanguageFunction<unknown>[] = [
  lazy('and', [2, many], (args) => combine('and', args, false)),
  lazy('or', [2, many], (args) => combine('or', args, true)),
  lazy('coalesce', [1, many], coalesce),
];

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
