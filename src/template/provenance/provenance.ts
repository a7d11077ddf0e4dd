import { isArray, isObject, type ObjectValue } from '../../language/values.ts';
import type { Provenance } from '../expansion.ts';
import { codeOf, type Cursor } from './cursor.ts';
import { attempt, walk, type BodySource } from './place.ts';
import { named } from './step.ts';

/** How the value at a pointer into a body came to be. */
export function provenanceOf(source: BodySource, body: ObjectValue, pointer: string): Provenance {
  const { cursor, isWhole } = walk(source, pointer);
  if (!isWhole) return told(exists(body, pointer) ? 'expression' : 'absent', cursor);
  return literal(cursor);
}

/** Follows names to what was typed. */
function literal(start: Cursor): Provenance {
  let cursor = start;
  for (;;) {
    if (cursor.kind === 'written' && cursor.written.kind !== 'expression') return told(cursor.written.kind === 'plain' ? 'literal' : 'expression', cursor);
    const code: Cursor | undefined = cursor.kind === 'written' ? attempt(() => codeOf(cursor)) : cursor;
    const next: Cursor | undefined = code?.kind === 'code' ? attempt(() => named(code)) : undefined;
    if (next === undefined || next.kind === 'value') return told('expression', cursor);
    cursor = next;
  }
}

function told(kind: Provenance['kind'], { written, through }: Cursor): Provenance {
  return { kind, place: written.place, through };
}

function exists(body: ObjectValue, pointer: string): boolean {
  let value: unknown = body;
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isArray(value) ? !(Number(key) < value.length) : !isObject(value) || !Object.hasOwn(value, key)) return false;
    value = isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  }
  return true;
}
