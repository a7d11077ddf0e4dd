import { bounded } from '../../bounded.ts';
import { many, strict, type Arguments, type LanguageFunction } from '../../function-table.ts';
import { utf8 } from '../parts/bytes.ts';
import { text } from '../expect.ts';
import { someText } from '../open/shared.ts';
import { murmur64 } from './murmur.ts';
import { sha1 } from './sha1.ts';

/** Names made from other names, the same at every run. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
export const identityFunctions: readonly LanguageFunction<unknown>[] = [
  strict('uniqueString', [1, many], (args) => base32(murmur64(utf8(joined(args, 'uniqueString')))), someText),
  strict('guid', [1, many], (args) => uuid5(joined(args, 'guid')), someText),
];

function joined(args: Arguments, name: string): string {
  return bounded(args.map((arg) => text(arg, name)).join('-'));
}

/** Thirteen characters: 64 bits, five at a time from the top, the last one filled up with zeros. */
function base32(value: bigint): string {
  const charset = 'abcdefghijklmnopqrstuvwxyz234567';
  const bits = value << 1n;
  return Array.from({ length: 13 }, (_, index) => charset.charAt(Number((bits >> BigInt(60 - 5 * index)) & 31n))).join('');
}

/** The namespace of ARM's `guid`: 11fb06fb-712d-4ddd-98c7-e71bbd588830. */
const namespace = [0x11, 0xfb, 0x06, 0xfb, 0x71, 0x2d, 0x4d, 0xdd, 0x98, 0xc7, 0xe7, 0x1b, 0xbd, 0x58, 0x88, 0x30];

/** A name-based UUID of version 5 (RFC 4122 §4.3): what ARM's `guid` makes of one text. */
export function uuid5(name: string): string {
  const bytes = sha1(Uint8Array.from([...namespace, ...utf8(name)])).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}
