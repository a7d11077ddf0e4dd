import { EvaluationError } from './errors.ts';
import { bare, isUnknown } from './unknown.ts';
import { isArray, isObject, keyIgnoringCase, typeName } from './values.ts';

/**
 * One step `.key` or `[key]` into a value: members without case, elements by index.
 * Throws EvaluationError when there is no such part, or gives null there when `forgiving`. A part of what is unknown may be absent.
 */
export function access(value: unknown, key: unknown, forgiving = false): unknown {
  if (isUnknown(value)) return bare(value);
  if (isUnknown(key)) return bare(key);
  if (isObject(value) && typeof key === 'string') {
    const own = keyIgnoringCase(value, key);
    if (own !== undefined) return value[own];
    if (forgiving) return null;
    throw new EvaluationError(`The property \`${key}\` does not exist`);
  }
  if (isArray(value) && typeof key === 'number') {
    if (!Number.isInteger(key)) throw new EvaluationError(`An index of an array is an integer; ${key} given`);
    if (key >= 0 && key < value.length) return value[key];
    throw new EvaluationError(`The index ${key} is outside the array of ${value.length}`);
  }
  if (forgiving && (value === null || value === undefined)) return null;
  throw new EvaluationError(`A value of type ${typeName(value)} has no element \`${String(key)}\``);
}
