import type { JsonObject } from '../../../../arm/json.ts';
import { compile, compileCondition, orderBy, type Compiled } from './compile.ts';
import type { Column, Table } from './columns.ts';
import { QueryError } from './error.ts';
import type { Expression, NamedExpression, Stage } from './syntax.ts';

/** The table after all stages. Throws QueryError when a stage does not fit what it is given. */
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
      return project(table, stage.columns, nextName);
    case 'extend': {
      const added = project(table, stage.columns, nextName);
      const replaced = columns.map((column) => added.columns.find(({ name }) => name === column.name) ?? column);
      const more = added.columns.filter(({ name }) => !columns.some((column) => column.name === name));
      return { columns: [...replaced, ...more], rows: rows.map((row, index) => ({ ...row, ...added.rows[index] })) };
    }
    case 'projectAway': {
      for (const token of stage.columns) compile({ kind: 'path', column: token, steps: [] }, columns);
      const away = new Set(stage.columns.map(({ text }) => text));
      return project(table, columns.filter(({ name }) => !away.has(name)).map(asIs), nextName);
    }
    case 'distinct':
      return distinct(requireKeys(project(table, stage.columns, nextName), 'distinct'));
    case 'distinctAll':
      return distinct(table);
    case 'summarize':
      return summarize(table, stage, nextName);
    case 'sort': {
      const keys = stage.keys.map((key) => ({ ...key, ...requireKey(compile(key.expression, columns), 'order') }));
      const inOrder = rows.toSorted((left, right) => keys.reduce(
        (order, key) => (order === 0 ? orderBy(key.of(left), key.of(right), key.isAscending, key.nullsFirst) : order), 0,
      ));
      return { columns, rows: inOrder };
    }
    case 'take':
      return { columns, rows: rows.slice(0, stage.count) };
    case 'count':
      return { columns: [{ name: 'Count', type: 'long' }], rows: [{ Count: rows.length }] };
  }
}

function asIs({ name }: Column): NamedExpression {
  return { name: undefined, expression: { kind: 'path', column: { kind: 'name', text: name, line: -1, character: -1 }, steps: [] } };
}

function project({ columns, rows }: Table, wanted: readonly NamedExpression[], nextName: NextName): Table {
  const made = wanted.map(({ name, expression }) => ({
    name: name?.text ?? nameOf(expression) ?? nextName(),
    ...compile(expression, columns),
  }));
  const twice = made.find(({ name }, index) => made.findIndex((other) => other.name === name) < index);
  if (twice !== undefined) throw new QueryError('Default', `A column named '${twice.name}' is made twice`);
  return {
    columns: made.map(({ name, type }) => ({ name, type })),
    rows: rows.map((row) => Object.fromEntries(made.map((column) => [column.name, column.of(row)]))),
  };
}

/** A path, also in `tostring`, is named `properties_networkProfile_outboundType`; anything else by its number in the query (Kusto, "project operator"). */
function nameOf(expression: Expression): string | undefined {
  if (expression.kind === 'path') return [expression.column.text, ...expression.steps].join('_');
  return expression.kind === 'call' && expression.name === 'tostring' ? nameOf(expression.argument) : undefined;
}

/** The first row of each kind, in order. */
function distinct({ columns, rows }: Table): Table {
  const seen = new Map(rows.toReversed().map((row) => [keyOf(row, columns), row]));
  return { columns, rows: rows.filter((row) => seen.get(keyOf(row, columns)) === row) };
}

function keyOf(row: JsonObject, columns: readonly Column[]): string {
  return JSON.stringify(columns.map(({ name }) => row[name] ?? null));
}

function summarize(table: Table, { counts, by }: Extract<Stage, { kind: 'summarize' }>, nextName: NextName): Table {
  const keyed = requireKeys(project(table, by, nextName), 'summarize');
  const names = counts.map((token, index) => token?.text ?? (index === 0 ? 'count_' : `count_${index}`));
  const numbers = new Map<string, number>();
  for (const row of keyed.rows) {
    const key = keyOf(row, keyed.columns);
    numbers.set(key, (numbers.get(key) ?? 0) + 1);
  }
  // Without `by` there is one row, also of an empty table.
  const groups = by.length === 0 ? [{}] : distinct(keyed).rows;
  return {
    columns: [...keyed.columns, ...names.map((name) => ({ name, type: 'long' as const }))],
    rows: groups.map((row) => ({ ...row, ...Object.fromEntries(names.map((name) => [name, numbers.get(keyOf(row, keyed.columns)) ?? 0])) })),
  };
}

/** Dynamic values are no keys: Azure wants a `tostring(…)` around them. Its text is Kusto's. */
function requireKeys(table: Table, operator: string): Table {
  for (const { name, type } of table.columns) requireKey({ type, of: () => undefined }, operator, name);
  return table;
}

function requireKey(compiled: Compiled, operator: string, name = ''): Compiled {
  if (compiled.type !== 'dynamic') return compiled;
  throw new QueryError('Default', `'${operator}' operator: key ${name === '' ? '' : `'${name}' `}can't be of dynamic type. Use an explicit cast (for example, 'tostring(...)')`);
}
