import { dateText } from '../../dotnet/date-text.ts';
import { EvaluationError } from '../../errors.ts';
import { strict, type LanguageFunction } from '../../function-table.ts';
import { isAbsent } from '../../values.ts';
import { integer, text } from '../expect.ts';
import { something, someText } from '../open/shared.ts';
import { formatTicks, ticksOf } from '../time.ts';
import { durationOf } from './duration.ts';

/** Dates (learn.microsoft.com, "Date functions for ARM templates"). */
export const dateFunctions: readonly LanguageFunction<unknown>[] = [
  strict('dateTimeAdd', [2, 3], ([date, duration, format]) => dateTimeAdd(text(date, 'dateTimeAdd'), text(duration, 'dateTimeAdd'), format), someText),
  strict('dateTimeFromEpoch', [1, 1], ([seconds]) => fromEpoch(integer(seconds, 'dateTimeFromEpoch')), someText),
  strict('dateTimeToEpoch', [1, 1], ([date]) => toEpoch(text(date, 'dateTimeToEpoch')), something),
];

const perSecond = 10_000_000n;

/** To the second, with digits behind it where there are any: so the documentation's results are written. */
const plain = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

/**
 * What `utcNow` gives in templates: the moment in a format of .NET, without one as `yyyyMMddTHHmmssZ`.
 * Takes ISO 8601 in UTC. Throws EvaluationError for what is no date and no format.
 */
export function utcNowText(now: string, format: unknown): string {
  return dateText(moment(now, 'utcNow'), isAbsent(format) ? 'yyyyMMddTHHmmssZ' : text(format, 'utcNow'));
}

function dateTimeAdd(date: string, duration: string, format: unknown): string {
  const result = moment(date, 'dateTimeAdd') + durationOf(duration);
  if (formatTicks(result) === undefined) throw new EvaluationError(`\`dateTimeAdd\` leaves the calendar with ${duration.slice(0, 40)} from ${date.slice(0, 40)}`);
  return dateText(result, isAbsent(format) ? plain : text(format, 'dateTimeAdd'));
}

function fromEpoch(seconds: number): string {
  const ticks = BigInt(seconds) * perSecond;
  if (formatTicks(ticks) === undefined) throw new EvaluationError(`\`dateTimeFromEpoch\` leaves the calendar with ${seconds} seconds`);
  return dateText(ticks, plain);
}

/** Whole seconds, towards the past. */
function toEpoch(date: string): number {
  const ticks = moment(date, 'dateTimeToEpoch');
  return Number((ticks - (((ticks % perSecond) + perSecond) % perSecond)) / perSecond);
}

/** ISO 8601 with or without the marks between its parts: `utcNow()` writes none. */
function moment(source: string, name: string): bigint {
  const written = source.trim().replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?/i, (_, year: string, month: string, day: string, hour?: string, minute?: string, second?: string) =>
    hour === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${hour}:${minute ?? ''}:${second ?? '00'}`,
  );
  const ticks = ticksOf(written);
  if (ticks !== undefined && formatTicks(ticks) !== undefined) return ticks;
  throw new EvaluationError(`\`${name}\` cannot read ${JSON.stringify(source.slice(0, 40))} as a date; it takes one such as 2020-01-31T00:00:00Z`);
}
