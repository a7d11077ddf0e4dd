import { isJsonObject, memberIgnoringCase } from '../../arm/json.ts';
import { isUnknown } from '../../language/unknown.ts';
import { escapePointer } from '../documents/place.ts';

/** `[*]` in a path. */
export const each = Symbol('[*]');

/** A member name or every element. */
export type PathStep = string | typeof each;

/** A place in a resource. Its way there is a chain, because most places are never printed. */
export interface Spot {
  /** Undefined when there is nothing. */
  readonly value: unknown;
  readonly key?: string | number;
  readonly parent?: Spot;
  /** Stands for the elements of an array that is not known, however many. */
  readonly open?: true;
}

/** Reads `a.b[*].c`. A dot inside a name cannot be written. */
export function parsePath(text: string): readonly PathStep[] {
  return text.split('.').flatMap((part) => {
    const name = part.replace(/(?:\[\*\])+$/, '');
    const depth = (part.length - name.length) / '[*]'.length;
    return [...(name === '' ? [] : [name]), ...Array.from({ length: depth }, (): PathStep => each)];
  });
}

/**
 * The places that a path leads to: one, or with `[*]` any number. Members are read without case.
 * A missing or null array has no elements; an unknown one has one open spot.
 * With `inserted`, elements are looked through for a wrapper `properties`, as sub-resources of the network provider have it.
 */
export function select(start: Spot, steps: readonly PathStep[], inserted = false): readonly Spot[] {
  let spots: readonly Spot[] = [start];
  for (const [index, step] of steps.entries()) {
    const wrapped = inserted && (index === 0 ? typeof start.key === 'number' : steps[index - 1] === each);
    spots = step === each ? spots.flatMap(elements) : spots.map((spot) => memberOf(spot, step, wrapped));
  }
  return spots;
}

function elements(spot: Spot): readonly Spot[] {
  if (isUnknown(spot.value)) return [{ ...spot, open: true }];
  if (!Array.isArray(spot.value)) return [];
  return spot.value.map((value: unknown, key) => ({ value, key, parent: spot }));
}

function memberOf(spot: Spot, name: string, wrapped: boolean): Spot {
  if (isUnknown(spot.value)) return { ...spot, key: name, parent: spot };
  const value = memberIgnoringCase(spot.value, name);
  const inner = wrapped && value === undefined ? memberIgnoringCase(spot.value, 'properties') : undefined;
  if (inner !== undefined) return memberOf({ value: inner, key: 'properties', parent: spot }, name, false);
  return { value, key: name, parent: spot };
}

/** JSON pointer of a spot, with the keys as the resource writes them. */
export function pointerOf(spot: Spot): string {
  return chain(spot)
    .map(({ key, parent }) => `/${escapePointer(typeof key === 'string' ? spelling(parent, key) : String(key))}`)
    .join('');
}

/** Path of a spot as people write it: `properties.agentPoolProfiles[1].mode`. */
export function pathOf(spot: Spot): string {
  return chain(spot)
    .map(({ key, parent, open }) => {
      const text = typeof key === 'number' ? `[${key}]` : `.${spelling(parent, key ?? '')}`;
      return open === true && parent?.open !== true ? `${text}[*]` : text;
    })
    .join('')
    .slice(1);
}

function chain(spot: Spot): readonly Spot[] {
  const spots: Spot[] = [];
  for (let current: Spot | undefined = spot; current?.key !== undefined; current = current.parent) spots.unshift(current);
  return spots;
}

/** The member's name in the resource, or as the path has it where the member is missing. */
function spelling(parent: Spot | undefined, name: string): string {
  if (!isJsonObject(parent?.value) || Object.hasOwn(parent.value, name)) return name;
  return Object.keys(parent.value).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}
