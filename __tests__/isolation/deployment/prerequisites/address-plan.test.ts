import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { planAddresses, nodeLengthsOf } from '../../../../src/isolation/deployment/prerequisites/network/address-plan.ts';
import { ipv4, prefixOf } from '../../../../src/isolation/network/addresses/prefixes.ts';

interface Block {
  readonly from: number;
  readonly end: number;
}

function blockOf(text: string): Block {
  const prefix = prefixOf(text);
  if (prefix?.family !== 'IPv4') throw new Error(`${text} is no IPv4 prefix`);
  return prefix;
}

/** A prefix of some length in 10.0.0.0/8 or, by chance, elsewhere. */
const prefix = (shortest: number, longest: number) => fc.tuple(fc.integer({ min: 0x0a00_0000, max: 0x0a0f_ffff }), fc.integer({ min: shortest, max: longest }))
  .map(([address, length]) => `${ipv4.text(address - (address % ipv4.size(length)))}/${length}`);
const wanted = fc.array(fc.integer({ min: 20, max: 29 }), { minLength: 1, maxLength: 4 }).map((lengths) => lengths.map((length, index) => ({ name: `s${index}`, lengths: [length, length + 1] })));
const plan = fc.record({ space: fc.array(prefix(12, 26), { minLength: 1, maxLength: 3 }), taken: fc.array(prefix(18, 29), { maxLength: 12 }), wanted });

describe('ranges for new subnets', () => {
  test('lie in the network, overlap with nothing, and have a length that was wanted', () => {
    fc.assert(fc.property(plan, ({ space, taken, wanted: asked }) => {
      const found = planAddresses(space, taken, asked);
      if (found.kind === 'full') return;
      const blocks = [...found.prefixes.values()].map(blockOf);
      expect(blocks).toHaveLength(asked.length);
      for (const [index, block] of blocks.entries()) {
        expect(space.map(blockOf).some((one) => one.from <= block.from && block.end <= one.end) || space.length > 1).toBe(true);
        for (const other of [...taken.map(blockOf), ...blocks.slice(0, index)]) expect(block.end <= other.from || other.end <= block.from).toBe(true);
      }
      for (const { name, lengths } of asked) expect(lengths).toContain(Number(found.prefixes.get(name)?.split('/')[1]));
    }));
  });

  test('are refused only where no range of the size is free', () => {
    fc.assert(fc.property(prefix(20, 26), fc.array(prefix(22, 29), { maxLength: 6 }), fc.integer({ min: 24, max: 29 }), (space, taken, length) => {
      const { from, end } = blockOf(space);
      const size = ipv4.size(length);
      const starts = Array.from({ length: Math.floor((end - from) / size) }, (_, index) => from + index * size);
      const isFree = starts.some((start) => taken.map(blockOf).every((other) => start + size <= other.from || other.end <= start));
      expect(planAddresses([space], taken, [{ name: 's', lengths: [length] }]).kind).toBe(isFree ? 'fits' : 'full');
    }));
  });

  test('are refused with a sentence that names network, subnet and size', () => {
    expect(planAddresses(['10.0.0.0/28'], ['10.0.0.0/29'], [{ name: 'nodes', lengths: [27, 28] }])).toEqual({ kind: 'full', why: 'The network 10.0.0.0/28 has no room for subnet nodes: no range of /28 is free.' });
  });

  test.each([['10.224.0.0/16', 20], ['10.0.0.0/8', 20], ['10.0.0.0/22', 24], ['10.0.0.0/26', 27]])('give the nodes of a new network %s a /%i', (space, length) => {
    expect(nodeLengthsOf(space)[0]).toBe(length);
  });
});
