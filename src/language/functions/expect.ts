import { isInt64 } from '../dotnet/int64.ts';
import { EvaluationError } from '../errors.ts';
import { isArray, isObject, typeName, type ObjectValue } from '../values.ts';

/** Readers of arguments: the value with its type, or an EvaluationError that names the function. */

export function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw unfit(name, 'text', value);
}

export function integer(value: unknown, name: string): number {
  if (typeof value === 'number' && isInt64(value)) return value;
  throw unfit(name, 'integers', value);
}

/** An integer of 32 bits, as counts and places are to the service. */
export function shortInteger(value: unknown, name: string): number {
  const found = integer(value, name);
  if (found >= -(2 ** 31) && found < 2 ** 31) return found;
  throw new EvaluationError(`\`${name}\` counts in 32 bits; ${found} given`);
}

export function number(value: unknown, name: string): number {
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw unfit(name, 'numbers', value);
}

export function boolean(value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value;
  throw unfit(name, 'booleans', value);
}

export function list(value: unknown, name: string): readonly unknown[] {
  if (isArray(value)) return value;
  throw unfit(name, 'arrays', value);
}

export function object(value: unknown, name: string): ObjectValue {
  if (isObject(value)) return value;
  throw unfit(name, 'objects', value);
}

/** The error of a function that was given what it does not work on. */
export function unfit(name: string, wanted: string, value: unknown): EvaluationError {
  return new EvaluationError(`\`${name}\` works on ${wanted}; ${typeName(value)} given`);
}
