/**
 * - `strict`: RFC 8259
 * - `template`: besides, what Resource Manager's tools accept in templates: comments, trailing commas, texts over several lines
 */
export type JsonDialect = 'strict' | 'template';

export interface JsonLimits {
  /** UTF-16 units. */
  readonly length: number;
  readonly depth: number;
  /** See `JsonText`. A million objects take three million characters and a quarter of a gigabyte. */
  readonly weight?: number;
}
