import { bare, isUnknown } from '../../../language/unknown.ts';
import type { Truth } from '../../../language/truth.ts';
import { forgiving } from '../forgiving.ts';
import type { Matcher } from '../leaves/matchers.ts';
import { each, mayBeWrapped, type PathStep, type Spot } from './path.ts';

/**
 * A path compiled for reading. `select` (path.ts) gives the same answers with the places they came from; this one allocates nothing,
 * because most comparisons are made without anybody asking where.
 */
export interface Reader {
  /** The value at the end of a path without `[*]`; undefined when there is nothing. */
  readonly value: (start: unknown) => unknown;
  /** Whether every value at the end satisfies the matcher. A missing or null array has no elements. */
  readonly every: (start: unknown, matcher: Matcher) => Truth;
  /** The values at the end of a path that ends in `[*]`, each with its index and without the way there. */
  readonly elements: (start: unknown) => readonly Spot[];
  /** True when some value at the end is neither missing nor null. */
  readonly finds: (start: unknown) => boolean;
}

/** One step made ready. `inserted`: a wrapper `properties` may stand around the member (see `select`). */
type Step =
  | { readonly kind: 'each' }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'member'; readonly name: string; readonly lower: string; readonly inherited: boolean; readonly wrapped: boolean };

/** Compiles a path. `startsAtElement`: the start is itself an element of an array. */
export function readerOf(steps: readonly PathStep[], inserted: boolean, startsAtElement = false): Reader {
  const path = steps.map((step, index): Step => {
    if (step === each) return { kind: 'each' };
    if (typeof step === 'number') return { kind: 'index', index: step };
    return stepTo(step, inserted && mayBeWrapped(steps, index, startsAtElement));
  });
  return {
    value: (start) => {
      let value = start;
      for (const step of path) value = follow(value, step);
      return value;
    },
    every: (start, matcher) => everyFrom(start, path, 0, matcher),
    elements: (start) => {
      const found: Spot[] = [];
      collect(start, path, 0, found);
      return found;
    },
    finds: (start) => findsFrom(start, path, 0),
  };
}

function stepTo(name: string, wrapped: boolean): Extract<Step, { kind: 'member' }> {
  return { kind: 'member', name, lower: name.toLowerCase(), inherited: name in Object.prototype, wrapped };
}

const wrapper = stepTo('properties', false);

function follow(value: unknown, step: Step): unknown {
  if (isUnknown(value)) return bare(value);
  if (step.kind === 'each') return undefined;
  if (step.kind === 'index') return Array.isArray(value) ? value[step.index] : undefined;
  const found = memberOf(value, step);
  if (found !== undefined || !step.wrapped) return found;
  const inner = memberOf(value, wrapper);
  return isUnknown(inner) ? bare(inner) : memberOf(inner, step);
}

/** The own member of a plain object, exact name first, then without case. */
function memberOf(value: unknown, { name, lower, inherited }: Extract<Step, { kind: 'member' }>): unknown {
  if (!isPlain(value)) return undefined;
  if (!inherited || Object.hasOwn(value, name)) {
    const exact = value[name];
    if (exact !== undefined) return exact;
  }
  // `in` allocates nothing, which counts where most members that rules ask for are missing.
  for (const key in value) {
    if (key.length === lower.length && key !== name && key.toLowerCase() === lower && Object.hasOwn(value, key)) return value[key];
  }
  return undefined;
}

function isPlain(value: unknown): value is { readonly [member: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function everyFrom(start: unknown, path: readonly Step[], from: number, matcher: Matcher): Truth {
  let value = start;
  for (let index = from; index < path.length; index += 1) {
    const step = path[index];
    if (step === undefined) break;
    if (step.kind === 'each') return everyElement(value, path, index + 1, matcher);
    value = follow(value, step);
  }
  return matcher(value);
}

function everyElement(list: unknown, path: readonly Step[], from: number, matcher: Matcher): Truth {
  // However many elements it has, and it may have none: only a comparison that nothing escapes is settled.
  if (isUnknown(list)) return matcher(bare(list)) === true ? true : list;
  if (!Array.isArray(list)) return true;
  return allKnown(list, (element) => everyFrom(element, path, from, matcher));
}

/** What `select` finds at the end of a path, into `found`: an array that is not known has one open element. */
function collect(start: unknown, path: readonly Step[], from: number, found: Spot[]): void {
  let value = start;
  for (let index = from; index < path.length; index += 1) {
    const step = path[index];
    if (step === undefined) break;
    if (step.kind === 'each') {
      if (isUnknown(value)) found.push({ value: bare(value), open: true });
      if (!Array.isArray(value)) return;
      for (const [key, element] of value.entries()) {
        if (index === path.length - 1) found.push({ value: element, key });
        else collect(element, path, index + 1, found);
      }
      return;
    }
    value = follow(value, step);
  }
  found.push({ value });
}

/**
 * Whether `holds` is true of every item: the first false one decides. One that is not known leaves the whole unknown,
 * and hides the failure of a later one, which would never have been looked at had it been false.
 */
export function allKnown<Item>(items: readonly Item[], holds: (item: Item) => Truth): Truth {
  let unsettled: Truth = true;
  for (const item of items) {
    const truth: Truth = unsettled === true ? holds(item) : forgiving(() => holds(item), unsettled);
    if (truth === false) return false;
    if (unsettled === true) unsettled = truth;
  }
  return unsettled;
}

function findsFrom(start: unknown, path: readonly Step[], from: number): boolean {
  let value = start;
  for (let index = from; index < path.length; index += 1) {
    const step = path[index];
    if (step === undefined || isUnknown(value)) break;
    if (step.kind === 'each') return Array.isArray(value) && value.some((element) => findsFrom(element, path, index + 1));
    value = follow(value, step);
  }
  return value !== undefined && value !== null;
}
