import { EvaluationError } from '../language/errors.ts';

/** A policy document that cannot be used: what is wrong, in one sentence, and where in the document. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** JSON pointer (RFC 6901) into the document; empty for the document as a whole. */
  readonly pointer: string;
  /** Line and column, counted from 1, where the document was read from text. */
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(message: string, pointer = '', options?: ErrorOptions, place?: { readonly line: number; readonly column: number }) {
    super(message, options);
    this.pointer = pointer;
    this.line = place?.line;
    this.column = place?.column;
  }
}

/** What `ask` gives; what fails there on its values is an error of the document at this place. Throws PolicyError. */
export function inDocument<Value>(pointer: string, ask: () => Value): Value {
  try {
    return ask();
  } catch (error) {
    if (error instanceof EvaluationError) throw new PolicyError(error.message, pointer, { cause: error });
    throw error;
  }
}
