import type { Token } from './token.ts';

/**
 * What is wrong with a query:
 * - `ParserFailure`: it cannot be read at the token
 * - `InvalidQueryLanguage`: an operator or function that Resource Graph, or this sandbox, does not have
 * - `DisallowedLogicalTableName`: a table that is none
 * - `Default`: it can be read and means nothing: a column that is none, a key that cannot be one
 */
export type QueryErrorKind = 'ParserFailure' | 'InvalidQueryLanguage' | 'DisallowedLogicalTableName' | 'Default';

/** A query that cannot be answered, and where. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly kind: QueryErrorKind;
  readonly token: Token | undefined;

  constructor(kind: QueryErrorKind, message: string, token?: Token) {
    super(message);
    this.kind = kind;
    this.token = token;
  }
}
