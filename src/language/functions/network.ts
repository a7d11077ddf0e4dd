import { EvaluationError } from '../errors.ts';
import { strict, type LanguageFunction } from '../function-table.ts';
import { text } from './expect.ts';

/** Ranges of addresses. Rules: Azure/azure-policy-linter, IPRange.cs. */
export const networkFunctions: readonly LanguageFunction<unknown>[] = [
  strict('ipRangeContains', [2, 2], ([range, target]) => contains(rangeOf(range), rangeOf(target))),
];

interface AddressRange {
  /** 32 or 128. */
  readonly bits: number;
  readonly start: bigint;
  readonly end: bigint;
}

/** Ranges of different families contain nothing of each other. */
function contains(outer: AddressRange, inner: AddressRange): boolean {
  return outer.bits === inner.bits && outer.start <= inner.start && inner.end <= outer.end;
}

/** An address, a subnet `a/n` (bits outside the mask are ignored), or `a-b`. Throws EvaluationError. */
function rangeOf(value: unknown): AddressRange {
  const source = text(value, 'ipRangeContains');
  const range = source.includes('-') ? fromTo(source) : subnet(source);
  if (range !== undefined) return range;
  throw new EvaluationError(`\`ipRangeContains\` cannot read ${JSON.stringify(source.slice(0, 60))} as a range of addresses`);
}

function fromTo(source: string): AddressRange | undefined {
  const dash = source.indexOf('-');
  const start = addressOf(source.slice(0, dash));
  const end = addressOf(source.slice(dash + 1));
  if (start === undefined || end === undefined || start.bits !== end.bits || end.value < start.value) return undefined;
  return { bits: start.bits, start: start.value, end: end.value };
}

function subnet(source: string): AddressRange | undefined {
  const [prefix = '', mask, ...others] = source.split('/');
  const address = addressOf(prefix);
  if (address === undefined || others.length > 0) return undefined;
  const { bits, value } = address;
  if (mask !== undefined && !/^\s*\+?\d{1,3}\s*$/.test(mask)) return undefined;
  const length = mask === undefined ? bits : Number(mask);
  if (length > bits) return undefined;
  const hosts = (1n << BigInt(bits - length)) - 1n;
  return { bits, start: value & ~hosts, end: value | hosts };
}

interface Address {
  readonly bits: number;
  readonly value: bigint;
}

function addressOf(source: string): Address | undefined {
  if (source.includes(':')) return version6(source);
  const parts = source.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return { bits: 32, value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n) };
}

/** RFC 4291 §2.2: eight groups, one run of zeros as `::`, the last two groups perhaps as an IPv4 address. */
function version6(source: string): Address | undefined {
  const [plain = ''] = source.split('%');
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  const embedded = tail === null ? undefined : addressOf(tail[2] ?? '');
  if (tail !== null && embedded === undefined) return undefined;
  const mapped = embedded === undefined ? '' : `${(embedded.value >> 16n).toString(16)}:${(embedded.value & 0xffffn).toString(16)}`;
  const written = `${tail?.[1] ?? plain}${mapped}`;
  const halves = written.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}
