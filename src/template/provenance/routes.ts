import type { Expression } from '../../language/syntax/syntax.ts';
import { isAbsent, isArray, isObject, sameText } from '../../language/values.ts';
import type { Binding } from '../evaluate/binding.ts';
import { bindingOf } from '../functions/references.ts';
import { part, valueAt, type Code, type Cursor } from './cursor.ts';

/** A way to a value: steps from a cursor. */
export interface Way {
  readonly start: Cursor;
  readonly keys: readonly string[];
}

/**
 * What a function does with the places of its arguments.
 * - `whole`: its value is another one's; `isNamed`: by a name and steps, not by choice
 * - `parts`: it puts values together; `find` gives the way to a member or element
 */
export type Route =
  | { readonly kind: 'whole'; readonly way: Way; readonly isNamed: boolean }
  | { readonly kind: 'parts'; readonly find: (key: string) => Way | undefined };

/** Undefined for what is computed: places of objects that pass through a function whole are known by identity. */
export function routeOf(cursor: Code): Route | undefined {
  const { expression } = cursor;
  if (expression.kind === 'access') return path(cursor, expression.base, expression.steps.map(({ key }) => key));
  if (expression.kind !== 'call') return undefined;
  const [first, ...rest] = expression.args;
  if (first === undefined) return undefined;
  const name = expression.name.toLowerCase();
  if (name === 'tryget') return path(cursor, first, rest);
  if (name === 'parameters' || name === 'variables') {
    const binding = bindingOf(name === 'parameters' ? 'parameter' : 'variable', String(valueAt(part(cursor, first))), cursor.frame);
    return binding === undefined ? undefined : source(binding, cursor);
  }
  return choice(name, cursor, expression.args) ?? composition(name, cursor, expression.args);
}

function path(cursor: Code, base: Expression, keys: readonly Expression[]): Route {
  return { kind: 'whole', isNamed: true, way: { start: part(cursor, base), keys: keys.map((key) => String(valueAt(part(cursor, key)))) } };
}

function source(binding: Binding, cursor: Cursor): Route | undefined {
  const value = binding.value();
  const { source: from, kind, name } = binding;
  const through = [...cursor.through, { kind, name }];
  if (from.kind === 'given') {
    const isContainer = isObject(value) || isArray(value);
    return isContainer ? whole({ kind: 'value', value, frame: cursor.frame, written: cursor.written, through }, true) : undefined;
  }
  const { written, frame } = from;
  if (from.kind === 'entry') return { kind: 'whole', isNamed: true, way: { start: { kind: 'written', written, frame, through }, keys: ['value'] } };
  return whole({ kind: from.kind, written, frame, through }, true);
}

function whole(start: Cursor, isNamed = false, keys: readonly string[] = []): Route {
  return { kind: 'whole', isNamed, way: { start, keys } };
}

function choice(name: string, cursor: Code, args: readonly Expression[]): Route | undefined {
  const parts = args.map((argument) => part(cursor, argument));
  const [first, second, third] = parts;
  if (first === undefined) return undefined;
  if (name === 'if') {
    const condition = valueAt(first);
    const chosen = typeof condition !== 'boolean' ? undefined : condition ? second : third;
    return chosen === undefined ? undefined : whole(chosen);
  }
  if (name === 'coalesce') {
    const chosen = parts.find((one) => !isAbsent(valueAt(one)));
    return chosen === undefined ? undefined : whole(chosen);
  }
  if (name === 'first') return whole(first, false, ['0']);
  if (name !== 'last') return undefined;
  const list = valueAt(first);
  return isArray(list) ? whole(first, false, [String(list.length - 1)]) : undefined;
}

/** Functions that put values together. */
function composition(name: string, cursor: Code, args: readonly Expression[]): Route | undefined {
  const parts = args.map((argument) => part(cursor, argument));
  switch (name) {
    case 'createobject':
      return { kind: 'parts', find: (key) => direct(parts.find((_, index) => index % 2 === 1 && sameText(nameBefore(parts, index), key))) };
    case 'createarray':
      return { kind: 'parts', find: (key) => direct(parts[Number(key)]) };
    case 'concat':
      return { kind: 'parts', find: (key) => inConcat(parts, Number(key)) };
    case 'union':
      return isObject(valueAt(cursor)) ? whole({ ...cursor, kind: 'layers', layers: parts.toReversed() }) : undefined;
    case 'shallowmerge':
      return { kind: 'parts', find: (key) => inMerged(cursor, args, key) };
    default:
      return undefined;
  }
}

function nameBefore(parts: readonly Cursor[], index: number): string {
  const name = parts[index - 1];
  return name === undefined ? '' : String(valueAt(name));
}

function direct(start: Cursor | undefined): Way | undefined {
  return start === undefined ? undefined : { start, keys: [] };
}

function inConcat(parts: readonly Cursor[], index: number): Way | undefined {
  let rest = index;
  for (const start of parts) {
    const value = valueAt(start);
    if (!isArray(value)) return undefined;
    if (rest < value.length) return { start, keys: [String(rest)] };
    rest -= value.length;
  }
  return undefined;
}

/** `shallowMerge(createArray(a, b))`: the last object that has the member. */
function inMerged(cursor: Code, [list]: readonly Expression[], key: string): Way | undefined {
  if (list?.kind !== 'call' || list.name.toLowerCase() !== 'createarray') return undefined;
  const start = list.args.map((item) => part(cursor, item)).findLast((one) => {
    const value = valueAt(one);
    return isObject(value) && Object.hasOwn(value, key);
  });
  return start === undefined ? undefined : { start, keys: [key] };
}
