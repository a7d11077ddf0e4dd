import { EvaluationError } from '../../language/errors.ts';
import type { Truth } from '../../language/truth.ts';

/**
 * What `ask` says, or `unsettled` when it fails. For whatever is only looked at in some of the cases that are still open:
 * its failure is then one of the possible outcomes and not the outcome.
 */
export function forgiving(ask: () => Truth, unsettled: Truth): Truth {
  try {
    return ask();
  } catch (error) {
    if (error instanceof EvaluationError) return unsettled;
    throw error;
  }
}
