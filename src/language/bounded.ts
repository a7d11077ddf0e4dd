import { EvaluationError } from './errors.ts';
import { limits } from './syntax/syntax.ts';

/** Texts longer than the service allows fail. */
export function bounded(value: string): string {
  if (value.length <= limits.stringLength) return value;
  throw tooLong();
}

/** Joins texts; measures before it builds, because the result can be the square of what came in. */
export function joinBounded(parts: readonly string[], separator: string): string {
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, -separator.length);
  if (length > limits.stringLength) throw tooLong();
  return parts.join(separator);
}

export function tooLong(): EvaluationError {
  return new EvaluationError(`A text has more than ${limits.stringLength} characters`);
}
