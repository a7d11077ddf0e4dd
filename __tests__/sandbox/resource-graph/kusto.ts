import { createRequire } from 'node:module';
import { tableColumns } from '../../../src/sandbox/arm/resource-graph/rows.ts';

/** What Kusto's own parser says of a query: what is wrong with it, and the columns of its result as `name:type`. */
export interface KustoOpinion {
  readonly problems: readonly string[];
  readonly columns: readonly string[];
}

const require = createRequire(import.meta.url);
/** The parser is C# translated to JavaScript: it makes one global variable and has no exports. Loading it takes a fifth of a second. */
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');

const tables = ['resources', 'resourcechanges', 'resourcecontainers', 'policyresources', 'authorizationresources', 'kubernetesconfigurationresources'];
const language = member(globalThis, 'Kusto', 'Language');
const symbols = member(language, 'Symbols');
const schema = `(${tableColumns.map(({ name, type }) => `['${name}']: ${type}`).join(', ')})`;
const database = construct(member(symbols, 'DatabaseSymbol', '$ctor1'), 'graph', tables.map((name) => (
  call(call(member(symbols, 'TableSymbol'), 'From', schema), 'WithName', name)
)));
const globals = call(member(language, 'GlobalState', 'Default'), 'WithDatabase', database);

/** Parses and analyses a query against the tables of the sandbox's Resource Graph. */
export function askKusto(query: string): KustoOpinion {
  const code = call(member(language, 'KustoCode'), 'ParseAndAnalyze', query, globals);
  const columns = member(member(code, 'ResultType') ?? {}, 'Columns');
  return {
    problems: itemsOf(call(code, 'GetDiagnostics')).map((problem) => String(member(problem, 'Message'))),
    columns: itemsOf(columns).map((column) => `${String(member(column, 'Name'))}:${String(member(column, 'Type', 'Name'))}`),
  };
}

function itemsOf(list: unknown): readonly unknown[] {
  return Array.from({ length: Number(member(list ?? {}, 'Count') ?? 0) }, (_, index) => call(list, 'getItem', index));
}

function member(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((current, name) => (isIndexable(current) ? Reflect.get(current, name) : undefined), value);
}

function call(value: unknown, name: string, ...args: readonly unknown[]): unknown {
  const found = member(value, name);
  if (typeof found !== 'function') throw new Error(`Kusto's parser has no function ${name}.`);
  return Reflect.apply(found, value, args);
}

function construct(constructor: unknown, ...args: readonly unknown[]): unknown {
  if (typeof constructor !== 'function') throw new Error("Kusto's parser has no such class.");
  return Reflect.construct(constructor, args);
}

function isIndexable(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
