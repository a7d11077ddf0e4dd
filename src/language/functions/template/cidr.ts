import { addressOf } from '../../dotnet/address.ts';
import { addressText } from '../../dotnet/address-text.ts';
import { EvaluationError } from '../../errors.ts';
import { strict, type LanguageFunction } from '../../function-table.ts';
import { shortInteger, text } from '../expect.ts';
import { something, someText } from '../open/shared.ts';

/** Ranges of addresses (learn.microsoft.com, "CIDR functions for ARM templates"). */
export const cidrFunctions: readonly LanguageFunction<unknown>[] = [
  strict('parseCidr', [1, 1], ([range]) => parts(networkOf(range, 'parseCidr')), something),
  strict('cidrSubnet', [3, 3], ([range, size, index]) => subnet(networkOf(range, 'cidrSubnet'), shortInteger(size, 'cidrSubnet'), shortInteger(index, 'cidrSubnet')), someText),
  strict('cidrHost', [2, 2], ([range, index]) => host(networkOf(range, 'cidrHost'), shortInteger(index, 'cidrHost')), someText),
];

interface Network {
  /** 32 or 128. */
  readonly bits: number;
  /** Bits of the mask. */
  readonly length: number;
  readonly first: bigint;
  readonly last: bigint;
}

/** `address/length`; bits of the address outside the mask are not looked at. */
function networkOf(range: unknown, name: string): Network {
  const source = text(range, name);
  const [prefix = '', mask = '', ...others] = source.split('/');
  const address = addressOf(prefix.trim());
  const length = /^\d{1,3}$/.test(mask.trim()) ? Number(mask) : NaN;
  if (address === undefined || others.length > 0 || !(length <= address.bits)) {
    throw new EvaluationError(`\`${name}\` takes a range in CIDR notation such as 10.0.0.0/16; ${JSON.stringify(source.slice(0, 60))} given`);
  }
  const hosts = sizeOf(address.bits - length) - 1n;
  return { bits: address.bits, length, first: address.value & ~hosts, last: address.value | hosts };
}

function sizeOf(freeBits: number): bigint {
  return 1n << BigInt(freeBits);
}

/** Of an IPv4 network the first and the last address are taken; where there are no others, it is said to begin and end with the first. */
function parts({ bits, length, first, last }: Network): object {
  const shown = (value: bigint) => addressText({ bits, value });
  const netmask = shown(sizeOf(bits) - sizeOf(bits - length));
  if (bits === 128) return { network: shown(first), netmask, firstUsable: shown(first), lastUsable: shown(last), cidr: length };
  const hasUsable = last - first > 1n;
  return {
    network: shown(first),
    netmask,
    broadcast: shown(last),
    firstUsable: shown(hasUsable ? first + 1n : first),
    lastUsable: shown(hasUsable ? last - 1n : first),
    cidr: length,
  };
}

function subnet({ bits, length, first }: Network, size: number, index: number): string {
  if (size < length || size > bits) {
    throw new EvaluationError(`\`cidrSubnet\` cuts a /${length} into ranges from /${length} to /${bits}; /${size} asked for`);
  }
  if (index < 0 || BigInt(index) >= sizeOf(size - length)) {
    throw new EvaluationError(`\`cidrSubnet\` finds ${sizeOf(size - length)} ranges of /${size} in a /${length}; the one at ${index} asked for`);
  }
  return `${addressText({ bits, value: first + BigInt(index) * sizeOf(bits - size) })}/${size}`;
}

/** The first one stands behind the address of the network, also in IPv6: the documentation's example begins with `…3000::1`. */
function host({ bits, length, first, last }: Network, index: number): string {
  const value = first + 1n + BigInt(index);
  const end = bits === 32 ? last - 1n : last;
  if (index >= 0 && value <= end) return addressText({ bits, value });
  throw new EvaluationError(`\`cidrHost\` finds no usable address at ${index} in a /${length}`);
}
