import { whiteSpace } from '../../dotnet/white-space.ts';
import { EvaluationError } from '../../errors.ts';
import { isAbsent, isArray } from '../../values.ts';
import { text } from '../expect.ts';
import { firstIndexOf } from './search.ts';

/**
 * The parts of a text between separators: a text, or texts of an array, where the first that fits is taken. With an empty array every
 * character of white space separates, as in .NET; null and empty texts separate nothing (azure-policy-linter, Split).
 */
export function split(value: string, separator: unknown): readonly string[] {
  if (isArray(separator) && separator.length === 0) return value.split(whiteSpace);
  const given = isArray(separator) ? separator : isAbsent(separator) ? [] : [separator];
  const separators = given.map((entry) => text(entry, 'split')).filter((entry) => entry !== '');
  const next = finder(value, separators);
  const parts: string[] = [];
  let start = 0;
  for (let found = next(0); found !== undefined; found = next(start)) {
    parts.push(value.slice(start, found.start));
    start = found.end;
  }
  return [...parts, value.slice(start)];
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where the next separator stands, from a place on. */
function finder(value: string, separators: readonly string[]): (from: number) => Place | undefined {
  const [only = '', ...others] = separators;
  if (only === '') return () => undefined;
  if (others.length > 0) return among(value, separators);
  return (from) => {
    const start = firstIndexOf(value, only, from);
    return start < 0 ? undefined : { start, end: start + only.length };
  };
}

/** Characters that are compared at most, which takes a fraction of a second; separators that people write need a thousandth of it. */
const mostCompared = 2 ** 27;

function among(value: string, separators: readonly string[]): (from: number) => Place | undefined {
  const byBeginning = new Map<string, string[]>();
  for (const separator of new Set(separators)) {
    const alike = byBeginning.get(separator.charAt(0));
    if (alike === undefined) byBeginning.set(separator.charAt(0), [separator]);
    else alike.push(separator);
  }
  let compared = 0;
  const standsAt = (separator: string, start: number): boolean => {
    compared += separator.length;
    if (compared > mostCompared) throw new EvaluationError('`split` was given more separators than it can look for in so long a text');
    return value.startsWith(separator, start);
  };
  return (from) => {
    for (let start = from; start < value.length; start += 1) {
      const found = byBeginning.get(value.charAt(start))?.find((separator) => standsAt(separator, start));
      if (found !== undefined) return { start, end: start + found.length };
    }
    return undefined;
  };
}
