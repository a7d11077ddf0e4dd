import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { addressesText, ipv4, ipv6, prefixOf } from '../../../../src/isolation/network/addresses/prefixes.ts';
import { addressesOf, internetOf, publicAddresses } from '../../../../src/isolation/network/addresses/internet.ts';
import { holds, rangesOf } from '../../../../src/isolation/network/addresses/ranges.ts';
import { Unknown } from '../../../../src/language/unknown.ts';

function point(text: string): number {
  const prefix = prefixOf(text);
  return prefix?.family === 'IPv4' ? prefix.from : Number.NaN;
}

function textOf(text: string): string | undefined {
  const prefix = prefixOf(text);
  if (prefix === undefined) return undefined;
  return prefix.family === 'IPv4' ? addressesText(ipv4, [prefix.from, prefix.end]) : addressesText(ipv6, [prefix.from, prefix.end]);
}

describe('address prefixes', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8'], ['0.0.0.0/0', '0.0.0.0/0'], ['128.0.0.0/1', '128.0.0.0/1'], ['203.0.113.7', '203.0.113.7'], ['203.0.113.7/32', '203.0.113.7'],
    ['10.1.2.3/16', '10.1.0.0/16'], ['::/0', '::/0'], ['2001:db8::/32', '2001:db8::/32'], ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'], ['::ffff:10.0.0.1', '::ffff:a00:1'],
    ['fd00::1/8', 'fd00::/8'], ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'], ['1::', '1::'],
  ])('%s is read, whatever bits stand behind its length', (text, written) => {
    expect(textOf(text)).toBe(written);
  });

  test.each([
    'Internet', '*', '', '10.0.0', '10.0.0.0.0', '256.0.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', '::/129', ':::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', '12345::', 'g::', '1:2:3:4:5:6:7::8:9',
    '10.0.0.0-10.0.0.9',
  ])('%j is none', (text) => {
    expect(prefixOf(text)).toBeUndefined();
  });

  test('a prefix holds the addresses whose leading bits are its own', () => {
    fc.assert(fc.property(fc.nat(2 ** 32 - 1), fc.nat(2 ** 32 - 1), fc.integer({ min: 0, max: 32 }), (address, other, length) => {
      const prefix = prefixOf(`${ipv4.text(address)}/${length}`);
      const same = BigInt(address) >> BigInt(32 - length) === BigInt(other) >> BigInt(32 - length);
      expect(prefix?.family === 'IPv4' && prefix.from <= other && other < prefix.end).toBe(same);
    }));
  });

  test('an address is written as it is read', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.integer({ min: 0, max: 128 }), (address, shift) => {
      const value = (address >> BigInt(shift)) << BigInt(shift);
      expect(prefixOf(ipv6.text(value))).toMatchObject({ from: value, end: value + 1n });
    }));
  });

  test('what is no single prefix is written from its first to its last address, and no more than three', () => {
    expect(addressesText(ipv4, rangesOf([[point('1.0.0.0'), point('10.0.0.0')]]))).toBe('1.0.0.0 to 9.255.255.255');
    expect(addressesText(ipv4, rangesOf([[1, 2], [4, 5], [8, 9], [16, 17], [32, 33]]))).toBe('0.0.0.1, 0.0.0.4, 0.0.0.8 and 2 more');
  });
});

describe('the Internet of a virtual network', () => {
  const isPublic = (address: string): boolean => holds(publicAddresses.ipv4, point(address));

  test.each(['1.0.0.0', '9.255.255.255', '11.0.0.0', '20.0.0.1', '100.63.255.255', '100.128.0.0', '168.63.129.15', '168.63.129.17', '172.15.255.255', '172.32.0.0', '192.167.255.255', '203.0.113.7', '223.255.255.255'])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  test.each(['0.0.0.0', '10.0.0.0', '10.255.255.255', '100.64.0.0', '127.0.0.1', '168.63.129.16', '169.254.169.254', '172.16.0.0', '172.31.255.255', '192.168.255.255', '224.0.0.1', '240.0.0.0', '255.255.255.255'])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test('is without the public prefixes that the network claims', () => {
    const internet = internetOf(addressesOf(['10.0.0.0/16', '20.0.0.0/8', '2001:db8::/32']));
    expect(holds(internet.ipv4, point('20.1.2.3'))).toBe(false);
    expect(holds(internet.ipv4, point('21.1.2.3'))).toBe(true);
    expect(holds(internet.ipv6, 0x2001_0db8n << 96n)).toBe(false);
    expect(holds(internet.ipv6, 0x2001_0db9n << 96n)).toBe(true);
  });

  test('prefixes that are not known leave their reason, and whether they may be of IPv6', () => {
    expect(addressesOf(['10.0.0.0/8', new Unknown("parameter 'prefix' has no value")])).toMatchObject({ unknown: ["parameter 'prefix' has no value"], perhapsIpv6: true });
    expect(addressesOf([new Unknown('half of it', { pieces: ['10.', '.0.0/16'] })])).toMatchObject({ unknown: ['half of it'], perhapsIpv6: false });
    expect(addressesOf(['VirtualNetwork']).unknown).toEqual(['"VirtualNetwork" is no address prefix']);
    expect(addressesOf(new Unknown('not given')).unknown).toEqual(['not given']);
  });
});
