/** A number not below zero as `0.digits` times ten to the power of `point`. There are no zeros at either end; zero has no digits. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** Every digit of a number: a double is a finite decimal, of 767 digits at most. */
export function exactDecimal(magnitude: number): Decimal {
  let whole = magnitude;
  let halvings = 0;
  // Doubling loses nothing, and ends after 1,074 times.
  for (; !Number.isInteger(whole); halvings += 1) whole *= 2;
  const digits = (BigInt(whole) * 5n ** BigInt(halvings)).toString();
  return trimmed(digits, digits.length - halvings);
}

/** Keeps so many digits. The half goes up, or to the even digit. */
export function roundedTo({ digits, point }: Decimal, count: number, half: 'up' | 'even'): Decimal {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return trimmed('', 0);
  const kept = digits.slice(0, count);
  const next = digits.charAt(count);
  const isHalf = next === '5' && digits.length === count + 1;
  const goesUp = isHalf ? half === 'up' || /[13579]$/.test(kept) : next >= '5';
  if (!goesUp) return trimmed(kept, point);
  const raised = (BigInt(kept) + 1n).toString();
  return trimmed(raised, point + raised.length - count);
}

/** The digits before the point, without leading zeros, and so many behind it. */
export function partsOf({ digits, point }: Decimal, places: number): readonly [whole: string, fraction: string] {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '';
  // A zero may stand further behind the point than anybody asked to see.
  const zeros = '0'.repeat(Math.min(Math.max(-point, 0), places));
  return [whole, `${zeros}${digits.slice(Math.max(point, 0))}`.slice(0, places).padEnd(places, '0')];
}

function trimmed(digits: string, point: number): Decimal {
  const leading = /^0*/.exec(digits)?.[0].length ?? 0;
  let end = digits.length;
  while (end > leading && digits.charAt(end - 1) === '0') end -= 1;
  return end === leading ? { digits: '', point: 0 } : { digits: digits.slice(leading, end), point: point - leading };
}
