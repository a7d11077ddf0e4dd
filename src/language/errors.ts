/** An expression that cannot be read or compiled. `position` counts characters from the start of the text as written. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** A well-formed expression or comparison that failed on its values. Azure turns such a failure into a denial. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}
