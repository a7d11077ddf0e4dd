import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { addressOf } from '../../../src/language/dotnet/address.ts';
import { addressText } from '../../../src/language/dotnet/address-text.ts';
import { EvaluationError } from '../../../src/language/errors.ts';
import { evaluate } from './evaluate.ts';

/** learn.microsoft.com, "CIDR functions for ARM templates": the examples and their results. */
describe('the examples of template-functions-cidr', () => {
  test.each<readonly [string, unknown]>([
    ["parseCidr('10.144.0.0/20')", { network: '10.144.0.0', netmask: '255.255.240.0', broadcast: '10.144.15.255', firstUsable: '10.144.0.1', lastUsable: '10.144.15.254', cidr: 20 }],
    ["parseCidr('fdad:3236:5555::/48')", { network: 'fdad:3236:5555::', netmask: 'ffff:ffff:ffff::', firstUsable: 'fdad:3236:5555::', lastUsable: 'fdad:3236:5555:ffff:ffff:ffff:ffff:ffff', cidr: 48 }],
    ["map(range(0, 5), lambda('i', cidrSubnet('10.144.0.0/20', 24, lambdaVariables('i'))))", ['10.144.0.0/24', '10.144.1.0/24', '10.144.2.0/24', '10.144.3.0/24', '10.144.4.0/24']],
    [
      "map(range(0, 5), lambda('i', cidrSubnet('fdad:3236:5555::/48', 52, lambdaVariables('i'))))",
      ['fdad:3236:5555::/52', 'fdad:3236:5555:1000::/52', 'fdad:3236:5555:2000::/52', 'fdad:3236:5555:3000::/52', 'fdad:3236:5555:4000::/52'],
    ],
    ["map(range(0, 5), lambda('i', cidrHost('10.144.3.0/24', lambdaVariables('i'))))", ['10.144.3.1', '10.144.3.2', '10.144.3.3', '10.144.3.4', '10.144.3.5']],
    [
      "map(range(0, 5), lambda('i', cidrHost('fdad:3236:5555:3000::/52', lambdaVariables('i'))))",
      ['fdad:3236:5555:3000::1', 'fdad:3236:5555:3000::2', 'fdad:3236:5555:3000::3', 'fdad:3236:5555:3000::4', 'fdad:3236:5555:3000::5'],
    ],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test('the members of parseCidr come in the order of the documentation', () => {
    expect(JSON.stringify(evaluate("parseCidr('10.144.0.0/20')"))).toMatch(/^\{"network".*"netmask".*"broadcast".*"firstUsable".*"lastUsable".*"cidr":20\}$/);
  });
});

describe('ranges', () => {
  test.each<readonly [string, unknown]>([
    ["cidrSubnet('10.144.1.7/20', 24, 15)", '10.144.15.0/24'],
    ["cidrSubnet('0.0.0.0/0', 32, 2147483647)", '127.255.255.255/32'],
    ["cidrSubnet('10.0.0.0/24', 24, 0)", '10.0.0.0/24'],
    ["cidrHost('10.0.0.0/30', 1)", '10.0.0.2'],
    ["parseCidr('10.0.0.1/32').lastUsable", '10.0.0.1'],
    ["parseCidr('0.0.0.0/0').netmask", '0.0.0.0'],
    ["parseCidr('::ffff:1.2.3.4/128').network", '::ffff:1.2.3.4'],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  test.each([
    ["parseCidr('10.0.0.0')", '`parseCidr` takes a range in CIDR notation such as 10.0.0.0/16; "10.0.0.0" given'],
    ["parseCidr('10.0.0.0/33')", 'in CIDR notation'],
    ["parseCidr('10.0.0.0/1/1')", 'in CIDR notation'],
    ['parseCidr(1)', '`parseCidr` works on text; integer given'],
    ["cidrSubnet('10.0.0.0/16', 8, 0)", '`cidrSubnet` cuts a /16 into ranges from /16 to /32; /8 asked for'],
    ["cidrSubnet('10.0.0.0/16', 24, 256)", '`cidrSubnet` finds 256 ranges of /24 in a /16; the one at 256 asked for'],
    ["cidrSubnet('10.0.0.0/16', 24, -1)", 'the one at -1 asked for'],
    ["cidrHost('10.0.0.0/30', 2)", '`cidrHost` finds no usable address at 2 in a /30'],
    ["cidrHost('10.0.0.0/32', 0)", 'no usable address at 0 in a /32'],
    ["cidrHost('10.0.0.0/24', -1)", 'no usable address at -1'],
  ])('%s fails', (text, message) => {
    expect(() => evaluate(text)).toThrow(EvaluationError);
    expect(() => evaluate(text)).toThrow(message);
  });
});

describe('addresses', () => {
  const address = fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value) => ({ bits: 32, value })),
    fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value) => ({ bits: 128, value })),
    fc.array(fc.constantFrom(0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 }).map((groups) => ({ bits: 128, value: groups.reduce<bigint>((sum, group) => (sum << 16n) | group, 0n) })),
  );

  test('are read back as they were written', () => {
    fc.assert(fc.property(address, (value) => expect(addressOf(addressText(value))).toEqual(value)));
  });

  test.each([
    ['::', '::'],
    ['::1', '::1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['0:0:1:0:0:1:1:1', '::1:0:0:1:1:1'],
    ['FE80::ABCD', 'fe80::abcd'],
    ['::1.2.3.4', '::1.2.3.4'],
    ['1::5efe:1.2.3.4', '1::5efe:1.2.3.4'],
  ])('%s is written %s', (source, expected) => {
    expect(addressText(addressOf(source) ?? { bits: 32, value: 0n })).toBe(expected);
  });

  test('subnets of a range follow each other and fill it', () => {
    const range = fc.tuple(address, fc.nat(128), fc.nat(6)).map(([{ bits, value }, length, more]) => ({ bits, value, length: length % (bits + 1), more }));
    fc.assert(
      fc.property(range, ({ bits, value, length, more }) => {
        const size = Math.min(bits, length + more);
        const count = 2 ** (size - length);
        const source = `${addressText({ bits, value })}/${length}`;
        const subnetAt = (index: number) => addressOf(String(evaluate(`cidrSubnet(given('range'), given('size'), given('index'))`, { range: source, size, index })).split('/')[0] ?? '')?.value ?? -1n;
        const step = 1n << BigInt(bits - size);
        expect(subnetAt(0)).toBe((value >> BigInt(bits - length)) << BigInt(bits - length));
        for (let index = 1; index < count; index += 1) expect(subnetAt(index)).toBe(subnetAt(index - 1) + step);
        expect(subnetAt(count - 1) + step - subnetAt(0)).toBe(1n << BigInt(bits - length));
      }),
      { numRuns: 60 },
    );
  });
});
