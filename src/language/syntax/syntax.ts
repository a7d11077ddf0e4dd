/** An expression as parsed. `position` counts characters from the start of the text that holds it. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly position: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly position: number }
  | { readonly kind: 'access'; readonly base: Expression; readonly steps: readonly Step[]; readonly position: number };

/** One `.name` or `[index]` of a chain; a chain is a list, so that its length costs no stack. */
export interface Step {
  readonly key: Expression;
  readonly position: number;
}

/** Limits of the service (azure-policy-language.md §1.1). */
export const limits = {
  expressionLength: 81_920,
  arguments: 128,
  nestedCalls: 64,
  stringLength: 131_072,
  valueDepth: 128,
  valueNodes: 32_768,
} as const;
