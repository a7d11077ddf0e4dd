/** An address with its 32 or 128 bits. */
export interface Address {
  readonly bits: number;
  readonly value: bigint;
}

/** Reads an address in the spellings that `IPAddress.Parse` of .NET takes; undefined when it is none. */
export function addressOf(source: string): Address | undefined {
  if (source.includes(':')) return version6(source);
  const value = version4(source);
  return value === undefined ? undefined : { bits: 32, value: BigInt(value) };
}

/**
 * One to four numbers, decimal, octal behind a zero or hexadecimal behind `0x`; the last one fills what the others leave
 * (dotnet/runtime, IPv4AddressHelper.ParseNonCanonical).
 */
function version4(source: string): number | undefined {
  const parts = source.split('.');
  const numbers = parts.map(numberOf);
  const last = numbers.pop() ?? NaN;
  if (parts.length > 4 || !numbers.every((part) => part <= 0xff) || !(last < 256 ** (5 - parts.length))) return undefined;
  return numbers.reduce((sum, part, index) => sum + part * 256 ** (3 - index), last);
}

/** NaN for what is no number. */
function numberOf(part: string): number {
  if (/^0[0-7]+$/.test(part)) return Number(`0o${part}`);
  return /^(?:0|[1-9]\d*|0x[0-9a-f]+)$/i.test(part) ? Number(part) : NaN;
}

/**
 * RFC 4291 §2.2: eight groups, one run of zeros as `::`, the last two groups perhaps as an IPv4 address in plain decimals. One pair of
 * brackets may stand around it; the zone behind `%` is not looked at (dotnet/runtime, IPv6AddressHelper.IsValidStrict).
 */
function version6(source: string): Address | undefined {
  const inner = source.startsWith('[') && source.endsWith(']') ? source.slice(1, -1) : source;
  const [plain = ''] = inner.split('%');
  const tail = plain.slice(plain.lastIndexOf(':') + 1);
  const embedded = tail.includes('.') ? plain4(tail) : undefined;
  if (tail.includes('.') && embedded === undefined) return undefined;
  const written = embedded === undefined ? plain : `${plain.slice(0, -tail.length)}${pair(embedded)}`;
  const halves = written.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}

/** Four decimals without leading zeros. */
function plain4(source: string): number | undefined {
  return /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(source) ? version4(source) : undefined;
}

/** 32 bits as two groups. */
function pair(value: number): string {
  return `${Math.floor(value / 0x1_0000).toString(16)}:${(value % 0x1_0000).toString(16)}`;
}
