import { bounded, joinBounded } from '../bounded.ts';
import { readInt64 } from '../dotnet/int64.ts';
import { jsonText } from '../dotnet/json-text.ts';
import { trimmed } from '../dotnet/white-space.ts';
import { EvaluationError } from '../errors.ts';
import { fold, lower, upper } from '../fold.ts';
import { strict, type LanguageFunction } from '../function-table.ts';
import { isAbsent, scalarText } from '../values.ts';
import { openEndsWith, openJoin, openMapped, openPadLeft, openReplace, openStartsWith, openString, openSubstring, openTrim } from './open/text.ts';
import { something } from './open/shared.ts';
import { boolean, integer, list, text, unfit } from './expect.ts';
import { firstIndexOf } from './parts/search.ts';
import { split } from './parts/split.ts';

/** Text and conversion. Search in text goes without case (azure-policy-language.md §1.9). */
export const textFunctions: readonly LanguageFunction<unknown>[] = [
  strict('string', [1, 1], ([value]) => bounded(toText(value)), openString),
  strict('int', [1, 1], ([value]) => toInteger(value), something),
  strict('bool', [1, 1], ([value]) => toBoolean(value), something),
  strict('toLower', [1, 1], ([value]) => (isAbsent(value) ? '' : lower(text(value, 'toLower'))), openMapped(lower)),
  strict('toUpper', [1, 1], ([value]) => (isAbsent(value) ? '' : upper(text(value, 'toUpper'))), openMapped(upper)),
  strict('trim', [1, 1], ([value]) => trimmed(text(value, 'trim')), openTrim),
  strict('startsWith', [2, 2], ([value, start]) => folded(value, 'startsWith').startsWith(folded(start, 'startsWith')), openStartsWith),
  strict('endsWith', [2, 2], ([value, end]) => folded(value, 'endsWith').endsWith(folded(end, 'endsWith')), openEndsWith),
  strict('replace', [3, 3], ([value, old, fresh]) => replace(text(value, 'replace'), text(old, 'replace'), text(fresh, 'replace')), openReplace),
  strict('split', [2, 2], ([value, separator]) => (isAbsent(value) ? [] : split(text(value, 'split'), separator)), something),
  strict('join', [2, 2], ([values, separator]) => joinBounded(list(values, 'join').map(element), isAbsent(separator) ? '' : text(separator, 'join')), openJoin),
  strict('padLeft', [2, 3], ([value, width, filler]) => padLeft(value, integer(width, 'padLeft'), filler), openPadLeft),
  strict('substring', [2, 3], ([value, start, length]) => substring(text(value, 'substring'), start, length), openSubstring),
];

/** Scalars as text; null is the empty one. The linter's code takes texts alone, Microsoft's regorus numbers too: here the result is what matters. */
function element(value: unknown): string {
  const shown = scalarText(value);
  if (shown === undefined) throw unfit('join', 'arrays of scalars', value);
  return shown;
}

/** A text of the arguments as it is compared: as long as the text itself, so that places in one are places in the other. */
export function folded(value: unknown, name: string): string {
  return fold(text(value, name));
}

/** A number with a fraction is refused, as in the service. */
function toText(value: unknown): string {
  return scalarText(typeof value === 'number' ? integer(value, 'string') : value) ?? jsonText(value);
}

/** As `long.TryParse` reads it: ASCII white space around it, zero bytes behind it. */
const integerPattern = /^[\t-\r ]*([-+]?\d+)[\t-\r ]*\0*$/;

function toInteger(value: unknown): number {
  if (typeof value === 'number') return integer(value, 'int');
  const source = text(value, 'int');
  const digits = integerPattern.exec(source)?.[1];
  if (digits === undefined) throw new EvaluationError(`\`int\` cannot read ${JSON.stringify(source.slice(0, 40))} as an integer`);
  const found = readInt64(digits);
  if (found === undefined) throw new EvaluationError(`\`int\` was given ${digits.slice(0, 40)}, which is larger than this engine can hold`);
  return found;
}

function toBoolean(value: unknown): boolean {
  if (typeof value === 'number') return value !== 0;
  if (typeof value !== 'string') return boolean(value, 'bool');
  const word = trimmed(value).toLowerCase();
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
  const [within, wanted] = [fold(value), fold(old)];
  const kept: string[] = [];
  let start = 0;
  for (let found = firstIndexOf(within, wanted); found >= 0; found = firstIndexOf(within, wanted, start)) {
    kept.push(value.slice(start, found));
    start = found + old.length;
  }
  return joinBounded([...kept, value.slice(start)], fresh);
}

function substring(value: string, start: unknown, length: unknown): string {
  const from = integer(start, 'substring');
  const to = length === undefined ? value.length : from + integer(length, 'substring');
  if (from < 0 || to < from || to > value.length) {
    throw new EvaluationError(`\`substring\` from ${from} to ${to} lies outside a text of ${value.length} characters`);
  }
  return value.slice(from, to);
}
