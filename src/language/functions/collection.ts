import { bounded } from '../bounded.ts';
import { isInt64 } from '../dotnet/int64.ts';
import { EvaluationError } from '../errors.ts';
import { fold, upper } from '../fold.ts';
import { many, partial, strict, type Arguments, type LanguageFunction } from '../function-table.ts';
import { isUnknown, type Unknown } from '../unknown.ts';
import { deepEqual, isAbsent, isArray, isObject, keyIgnoringCase, scalarText, type ObjectValue, type Truth } from '../values.ts';
import { list, object, shortInteger, text, unfit } from './expect.ts';
import { firstIndexOf, lastIndexOf } from './parts/search.ts';
import { folded } from './text.ts';
import { tryGet } from './parts/try-get.ts';

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
  strict('indexOf', [2, 2], ([container, wanted]) => indexOf('indexOf', container, wanted)),
  strict('lastIndexOf', [2, 2], ([container, wanted]) => indexOf('lastIndexOf', container, wanted)),
  strict('union', [2, many], union),
  strict('intersection', [2, many], intersection),
  strict('range', [2, 2], ([start, count]) => rangeOf(shortInteger(start, 'range'), shortInteger(count, 'range'))),
  partial('items', [1, 1], ([value]) => (isUnknown(value) ? value : pairsOf(object(value, 'items')))),
  partial('tryGet', [2, many], ([value, key, ...rest]) => tryGet(value, key, rest)),
];

/** Arrays alone, or texts, integers and booleans with null left out. */
function concat(args: Arguments): unknown {
  const open = args.find(isUnknown);
  if (open !== undefined) return open;
  if (args.some(isArray)) return args.flatMap((value) => list(value, 'concat'));
  return bounded(args.map(piece).join(''));
}

function piece(value: unknown): string {
  const shown = typeof value === 'number' && !isInt64(value) ? undefined : scalarText(value);
  if (shown === undefined) throw unfit('concat', 'texts, integers and booleans, or on arrays alone', value);
  return shown;
}

function createObject(args: Arguments): unknown {
  const open = args.find((value, index) => index % 2 === 0 && isUnknown(value));
  if (open !== undefined) return open;
  if (args.length % 2 !== 0) throw unfit('createObject', 'pairs of a name and a value', args);
  const names = args.filter((_, index) => index % 2 === 0);
  if (new Set(names).size < names.length) throw new EvaluationError('`createObject` was given the same name twice');
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
  const [from, to] = range(Math.max(0, shortInteger(count, name)));
  return typeof value === 'string' ? value.slice(from, to) : list(value, name).slice(from, to);
}

/** In text and in the keys of objects without case; members of arrays with case. */
function contains(container: unknown, wanted: unknown): Truth {
  if (isUnknown(container)) return container;
  if (isArray(container)) return includes(container, wanted);
  if (isUnknown(wanted)) return wanted;
  if (isObject(container)) return keyIgnoringCase(container, text(wanted, 'contains')) !== undefined;
  return firstIndexOf(folded(container, 'contains'), folded(wanted, 'contains')) >= 0;
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

/** In text without case, in arrays with case; nothing is anywhere in null. */
function indexOf(name: 'indexOf' | 'lastIndexOf', container: unknown, wanted: unknown): number {
  if (isAbsent(container)) return -1;
  const isFirst = name === 'indexOf';
  if (isArray(container)) {
    const isWanted = (item: unknown) => deepEqual(item, wanted) === true;
    return isFirst ? container.findIndex(isWanted) : container.findLastIndex(isWanted);
  }
  const [within, part] = [folded(container, name), folded(wanted, name)];
  return isFirst ? firstIndexOf(within, part) : lastIndexOf(within, part);
}

/** At most 10,000 integers, none beyond 32 bits. */
function rangeOf(start: number, count: number): readonly number[] {
  if (count < 0 || count > 10_000 || start + count - 1 > 2_147_483_647) {
    throw new EvaluationError(`\`range\` from ${start} with ${count} numbers is outside of what it gives`);
  }
  return Array.from({ length: count }, (_, index) => start + index);
}

function byUpperCase([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  const [first, second] = [upper(left), upper(right)];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** `{key, value}` of every member, by the keys in upper case. */
function pairsOf(value: ObjectValue): readonly ObjectValue[] {
  return Object.entries(value)
    .toSorted(byUpperCase)
    .map(([key, member]) => ({ key, value: member }));
}

function union(args: Arguments): unknown {
  if (args.every(isObject)) return args.reduce<ObjectValue>((left, right) => merge(left, right), {});
  const found = new Bag();
  return args.flatMap((value) => list(value, 'union')).filter((item) => found.add(item));
}

/** Members of the right take the place of those of the left, compared without case; objects are merged in turn. */
function merge(left: ObjectValue, right: ObjectValue): ObjectValue {
  const names = new Map(Object.keys(left).map((key) => [fold(key), key]));
  const members = new Map(Object.entries(left));
  for (const [key, value] of Object.entries(right)) {
    const name = names.get(fold(key)) ?? key;
    const before = members.get(name);
    members.set(name, isObject(before) && isObject(value) ? merge(before, value) : value);
    names.set(fold(key), name);
  }
  return Object.fromEntries(members);
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
  const found = new Bag();
  return list(head, 'intersection').filter((item) => others.every((other) => other.has(item)) && found.add(item));
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
