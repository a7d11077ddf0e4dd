/** A policy document that cannot be used: what is wrong, in one sentence, and where in the document. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** JSON pointer (RFC 6901) into the document; empty for the document as a whole. */
  readonly pointer: string;

  constructor(message: string, pointer = '', options?: ErrorOptions) {
    super(message, options);
    this.pointer = pointer;
  }
}
