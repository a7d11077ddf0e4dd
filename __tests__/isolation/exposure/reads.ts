import { exposuresOf } from '../../../src/isolation/exposure/answers.ts';
import type { Resource } from '../../../src/arm/resource.ts';
import { closedEstate, everything, type Estate } from './estate.ts';
import { openings } from './openings.ts';

/**
 * Every path that the exposure rules read of each type, in lower case and without indexes, with the closed configuration and everything that opens it
 * before them: found out by watching, so that no list of it can be out of date.
 */
export function pathsRead(): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>();
  const estates = [closedEstate(), ...Object.values(openings).flatMap((several) => several.map((opening): Estate => ({ ...closedEstate(), ...opening(closedEstate()) })))];
  for (const estate of estates) for (const found of exposuresOf(Object.values(estate).map((resource) => watched(resource, read)), everything)) void found;
  return read;
}

function watched(resource: Resource, read: Map<string, Set<string>>): Resource {
  const type = resource.type.toLowerCase();
  const paths = read.get(type) ?? new Set<string>();
  read.set(type, paths);
  return { ...resource, body: watch(resource.body, '', paths) };
}

/** Names that are asked for are noted, also absent ones; a list of names asks for none of them. */
function watch<Value extends object>(target: Value, place: string, paths: Set<string>): Value {
  let listing = 0;
  return new Proxy(target, {
    ownKeys: (object) => {
      const keys = Reflect.ownKeys(object);
      listing = keys.length;
      return keys;
    },
    getOwnPropertyDescriptor: (object, key) => {
      if (listing > 0) listing -= 1;
      else if (typeof key === 'string' && !Array.isArray(object)) paths.add(`${place}${key}`.toLowerCase());
      return Reflect.getOwnPropertyDescriptor(object, key);
    },
    get: (object, key, receiver) => {
      const value: unknown = Reflect.get(object, key, receiver);
      if (typeof value !== 'object' || value === null || typeof key !== 'string') return value;
      return watch(value, Array.isArray(object) ? place : `${place}${key}.`, paths);
    },
  });
}
