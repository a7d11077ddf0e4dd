import { EvaluationError, ExpressionError } from '../../language/errors.ts';
import type { Written } from './written.ts';

/** A failure with the place that it comes from: the innermost expression. */
export class PlacedError extends EvaluationError {
  readonly at: Written;

  constructor(message: string, at: Written) {
    super(message);
    this.at = at;
  }
}

/** The error with a place, when it is one of the template; any other is thrown on. */
export function placed(error: unknown, at: Written): PlacedError {
  if (error instanceof PlacedError) return error;
  if (error instanceof EvaluationError || error instanceof ExpressionError) return new PlacedError(error.message, at);
  if (isStackOverflow(error)) return new PlacedError(tooDeep, at);
  throw error;
}

/** What to say when the stack of the machine is the limit. */
export const tooDeep = 'The template is nested too deeply to be expanded';

export function isStackOverflow(error: unknown): error is RangeError {
  return error instanceof RangeError && error.message.includes('call stack');
}
