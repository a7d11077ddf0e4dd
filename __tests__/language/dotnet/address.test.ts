import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { addressOf } from '../../../src/language/dotnet/address.ts';

const byte = fc.nat(255);
const spellings: readonly ((part: number) => string)[] = [String, (part) => `0x${part.toString(16)}`, (part) => `0X${part.toString(16).toUpperCase()}`, (part) => `00${part.toString(8)}`];

describe('addresses', () => {
  test('of version 4 are the same in all their spellings', () => {
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), fc.array(fc.constantFrom(...spellings), { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 4 }), ([a, b, c, d], spelling, count) => {
        const bytes = [a, b, c, d];
        const last = bytes.slice(count - 1).reduce((sum, part) => sum * 256 + part, 0);
        const written = [...bytes.slice(0, count - 1), last].map((part, index) => spelling[index]?.(part)).join('.');
        expect(addressOf(written)).toEqual({ bits: 32, value: BigInt(bytes.reduce((sum, part) => sum * 256 + part, 0)) });
      }),
    );
  });

  test('of version 6 may end in one of version 4, and stand in brackets', () => {
    fc.assert(
      fc.property(fc.ipV6(), (written) => {
        const plain = addressOf(written);
        expect(plain?.bits).toBe(128);
        expect(addressOf(`[${written}]`)).toEqual(plain);
        expect(addressOf(`${written}%eth0`)).toEqual(plain);
      }),
    );
  });

  test.each(['', '.', '1.', '.1', '1..2', '1.2.3.4.5', '256.1', '1.2.65536', '4294967296', '08', '0x', '1.2.3.x', '-1', '+1', ' 1', '[1.2.3.4]', '::1]', '[::1', '1::2::3', '::1.2.3.04', '::0x1.2.3.4', ':::', '12345::'])('`%s` is none', (text) => {
    expect(addressOf(text)).toBeUndefined();
  });
});
