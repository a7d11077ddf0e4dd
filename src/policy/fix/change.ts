import { isJsonObject, type JsonObject } from '../../arm/json.ts';
import { unescapePointer } from '../../arm/pointer.ts';
import { isUnknown } from '../../language/unknown.ts';
import type { PathStep } from '../conditions/fields/path.ts';
import { written } from '../effects/write.ts';

/** One value to put into a resource. */
export interface Change {
  /** `replace`: the value is there. `add`: it is not, nor perhaps the objects around it. */
  readonly kind: 'replace' | 'add';
  /** JSON pointer (RFC 6901) into the resource's body. */
  readonly pointer: string;
  readonly value: unknown;
}

/** A copy of the body with the changes made; what they do not touch is shared with the original. */
export function withChanges(body: JsonObject, changes: readonly Change[]): JsonObject {
  return changes.reduce<JsonObject>((before, { pointer, value }) => {
    const after = written(before, stepsTo(before, pointer), () => value, 'creating');
    return isJsonObject(after) ? after : before;
  }, body);
}

/** Whether something, null included, stands at a JSON pointer. */
export function isThere(body: JsonObject, pointer: string): boolean {
  let value: unknown = body;
  for (const segment of segmentsOf(pointer)) {
    const next = partOf(value, segment);
    if (next === undefined) return false;
    value = next;
  }
  return true;
}

/** What of a pointer is an index depends on what it leads through. */
function stepsTo(body: JsonObject, pointer: string): readonly PathStep[] {
  let value: unknown = body;
  return segmentsOf(pointer).map((segment) => {
    const step = Array.isArray(value) ? Number(segment) : segment;
    value = partOf(value, segment);
    return step;
  });
}

function segmentsOf(pointer: string): readonly string[] {
  return pointer.split('/').slice(1).map(unescapePointer);
}

function partOf(value: unknown, segment: string): unknown {
  if (isUnknown(value)) return undefined;
  if (Array.isArray(value)) return value[Number(segment)] as unknown;
  return isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}
