import type { ColumnType, Row, RowColumn } from './columns.ts';
import { QueryError } from './error.ts';
import { conditional, functions } from './functions.ts';
import type { Comparison, Expression } from './syntax.ts';
import { compareValues, decisions, isNull, textOf, valueAt } from './values.ts';

/** An expression over the rows of a table that has certain columns. */
export interface Compiled {
  readonly type: ColumnType;
  readonly of: (row: Row) => unknown;
}

/** Throws QueryError unless the expression is true or false. */
export function compileCondition(expression: Expression, columns: readonly RowColumn[]): Compiled {
  return requireType(compile(expression, columns), ['bool'], 'The expression must have the type bool.');
}

/** Throws QueryError for a column that is not there, with Kusto's text. */
export function compile(expression: Expression, columns: readonly RowColumn[]): Compiled {
  switch (expression.kind) {
    case 'literal':
      return { type: typeOf(expression.value), of: () => expression.value };
    case 'path': {
      const { text: name } = expression.column;
      const column = columns.find((candidate) => candidate.name === name);
      if (column === undefined) throw new QueryError('Default', `Failed to resolve scalar expression named '${name}'`, expression.column);
      if (expression.steps.length === 0) return { type: column.type, of: column.of };
      if (column.type !== 'dynamic') throw new QueryError('Default', `Cannot access member of '${name}': it is of type ${column.type}`, expression.column);
      return { type: 'dynamic', of: (row) => valueAt(column.of(row), expression.steps) };
    }
    case 'and':
    case 'or': {
      const operands = expression.operands.map((operand) => (
        requireType(compile(operand, columns), ['bool', 'dynamic'], `The operator '${expression.kind}' takes conditions only.`)
      ));
      return expression.kind === 'and'
        ? { type: 'bool', of: (row) => operands.every((operand) => operand.of(row) === true) }
        : { type: 'bool', of: (row) => operands.some((operand) => operand.of(row) === true) };
    }
    case 'comparison': {
      const [left, right] = [compile(expression.left, columns), compile(expression.right, columns)];
      requireComparable(expression.operator, left.type, right.type);
      const decide = decisions[expression.operator];
      return { type: 'bool', of: (row) => decide(left.of(row), right.of(row)) };
    }
    case 'in':
      return compileInclusion(expression, columns);
    case 'call':
      return compileCall(expression, columns);
  }
}

function compileCall({ name, arguments: given }: Extract<Expression, { kind: 'call' }>, columns: readonly RowColumn[]): Compiled {
  const { takes: [least, most], type, of } = functions[name];
  if (given.length < least || given.length > most) throw new QueryError('Default', `${name}(): function expects ${least === most ? least : `${least} to ${most}`} argument(s).`);
  if (type === 'dynamic' && least === 2 && given.length % 2 === 1) throw new QueryError('Default', `${name}(): function expects an even number of arguments.`);
  const compiled = given.map((argument, index) => (index === 0 && conditional.has(name) ? compileCondition(argument, columns) : compile(argument, columns)));
  const alike = conditional.has(name) ? compiled.slice(1) : compiled;
  const last = alike.at(-1)?.type ?? 'dynamic';
  if (type === 'same' && alike.some((argument) => argument.type !== last)) throw new QueryError('Default', `${name}(): all arguments must be of the same type.`);
  const values = (row: Row): readonly unknown[] => compiled.map((argument) => argument.of(row));
  return { type: type === 'same' ? last : type, of: (row) => of(values(row)) };
}

/** A list of literals, the usual one and often long, is looked up; any other is gone through. */
function compileInclusion(expression: Extract<Expression, { kind: 'in' }>, columns: readonly RowColumn[]): Compiled {
  const left = compile(expression.left, columns);
  if (expression.ignoresCase) requireType(left, texts, "The operator 'in~' takes texts only.");
  const normal = (value: unknown): string => (expression.ignoresCase ? textOf(value).toLowerCase() : textOf(value));
  const literals = expression.values.flatMap((value) => (value.kind === 'literal' ? [normal(value.value)] : []));
  const others = expression.values.filter(({ kind }) => kind !== 'literal').map((value) => compile(value, columns));
  const known = new Set(literals);
  const includes = (row: Row): boolean => {
    const wanted = normal(left.of(row));
    return known.has(wanted) || others.some((other) => normal(other.of(row)) === wanted);
  };
  return { type: 'bool', of: (row) => includes(row) !== expression.isNegated };
}

const texts: readonly ColumnType[] = ['string', 'dynamic'];

function requireType(compiled: Compiled, types: readonly ColumnType[], message: string): Compiled {
  if (types.includes(compiled.type)) return compiled;
  throw new QueryError('Default', message);
}

/** Which types an operator takes, as Kusto's own parser says it; the text is its. */
function requireComparable(operator: Comparison, left: ColumnType, right: ColumnType): void {
  const types = [left, right];
  const isOrder = operator.startsWith('<') || operator.startsWith('>');
  const isAny = operator === '==' || operator === '!=';
  const fits = isOrder
    ? !types.includes('string') && !(types.includes('dynamic') && types.includes('bool'))
    : isAny || types.every((type) => texts.includes(type));
  if (!fits) throw new QueryError('Default', `The operator '${operator}' is not defined for the operand types ${left} and ${right}.`);
}

function typeOf(value: string | number | boolean): ColumnType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'long' : 'real';
}

/** The order of two values under a sort key, nulls where the key wants them. */
export function orderBy(left: unknown, right: unknown, isAscending: boolean, nullsFirst: boolean): number {
  if (isNull(left) || isNull(right)) {
    if (isNull(left) && isNull(right)) return 0;
    return isNull(left) === nullsFirst ? -1 : 1;
  }
  return isAscending ? compareValues(left, right) : compareValues(right, left);
}
