import { exactDecimal, partsOf, roundedTo, type Decimal } from '../../dotnet/decimal.ts';
import { isInt64 } from '../../dotnet/int64.ts';

/**
 * A number in a custom format of .NET: sections for positive, negative and zero; in them `0`, `#`, `.`, `,`, `%`, `‰`, `E+0`, quoted
 * and escaped text (learn.microsoft.com, "Custom numeric format strings"; dotnet/runtime, Number.NumberToStringFormat).
 */
export function customNumber(value: number, shape: string): string {
  const [first = '', negative = '', zero = ''] = sections(shape);
  const decimal = digitsOf(value);
  const isNegative = value < 0 && negative !== '';
  const shown = placed(decimal, isNegative ? negative : first);
  // Also what is nothing only after rounding is shown as zero.
  if (shown.isZero && zero !== '') return placed(exactDecimal(0), zero).text;
  return value < 0 && !isNegative && shown.text !== '' ? `-${shown.text}` : shown.text;
}

/** Of a number with a fraction .NET takes the first 15 digits here, for old times' sake. */
function digitsOf(value: number): Decimal {
  const decimal = exactDecimal(Math.abs(value));
  return isInt64(value) ? decimal : roundedTo(decimal, 15, 'even');
}

const tokenPattern = /\\[^]?|'[^']*'?|"[^"]*"?|[Ee][-+]?0+|[^]/g;

function sections(shape: string): readonly string[] {
  const parts: string[][] = [[]];
  for (const token of shape.match(tokenPattern) ?? []) {
    if (token === ';') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.map((tokens) => tokens.join(''));
}

interface Layout {
  readonly tokens: readonly string[];
  /** Where the point stands; the number of tokens when there is none. */
  readonly point: number;
  /** Placeholders before and behind the point. */
  readonly whole: number;
  readonly fraction: number;
  /** Digits that are shown even when they are zero. */
  readonly leastWhole: number;
  readonly leastFraction: number;
  readonly isGrouped: boolean;
  /** By how many places the point moves to the right before anything is shown. */
  readonly shift: number;
  readonly hasExponent: boolean;
}

function layoutOf(section: string): Layout {
  const tokens: readonly string[] = section.match(tokenPattern) ?? [];
  const dot = tokens.indexOf('.');
  const point = dot < 0 ? tokens.length : dot;
  const whole = tokens.slice(0, point).filter(isDigit);
  const fraction = tokens.slice(point).filter(isDigit);
  const firstDigit = tokens.findIndex(isDigit);
  const lastWhole = tokens.slice(0, point).findLastIndex(isDigit);
  const commas = Array.from(tokens.slice(0, point).keys()).filter((index) => tokens[index] === ',' && index > firstDigit && firstDigit >= 0);
  // A comma between digits groups; one behind the last of them divides by a thousand.
  const scaling = commas.filter((index) => index > lastWhole).length;
  return {
    tokens,
    point,
    whole: whole.length,
    fraction: fraction.length,
    leastWhole: whole.includes('0') ? whole.length - whole.indexOf('0') : 0,
    leastFraction: fraction.lastIndexOf('0') + 1,
    isGrouped: commas.length > scaling,
    shift: 2 * tokens.filter((token) => token === '%').length + 3 * tokens.filter((token) => token === '‰').length - 3 * scaling,
    hasExponent: tokens.some(isExponent),
  };
}

function isDigit(token: string): boolean {
  return token === '0' || token === '#';
}

function isExponent(token: string): boolean {
  return token.length > 1 && /^[Ee]/.test(token);
}

function placed(decimal: Decimal, section: string): { readonly text: string; readonly isZero: boolean } {
  const layout = layoutOf(section);
  const { tokens, whole, fraction, hasExponent } = layout;
  const moved = decimal.digits === '' ? decimal : { digits: decimal.digits, point: decimal.point + layout.shift };
  const shown = roundedTo(moved, hasExponent ? whole + fraction : moved.point + fraction, 'up');
  const exponent = shown.digits === '' ? 0 : shown.point - whole;
  const [digits, rest] = partsOf(hasExponent ? { digits: shown.digits, point: shown.digits === '' ? 0 : whole } : shown, fraction);
  const writer = digitWriter(layout, digits, rest);
  const text = tokens.map((token, index) => (isExponent(token) ? exponentOf(token, exponent) : (writer(token, index) ?? literal(token)))).join('');
  return { text, isZero: shown.digits === '' };
}

/** Digits for placeholders, the point and commas, from left to right; undefined for what stands for itself. */
function digitWriter(layout: Layout, whole: string, fraction: string): (token: string, index: number) => string | undefined {
  const padded = whole.padStart(layout.leastWhole, '0');
  const kept = fraction.slice(0, layout.leastFraction) + withoutZeros(fraction.slice(layout.leastFraction));
  let placeholders = layout.whole;
  let written = 0;
  let behind = 0;
  /** The digits that no later placeholder has room for. */
  const upTo = (left: number): string => {
    let text = '';
    for (; padded.length - written > left; written += 1) {
      const remaining = padded.length - written - 1;
      text += `${padded.charAt(written)}${layout.isGrouped && remaining > 0 && remaining % 3 === 0 ? ',' : ''}`;
    }
    return text;
  };
  return (token, index) => {
    if (token === ',') return '';
    if (token === '.') return index === layout.point ? `${upTo(0)}${kept === '' ? '' : '.'}` : '';
    if (!isDigit(token)) return undefined;
    if (index > layout.point) {
      behind += 1;
      return kept.charAt(behind - 1);
    }
    placeholders -= 1;
    return upTo(placeholders);
  };
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}

/** At least as many digits as there are zeros, ten at most; a plus sign only where one is written. */
function exponentOf(token: string, exponent: number): string {
  const sign = exponent < 0 ? '-' : token.charAt(1) === '+' ? '+' : '';
  const zeros = token.replaceAll(/[^0]/g, '').length;
  return `${token.charAt(0)}${sign}${String(Math.abs(exponent)).padStart(Math.min(zeros, 10), '0')}`;
}

function literal(token: string): string {
  if (token.startsWith('\\')) return token.slice(1);
  if (!/^['"]/.test(token)) return token;
  const isClosed = token.length > 1 && token.endsWith(token.charAt(0));
  return token.slice(1, isClosed ? -1 : undefined);
}
