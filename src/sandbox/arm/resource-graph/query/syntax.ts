import type { Token } from './token.ts';

/** How two values are compared. Each has its opposite, written with `!`. */
export type Comparison = '==' | '!=' | '=~' | '!~' | '<' | '<=' | '>' | '>=' | 'contains' | '!contains' | 'startswith' | '!startswith' | 'endswith' | '!endswith';

/** The functions that are known. */
export type FunctionName = 'tostring' | 'tolower' | 'toupper' | 'isempty' | 'isnotempty' | 'isnull' | 'isnotnull' | 'not' | 'todatetime'
  | 'strcat' | 'pack' | 'bag_pack' | 'bag_keys' | 'array_length' | 'coalesce' | 'iff' | 'iif';

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** `properties.networkProfile['outboundType']`: a column and what is in it. */
  | { readonly kind: 'path'; readonly column: Token; readonly steps: readonly (string | number)[] }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'comparison'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'in'; readonly isNegated: boolean; readonly ignoresCase: boolean; readonly left: Expression; readonly values: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Expression[] };

/** A column that a stage makes: named by the query, or after what it holds. */
export interface NamedExpression {
  readonly name: Token | undefined;
  readonly expression: Expression;
}

export interface SortKey {
  readonly expression: Expression;
  readonly isAscending: boolean;
  readonly nullsFirst: boolean;
}

export type Stage =
  | { readonly kind: 'where'; readonly condition: Expression }
  | { readonly kind: 'project' | 'extend' | 'distinct'; readonly columns: readonly NamedExpression[] }
  /** `distinct *`. */
  | { readonly kind: 'distinctAll' }
  | { readonly kind: 'projectAway'; readonly columns: readonly Token[] }
  | { readonly kind: 'summarize'; readonly counts: readonly (Token | undefined)[]; readonly by: readonly NamedExpression[] }
  | { readonly kind: 'sort'; readonly keys: readonly SortKey[] }
  | { readonly kind: 'take'; readonly count: number }
  | { readonly kind: 'count' };

export interface Query {
  readonly table: Token;
  readonly stages: readonly Stage[];
}
