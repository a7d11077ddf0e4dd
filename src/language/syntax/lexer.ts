import { readInt64 } from '../dotnet/int64.ts';
import { ExpressionError } from '../errors.ts';

/** A word of an expression. `position` counts characters from the start of the text that holds the expression. */
export type Token =
  | { readonly kind: 'string'; readonly value: string; readonly position: number }
  | { readonly kind: 'integer'; readonly value: number; readonly position: number }
  | { readonly kind: 'name'; readonly value: string; readonly position: number }
  | { readonly kind: 'symbol'; readonly value: string; readonly position: number }
  | { readonly kind: 'end'; readonly value: ''; readonly position: number };

const space = /\s+/y;
const name = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const integer = /-?[0-9]+(?![A-Za-z0-9_.])/y;
/** A quote inside a string is doubled. */
const string = /'([^']*(?:''[^']*)*)'(?!')/y;
const symbol = /[()[\],.]/y;

/**
 * Splits the part of `text` from `start` to `end` into tokens; the last one is `end`.
 * Throws ExpressionError for an unfinished string, a number that is no integer, and any other character.
 */
export function tokenize(text: string, start = 0, end = text.length): readonly Token[] {
  const source = text.slice(0, end);
  const tokens: Token[] = [];
  let position = start;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    return pattern.exec(source);
  };

  const next = (): Token & { readonly length: number } => {
    const word = take(name);
    if (word !== null) return { kind: 'name', value: word[0], position, length: word[0].length };
    const sign = take(symbol);
    if (sign !== null) return { kind: 'symbol', value: sign[0], position, length: 1 };
    const quoted = take(string);
    if (quoted !== null) return { kind: 'string', value: (quoted[1] ?? '').replaceAll("''", "'"), position, length: quoted[0].length };
    const digits = take(integer);
    if (digits !== null) return { kind: 'integer', value: integerOf(digits[0], position), position, length: digits[0].length };
    throw new ExpressionError(complaint(source, position), position);
  };

  for (;;) {
    position += take(space)?.[0].length ?? 0;
    if (position >= end) break;
    const { length, ...token } = next();
    tokens.push(token);
    position += length;
  }
  tokens.push({ kind: 'end', value: '', position: end });
  return tokens;
}

function integerOf(digits: string, position: number): number {
  const value = readInt64(digits);
  if (value !== undefined) return value;
  throw new ExpressionError(`The number ${digits.slice(0, 40)} is larger than this engine can hold`, position);
}

function complaint(source: string, position: number): string {
  const character = source.charAt(position);
  if (character === "'") return 'A string is not closed';
  if (/[-0-9]/.test(character)) return 'Only integers can be written; a number with a fraction goes through float(\'…\')';
  if (character === '"') return 'Strings stand in single quotes';
  return `The character ${JSON.stringify(character)} has no place in an expression`;
}
