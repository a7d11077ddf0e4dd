import type { JsonObject } from '../../../../arm/json.ts';

/** Types of columns, as Kusto tells them apart; `dynamic` is any JSON. */
export type ColumnType = 'string' | 'dynamic' | 'long' | 'bool' | 'real';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Columns and rows; a row has a member for each column. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly JsonObject[];
}
