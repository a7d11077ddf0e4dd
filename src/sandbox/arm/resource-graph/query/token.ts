/** A word of a query. Lines count from 1, characters in a line from 0, as in Resource Graph's errors. */
export interface Token {
  readonly kind: 'name' | 'operator' | 'text' | 'number' | 'end';
  /** As written; of a text, its value. */
  readonly text: string;
  readonly line: number;
  readonly character: number;
}
