import { EvaluationError } from '../../errors.ts';

const perSecond = 10_000_000n;
const perDay = 86_400n * perSecond;

const pattern =
  /^(?<sign>[-+]?)P(?!$)(?:(?<years>\d{1,10})Y)?(?:(?<months>\d{1,10})M)?(?:(?<weeks>\d{1,10})W)?(?:(?<days>\d{1,10})D)?(?:T(?!$)(?:(?<hours>\d{1,10})H)?(?:(?<minutes>\d{1,10})M)?(?:(?<seconds>\d{1,10})(?:[.,](?<fraction>\d{1,20}))?S)?)?$/i;

/** Days, hours, minutes and seconds in seconds; a year has 365 days and a month 30, as in `XmlConvert.ToTimeSpan` of .NET. */
const seconds = { years: 365n * 86_400n, months: 30n * 86_400n, weeks: 7n * 86_400n, days: 86_400n, hours: 3600n, minutes: 60n, seconds: 1n } as const;

/**
 * A duration of ISO 8601, also a negative one, in units of 100 nanoseconds (learn.microsoft.com, "Date functions for ARM templates":
 * P1Y is P365D, P1M is P30D). Throws EvaluationError when the text is none or is longer than the calendar.
 */
export function durationOf(source: string): bigint {
  const found = pattern.exec(source.trim())?.groups;
  if (found === undefined) throw new EvaluationError(`\`dateTimeAdd\` cannot read ${JSON.stringify(source.slice(0, 40))} as a duration; it takes one such as P3Y or -PT1H30M`);
  let ticks = BigInt((found['fraction'] ?? '').padEnd(7, '0').slice(0, 7));
  for (const [name, length] of Object.entries(seconds)) ticks += BigInt(found[name] ?? '0') * length * perSecond;
  if (ticks > 10_000n * 366n * perDay) throw new EvaluationError(`\`dateTimeAdd\` was given a duration beyond the calendar: ${source.slice(0, 40)}`);
  return found['sign'] === '-' ? -ticks : ticks;
}
