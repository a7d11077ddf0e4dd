import { isInt64 } from './int64.ts';

/**
 * A number as .NET writes it: an integer in all its digits, another number in the shortest text that reads back as the same,
 * below 0.0001 and beyond 64 bits with an exponent of at least two digits: `1E-05`, `1.5E+21` (dotnet/runtime, Number.Formatting.cs).
 */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (isInt64(value)) return BigInt(value).toString();
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value) || (magnitude >= 0.0001 && magnitude < 2 ** 63)) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits}${exponentText(Number(exponent), 'E', 2)}`;
}

/** `E+05`: letter, sign, and as many digits as asked for. */
export function exponentText(exponent: number, letter: string, width: number): string {
  return `${letter}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(width, '0')}`;
}
