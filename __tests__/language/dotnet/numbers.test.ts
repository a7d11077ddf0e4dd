import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { exactDecimal } from '../../../src/language/dotnet/decimal.ts';
import { exactInt64, isInt64, readInt64 } from '../../../src/language/dotnet/int64.ts';
import { numberText } from '../../../src/language/dotnet/number-text.ts';
import { EvaluationError } from '../../../src/language/errors.ts';
import { formatNumber } from '../../../src/language/functions/format/format-number.ts';
import { evaluate } from '../evaluate.ts';

const double = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('integers', () => {
  test.each([
    [2 ** 53, true],
    [-(2 ** 63), true],
    [2 ** 63, false],
    [1.5, false],
    [Infinity, false],
  ])('%d is one of 64 bits: %p', (value, expected) => {
    expect(isInt64(value)).toBe(expected);
  });

  test('are read when a number holds them', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }), (value) => {
        const isHeld = BigInt.asIntN(64, value) === value && BigInt(Number(value)) === value;
        expect(readInt64(String(value))).toBe(isHeld ? Number(value) : undefined);
        expect(readInt64(String(value))).toBe(exactInt64(value));
      }),
    );
    expect(readInt64(`-${'0'.repeat(100)}7`)).toBe(-7);
  });

  test.each([
    ['add', (left: bigint, right: bigint) => left + right],
    ['sub', (left: bigint, right: bigint) => left - right],
    ['mul', (left: bigint, right: bigint) => left * right],
    ['div', (left: bigint, right: bigint) => left / right],
    ['mod', (left: bigint, right: bigint) => left % right],
  ])('%s is exact or fails', (name, operation) => {
    const integer = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n }).map((value) => Number(value) * 1024)).filter((value) => value !== 0);
    fc.assert(
      fc.property(integer, integer, (left, right) => {
        const expected = exactInt64(operation(BigInt(left), BigInt(right)));
        const call = () => evaluate(`${name}(given('left'), given('right'))`, { left, right });
        if (expected === undefined) expect(call).toThrow(EvaluationError);
        else expect(call()).toBe(expected);
      }),
    );
  });

  test('beyond 2^53 are written in an expression when they are exact', () => {
    expect(evaluate('sub(9007199254740994, 2)')).toBe(9007199254740992);
    expect(() => evaluate('9007199254740993')).toThrow('larger than this engine can hold');
  });
});

describe('the text of a number', () => {
  test('reads back as the same number', () => {
    fc.assert(fc.property(double, (value) => Number(numberText(value)) === value));
  });

  test.each([
    [2 ** 62, '4611686018427387904'],
    [1e15, '1000000000000000'],
    [2 ** 63, '9.223372036854776E+18'],
    [0.0001, '0.0001'],
    [-0.00001, '-1E-05'],
    [1.5e-300, '1.5E-300'],
    [5e-324, '5E-324'],
  ])('%d is %s', (value, expected) => {
    expect(numberText(value)).toBe(expected);
  });
});

describe('formats of numbers', () => {
  /** Learned from learn.microsoft.com, "Standard numeric format strings" and "Custom numeric format strings". */
  test.each<readonly [number, string, string]>([
    [1052.0329112756, 'E', '1.052033E+003'],
    [-1052.0329112756, 'e2', '-1.05e+003'],
    [12345.6789, 'E10', '1.2345678900E+004'],
    [-1234.56, 'F4', '-1234.5600'],
    [-1.23456789e-25, 'G', '-1.23456789E-25'],
    [123.4546, 'G4', '123.5'],
    [-60, 'G1', '-6E+01'],
    [Math.PI, 'G17', '3.1415926535897931'],
    [-1234.56, 'N3', '-1,234.560'],
    [-0.39678, 'P1', '-39.7 %'],
    [-1234.5, 'C', '(¤1,234.50)'],
    [-1, 'X', 'FFFFFFFFFFFFFFFF'],
    [12450, 'E2', '1.25E+004'],
    [0.5, 'F0', '0'],
    [2.5, 'F0', '2'],
    [2.675, 'F51', '2.674999999999999822364316059974953532218933105468750'],
    [123456, '[##-##-##]', '[12-34-56]'],
    [1234567890.123456, '0,0.0', '1,234,567,890.1'],
    [1234567890, '#,,', '1235'],
    [0.086, '#0.##%', '8.6%'],
    [0.00354, '#0.00‰', '3.54‰'],
    [86000, '0.###E-000', '8.6E004'],
    [-1234, '##;(##)', '(1234)'],
    [0, '##;(##);**Zero**', '**Zero**'],
    [-0.1, '0;(0);none', 'none'],
    [987654, String.raw`\###00\#`, '#987654#'],
    [68, "# 'degrees; or so'", '68 degrees; or so'],
    [-0.25, '#.##', '-.25'],
    [12345, '000-00', '123-45'],
    [1.7976931348623157e308, '0', `179769313486232${'0'.repeat(294)}`],
  ])('%d as %s is %s', (value, shape, expected) => {
    expect(formatNumber(value, shape)).toBe(expected);
  });

  test('F and E round by the digits of the number itself', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 0, max: 1e15 }), fc.nat(40), (value, places) => {
        const { digits, point } = exactDecimal(value);
        // At the very half .NET goes to the even digit, and JavaScript up.
        const isHalf = (kept: number) => digits.length === kept + 1 && digits.endsWith('5');
        if (!isHalf(point + places)) expect(formatNumber(value, `F${places}`)).toBe(value.toFixed(places));
        if (!isHalf(places + 1)) expect(formatNumber(value, `E${places}`).split('E')[0]).toBe(value.toExponential(places).split('e')[0]);
      }),
    );
  });

  test('never crash', () => {
    const shape = fc.array(fc.constantFrom('0', '#', '.', ',', '%', '‰', ';', 'E+0', 'e0', "'", '"', '\\', 'a', 'G', 'F', '9'), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(double, fc.integer(), fc.constantFrom(0, -0, NaN, Infinity)), shape, (value, format) => {
        try {
          expect(typeof formatNumber(value, format)).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(EvaluationError);
        }
      }),
    );
  });
});
