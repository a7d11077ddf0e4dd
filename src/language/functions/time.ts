import { EvaluationError } from '../errors.ts';
import { strict, type LanguageFunction } from '../function-table.ts';
import { someText } from './open/shared.ts';
import { integer, text } from './expect.ts';

/** Dates. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
export const timeFunctions: readonly LanguageFunction<unknown>[] = [
  strict('addDays', [2, 2], ([date, days]) => addDays(text(date, 'addDays'), integer(days, 'addDays')), someText),
];

const isoPattern =
  /^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d(?::\d\d)?)(?:[.,](?<fraction>\d{1,9}))?(?<zone>Z|[-+]\d\d(?::?\d\d)?)?)?$/i;

/** A moment in units of 100 nanoseconds since 1970, the resolution of .NET. */
type Ticks = bigint;

const ticksPerMillisecond = 10_000n;
const ticksPerDay = 864_000_000_000n;

/** Reads ISO 8601; without a zone it is UTC. Undefined when the text is no date. */
export function ticksOf(value: string): Ticks | undefined {
  const { date, time = '00:00:00', fraction = '', zone = 'Z' } = isoPattern.exec(value.trim())?.groups ?? {};
  if (date === undefined) return undefined;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const offset = zone.length === 3 ? `${zone}:00` : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const milliseconds = Date.parse(`${date}T${seconds}${offset}`);
  // `Date.parse` carries 30 February over into March.
  if (Number.isNaN(milliseconds) || !isDay(date)) return undefined;
  return BigInt(milliseconds) * ticksPerMillisecond + BigInt(fraction.padEnd(7, '0').slice(0, 7));
}

function isDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/** A moment as the service writes it: UTC with seven digits of a second. Undefined outside the years 1 to 9999. */
export function formatTicks(ticks: Ticks): string | undefined {
  const rest = ((ticks % ticksPerMillisecond) + ticksPerMillisecond) % ticksPerMillisecond;
  const date = new Date(Number((ticks - rest) / ticksPerMillisecond));
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return undefined;
  return `${date.toISOString().slice(0, -1)}${String(rest).padStart(4, '0')}Z`;
}

/**
 * The universal form of ISO 8601 that the service takes for a date to count from: to the second, UTC with up to seven digits, or with
 * seven digits and an offset of at most 14 hours (TryParseISO8601UniversalDateTime of its resource stack, which is .NET's ParseExact).
 */
const universalPattern = /^(?!0000)\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d(?:(?:\.\d{0,7})?(?:Z|GMT)|\.\d{7}[-+](?:(?:0\d|1[0-3]):\d\d|14:00))$/;

function addDays(date: string, days: number): string {
  const start = universalPattern.test(date) ? ticksOf(date.replace(/\.?(?:Z|GMT)$/, 'Z')) : undefined;
  if (start === undefined || formatTicks(start) === undefined) throw new EvaluationError(`\`addDays\` cannot read ${JSON.stringify(date.slice(0, 40))} as a date; it takes one such as 2020-01-31T00:00:00Z`);
  const result = formatTicks(start + BigInt(days) * ticksPerDay);
  if (result === undefined) throw new EvaluationError(`\`addDays\` leaves the calendar with ${days} days from ${date.slice(0, 40)}`);
  return result;
}
