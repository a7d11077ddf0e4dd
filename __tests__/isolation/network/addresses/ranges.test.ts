import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { covers, holds, intersect, meet, pairsOf, rangesOf, subtract, unite, type Ranges } from '../../../../src/isolation/network/addresses/ranges.ts';

const line = 24;
const points = Array.from({ length: line }, (_, point) => point);
const sets = fc.array(fc.tuple(fc.integer({ min: 0, max: line }), fc.integer({ min: 0, max: line })), { maxLength: 8 });

function members(ranges: Ranges<number>): readonly number[] {
  return points.filter((point) => holds(ranges, point));
}

describe('ranges of points', () => {
  test('hold exactly what lies in one of the pairs they are made of', () => {
    fc.assert(fc.property(sets, (pairs) => {
      expect(members(rangesOf(pairs))).toEqual(points.filter((point) => pairs.some(([from, end]) => from <= point && point < end)));
    }));
  });

  test('are disjoint and ascending, so that equal sets are equal arrays', () => {
    fc.assert(fc.property(sets, sets, (some, more) => {
      for (const ranges of [rangesOf(some), unite(rangesOf(some), rangesOf(more)), subtract(rangesOf(some), rangesOf(more)), intersect(rangesOf(some), rangesOf(more))]) {
        expect(ranges.length % 2).toBe(0);
        expect(ranges.every((boundary, index) => index === 0 || boundary > (ranges[index - 1] ?? boundary))).toBe(true);
      }
    }));
  });

  test('are united, intersected and subtracted as their members are', () => {
    fc.assert(fc.property(sets, sets, (some, more) => {
      const [left, right] = [rangesOf(some), rangesOf(more)];
      expect(members(unite(left, right))).toEqual(points.filter((point) => holds(left, point) || holds(right, point)));
      expect(members(intersect(left, right))).toEqual(points.filter((point) => holds(left, point) && holds(right, point)));
      expect(members(subtract(left, right))).toEqual(points.filter((point) => holds(left, point) && !holds(right, point)));
      expect(meet(left, right)).toBe(members(left).some((point) => holds(right, point)));
      expect(covers(left, right)).toBe(members(right).every((point) => holds(left, point)));
    }));
  });

  test('leave their operands alone, also where both are the same', () => {
    const set = rangesOf([[1, 3], [5, 9]]);
    expect(unite(set, set)).toEqual([1, 3, 5, 9]);
    expect(intersect(set, set)).toEqual([1, 3, 5, 9]);
    expect(subtract(set, set)).toEqual([]);
    expect(pairsOf(set)).toEqual([[1, 3], [5, 9]]);
  });

  test('are of bigints as well as of numbers', () => {
    expect(subtract(rangesOf([[0n, 2n ** 128n]]), rangesOf([[1n, 2n]]))).toEqual([0n, 1n, 2n, 2n ** 128n]);
  });
});
