import { jsonText } from '../dotnet/json-text.ts';
import { EvaluationError } from '../errors.ts';
import { strict, type LanguageFunction } from '../function-table.ts';
import { limits } from '../syntax.ts';
import { isArray, scalarText } from '../values.ts';
import { boolean, integer, isAbsent, list, text, unfit } from './expect.ts';

/** Text and conversion. Search in text goes without case (azure-policy-language.md §1.9). */
export const textFunctions: readonly LanguageFunction<unknown>[] = [
  strict('string', [1, 1], ([value]) => bounded(toText(value))),
  strict('int', [1, 1], ([value]) => toInteger(value)),
  strict('bool', [1, 1], ([value]) => toBoolean(value)),
  strict('toLower', [1, 1], ([value]) => (isAbsent(value) ? '' : text(value, 'toLower').toLowerCase())),
  strict('toUpper', [1, 1], ([value]) => (isAbsent(value) ? '' : text(value, 'toUpper').toUpperCase())),
  strict('trim', [1, 1], ([value]) => text(value, 'trim').trim()),
  strict('startsWith', [2, 2], ([value, start]) => folded(value, 'startsWith').startsWith(folded(start, 'startsWith'))),
  strict('endsWith', [2, 2], ([value, end]) => folded(value, 'endsWith').endsWith(folded(end, 'endsWith'))),
  strict('replace', [3, 3], ([value, old, fresh]) => replace(text(value, 'replace'), text(old, 'replace'), text(fresh, 'replace'))),
  strict('split', [2, 2], ([value, separator]) => (isAbsent(value) ? [] : split(text(value, 'split'), separator))),
  strict('join', [2, 2], ([values, separator]) => joined(list(values, 'join').map(plain), isAbsent(separator) ? '' : text(separator, 'join'))),
  strict('padLeft', [2, 3], ([value, width, filler]) => padLeft(value, integer(width, 'padLeft'), filler)),
  strict('substring', [2, 3], ([value, start, length]) => substring(text(value, 'substring'), start, length)),
];

/** Texts longer than the service allows fail. */
export function bounded(value: string): string {
  if (value.length <= limits.stringLength) return value;
  throw tooLong();
}

/** Joins texts; measures before it builds, because the result can be the square of what came in. */
function joined(parts: readonly string[], separator: string): string {
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, -separator.length);
  if (length > limits.stringLength) throw tooLong();
  return parts.join(separator);
}

function tooLong(): EvaluationError {
  return new EvaluationError(`A text has more than ${limits.stringLength} characters`);
}

/** The text of a scalar inside a longer text. */
function plain(value: unknown): string {
  const result = scalarText(value);
  if (result === undefined) throw unfit('join', 'arrays of scalars', value);
  return result;
}

export function folded(value: unknown, name: string): string {
  return text(value, name).toLowerCase();
}

/** A number with a fraction is refused, as in the service. */
function toText(value: unknown): string {
  return scalarText(typeof value === 'number' ? integer(value, 'string') : value) ?? jsonText(value);
}

function toInteger(value: unknown): number {
  if (typeof value === 'number') return integer(value, 'int');
  const digits = text(value, 'int').trim();
  if (!/^[-+]?[0-9]+$/.test(digits)) throw new EvaluationError(`\`int\` cannot read ${JSON.stringify(digits.slice(0, 40))} as an integer`);
  return integer(Number(digits), 'int');
}

function toBoolean(value: unknown): boolean {
  if (typeof value === 'number') return value !== 0;
  if (typeof value !== 'string') return boolean(value, 'bool');
  const word = value.trim().toLowerCase();
  if (word === 'true') return true;
  if (word === 'false') return false;
  throw new EvaluationError(`\`bool\` cannot read ${JSON.stringify(value.slice(0, 40))} as true or false`);
}

/** To at most 16 characters, with one character. */
function padLeft(value: unknown, width: number, filler: unknown): string {
  const shown = typeof value === 'number' ? toText(value) : text(value, 'padLeft');
  const character = isAbsent(filler) ? ' ' : text(filler, 'padLeft');
  if (width < 1 || width > 16) throw new EvaluationError(`\`padLeft\` pads to 1 to 16 characters; ${width} given`);
  if (character.length !== 1) throw new EvaluationError('`padLeft` pads with one character');
  return shown.padStart(width, character);
}

function replace(value: string, old: string, fresh: string): string {
  if (old === '') throw new EvaluationError('`replace` cannot look for an empty text');
  const pattern = new RegExp(old.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`), 'gi');
  return joined(value.split(pattern), fresh);
}

function split(value: string, separator: unknown): readonly string[] {
  const separators = (isArray(separator) ? separator : isAbsent(separator) ? [] : [separator]).map((entry) => text(entry, 'split')).filter((entry) => entry !== '');
  if (separators.length === 0) return [value];
  const parts: string[] = [];
  let rest = 0;
  for (let index = 0; index < value.length; ) {
    const start = index;
    const found = separators.find((entry) => value.startsWith(entry, start));
    if (found === undefined) index += 1;
    else {
      parts.push(value.slice(rest, index));
      index += found.length;
      rest = index;
    }
  }
  return [...parts, value.slice(rest)];
}

function substring(value: string, start: unknown, length: unknown): string {
  const from = integer(start, 'substring');
  const to = length === undefined ? value.length : from + integer(length, 'substring');
  if (from < 0 || to < from || to > value.length) {
    throw new EvaluationError(`\`substring\` from ${from} to ${to} lies outside a text of ${value.length} characters`);
  }
  return value.slice(from, to);
}
