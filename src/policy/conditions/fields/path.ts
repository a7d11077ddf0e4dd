import { isJsonObject, memberIgnoringCase } from '../../../arm/json.ts';
import { bare, isUnknown } from '../../../language/unknown.ts';
import { escapePointer } from '../../../arm/pointer.ts';

/** `[*]` in a path. */
export const each = Symbol('[*]');

/** A member name, the index of an element, or every element. */
export type PathStep = string | number | typeof each;

/** A place in a resource. Its way there is a chain, because most places are never printed. */
export interface Spot {
  /** Undefined when there is nothing. */
  readonly value: unknown;
  readonly key?: string | number;
  readonly parent?: Spot;
  /** Stands for the elements of an array that is not known, however many. */
  readonly open?: true;
}

/** One step as written: `[*]`, `[0]`, `['a.b']` or `["a.b"]` (a quote inside is doubled), or a name up to the next dot or bracket. */
const stepPattern = /\[\*\]|\[(?<index>\d{1,9})\]|\[\s*'(?<single>(?:[^']|'')*)'\s*\]|\[\s*"(?<double>(?:[^"]|"")*)"\s*\]|(?<name>[^.[]+|\[)/y;

/** Reads `a.b[*].c`, `a[0]` and `a['b.c']`. Whatever has none of these forms is part of a name. */
export function parsePath(text: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  stepPattern.lastIndex = 0;
  for (let position = 0; position < text.length; ) {
    if (text[position] === '.') {
      position += 1;
      continue;
    }
    stepPattern.lastIndex = position;
    const { 0: whole = text.slice(position), groups = {} } = stepPattern.exec(text) ?? {};
    position += Math.max(1, whole.length);
    if (whole === '[*]') steps.push(each);
    else if (groups['index'] !== undefined) steps.push(Number(groups['index']));
    else steps.push(groups['single']?.replaceAll("''", "'") ?? groups['double']?.replaceAll('""', '"') ?? whole);
  }
  return steps;
}

/**
 * The places that a path leads to: one, or with `[*]` any number. Members are read without case.
 * A missing or null array has no elements; an unknown one has one open spot.
 * With `inserted`, elements and objects are looked through for a wrapper `properties`, as sub-resources of the network provider have it.
 */
export function select(start: Spot, steps: readonly PathStep[], inserted = false): readonly Spot[] {
  let spots: readonly Spot[] = [start];
  for (const [index, step] of steps.entries()) {
    const wrapped = inserted && mayBeWrapped(steps, index, typeof start.key === 'number');
    spots = step === each ? spots.flatMap(elements) : spots.map((spot) => partOf(spot, step, wrapped));
  }
  return spots;
}

/**
 * Whether the member that step `index` asks for may stand inside a wrapper `properties` of a sub-resource: behind an element or a member,
 * but not straight below the resource's own `properties`. `startsAtElement`: the path begins inside an array.
 */
export function mayBeWrapped(steps: readonly PathStep[], index: number, startsAtElement: boolean): boolean {
  if (index === 0) return startsAtElement;
  const before = steps[index - 1];
  return before === each || (typeof before === 'string' && (startsAtElement || index > 1 || before !== 'properties'));
}

function elements(spot: Spot): readonly Spot[] {
  if (isUnknown(spot.value)) return [{ ...spot, value: bare(spot.value), open: true }];
  if (!Array.isArray(spot.value)) return [];
  return spot.value.map((value: unknown, key) => ({ value, key, parent: spot }));
}

function partOf(spot: Spot, key: string | number, wrapped: boolean): Spot {
  if (isUnknown(spot.value)) return { ...spot, value: bare(spot.value), key, parent: spot };
  if (typeof key === 'number') return { value: Array.isArray(spot.value) ? spot.value[key] : undefined, key, parent: spot };
  const value = memberIgnoringCase(spot.value, key);
  const inner = wrapped && value === undefined ? memberIgnoringCase(spot.value, 'properties') : undefined;
  if (inner !== undefined) return partOf({ value: inner, key: 'properties', parent: spot }, key, false);
  return { value, key, parent: spot };
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
  for (let current: Spot | undefined = spot; current?.key !== undefined; current = current.parent) spots.push(current);
  return spots.reverse();
}

/** The member's name in the resource, or as the path has it where the member is missing. */
function spelling(parent: Spot | undefined, name: string): string {
  if (!isJsonObject(parent?.value) || Object.hasOwn(parent.value, name)) return name;
  return Object.keys(parent.value).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}
