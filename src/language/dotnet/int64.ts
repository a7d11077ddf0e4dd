/** True for what is an integer to the service: whole, and within 64 bits. A number beyond 2^53 stands for the integer that it is exactly. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
}

/** An integer as a number; undefined when it leaves 64 bits or a number cannot hold it exactly. */
export function exactInt64(value: bigint): number | undefined {
  const near = Number(value);
  return isInt64(near) && BigInt(near) === value ? near : undefined;
}

/** Reads decimal digits with or without a sign; undefined as above. */
export function readInt64(digits: string): number | undefined {
  const short = digits.replace(/^([-+]?)0+(?=\d)/, '$1');
  // Nineteen digits and a sign are the longest there is; a hostile text is not worth a number of its length.
  return short.length <= 20 ? exactInt64(BigInt(short)) : undefined;
}
