import { QueryError } from './error.ts';
import type { Token } from './token.ts';

/** A place in the words of a query, which a parser moves on. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  /** @param tokens ends with an `end` */
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get current(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('A query has no words, not even its end.');
    return token;
  }

  take(): Token {
    const token = this.current;
    this.#at += 1;
    return token;
  }

  /** Takes the current token when it is one of these words (never a text), in this case. */
  takeIf(...words: readonly string[]): Token | undefined {
    return this.isAt(...words) ? this.take() : undefined;
  }

  isAt(...words: readonly string[]): boolean {
    return this.current.kind !== 'text' && words.includes(this.current.text);
  }

  expect(word: string): void {
    if (this.takeIf(word) === undefined) throw this.failure();
  }

  name(): Token {
    return this.current.kind === 'name' ? this.take() : this.fail();
  }

  /** What one or more times `item` stand, with commas between. */
  list<Item>(item: () => Item): readonly Item[] {
    const items = [item()];
    while (this.takeIf(',') !== undefined) items.push(item());
    return items;
  }

  /** Goes one level deeper. Deeper than any query is an attack on recursion. */
  nested<Result>(parse: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > 100) throw this.failure();
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  fail(): never {
    throw this.failure();
  }

  failure(): QueryError {
    return new QueryError('ParserFailure', 'ParserFailure', this.current);
  }
}
