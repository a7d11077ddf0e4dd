import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { dateText } from '../../../src/language/dotnet/date-text.ts';
import { EvaluationError } from '../../../src/language/errors.ts';
import { ticksOf } from '../../../src/language/functions/time.ts';
import { utcNowText } from '../../../src/language/template-functions.ts';
import { evaluate } from './evaluate.ts';

/** learn.microsoft.com, "Date functions for ARM templates". */
describe('the examples of template-functions-date', () => {
  test.each([
    ["dateTimeAdd('2023-01-01 00:00:00Z', 'P1Y')", '2024-01-01T00:00:00Z'],
    ["dateTimeAdd('2024-01-01 00:00:00Z', 'P1Y')", '2024-12-31T00:00:00Z'],
    ["dateTimeAdd('2023-02-01 00:00:00Z', 'P1M')", '2023-03-03T00:00:00Z'],
    ["dateTimeAdd('2024-02-01 00:00:00Z', 'P1M')", '2024-03-02T00:00:00Z'],
    // Shown there as 4/7/2023 2:53:14 PM: the same moments.
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')", '2023-04-07T14:53:14Z'],
    ["dateTimeAdd('2020-04-07 14:53:14Z', '-P9D')", '2020-03-29T14:53:14Z'],
    ["dateTimeAdd('2020-04-07 14:53:14Z', 'PT1H')", '2020-04-07T15:53:14Z'],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  test.each([
    [undefined, '20190305T175318Z'],
    ['d', '03/05/2019'],
    ['M d', '3 5'],
  ])('utcNow in the format %s', (format, expected) => {
    expect(utcNowText('2019-03-05T17:53:18Z', format)).toBe(expected);
  });
});

describe('dates', () => {
  test.each<readonly [string, unknown]>([
    ["dateTimeAdd('20190305T175318Z', 'P1D')", '2019-03-06T17:53:18Z'],
    ["dateTimeAdd('2019-03-05', 'PT1.5S')", '2019-03-05T00:00:01.5Z'],
    ["dateTimeAdd('2019-03-05T12:00:00+02:00', 'PT0S')", '2019-03-05T10:00:00Z'],
    ["dateTimeAdd('2019-03-05T00:00:00Z', 'P1W')", '2019-03-12T00:00:00Z'],
    ["dateTimeAdd('2019-03-05T00:00:00Z', 'P1DT2H3M4S', 'yyyy-MM-dd HH:mm:ss')", '2019-03-06 02:03:04'],
    ["dateTimeAdd('2019-03-05T00:00:00Z', 'P1D', 'u')", '2019-03-06 00:00:00Z'],
    ['dateTimeFromEpoch(1680224438)', '2023-03-31T01:00:38Z'],
    ['dateTimeFromEpoch(-1)', '1969-12-31T23:59:59Z'],
    ["dateTimeToEpoch('2023-03-31T01:00:38Z')", 1680224438],
    ["dateTimeToEpoch('20230331T010038Z')", 1680224438],
    ["dateTimeToEpoch('1969-12-31T23:59:59.5Z')", -1],
    ['dateTimeToEpoch(dateTimeAdd(dateTimeFromEpoch(1680224438), \'P1D\'))', 1680224438 + 86400],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  test.each([
    ["dateTimeAdd('yesterday', 'P1D')", '`dateTimeAdd` cannot read "yesterday" as a date'],
    ["dateTimeAdd('2020-02-30', 'P1D')", 'cannot read "2020-02-30" as a date'],
    ["dateTimeAdd('2020-02-20', 'PTASDIONS1D')", '`dateTimeAdd` cannot read "PTASDIONS1D" as a duration; it takes one such as P3Y or -PT1H30M'],
    ["dateTimeAdd('2020-02-20', 'P')", 'as a duration'],
    ["dateTimeAdd('2020-02-20', 'P1DT')", 'as a duration'],
    ["dateTimeAdd('2020-02-20', 'P9999Y')", '`dateTimeAdd` leaves the calendar with P9999Y from 2020-02-20'],
    ["dateTimeAdd('2020-02-20', 'P9999999999Y')", 'beyond the calendar'],
    ["dateTimeAdd('2020-02-20', 'P1D', 'x')", '"x" is no format of a date; one such as `u` or `yyyy-MM-dd` is expected'],
    ["dateTimeAdd('2020-02-20', 'P1D', 1)", '`dateTimeAdd` works on text; integer given'],
    ['dateTimeFromEpoch(9007199254740991)', '`dateTimeFromEpoch` leaves the calendar'],
    ["dateTimeFromEpoch('1')", '`dateTimeFromEpoch` works on integers; string given'],
    ["dateTimeToEpoch('')", '`dateTimeToEpoch` cannot read "" as a date'],
  ])('%s fails', (text, message) => {
    expect(() => evaluate(text)).toThrow(EvaluationError);
    expect(() => evaluate(text)).toThrow(message);
  });

  test('seconds since 1970 are read back', () => {
    const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
    fc.assert(fc.property(seconds, (value) => expect(evaluate("dateTimeToEpoch(dateTimeFromEpoch(given('value')))", { value })).toBe(value)));
  });

  test('a duration is taken away as it was added', () => {
    const parts = fc.record({ days: fc.nat(1000), hours: fc.nat(100), seconds: fc.nat(10_000) });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), parts, (start, { days, hours, seconds }) => {
        const duration = `P${days}DT${hours}H${seconds}S`;
        expect(evaluate("dateTimeToEpoch(dateTimeAdd(dateTimeFromEpoch(given('start')), given('duration')))", { start, duration })).toBe(start + days * 86_400 + hours * 3600 + seconds);
        expect(evaluate("dateTimeToEpoch(dateTimeAdd(dateTimeAdd(dateTimeFromEpoch(given('start')), given('duration')), concat('-', given('duration'))))", { start, duration })).toBe(start);
      }),
    );
  });
});

/** learn.microsoft.com, "Standard date and time format strings" and "Custom date and time format strings": the same moments, invariant culture. */
describe('formats of .NET', () => {
  test.each([
    ['d', '06/15/2009'],
    ['D', 'Monday, 15 June 2009'],
    ['f', 'Monday, 15 June 2009 13:45'],
    ['F', 'Monday, 15 June 2009 13:45:30'],
    ['g', '06/15/2009 13:45'],
    ['G', '06/15/2009 13:45:30'],
    ['m', 'June 15'],
    ['o', '2009-06-15T13:45:30.6175425Z'],
    ['r', 'Mon, 15 Jun 2009 13:45:30 GMT'],
    ['s', '2009-06-15T13:45:30'],
    ['t', '13:45'],
    ['T', '13:45:30'],
    ['u', '2009-06-15 13:45:30Z'],
    ['U', 'Monday, 15 June 2009 13:45:30'],
    ['Y', '2009 June'],
    ['', '06/15/2009 13:45:30'],
    ['ddd dddd', 'Mon Monday'],
    ['%d', '15'],
    ['%h', '1'],
    ['hh tt t', '01 PM P'],
    ['M MM MMM MMMM', '6 06 Jun June'],
    ['y yy yyy yyyyy', '9 09 2009 02009'],
    ['ff fffffff', '61 6175425'],
    ['%K', 'Z'],
    ['z zz zzz', '+0 +00 +00:00'],
    ["'d' \"d\" \\d", 'd d d'],
    ['gg', 'A.D.'],
    ['yyyyMMddTHHmmssZ', '20090615T134530Z'],
    ['dd/MM/yyyy_HH:mm', '15/06/2009_13:45'],
  ])('%s', (shape, expected) => {
    expect(dateText(ticksOf('2009-06-15T13:45:30.6175425Z') ?? 0n, shape)).toBe(expected);
  });

  test.each([
    ['ss.FFF', '30.61'],
    ['ss.FFFFFFF', '30.61'],
    ['ss.f', '30.6'],
  ])('zeros at the end are left out by %s', (shape, expected) => {
    expect(dateText(ticksOf('2009-06-15T13:45:30.61Z') ?? 0n, shape)).toBe(expected);
  });

  test('a point goes with the digits behind it', () => {
    expect(dateText(ticksOf('2009-06-15T13:45:30Z') ?? 0n, 'ss.FFF')).toBe('30');
  });

  test.each(['x', "'open", '"open', 'a\\', 'ffffffff', '%', 'd%%'])('%s is none', (shape) => {
    expect(() => dateText(0n, shape)).toThrow(EvaluationError);
  });

  test('a year of more digits than a text may have fails', () => {
    expect(() => dateText(0n, 'y'.repeat(200_000))).toThrow(EvaluationError);
  });
});
