import { EvaluationError } from '../errors.ts';

/**
 * A number in a standard (`D4`, `X`, `N2`, `F`, `P`, `E3`, `G`, `C`) or custom (`000.0#`, `#,##0`) format of .NET, invariant culture
 * (learn.microsoft.com, "Standard numeric format strings" and "Custom numeric format strings").
 */
export function formatNumber(value: number, shape: string): string {
  const [, letter, digits] = /^([A-Za-z])(\d{0,3})$/.exec(shape) ?? [];
  if (letter !== undefined) return standard(value, letter, digits === undefined || digits === '' ? undefined : Number(digits));
  return shape === '' ? general(value) : custom(value, shape);
}

/** JavaScript writes exponents as `1e+21`, .NET as `1E+21`. */
function general(value: number): string {
  return String(value).toUpperCase().replace('INFINITY', 'Infinity').replace('NAN', 'NaN');
}

function standard(value: number, letter: string, precision: number | undefined): string {
  const digits = Math.min(precision ?? 2, 100);
  switch (letter.toUpperCase()) {
    case 'D':
      return signed(integerOnly(value, letter), String(Math.abs(value)).padStart(precision ?? 0, '0'));
    case 'X':
      return hexadecimal(integerOnly(value, letter), letter, precision ?? 0);
    case 'F':
      return signed(value, fixed(value, digits));
    case 'N':
      return signed(value, grouped(fixed(value, digits)));
    case 'P':
      return `${signed(value, grouped(fixed(value * 100, digits)))} %`;
    case 'C':
      return value < 0 ? `(¤${grouped(fixed(value, digits))})` : `¤${grouped(fixed(value, digits))}`;
    case 'E':
      return exponential(value, letter, Math.min(precision ?? 6, 100));
    case 'G':
      return precision === undefined || precision === 0 ? general(value) : general(Number(value.toPrecision(Math.min(precision, 100))));
    case 'R':
      return general(value);
    default:
      throw new EvaluationError(`\`format\` has no number format \`${letter}\``);
  }
}

function integerOnly(value: number, letter: string): number {
  if (Number.isInteger(value)) return value;
  throw new EvaluationError(`\`format\` writes integers only with \`${letter}\``);
}

function signed(value: number, unsigned: string): string {
  return value < 0 && /[1-9]/.test(unsigned) ? `-${unsigned}` : unsigned;
}

/** Rounded away from zero at the half, as .NET does, digits of the magnitude. */
function fixed(value: number, digits: number): string {
  const magnitude = Math.abs(value);
  const nudged = Number(`${magnitude}e${digits}`);
  if (Number.isSafeInteger(Math.round(nudged)) && digits <= 15) return (Math.round(nudged) / 10 ** digits).toFixed(digits);
  return magnitude.toFixed(digits);
}

function grouped(unsigned: string): string {
  const [integers = '', fraction] = unsigned.split('.');
  const withCommas = integers.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? withCommas : `${withCommas}.${fraction}`;
}

/** Of a negative number the two's complement in 64 bits. */
function hexadecimal(value: number, letter: string, width: number): string {
  const digits = BigInt.asUintN(64, BigInt(value)).toString(16).padStart(width, '0');
  return letter === 'X' ? digits.toUpperCase() : digits;
}

function exponential(value: number, letter: string, digits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits).split('e');
  const power = Number(exponent);
  return `${mantissa}${letter}${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(3, '0')}`;
}

/** Sections for positive, negative and zero; in them `0`, `#`, `.`, `,`, `%`, quoted and escaped text. */
function custom(value: number, shape: string): string {
  const [positive = '', negative, zero] = sections(shape);
  if (value === 0 && zero !== undefined) return section(0, zero);
  if (value < 0 && negative !== undefined && negative !== '') return section(-value, negative);
  const shown = section(Math.abs(value), positive);
  return value < 0 && /[1-9]/.test(shown) ? `-${shown}` : shown;
}

const tokenPattern = /\\.|'[^']*'|"[^"]*"|[\s\S]/g;

function sections(shape: string): readonly string[] {
  const parts = [''];
  for (const token of shape.match(tokenPattern) ?? []) {
    if (token === ';') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${token}`);
  }
  return parts;
}

function isDigit(token: string): boolean {
  return token === '0' || token === '#';
}

function section(magnitude: number, shape: string): string {
  const tokens: readonly string[] = shape.match(tokenPattern) ?? [];
  if (!tokens.some(isDigit)) return tokens.map(literal).join('');
  const point = tokens.indexOf('.');
  const integers = point < 0 ? tokens : tokens.slice(0, point);
  const fractions = point < 0 ? [] : tokens.slice(point + 1);
  const scaled = tokens.includes('%') ? magnitude * 100 : magnitude;
  const most = fractions.filter(isDigit).length;
  const [whole = '', fraction = ''] = fixed(scaled, most).split('.');
  const separators = integers.findLastIndex(isDigit) > integers.indexOf(',') && integers.includes(',');
  const needed = integers.length - integers.indexOf('0');
  const least = integers.includes('0') ? integers.slice(-needed).filter(isDigit).length : 0;
  const padded = whole.replace(/^0+/, '').padStart(least, '0');
  const shownWhole = separators ? grouped(padded) : padded;
  return `${placed(integers, shownWhole)}${fractionText(fractions, fraction)}`;
}

/** The digits stand where the first placeholder is; text around the placeholders stays. */
function placed(tokens: readonly string[], digits: string): string {
  const first = tokens.findIndex(isDigit);
  return tokens
    .map((token, index) => (index === first ? digits : isDigit(token) || token === ',' ? '' : literal(token)))
    .join('')
    .concat(first < 0 ? digits : '');
}

function fractionText(tokens: readonly string[], fraction: string): string {
  const places = tokens.filter(isDigit);
  const least = places.lastIndexOf('0') + 1;
  const digits = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, '');
  const rest = tokens.filter((token) => !isDigit(token) && token !== ',').map(literal).join('');
  return `${digits === '' ? '' : `.${digits}`}${rest}`;
}

function literal(token: string): string {
  if (token.length === 2 && token.startsWith('\\')) return token.slice(1);
  return token.length >= 2 && /^['"]/.test(token) ? token.slice(1, -1) : token;
}
