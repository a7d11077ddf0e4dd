import { bounded } from '../bounded.ts';
import { isInt64 } from '../dotnet/int64.ts';
import { EvaluationError } from '../errors.ts';
import { upper } from '../fold.ts';
import { many, partial, strict, type Arguments, type LanguageFunction, type WhenOpen } from '../function-table.ts';
import { anyText, concatPieces, foldedPieces, leastLength, matches, truthOf } from '../partial-text.ts';
import { bare, isUnknown, present, type Unknown } from '../unknown.ts';
import { deepEqual, isAbsent, isArray, isObject, keyIgnoringCase, scalarText, type ObjectValue } from '../values.ts';
import type { Truth } from '../truth.ts';
import { list, object, shortInteger, text, unfit } from './expect.ts';
import { shownPieces, textUnknown, written } from './open/shared.ts';
import { beginning, behind, openIncludes, openIndexOf } from './open/text.ts';
import { firstIndexOf, lastIndexOf } from './parts/search.ts';
import { intersection, openIntersection, openUnion, union } from './parts/sets.ts';
import { folded } from './text.ts';
import { tryGet } from './parts/try-get.ts';

/** Arrays, objects and whatever works on texts and arrays alike. */
export const collectionFunctions: readonly LanguageFunction<unknown>[] = [
  partial('array', [1, 1], ([value]) => (isUnknown(value) ? openArray(value) : isArray(value) ? value : [value])),
  partial('createArray', [0, many], (args) => args),
  partial('createObject', [0, many], createObject),
  partial('concat', [1, many], concat),
  partial('length', [1, 1], ([value]) => sized(value, 'length', (size) => size)),
  partial('empty', [1, 1], ([value]) => (isUnknown(value) && leastLength(value.pieces ?? []) > 0 ? false : sized(value, 'empty', (size) => size === 0))),
  partial('first', [1, 1], ([value]) => end(value, 'first', 0)),
  partial('last', [1, 1], ([value]) => end(value, 'last', -1)),
  partial('take', [2, 2], ([value, count]) => slice('take', value, count, (size) => [0, size])),
  partial('skip', [2, 2], ([value, count]) => slice('skip', value, count, (size) => [size, Infinity])),
  partial('contains', [2, 2], ([container, wanted]) => contains(container, wanted)),
  strict('indexOf', [2, 2], ([container, wanted]) => indexOf('indexOf', container, wanted), openPlace('indexOf')),
  strict('lastIndexOf', [2, 2], ([container, wanted]) => indexOf('lastIndexOf', container, wanted), openPlace('lastIndexOf')),
  strict('union', [2, many], union, openUnion),
  strict('intersection', [2, many], intersection, openIntersection),
  strict('range', [2, 2], ([start, count]) => rangeOf(shortInteger(start, 'range'), shortInteger(count, 'range')), openRange),
  partial('items', [1, 1], ([value]) => (isUnknown(value) ? present(value) : pairsOf(object(value, 'items')))),
  partial('tryGet', [2, many], ([value, key, ...rest]) => tryGet(value, key, rest)),
];

/** Arrays alone, or texts, integers and booleans with null left out. */
function concat(args: Arguments): unknown {
  const open = args.find(isUnknown);
  if (open !== undefined) return openConcat(args, open);
  if (args.some(isArray)) return args.flatMap((value) => list(value, 'concat'));
  return bounded(args.map(piece).join(''));
}

/** A text when one argument is certainly none of an array and null, which goes with both. */
function openConcat(args: Arguments, open: Unknown): unknown {
  const isText = args.some((value) => (isUnknown(value) ? value.pieces !== undefined : !isAbsent(value) && !isArray(value) && !isObject(value)));
  return isText ? written(concatPieces(args.map((value) => shownPieces(value) ?? anyText)), open) : present(open);
}

/** What is no array becomes the one element of one. */
function openArray(value: Unknown): unknown {
  return value.pieces === undefined ? present(value) : [value];
}

function piece(value: unknown): string {
  const shown = typeof value === 'number' && !isInt64(value) ? undefined : scalarText(value);
  if (shown === undefined) throw unfit('concat', 'texts, integers and booleans, or on arrays alone', value);
  return shown;
}

function createObject(args: Arguments): unknown {
  const open = args.find((value, index) => index % 2 === 0 && isUnknown(value));
  if (isUnknown(open)) return present(open);
  if (args.length % 2 !== 0) throw unfit('createObject', 'pairs of a name and a value', args);
  const names = args.filter((_, index) => index % 2 === 0);
  if (new Set(names).size < names.length) throw new EvaluationError('`createObject` was given the same name twice');
  // fromEntries defines own members, also for a name such as `__proto__`.
  return Object.fromEntries(
    args.flatMap((key, index) => (index % 2 === 0 ? [[text(key, 'createObject'), args[index + 1]] as const] : [])),
  );
}

function sized<Result>(value: unknown, name: string, answer: (size: number) => Result): Result | Unknown {
  if (isUnknown(value)) return present(value);
  if (isAbsent(value)) return answer(0);
  if (typeof value === 'string' || isArray(value)) return answer(value.length);
  return answer(Object.keys(object(value, name)).length);
}

function end(value: unknown, name: string, index: 0 | -1): unknown {
  if (isUnknown(value)) return openEnd(value, index);
  if (isAbsent(value)) return null;
  if (typeof value === 'string') return value.at(index) ?? '';
  return list(value, name).at(index) ?? null;
}

function openEnd(value: Unknown, index: 0 | -1): unknown {
  if (value.pieces === undefined) return bare(value);
  const outer = value.pieces.at(index) ?? '';
  return outer === '' ? textUnknown(value) : outer.at(index);
}

function slice(name: 'take' | 'skip', value: unknown, count: unknown, range: (size: number) => readonly [number, number]): unknown {
  if (isUnknown(value)) return openSlice(name, value, count);
  if (isAbsent(value)) return null;
  if (isUnknown(count)) return typeof value === 'string' ? textUnknown(count) : present(count);
  const [from, to] = range(Math.max(0, shortInteger(count, name)));
  return typeof value === 'string' ? value.slice(from, to) : list(value, name).slice(from, to);
}

function openSlice(name: 'take' | 'skip', value: Unknown, count: unknown): unknown {
  if (value.pieces === undefined) return value.isPresent ? present(value) : value;
  if (isUnknown(count)) return textUnknown(value);
  const size = Math.max(0, shortInteger(count, name));
  const { pieces } = value;
  return name === 'take' ? beginning(pieces, size, value) : written(behind(pieces, size), value);
}

/** In text and in the keys of objects without case; members of arrays with case. */
function contains(container: unknown, wanted: unknown): unknown {
  if (isUnknown(container)) return container.pieces === undefined ? present(container) : openIncludes([container, wanted], container);
  if (isArray(container)) return includes(container, wanted);
  if (isUnknown(wanted)) return isObject(container) ? hasOpenKey(container, wanted) : openIncludes([container, wanted], wanted);
  if (isObject(container)) return keyIgnoringCase(container, text(wanted, 'contains')) !== undefined;
  return firstIndexOf(folded(container, 'contains'), folded(wanted, 'contains')) >= 0;
}

function hasOpenKey(container: ObjectValue, wanted: Unknown): Truth {
  const { pieces } = wanted;
  const keys = foldedPieces(Object.keys(container));
  const canBe = pieces === undefined ? keys.length > 0 : keys.some((key) => matches(foldedPieces(pieces), key) !== 'never');
  return truthOf(canBe ? 'maybe' : 'never', present(wanted));
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

/** Where the wanted one is, when it is known of everything before it that it is another one. */
function openPlace(name: 'indexOf' | 'lastIndexOf'): WhenOpen {
  return ([container, wanted], open) => {
    if (isUnknown(container)) return name === 'indexOf' ? openIndexOf(container, wanted) : present(open);
    if (!isArray(container)) return present(open);
    const truths = container.map((item) => deepEqual(item, wanted));
    const place = name === 'indexOf' ? truths.findIndex(isPossible) : truths.findLastIndex(isPossible);
    return place < 0 || truths[place] === true ? place : present(open);
  };
}

function isPossible(truth: Truth): boolean {
  return truth !== false;
}

/** As many as there will be, whichever they are. */
function openRange([, count]: Arguments, open: Unknown): unknown {
  return isUnknown(count) ? present(open) : rangeOf(0, shortInteger(count, 'range')).map(() => present(open));
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
