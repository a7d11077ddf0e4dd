import { bounded } from '../bounded.ts';
import { EvaluationError } from '../errors.ts';

/**
 * A moment in UTC in a standard (`d`, `u`, `o`, …) or custom (`yyyy-MM-dd`) format of .NET, invariant culture (learn.microsoft.com,
 * "Standard date and time format strings" and "Custom date and time format strings"; dotnet/runtime, DateTimeFormat.FormatCustomized).
 * Takes units of 100 nanoseconds since 1970 within the years 1 to 9999. Throws EvaluationError for a format that .NET does not have.
 */
export function dateText(ticks: bigint, shape: string): string {
  const pattern = standard.get(shape) ?? shape;
  if (shape.length === 1 && pattern === shape) throw unreadable(shape);
  return custom(partsOf(ticks), pattern === '' ? general : pattern);
}

const general = 'MM/dd/yyyy HH:mm:ss';

const standard: ReadonlyMap<string, string> = new Map([
  ['d', 'MM/dd/yyyy'],
  ['D', 'dddd, dd MMMM yyyy'],
  ['f', 'dddd, dd MMMM yyyy HH:mm'],
  ['F', 'dddd, dd MMMM yyyy HH:mm:ss'],
  ['g', 'MM/dd/yyyy HH:mm'],
  ['G', general],
  ['m', 'MMMM dd'],
  ['M', 'MMMM dd'],
  ['o', "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"],
  ['O', "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"],
  ['r', "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"],
  ['R', "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"],
  ['s', "yyyy'-'MM'-'dd'T'HH':'mm':'ss"],
  ['t', 'HH:mm'],
  ['T', 'HH:mm:ss'],
  ['u', "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"],
  ['U', 'dddd, dd MMMM yyyy HH:mm:ss'],
  ['y', 'yyyy MMMM'],
  ['Y', 'yyyy MMMM'],
]);

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Seven digits. */
  readonly fraction: string;
}

function partsOf(ticks: bigint): Parts {
  const perSecond = 10_000_000n;
  const fraction = ((ticks % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((ticks - fraction) / 10_000n));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: String(fraction).padStart(7, '0'),
  };
}

/** Letters that repeat, quoted text, an escaped character, `%` before a single letter, or a character. */
const tokenPattern = /([dfFghHKmMstyz])\1*|'[^']*'|"[^"]*"|\\[^]|%[^%]|[^]/g;

function custom(parts: Parts, pattern: string): string {
  const shown: string[] = [];
  for (const [token] of pattern.matchAll(tokenPattern)) {
    if (/^['"%\\]$/.test(token)) throw unreadable(pattern);
    const text = textOf(parts, /^%[^]$/.test(token) ? token.slice(1) : token, pattern);
    // A point before digits that are left out goes with them.
    if (text === '' && token.startsWith('F') && shown.at(-1) === '.') shown.pop();
    shown.push(text);
  }
  return bounded(shown.join(''));
}

function textOf(parts: Parts, token: string, pattern: string): string {
  const { length } = token;
  const padded = (value: number) => String(value).padStart(Math.min(length, 2), '0');
  switch (token.charAt(0)) {
    case 'd':
      return length <= 2 ? padded(parts.day) : shortened(days[parts.weekday], length);
    case 'M':
      return length <= 2 ? padded(parts.month) : shortened(months[parts.month - 1], length);
    case 'y':
      return length <= 2 ? padded(parts.year % 100) : String(parts.year).padStart(length, '0');
    case 'H':
      return padded(parts.hour);
    case 'h':
      return padded(parts.hour % 12 === 0 ? 12 : parts.hour % 12);
    case 'm':
      return padded(parts.minute);
    case 's':
      return padded(parts.second);
    case 'f':
    case 'F':
      if (length > 7) throw unreadable(pattern);
      return token.startsWith('f') ? parts.fraction.slice(0, length) : parts.fraction.slice(0, length).replace(/0+$/, '');
    case 't':
      return (parts.hour < 12 ? 'AM' : 'PM').slice(0, length);
    case 'g':
      return 'A.D.';
    case 'K':
      return 'Z'.repeat(length);
    case 'z':
      return length === 1 ? '+0' : length === 2 ? '+00' : '+00:00';
    case "'":
    case '"':
      return length === 1 ? token : token.slice(1, -1);
    case '\\':
      return token.slice(1);
    default:
      return token;
  }
}

/** Three letters, or all of them. */
function shortened(name: string | undefined, length: number): string {
  return (name ?? '').slice(0, length === 3 ? 3 : undefined);
}

function unreadable(pattern: string): EvaluationError {
  return new EvaluationError(`${JSON.stringify(pattern.slice(0, 60))} is no format of a date; one such as \`u\` or \`yyyy-MM-dd\` is expected`);
}
