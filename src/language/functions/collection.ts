import { access } from '../access.ts';
import { many, partial, strict, type Arguments, type LanguageFunction } from '../function-table.ts';
import { isUnknown, type Unknown } from '../unknown.ts';
import { deepEqual, isArray, isObject, keyIgnoringCase, scalarText, type ObjectValue, type Truth } from '../values.ts';
import { integer, isAbsent, list, object, text, unfit } from './expect.ts';
import { bounded, folded } from './text.ts';

/** Arrays, objects and whatever works on texts and arrays alike. */
export const collectionFunctions: readonly LanguageFunction<unknown>[] = [
  partial('array', [1, 1], ([value]) => (isUnknown(value) || isArray(value) ? value : [value])),
  partial('createArray', [0, many], (args) => args),
  partial('createObject', [0, many], createObject),
  partial('concat', [1, many], concat),
  partial('length', [1, 1], ([value]) => sized(value, 'length', (size) => size)),
  partial('empty', [1, 1], ([value]) => sized(value, 'empty', (size) => size === 0)),
  partial('first', [1, 1], ([value]) => end(value, 'first', 0)),
  partial('last', [1, 1], ([value]) => end(value, 'last', -1)),
  partial('take', [2, 2], ([value, count]) => slice('take', value, count, (size) => [0, size])),
  partial('skip', [2, 2], ([value, count]) => slice('skip', value, count, (size) => [size])),
  partial('contains', [2, 2], ([container, wanted]) => contains(container, wanted)),
  strict('indexOf', [2, 2], ([container, wanted]) => indexOf(container, wanted)),
  strict('union', [1, many], union),
  strict('intersection', [1, many], intersection),
  partial('tryGet', [2, many], ([value, key, ...rest]) => tryGet(value, key, rest)),
];

function concat(args: Arguments): unknown {
  const present = args.filter((value) => !isAbsent(value));
  const open = present.find(isUnknown);
  if (open !== undefined) return open;
  if (present.some(isArray)) return present.flatMap((value) => list(value, 'concat'));
  return bounded(present.map((value) => scalarText(value) ?? fail('concat', value)).join(''));
}

function fail(name: string, value: unknown): never {
  throw unfit(name, 'texts or arrays', value);
}

function createObject(args: Arguments): unknown {
  const open = args.find((value, index) => index % 2 === 0 && isUnknown(value));
  if (open !== undefined) return open;
  if (args.length % 2 !== 0) throw unfit('createObject', 'pairs of a name and a value', args);
  // fromEntries defines own members, also for a name such as `__proto__`.
  return Object.fromEntries(
    args.flatMap((key, index) => (index % 2 === 0 ? [[text(key, 'createObject'), args[index + 1]] as const] : [])),
  );
}

function sized<Result>(value: unknown, name: string, answer: (size: number) => Result): Result | Unknown {
  if (isUnknown(value)) return value;
  if (isAbsent(value)) return answer(0);
  if (typeof value === 'string' || isArray(value)) return answer(value.length);
  return answer(Object.keys(object(value, name)).length);
}

function end(value: unknown, name: string, index: 0 | -1): unknown {
  if (isUnknown(value)) return value;
  if (isAbsent(value)) return null;
  if (typeof value === 'string') return value.at(index) ?? '';
  return list(value, name).at(index) ?? null;
}

function slice(name: string, value: unknown, count: unknown, range: (size: number) => readonly [number, number?]): unknown {
  if (isUnknown(value)) return value;
  if (isUnknown(count)) return count;
  if (isAbsent(value)) return null;
  const [from, to] = range(Math.max(0, integer(count, name)));
  return typeof value === 'string' ? value.slice(from, to) : list(value, name).slice(from, to);
}

/** In text and in the keys of objects without case; members of arrays with case. */
function contains(container: unknown, wanted: unknown): Truth {
  if (isUnknown(container)) return container;
  if (isArray(container)) return includes(container, wanted);
  if (isUnknown(wanted)) return wanted;
  if (isObject(container)) return keyIgnoringCase(container, scalarText(wanted) ?? fail('contains', wanted)) !== undefined;
  return folded(container, 'contains').includes(scalarText(wanted)?.toLowerCase() ?? fail('contains', wanted));
}

function includes(items: readonly unknown[], wanted: unknown): Truth {
  let open: Unknown | undefined;
  for (const item of items) {
    const same = deepEqual(item, wanted);
    if (same === true) return true;
    if (isUnknown(same)) open ??= same;
  }
  return open ?? false;
}

function indexOf(container: unknown, wanted: unknown): number {
  if (isArray(container)) return container.findIndex((item) => deepEqual(item, wanted) === true);
  return folded(container, 'indexOf').indexOf(folded(wanted, 'indexOf'));
}

function union(args: Arguments): unknown {
  if (args.every(isObject)) return args.reduce<ObjectValue>((left, right) => merge(left, right), {});
  const found = new Bag();
  return args.flatMap((value) => list(value, 'union')).filter((item) => found.add(item));
}

function merge(left: ObjectValue, right: ObjectValue): ObjectValue {
  return Object.fromEntries([
    ...Object.entries(left),
    ...Object.entries(right).map(([key, value]) => {
      const before = Object.hasOwn(left, key) ? left[key] : undefined;
      return [key, isObject(before) && isObject(value) ? merge(before, value) : value] as const;
    }),
  ]);
}

function intersection(args: Arguments): unknown {
  const [head, ...rest] = args;
  if (args.every(isObject)) {
    const others = rest.filter(isObject);
    const shared = Object.entries(object(head, 'intersection')).filter(([key, value]) =>
      others.every((other) => Object.hasOwn(other, key) && deepEqual(other[key], value) === true),
    );
    return Object.fromEntries(shared);
  }
  const others = rest.map((value) => new Bag(list(value, 'intersection')));
  return list(head, 'intersection').filter((item) => others.every((other) => other.has(item)));
}

/** Known, bounded values by deep equality; a text stands for each, so that a long list costs no quadratic search. */
class Bag {
  readonly #keys = new Set<string>();

  constructor(items: readonly unknown[] = []) {
    for (const item of items) this.add(item);
  }

  has(item: unknown): boolean {
    return this.#keys.has(canonical(item));
  }

  /** True when the value was not there. */
  add(item: unknown): boolean {
    const before = this.#keys.size;
    return this.#keys.add(canonical(item)).size > before;
  }
}

/** JSON with the members of every object in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) => (isObject(part) ? Object.fromEntries(Object.entries(part).sort(byKey)) : part));
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

/** Only the first step is safe; what lies behind an existing value has to exist. */
function tryGet(value: unknown, first: unknown, rest: Arguments): unknown {
  const found = isArray(value) || isObject(value) || isUnknown(value) ? safely(value, first) : null;
  return isAbsent(found) ? null : rest.reduce((current, key) => access(current, key), found);
}

function safely(value: unknown, key: unknown): unknown {
  return isUnknown(value) || isUnknown(key) || isPart(value, key) ? access(value, key) : null;
}

function isPart(value: unknown, key: unknown): boolean {
  if (isArray(value)) return typeof key === 'number' && key in value;
  return isObject(value) && typeof key === 'string' && keyIgnoringCase(value, key) !== undefined;
}
