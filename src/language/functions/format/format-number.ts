import { exactDecimal, partsOf, roundedTo, type Decimal } from '../../dotnet/decimal.ts';
import { isInt64 } from '../../dotnet/int64.ts';
import { exponentText, numberText } from '../../dotnet/number-text.ts';
import { EvaluationError } from '../../errors.ts';
import { customNumber } from './format-custom.ts';

/**
 * A number in a standard (`D4`, `X`, `N2`, `F`, `P`, `E3`, `G`, `C`) or custom (`000.0#`, `#,##0`) format of .NET, invariant culture
 * (learn.microsoft.com, "Standard numeric format strings" and "Custom numeric format strings"; dotnet/runtime, Number.Formatting.cs).
 */
export function formatNumber(value: number, shape: string): string {
  if (shape === '' || !Number.isFinite(value)) return numberText(value);
  const [, letter, digits = ''] = /^([A-Za-z])(\d*)$/.exec(shape) ?? [];
  return letter === undefined ? customNumber(value, shape) : standard(value, letter, digits === '' ? undefined : precisionOf(digits));
}

/** The service goes on to a thousand million digits; all that a double has are 767, and what is longer is a mistake. */
const mostDigits = 1000;

function precisionOf(digits: string): number {
  const precision = Number(digits);
  if (precision <= mostDigits) return precision;
  throw new EvaluationError(`\`format\` writes at most ${mostDigits} digits here; ${digits.slice(0, 40)} asked for`);
}

function standard(value: number, letter: string, precision: number | undefined): string {
  const sign = value < 0 ? '-' : '';
  switch (letter.toUpperCase()) {
    case 'D':
      return `${sign}${integerOnly(value, letter).toString().replace('-', '').padStart(precision ?? 0, '0')}`;
    case 'X':
      return hexadecimal(integerOnly(value, letter), letter).padStart(precision ?? 0, '0');
    case 'B':
      return bits(integerOnly(value, letter)).toString(2).padStart(precision ?? 0, '0');
    case 'F':
      return `${sign}${fixed(value, precision ?? 2)}`;
    case 'N':
      return `${sign}${grouped(fixed(value, precision ?? 2))}`;
    case 'P':
      return `${sign}${grouped(fixed(value, precision ?? 2, 2))} %`;
    case 'C':
      return value < 0 ? `(¤${grouped(fixed(value, precision ?? 2))})` : `¤${grouped(fixed(value, precision ?? 2))}`;
    case 'E':
      return `${sign}${scientific(rounded(value, (precision ?? 6) + 1), precision ?? 6, letter, 3)}`;
    case 'G':
      return precision === undefined || precision === 0 ? general(value, letter) : `${sign}${shortened(value, precision, letter)}`;
    case 'R':
      if (isInt64(value)) throw new EvaluationError('`format` writes no integers with `R`');
      return numberText(value);
    default:
      throw new EvaluationError(`\`format\` has no number format \`${letter}\``);
  }
}

function integerOnly(value: number, letter: string): bigint {
  if (isInt64(value)) return BigInt(value);
  throw new EvaluationError(`\`format\` writes integers only with \`${letter}\``);
}

/** Of a negative number the two's complement in 64 bits. */
function bits(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function hexadecimal(value: bigint, letter: string): string {
  const digits = bits(value).toString(16);
  return letter === 'X' ? digits.toUpperCase() : digits;
}

/** An integer is rounded away from zero at the half, another number by all its digits and to the even one at the half. */
function half(value: number): 'up' | 'even' {
  return isInt64(value) ? 'up' : 'even';
}

function rounded(value: number, digits: number): Decimal {
  return roundedTo(exactDecimal(Math.abs(value)), digits, half(value));
}

/** The magnitude with so many digits behind the point, which moves to the right by `shift`. */
function fixed(value: number, places: number, shift = 0): string {
  const { digits, point } = exactDecimal(Math.abs(value));
  const moved = digits === '' ? 0 : point + shift;
  const [whole, fraction] = partsOf(roundedTo({ digits, point: moved }, moved + places, half(value)), places);
  return `${whole === '' ? '0' : whole}${places > 0 ? `.${fraction}` : ''}`;
}

function grouped(unsigned: string): string {
  const [integers = '', fraction] = unsigned.split('.');
  const withCommas = integers.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? withCommas : `${withCommas}.${fraction}`;
}

/** One digit, `places` behind the point (all there are, when nothing is asked for), the exponent. */
function scientific({ digits, point }: Decimal, places: number | undefined, letter: string, width: number): string {
  const fraction = digits.slice(1).padEnd(places ?? 0, '0');
  const mantissa = `${digits.slice(0, 1) || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return `${mantissa}${exponentText(digits === '' ? 0 : point - 1, letter, width)}`;
}

/** The shortest text that reads back as the same number. */
function general(value: number, letter: string): string {
  return letter === 'g' ? numberText(value).replace('E', 'e') : numberText(value);
}

/** So many significant digits; with an exponent when the integer part needs more, or below 0.0001. */
function shortened(value: number, precision: number, letter: string): string {
  const decimal = rounded(value, precision);
  const { digits, point } = decimal;
  if (point > precision || point < -3) return scientific(decimal, undefined, letter === 'g' ? 'e' : 'E', 2);
  const [whole, fraction] = partsOf(decimal, Math.max(digits.length - point, 0));
  return `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
}
