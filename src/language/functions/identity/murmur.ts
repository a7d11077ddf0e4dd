/**
 * The 64-bit murmur hash behind ARM's `uniqueString`: two 32-bit lanes of MurmurHash3 and their finalisers. The service's own
 * (`ComputeHash.MurmurHash64` of its resource stack) is not published as source; the constants are those of public ports, whose
 * values the tests repeat.
 */
export function murmur64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 8);
  let low = 0;
  let high = 0;
  for (let index = 0; index < whole; index += 8) {
    low = rotated(low ^ first(view.getUint32(index, true)), 19);
    low = (Math.imul(low + high, 5) + 0x561ccd1b) | 0;
    high = rotated(high ^ second(view.getUint32(index + 4, true)), 13);
    high = (Math.imul(high + low, 5) + 0x0bcaa747) | 0;
  }
  const rest = bytes.length - whole;
  if (rest > 0) low ^= first(littleEndian(bytes, whole, Math.min(rest, 4)));
  if (rest > 4) high ^= second(littleEndian(bytes, whole + 4, rest - 4));
  high ^= bytes.length;
  low = (low ^ bytes.length) + high;
  high = (high + low) | 0;
  low = finished(low);
  high = finished(high);
  low = (low + high) | 0;
  high = (high + low) | 0;
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function first(word: number): number {
  return Math.imul(rotated(Math.imul(word, 0x239b961b), 15), 0xab0e9789);
}

function second(word: number): number {
  return Math.imul(rotated(Math.imul(word, 0xab0e9789), 17), 0x239b961b);
}

function finished(word: number): number {
  let value = word | 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}

function littleEndian(bytes: Uint8Array, start: number, count: number): number {
  let word = 0;
  for (let index = 0; index < count; index += 1) word |= (bytes[start + index] ?? 0) << (8 * index);
  return word;
}

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
