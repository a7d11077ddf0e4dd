import { fold } from '../../fold.ts';
import type { Arguments, WhenOpen } from '../../function-table.ts';
import { bare, isUnknown, present, type Unknown } from '../../unknown.ts';
import { deepEqual, isArray, isObject, type ObjectValue } from '../../values.ts';
import type { Truth } from '../../truth.ts';
import { list, object } from '../expect.ts';

/** `union` and `intersection` of arrays and of objects. */
/** Elements once each, as they come; of objects all members, objects in them merged. */
export function union(args: Arguments): unknown {
  if (args.every(isObject)) return args.reduce<ObjectValue>((left, right) => merge(left, right), {});
  const found = new Bag();
  return args.flatMap((value) => list(value, 'union')).filter((item) => found.add(item));
}

/** Objects keep every member, also one that is not known; of arrays every element has to be told apart. */
export const openUnion: WhenOpen = (args, open) => {
  if (args.every(isObject)) return union(args);
  return args.every(isArray) ? (distinct(args.flat(), open) ?? present(open)) : present(open);
};

/** More are not told apart one by one. */
const mostCompared = 512;

/** The elements once each; undefined when it is not known which ones are the same. */
function distinct(items: readonly unknown[], open: Unknown): readonly unknown[] | undefined {
  if (items.length > mostCompared) return undefined;
  const kept: unknown[] = [];
  for (const item of items) {
    const found = isAmong(kept, item, open);
    if (isUnknown(found)) return undefined;
    if (!found) kept.push(item);
  }
  return kept;
}

function isAmong(items: readonly unknown[], wanted: unknown, open: Unknown): Truth {
  let undecided = false;
  for (const item of items) {
    const same = deepEqual(item, wanted);
    if (same === true) return true;
    undecided ||= same !== false;
  }
  return undecided ? open : false;
}

/** Members of the right take the place of those of the left, compared without case; objects are merged in turn. */
function merge(left: ObjectValue, right: ObjectValue): ObjectValue {
  const names = new Map(Object.keys(left).map((key) => [fold(key), key]));
  const members = new Map(Object.entries(left));
  for (const [key, value] of Object.entries(right)) {
    const name = names.get(fold(key)) ?? key;
    const before = members.get(name);
    members.set(name, merged(before, value));
    names.set(fold(key), name);
  }
  return Object.fromEntries(members);
}

function merged(before: unknown, value: unknown): unknown {
  if (isObject(before) && isObject(value)) return merge(before, value);
  // Whether two objects meet here is not known, and so neither which members there will be.
  if (isUnknown(before) && isObject(value)) return present(before);
  if (isUnknown(value) && value.pieces === undefined && (isObject(before) || isUnknown(before))) return value.isPresent ? present(value) : bare(value);
  return value;
}

/** What all have in common, in the order of the first. */
export function intersection(args: Arguments): unknown {
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

/** Nothing is in common with what is empty; otherwise every member and element has to be known to be in all of them or not. */
export const openIntersection: WhenOpen = (args, open) => {
  const known = args.filter((value) => !isUnknown(value));
  if (known.some((value) => isArray(value) && value.length === 0)) return [];
  if (known.some((value) => isObject(value) && Object.keys(value).length === 0)) return {};
  const [head, ...rest] = args;
  if (args.every(isObject)) return sharedMembers(object(head, 'intersection'), rest.filter(isObject), open);
  return args.every(isArray) ? sharedElements(list(head, 'intersection'), rest.filter(isArray), open) : present(open);
};

function sharedMembers(head: ObjectValue, others: readonly ObjectValue[], open: Unknown): unknown {
  const kept: (readonly [string, unknown])[] = [];
  for (const [key, value] of Object.entries(head)) {
    const truths = others.map((other) => Object.hasOwn(other, key) && deepEqual(other[key], value));
    if (truths.every((truth) => truth === true)) kept.push([key, value]);
    else if (truths.every((truth) => truth !== false)) return present(open);
  }
  return Object.fromEntries(kept);
}

function sharedElements(head: readonly unknown[], others: readonly (readonly unknown[])[], open: Unknown): unknown {
  if (Math.max(head.length, ...others.map((other) => other.length)) > mostCompared) return present(open);
  const kept: unknown[] = [];
  for (const item of head) {
    const truths = others.map((other) => isAmong(other, item, open));
    if (truths.includes(false)) continue;
    if (!truths.every((truth) => truth === true)) return present(open);
    kept.push(item);
  }
  return distinct(kept, open) ?? present(open);
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
