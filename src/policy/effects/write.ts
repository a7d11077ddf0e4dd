import { isJsonObject } from '../../arm/json.ts';
import { isUnknown } from '../../language/unknown.ts';
import { each, type PathStep } from '../conditions/fields/path.ts';

/** What to put in the place of a value; `keep` leaves it, `drop` takes the member away. */
export type Change = (current: unknown) => unknown;

export const keep = Symbol('keep');
export const drop = Symbol('drop');

/** How far a write may go: `existing` needs the parent object to be there, `creating` makes what is missing on the way. */
export type Reach = 'existing' | 'creating';

/**
 * A copy of a value with what lies at the end of a path changed; the value itself when nothing changes. Members are found without
 * case and keep their spelling. `[*]` in the middle goes through every element, at the end it stands for the array as a whole.
 */
export function written(value: unknown, path: readonly PathStep[], change: Change, reach: Reach): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    const next = change(value);
    return next === keep ? value : next;
  }
  if (isUnknown(value)) return value;
  if (step === each) return rest.length === 0 ? atEnd(value, change) : inElements(value, rest, change, reach);
  if (typeof step === 'number') return inElement(value, step, rest, change, reach);
  return inMember(value, step, rest, change, reach);
}

function atEnd(value: unknown, change: Change): unknown {
  const next = change(value);
  return next === keep ? value : next;
}

function inElements(value: unknown, rest: readonly PathStep[], change: Change, reach: Reach): unknown {
  if (!Array.isArray(value)) return value;
  const next = value.map((element: unknown) => written(element, rest, change, reach));
  return next.every((element, index) => element === value[index]) ? value : next;
}

function inElement(value: unknown, index: number, rest: readonly PathStep[], change: Change, reach: Reach): unknown {
  if (!Array.isArray(value) || index >= value.length) return value;
  const next = written(value[index], rest, change, reach);
  return next === value[index] ? value : value.with(index, next);
}

function inMember(value: unknown, name: string, rest: readonly PathStep[], change: Change, reach: Reach): unknown {
  if (value !== undefined && value !== null && !isJsonObject(value)) return value;
  if (!isJsonObject(value) && reach === 'existing') return value;
  const object = isJsonObject(value) ? value : {};
  const key = spellingOf(object, name);
  const before = Object.hasOwn(object, key) ? object[key] : undefined;
  const isArrayStep = rest[0] === each && rest.length === 1;
  const next = rest.length === 0 || isArrayStep ? atEnd(before, change) : written(before, rest, change, reach);
  if (next === before) return value;
  // fromEntries defines own members, also for a name such as `__proto__`.
  const others = Object.entries(object).filter(([member]) => member !== key);
  if (next === drop) return Object.fromEntries(others);
  return Object.fromEntries(before === undefined ? [...others, [key, next]] : Object.entries(object).map(([member, part]) => [member, member === key ? next : part]));
}

function spellingOf(object: Readonly<Record<string, unknown>>, name: string): string {
  if (Object.hasOwn(object, name)) return name;
  const lower = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === lower) ?? name;
}
