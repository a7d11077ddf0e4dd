import { isJsonObject, type JsonObject } from '../../../../arm/json.ts';
import type { ColumnType } from './columns.ts';
import type { FunctionName } from './syntax.ts';
import { isNull, textOf } from './values.ts';

/** A function of Kusto, over the values of its arguments. */
export interface KustoFunction {
  /** How many arguments it takes at least and at most. */
  readonly takes: readonly [least: number, most: number];
  /** The type of its value; `same`: that of the last argument, which all but a condition have to have. */
  readonly type: ColumnType | 'same';
  readonly of: (values: readonly unknown[]) => unknown;
}

function ofOne(type: ColumnType, apply: (value: unknown) => unknown): KustoFunction {
  return { takes: [1, 1], type, of: ([value]) => apply(value) };
}

/** Names and values in turns: a name that comes twice has its last value, as in Kusto. */
const pack: KustoFunction = {
  takes: [2, 128],
  type: 'dynamic',
  of: packed,
};

/** Pages are full of these: members are set one after the other, which is several times as fast as making entries first. */
function packed(values: readonly unknown[]): JsonObject {
  const bag: Record<string, unknown> = {};
  for (let index = 0; index < values.length; index += 2) {
    const [name, value] = [textOf(values[index]), values[index + 1] ?? null];
    if (name === '__proto__') Object.defineProperty(bag, name, { value, enumerable: true, configurable: true, writable: true });
    else bag[name] = value;
  }
  return bag;
}

const choose: KustoFunction = { takes: [3, 3], type: 'same', of: ([condition, then, otherwise]) => (condition === true ? then : otherwise) };

/** A time in one form, so that times compare as texts; null for what is none. */
function timeOf(value: unknown): string | null {
  const time = Date.parse(textOf(value));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The functions that are known (Microsoft Learn, "Scalar functions" of Kusto). */
export const functions: Readonly<Record<FunctionName, KustoFunction>> = {
  tostring: ofOne('string', textOf),
  tolower: ofOne('string', (value) => textOf(value).toLowerCase()),
  toupper: ofOne('string', (value) => textOf(value).toUpperCase()),
  isempty: ofOne('bool', (value) => textOf(value) === ''),
  isnotempty: ofOne('bool', (value) => textOf(value) !== ''),
  isnull: ofOne('bool', isNull),
  isnotnull: ofOne('bool', (value) => !isNull(value)),
  not: ofOne('bool', (value) => value !== true),
  todatetime: ofOne('datetime', timeOf),
  strcat: { takes: [1, 64], type: 'string', of: (values) => values.map(textOf).join('') },
  pack,
  bag_pack: pack,
  bag_keys: ofOne('dynamic', (value) => (isJsonObject(value) ? Object.keys(value) : null)),
  array_length: ofOne('long', (value) => (Array.isArray(value) ? value.length : null)),
  coalesce: { takes: [2, 64], type: 'same', of: (values) => values.find((value) => !isNull(value) && value !== '') ?? values.at(-1) },
  iff: choose,
  iif: choose,
};

/** Whose first argument is a condition. */
export const conditional: ReadonlySet<FunctionName> = new Set(['not', 'iff', 'iif']);
