import { addressOf } from '../dotnet/address.ts';
import { EvaluationError } from '../errors.ts';
import { strict, type LanguageFunction } from '../function-table.ts';
import { something } from './open/shared.ts';
import { text } from './expect.ts';

/** Ranges of addresses. Rules: Azure/azure-policy-linter, IPRange.cs. */
export const networkFunctions: readonly LanguageFunction<unknown>[] = [
  strict('ipRangeContains', [2, 2], ([range, target]) => contains(rangeOf(range), rangeOf(target)), something),
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
  if (mask !== undefined && !/^[\t-\r ]*\+?\d{1,9}[\t-\r ]*$/.test(mask)) return undefined;
  const length = mask === undefined ? bits : Number(mask);
  if (length > bits) return undefined;
  const hosts = (1n << BigInt(bits - length)) - 1n;
  return { bits, start: value & ~hosts, end: value | hosts };
}
