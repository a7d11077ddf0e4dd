import { isJsonObject } from '../../../arm/json.ts';
import type { Resource } from '../../../arm/resource.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';

/*
 * The envelope of a resource shows a name as it is written where a part of it cannot be known. Then the body has it as an Unknown, and with it
 * what is known of it. A file may give the full name there, `cluster/pool`, or its last segment alone.
 */

/** The resource's name, its last segment, when it is not known; a text when that part of the full name is. Undefined when the envelope has it. */
export function unknownName(resource: Resource): Unknown | string | undefined {
  const name = unknownMember(resource, 'name');
  if (name?.pieces === undefined || !isChild(resource)) return name;
  const last = name.pieces.at(-1) ?? '';
  const slash = last.lastIndexOf('/');
  return slash < 0 ? endingWith(last, name) : last.slice(slash + 1);
}

/** Its full name, when that is not known. A segment alone says how the full name ends. */
export function unknownFullName(resource: Resource): Unknown | undefined {
  const name = unknownMember(resource, 'name');
  if (name?.pieces === undefined || !isChild(resource) || name.pieces.some((piece) => piece.includes('/'))) return name;
  return endingWith(name.pieces.at(-1) ?? '', name);
}

/** Its id, as far as the body knows it. */
export function unknownId(resource: Resource): Unknown | undefined {
  return unknownMember(resource, 'id');
}

function unknownMember({ body }: Resource, member: string): Unknown | undefined {
  const value = isJsonObject(body) ? body[member] : undefined;
  return isUnknown(value) ? value : undefined;
}

/** `Microsoft.X/parents/children`. */
function isChild({ type }: Resource): boolean {
  return type.split('/').length > 2;
}

function endingWith(end: string, { why }: Unknown): Unknown {
  return new Unknown(why, { pieces: ['', end] });
}
