import { lazy, type LanguageFunction } from '../../function-table.ts';
import { fold } from '../../fold.ts';
import { bare, isUnknown, present, Unknown } from '../../unknown.ts';
import { boolean, list, object, text } from '../expect.ts';
import { lambdaOf, type LambdaScope, type LambdaState } from './lambda.ts';

type Thunks = readonly (() => unknown)[];
type Call = (...values: readonly unknown[]) => unknown;

/**
 * Functions that take lambdas (learn.microsoft.com, "Lambda functions for ARM templates"; where a lambda may have the index as one
 * more argument: Azure/bicep, SystemNamespaceType.cs).
 */
export const lambdaFamily: readonly LanguageFunction<LambdaScope>[] = [
  lazy('filter', [2, 2], ([values, condition], { lambdas }) => over(values, 'filter', (items) => filter(items, lambdaOf(condition, [1, 2], 'filter', lambdas)))),
  lazy('map', [2, 2], ([values, body], { lambdas }) => over(values, 'map', (items) => items.map(calling(lambdaOf(body, [1, 2], 'map', lambdas))))),
  lazy('mapValues', [2, 2], ([value, body], { lambdas }) => mapValues(value?.(), lambdaOf(body, [1, 1], 'mapValues', lambdas))),
  lazy('reduce', [3, 3], (args, { lambdas }) => reduce(args, lambdas)),
  lazy('sort', [2, 2], ([values, order], { lambdas }) => over(values, 'sort', (items) => sort(items, lambdaOf(order, [2, 2], 'sort', lambdas)))),
  lazy('groupBy', [2, 3], (args, { lambdas }) => keyed('groupBy', args, lambdas, grouped)),
  lazy('toObject', [2, 3], (args, { lambdas }) => keyed('toObject', args, lambdas, lastOfEach)),
];

/** Of an array that is not known only that something comes of it. */
function over(values: (() => unknown) | undefined, name: string, make: (items: readonly unknown[]) => unknown): unknown {
  const items = values?.();
  return isUnknown(items) ? present(items) : make(list(items, name));
}

function calling(call: Call): (item: unknown, index: number) => unknown {
  return (item, index) => call(item, index);
}

/** Which elements there are is not known when one condition is not. */
function filter(items: readonly unknown[], holds: Call): unknown {
  const kept: unknown[] = [];
  for (const [index, item] of items.entries()) {
    const truth = holds(item, index);
    if (isUnknown(truth)) return present(truth);
    if (boolean(truth, 'filter')) kept.push(item);
  }
  return kept;
}

function mapValues(value: unknown, body: Call): unknown {
  if (isUnknown(value)) return present(value);
  return Object.fromEntries(Object.entries(object(value, 'mapValues')).map(([key, member]) => [key, body(member)]));
}

function reduce([values, start, body]: Thunks, state: LambdaState): unknown {
  const items = values?.();
  const initial = start?.();
  const call = lambdaOf(body, [2, 3], 'reduce', state);
  if (isUnknown(items)) return bare(items);
  return list(items, 'reduce').reduce((current, next, index) => call(current, next, index), initial);
}

/** Orders by halves, those that are equal as they came: an element comes first unless the lambda says so of the one behind it. */
function sort(items: readonly unknown[], isBefore: Call): unknown {
  try {
    return merged(items, (left, right) => {
      const truth = isBefore(left, right);
      if (isUnknown(truth)) throw new UndecidedOrder(truth);
      return boolean(truth, 'sort');
    });
  } catch (error) {
    // As many elements as before; which one stands where is not known.
    if (error instanceof UndecidedOrder) return items.map(() => new Unknown(error.open.why));
    throw error;
  }
}

class UndecidedOrder extends Error {
  readonly open: Unknown;

  constructor(open: Unknown) {
    super(open.why);
    this.open = open;
  }
}

function merged(items: readonly unknown[], isBefore: (left: unknown, right: unknown) => boolean): readonly unknown[] {
  if (items.length < 2) return items;
  const middle = Math.ceil(items.length / 2);
  const [left, right] = [merged(items.slice(0, middle), isBefore), merged(items.slice(middle), isBefore)];
  const sorted: unknown[] = [];
  let taken = 0;
  for (const item of right) {
    while (taken < left.length && !isBefore(item, left[taken])) {
      sorted.push(left[taken]);
      taken += 1;
    }
    sorted.push(item);
  }
  return [...sorted, ...left.slice(taken)];
}

type Pair = readonly [key: string, value: unknown];

/** Names and values of every element; whose names are known, the values may be unknown. */
function keyed(name: string, [values, key, value]: Thunks, state: LambdaState, make: (pairs: readonly Pair[]) => unknown): unknown {
  return over(values, name, (items) => {
    const keyOf = lambdaOf(key, [1, 1], name, state);
    const valueOf: Call = value === undefined ? (item) => item : lambdaOf(value, [1, 1], name, state);
    const pairs: Pair[] = [];
    for (const item of items) {
      const found = keyOf(item);
      if (isUnknown(found)) return present(found);
      pairs.push([text(found, name), valueOf(item)]);
    }
    return make(pairs);
  });
}

/** Names compare without case and are spelled as the first is. */
function grouped(pairs: readonly Pair[]): unknown {
  const groups = new Map<string, { readonly key: string; readonly values: unknown[] }>();
  for (const [key, value] of pairs) {
    const group = groups.get(fold(key));
    if (group === undefined) groups.set(fold(key), { key, values: [value] });
    else group.values.push(value);
  }
  return Object.fromEntries(Array.from(groups.values(), ({ key, values }) => [key, values]));
}

function lastOfEach(pairs: readonly Pair[]): unknown {
  const members = new Map<string, Pair>();
  for (const [key, value] of pairs) members.set(fold(key), [members.get(fold(key))?.[0] ?? key, value]);
  return Object.fromEntries(members.values());
}
