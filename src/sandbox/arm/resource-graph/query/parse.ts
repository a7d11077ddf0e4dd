import { Cursor } from './cursor.ts';
import { QueryError } from './error.ts';
import { parseExpression } from './parse-expression.ts';
import type { NamedExpression, Query, SortKey, Stage } from './syntax.ts';
import { tokensOf } from './tokens.ts';
import type { Token } from './token.ts';

/** The operators of Kusto that this sandbox covers, each with what reads its stage. */
const operators: Readonly<Record<string, (cursor: Cursor) => Stage>> = {
  where: (cursor) => ({ kind: 'where', condition: parseExpression(cursor) }),
  project: (cursor) => ({ kind: 'project', columns: parseColumns(cursor) }),
  extend: (cursor) => ({ kind: 'extend', columns: parseColumns(cursor) }),
  distinct: (cursor) => (cursor.takeIf('*') === undefined ? { kind: 'distinct', columns: parseColumns(cursor) } : { kind: 'distinctAll' }),
  'project-away': (cursor) => ({ kind: 'projectAway', columns: cursor.list(() => cursor.name()) }),
  summarize: parseSummarize,
  order: parseSort,
  sort: parseSort,
  limit: parseTake,
  take: parseTake,
  count: () => ({ kind: 'count' }),
};

/**
 * Reads a query of Resource Graph's dialect of Kusto: a table and stages. One that starts with a stage is of the table `resources`, as
 * queries of the service's first version were (MicrosoftDocs, "Understanding the Azure Resource Graph query language"). Throws QueryError.
 */
export function parseQuery(text: string): Query {
  const cursor = new Cursor(tokensOf(text));
  const first = cursor.current;
  if (first.kind === 'name' && Object.hasOwn(operators, first.text)) {
    const stage = parseStage(cursor);
    return { table: { ...first, text: 'resources' }, stages: [stage, ...parseStages(cursor)] };
  }
  return { table: cursor.name(), stages: parseStages(cursor) };
}

function parseStages(cursor: Cursor): readonly Stage[] {
  const stages: Stage[] = [];
  while (cursor.takeIf('|') !== undefined) stages.push(parseStage(cursor));
  if (cursor.current.kind !== 'end') throw cursor.failure();
  return stages;
}

function parseStage(cursor: Cursor): Stage {
  const { current } = cursor;
  const parse = current.kind !== 'text' && Object.hasOwn(operators, current.text) ? operators[current.text] : undefined;
  if (parse !== undefined) {
    cursor.take();
    return parse(cursor);
  }
  if (!/^[a-z]/i.test(current.text)) throw cursor.failure();
  throw new QueryError('InvalidQueryLanguage', `The sandbox does not cover the operator '${current.text}'.`, current);
}

function parseColumns(cursor: Cursor): readonly NamedExpression[] {
  return cursor.list(() => parseColumn(cursor));
}

/** `name = expression`, or an expression that is named after what it holds. */
function parseColumn(cursor: Cursor): NamedExpression {
  const expression = parseExpression(cursor);
  if (expression.kind !== 'path' || expression.steps.length > 0 || cursor.takeIf('=') === undefined) return { name: undefined, expression };
  return { name: expression.column, expression: parseExpression(cursor) };
}

/** `summarize [name =] count() by …`; `summarize by …` is a distinct. */
function parseSummarize(cursor: Cursor): Stage {
  const counts = cursor.isAt('by') ? [] : cursor.list(() => parseCount(cursor));
  const by = cursor.takeIf('by') === undefined ? [] : parseColumns(cursor);
  if (counts.length === 0 && by.length === 0) throw cursor.failure();
  return { kind: 'summarize', counts, by };
}

function parseCount(cursor: Cursor): Token | undefined {
  const first = cursor.name();
  const isNamed = cursor.takeIf('=') !== undefined;
  const aggregate = isNamed ? cursor.name() : first;
  if (aggregate.text !== 'count') {
    throw new QueryError('InvalidQueryLanguage', `The sandbox does not cover the aggregation '${aggregate.text}'.`, aggregate);
  }
  cursor.expect('(');
  cursor.expect(')');
  return isNamed ? first : undefined;
}

/** Descending unless said otherwise; nulls come first ascending, last descending (Kusto, "sort operator"). */
function parseSort(cursor: Cursor): Stage {
  cursor.expect('by');
  const keys = cursor.list((): SortKey => {
    const expression = parseExpression(cursor);
    const isAscending = cursor.takeIf('asc', 'desc')?.text === 'asc';
    if (cursor.takeIf('nulls') === undefined) return { expression, isAscending, nullsFirst: isAscending };
    const place = cursor.takeIf('first', 'last') ?? cursor.fail();
    return { expression, isAscending, nullsFirst: place.text === 'first' };
  });
  return { kind: 'sort', keys };
}

function parseTake(cursor: Cursor): Stage {
  const { kind, text } = cursor.current;
  if (kind !== 'number' || !/^\d{1,9}$/.test(text)) throw cursor.failure();
  cursor.take();
  return { kind: 'take', count: Number(text) };
}
