import { addressesText, type Family } from './prefixes.ts';
import { subtract, type Point, type Ranges } from './ranges.ts';

export function wholeText<P extends Point>({ name }: Family<P>): string {
  return name === 'IPv4' ? 'the Internet' : 'the IPv6 Internet';
}

/** A part of the Internet in words: `the Internet`, `the Internet but for 20.0.0.0/8`, `203.0.113.0/24`. */
export function partText<P extends Point>(family: Family<P>, internet: Ranges<P>, part: Ranges<P>): string {
  const missing = subtract(internet, part);
  if (missing.length === 0) return wholeText(family);
  return missing.length < part.length ? `${wholeText(family)} but for ${addressesText(family, missing)}` : addressesText(family, part);
}
