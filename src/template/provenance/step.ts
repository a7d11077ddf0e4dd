import { access } from '../../language/access.ts';
import { isArray, isObject, keyIgnoringCase } from '../../language/values.ts';
import { keyOf, loopName, turnOf } from '../evaluate/make.ts';
import { codeOf, valueAt, type Code, type Cursor } from './cursor.ts';
import { routeOf, type Way } from './routes.ts';

/** One step into a value: the place of its member or element; undefined when there is none. */
export function step(cursor: Cursor, key: string): Cursor | undefined {
  if (cursor.kind === 'written') return cursor.written.kind === 'expression' ? step(codeOf(cursor), key) : childOf(cursor, key);
  if (cursor.kind === 'loop') return turnAt(cursor, key);
  if (cursor.kind === 'layers') return layerAt(cursor, key);
  if (cursor.kind === 'value') return memberOf(cursor, key);
  return enter(cursor, key);
}

function childOf(cursor: Cursor, key: string): Cursor | undefined {
  const { written, frame } = cursor;
  if (written.isArray) {
    const item = written.items[Number(key)];
    return item === undefined ? undefined : { ...cursor, kind: 'written', written: item };
  }
  for (const member of written.members) {
    if (!member.value.isLoops) {
      if (member.key === key || (member.key.startsWith('[') && keyOf(member.key, member.value, frame) === key)) return { ...cursor, kind: 'written', written: member.value };
      continue;
    }
    const loop = member.value.items.find((one) => loopName(one, frame) === key);
    if (loop !== undefined) return { ...cursor, kind: 'loop', written: loop };
  }
  return undefined;
}

function turnAt(cursor: Cursor, key: string): Cursor | undefined {
  const { written, frame } = cursor;
  const input = written.find('input');
  if (input === undefined || !/^[0-9]+$/.test(key)) return undefined;
  return { ...cursor, kind: 'written', written: input, frame: turnOf(frame, 'part', loopName(written, frame), Number(key)) };
}

/** Objects in the same place are layers in turn; anything else hides what is below. */
function layerAt(cursor: Cursor & { readonly kind: 'layers' }, key: string): Cursor | undefined {
  const found = cursor.layers.flatMap((layer) => {
    const next = isObject(valueAt(layer)) ? step(layer, key) : undefined;
    return next === undefined ? [] : [next];
  });
  const [strongest, ...rest] = found;
  if (strongest === undefined || rest.length === 0 || !isObject(valueAt(strongest))) return strongest;
  return { ...strongest, kind: 'layers', layers: found };
}

/** The places of what functions pass on are known by identity. */
function memberOf(cursor: Cursor, key: string): Cursor | undefined {
  const value = valueAt(cursor);
  if (typeof value !== 'object' || value === null) return undefined;
  const origin = cursor.frame.session.origins.of(value, cursor.frame);
  if (origin !== undefined) {
    const isLoop = isArray(value) && !origin.written.isArray;
    return step({ ...origin, kind: isLoop ? 'loop' : 'written', through: cursor.through }, key);
  }
  const own = isObject(value) ? keyIgnoringCase(value, key) : key;
  if (own === undefined || (isArray(value) && !(Number(own) < value.length))) return undefined;
  return { kind: 'value', value: access(value, isArray(value) ? Number(own) : own), frame: cursor.frame, written: cursor.written, through: cursor.through };
}

/** One step into the value of an expression. */
function enter(cursor: Code, key: string): Cursor | undefined {
  const route = routeOf(cursor);
  if (route?.kind === 'whole') {
    const start = reach(route.way);
    return start === undefined ? memberOf(cursor, key) : step(start, key);
  }
  const way = route?.find(key);
  return (way === undefined ? undefined : reach(way)) ?? memberOf(cursor, key);
}

/** The end of a way. */
function reach({ start, keys }: Way): Cursor | undefined {
  return keys.reduce<Cursor | undefined>((at, key) => (at === undefined ? undefined : step(at, key)), start);
}

/** Where the value of an expression comes from unchanged, through names and steps alone. Undefined for what is computed, and for what no document holds. */
export function named(cursor: Code): Cursor | undefined {
  const route = routeOf(cursor);
  return route?.kind === 'whole' && route.isNamed ? reach(route.way) : undefined;
}
