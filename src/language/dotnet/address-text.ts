import type { Address } from './address.ts';

/**
 * An address as `IPAddress.ToString` of .NET writes it: IPv6 in lower case, the first of the longest runs of zeros as `::` (RFC 5952),
 * an IPv4 address at the end where one is embedded (dotnet/runtime, IPv6AddressHelper.ShouldHaveIpv4Embedded).
 */
export function addressText({ bits, value }: Address): string {
  if (bits === 32) return version4(value);
  const groups = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - 16 * index)) & 0xffffn));
  return isEmbedded(groups) ? `${compressed(groups.slice(0, 6))}${version4(value & 0xffff_ffffn)}` : compressed(groups);
}

function version4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
}

function isEmbedded(groups: readonly number[]): boolean {
  const [first, second, third, fourth, fifth, sixth, seventh] = groups;
  const isLow = first === 0 && second === 0 && third === 0 && fourth === 0 && seventh !== 0;
  if (isLow && fifth === 0 && (sixth === 0 || sixth === 0xffff)) return true;
  if (isLow && fifth === 0xffff && sixth === 0) return true;
  return fifth === 0 && sixth === 0x5efe;
}

/** With a colon at the end when something follows. */
function compressed(groups: readonly number[]): string {
  const [start, length] = longestZeros(groups);
  const tail = groups.length < 8 ? ':' : '';
  if (length < 2) return `${written(groups)}${tail}`;
  const rest = written(groups.slice(start + length));
  return `${written(groups.slice(0, start))}::${rest}${rest === '' ? '' : tail}`;
}

function written(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(':');
}

function longestZeros(groups: readonly number[]): readonly [start: number, length: number] {
  let best: readonly [number, number] = [0, 0];
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best[1]) best = [index + 1 - length, length];
  }
  return best;
}
