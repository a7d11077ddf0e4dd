/** Types of columns, as Kusto tells them apart; `dynamic` is any JSON. */
export type ColumnType = 'string' | 'dynamic' | 'long' | 'datetime' | 'bool' | 'real';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** A row of a table as it was before any stage: what is not asked for need not be worked out. */
export interface Row {
  /** The value in a column of that table. */
  value(column: string): unknown;
}

/** A column of a table, and what it makes of a row. Stages put columns on top of columns, and rows stay what they were. */
export interface RowColumn extends Column {
  readonly of: (row: Row) => unknown;
}

/** Columns and rows. */
export interface Table {
  readonly columns: readonly RowColumn[];
  readonly rows: readonly Row[];
}

/** A column of a table before any stage. */
export function ownColumn(name: string, type: ColumnType): RowColumn {
  return { name, type, of: (row) => row.value(name) };
}
