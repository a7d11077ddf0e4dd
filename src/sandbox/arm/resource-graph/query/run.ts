import { compile, compileCondition, orderBy, type Compiled } from './compile.ts';
import { ownColumn, type Row, type RowColumn, type Table } from './columns.ts';
import { QueryError } from './error.ts';
import type { Expression, NamedExpression, SortKey, Stage } from './syntax.ts';

/**
 * The table after all stages. Stages choose and order rows and put columns on top of columns; only `summarize` and `count` make rows of
 * their own. Throws QueryError when a stage does not fit what it is given.
 */
export function runStages(table: Table, stages: readonly Stage[]): Table {
  let unnamed = 0;
  const nextName = (): string => `Column${unnamed += 1}`;
  return stages.reduce((current, stage) => runStage(current, stage, nextName), table);
}

/** The next name for what has none: Kusto counts through the whole query. */
type NextName = () => string;

function runStage(table: Table, stage: Stage, nextName: NextName): Table {
  const { columns, rows } = table;
  switch (stage.kind) {
    case 'where': {
      const condition = compileCondition(stage.condition, columns);
      return { columns, rows: rows.filter((row) => condition.of(row) === true) };
    }
    case 'project':
      return { columns: project(columns, stage.columns, nextName), rows };
    case 'extend': {
      const added = project(columns, stage.columns, nextName);
      const replaced = columns.map((column) => added.find(({ name }) => name === column.name) ?? column);
      const more = added.filter(({ name }) => !columns.some((column) => column.name === name));
      return { columns: [...replaced, ...more], rows };
    }
    case 'projectAway': {
      for (const token of stage.columns) compile({ kind: 'path', column: token, steps: [] }, columns);
      const away = new Set(stage.columns.map(({ text }) => text));
      return { columns: columns.filter(({ name }) => !away.has(name)), rows };
    }
    case 'distinct':
      return distinct({ columns: requireKeys(project(columns, stage.columns, nextName), 'distinct'), rows });
    case 'distinctAll':
      return distinct(table);
    case 'summarize':
      return summarize(table, stage, nextName);
    case 'sort':
      return { columns, rows: sort(table, stage.keys) };
    case 'take':
      return { columns, rows: rows.slice(0, stage.count) };
    case 'count':
      return { columns: [ownColumn('Count', 'long')], rows: [madeRow(new Map([['Count', rows.length]]))] };
  }
}

/** A row that a stage made. */
function madeRow(values: ReadonlyMap<string, unknown>): Row {
  return { value: (column) => values.get(column) };
}

function project(columns: readonly RowColumn[], wanted: readonly NamedExpression[], nextName: NextName): readonly RowColumn[] {
  const made = wanted.map(({ name, expression }) => ({
    name: name?.text ?? nameOf(expression) ?? nextName(),
    ...compile(expression, columns),
  }));
  const twice = made.find(({ name }, index) => made.findIndex((other) => other.name === name) < index);
  if (twice !== undefined) throw new QueryError('Default', `A column named '${twice.name}' is made twice`);
  return made;
}

/** A path, also in `tostring`, is named `properties_networkProfile_outboundType`; anything else by its number in the query (Kusto, "project operator"). */
function nameOf(expression: Expression): string | undefined {
  if (expression.kind === 'path') return [expression.column.text, ...expression.steps].join('_');
  const [argument] = expression.kind === 'call' && expression.name === 'tostring' ? expression.arguments : [];
  return argument === undefined ? undefined : nameOf(argument);
}

/** Keys are worked out once for each row, not once for each comparison. */
function sort({ columns, rows }: Table, by: readonly SortKey[]): readonly Row[] {
  const keys = by.map((key) => ({ ...key, ...requireKey(compile(key.expression, columns), 'order') }));
  const keyed = rows.map((row) => ({ row, values: keys.map((key) => key.of(row)) }));
  const inOrder = keyed.sort((left, right) => {
    for (const [place, { isAscending, nullsFirst }] of keys.entries()) {
      const order = orderBy(left.values[place], right.values[place], isAscending, nullsFirst);
      if (order !== 0) return order;
    }
    return 0;
  });
  return inOrder.map(({ row }) => row);
}

/** The first row of each kind, in order. */
function distinct({ columns, rows }: Table): Table {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row, columns);
    if (!first.has(key)) first.set(key, row);
  }
  return { columns, rows: [...first.values()] };
}

function keyOf(row: Row, columns: readonly RowColumn[]): string {
  return JSON.stringify(columns.map((column) => column.of(row) ?? null));
}

function summarize({ columns, rows }: Table, { counts, by }: Extract<Stage, { kind: 'summarize' }>, nextName: NextName): Table {
  const keys = requireKeys(project(columns, by, nextName), 'summarize');
  const names = counts.map((token, index) => token?.text ?? (index === 0 ? 'count_' : `count_${index}`));
  const groups = new Map<string, { readonly values: readonly (readonly [string, unknown])[]; count: number }>();
  // Without `by` there is one row, also of an empty table.
  if (by.length === 0) groups.set('[]', { values: [], count: 0 });
  for (const row of rows) {
    const key = keyOf(row, keys);
    const group = groups.get(key) ?? { values: keys.map((column) => [column.name, column.of(row)] as const), count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return {
    columns: [...keys.map(({ name, type }) => ownColumn(name, type)), ...names.map((name) => ownColumn(name, 'long'))],
    rows: [...groups.values()].map(({ values, count }) => madeRow(new Map([...values, ...names.map((name) => [name, count] as const)]))),
  };
}

/** Dynamic values are no keys: Azure wants a `tostring(…)` around them. Its text is Kusto's. */
function requireKeys(columns: readonly RowColumn[], operator: string): readonly RowColumn[] {
  for (const { name, type } of columns) requireKey({ type, of: () => undefined }, operator, name);
  return columns;
}

function requireKey(compiled: Compiled, operator: string, name = ''): Compiled {
  if (compiled.type !== 'dynamic') return compiled;
  throw new QueryError('Default', `'${operator}' operator: key ${name === '' ? '' : `'${name}' `}can't be of dynamic type. Use an explicit cast (for example, 'tostring(...)')`);
}
