import { access } from '../../access.ts';
import { EvaluationError } from '../../errors.ts';
import { fold, upper } from '../../fold.ts';
import { many, partial, type Arguments, type LanguageFunction } from '../../function-table.ts';
import { bare, isUnknown, present, type Unknown } from '../../unknown.ts';
import { isAbsent, isArray, isObject, keyIgnoringCase } from '../../values.ts';
import { integer, list, object, text, unfit } from '../expect.ts';
import { tryGet } from '../parts/try-get.ts';

/**
 * Arrays and objects (learn.microsoft.com, "Array functions" and "Object functions for ARM templates"; Azure/bicep,
 * SystemNamespaceType.cs and the decompiler's tests for what `?.`, `[^1]` and `[?^1]` are compiled to).
 */
export const templateCollections: readonly LanguageFunction<unknown>[] = [
  partial('flatten', [1, 1], ([values]) => flatten(values)),
  partial('objectKeys', [1, 1], ([value]) => (isUnknown(value) ? present(value) : sortedKeys(object(value, 'objectKeys')))),
  partial('shallowMerge', [1, 1], ([values]) => shallowMerge(values)),
  partial('indexFromEnd', [2, 2], ([values, place]) => indexFromEnd(values, place)),
  partial('tryIndexFromEnd', [2, many], ([values, place, ...rest]) => below(tryIndexFromEnd(values, place), rest)),
  partial('tryGet', [2, many], tryGetInTemplate),
  partial('fail', [1, 1], ([message]) => fail(message)),
];

function openAmong(values: unknown): Unknown | undefined {
  if (isUnknown(values)) return values;
  return isArray(values) ? values.find(isUnknown) : undefined;
}

/** One level; an array of which one is not known may have any length. */
function flatten(values: unknown): unknown {
  const open = openAmong(values);
  return open === undefined ? list(values, 'flatten').flatMap((value) => list(value, 'flatten')) : present(open);
}

/** "Elements are consistently ordered alphabetically", as those of `items` are. */
function sortedKeys(value: object): readonly string[] {
  return Object.keys(value).toSorted((left, right) => {
    const [first, second] = [upper(left), upper(right)];
    return first === second ? 0 : first < second ? -1 : 1;
  });
}

/** Members of later objects take the place of those of earlier ones, compared without case; what is in them is not merged. */
function shallowMerge(values: unknown): unknown {
  const open = openAmong(values);
  if (open !== undefined) return present(open);
  const members = new Map<string, readonly [string, unknown]>();
  for (const value of list(values, 'shallowMerge')) {
    for (const [key, member] of Object.entries(object(value, 'shallowMerge'))) {
      members.set(fold(key), [members.get(fold(key))?.[0] ?? key, member]);
    }
  }
  return Object.fromEntries(members.values());
}

/** The last one is at 1. */
function indexFromEnd(values: unknown, place: unknown): unknown {
  if (isUnknown(values)) return bare(values);
  if (isUnknown(place)) return bare(place);
  const [items, index] = [list(values, 'indexFromEnd'), integer(place, 'indexFromEnd')];
  if (index >= 1 && index <= items.length) return items[items.length - index];
  throw new EvaluationError(`The index ${index} from the end is outside the array of ${items.length}`);
}

/** Null where there is no such element, and where there is no array. */
function tryIndexFromEnd(values: unknown, place: unknown): unknown {
  if (isUnknown(values)) return values.pieces === undefined ? bare(values) : null;
  if (isUnknown(place)) return bare(place);
  const index = integer(place, 'tryIndexFromEnd');
  return isArray(values) ? (values[values.length - index] ?? null) : null;
}

/** As in policy, and with steps that count from the end: `{value: 1, fromEnd: true}`. */
function tryGetInTemplate([value, key, ...rest]: Arguments): unknown {
  if (![key, ...rest].some(isObject)) return tryGet(value, key, rest);
  return below(isFromEnd(key) ? tryIndexFromEnd(value, key['value']) : tryGet(value, key, []), rest);
}

/** What lies behind an existing value has to exist. */
function below(found: unknown, rest: Arguments): unknown {
  if (isAbsent(found) || rest.length === 0) return found ?? null;
  if (isUnknown(found)) return bare(found);
  return rest.reduce((current, key) => (isFromEnd(key) ? indexFromEnd(current, key['value']) : access(current, key)), found);
}

function isFromEnd(key: unknown): key is { readonly [member: string]: unknown } {
  if (!isObject(key)) return false;
  const name = keyIgnoringCase(key, 'fromEnd');
  if (name === undefined || key[name] !== true || !Object.hasOwn(key, 'value')) throw unfit('tryGet', 'keys that are texts, integers or places from the end', key);
  return true;
}

function fail(message: unknown): never {
  throw new EvaluationError(isUnknown(message) ? `\`fail\` stops the deployment (${message.why})` : text(message, 'fail'));
}
