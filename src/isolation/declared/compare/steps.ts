import type { JsonObject } from '../../../arm/json.ts';
import { escapePointer } from '../../../arm/pointer.ts';
import { placeBelow } from '../service/facts.ts';
import type { Here } from './finds.ts';

/** The place of a member. */
export function stepTo(here: Here, name: string): Here {
  const place = placeBelow(here.place, name);
  const { exact } = place;
  return {
    place,
    path: here.path === '' ? name : `${here.path}.${name}`,
    pointer: `${here.pointer}/${escapePointer(name)}`,
    form: here.form === 'exact' || exact !== undefined ? 'exact' : (place.form ?? 'plain'),
    hasExactNames: here.hasExactNames || exact?.names === true,
    isWeighty: here.isWeighty || place.isWeighty,
    depth: here.depth + 1,
  };
}

/** The member of an object with a name. */
export type Finder = (name: string) => unknown;

/** Looks members up by name. Resource Manager reads names without case, and answers in its own letters. */
export function memberFinder(object: JsonObject, hasExactNames: boolean): Finder {
  let byName: Map<string, string> | undefined;
  return (name) => {
    if (Object.hasOwn(object, name)) return object[name];
    if (hasExactNames) return undefined;
    byName ??= new Map(Object.keys(object).toReversed().map((key) => [key.toLowerCase(), key]));
    const key = byName.get(name.toLowerCase());
    return key === undefined ? undefined : object[key];
  };
}

/** The place of an element of a list. */
export function elementAt(here: Here, { index, shown }: { readonly index: number; readonly shown: string }): Here {
  const place = placeBelow(here.place, '[]');
  const short = shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
  return { ...here, place, path: `${here.path}[${short}]`, pointer: `${here.pointer}/${index}`, isWeighty: here.isWeighty || placeBelow(place, 'properties').isWeighty, depth: here.depth + 1 };
}
