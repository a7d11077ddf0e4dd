import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { earlierOfShard, inShard } from '../../../src/isolation/drift/shards.ts';
import { clusterId, earlierRun, networkId, remembered, times } from './runs.ts';

describe('the parts of a fleet', () => {
  test('hold every subscription exactly once, in whatever letters', () => {
    fc.assert(fc.property(fc.uuid(), fc.integer({ min: 1, max: 256 }), (id, count) => {
      const shards = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
      expect(shards.filter((shard) => inShard(id, shard))).toEqual(shards.filter((shard) => inShard(id.toUpperCase(), shard)));
      expect(shards.filter((shard) => inShard(id, shard))).toHaveLength(1);
    }));
  });

  test.each([
    ['random', (index: number) => `${(index * 2_654_435_761 % 0xffff_ffff).toString(16).padStart(8, '0')}-1111-4222-8333-${(index * 40_503 % 0xffff_ffff_ffff).toString(16).padStart(12, '0')}`],
    ['numbered at the end', (index: number) => `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`],
    ['numbered at the beginning', (index: number) => `${String(index).padStart(8, '0')}-0000-0000-0000-000000000000`],
    ['all even', (index: number) => `00000000-0000-0000-0000-${(index * 16).toString(16).padStart(12, '0')}`],
  ])('are of like size when the ids are %s', (_, idOf) => {
    for (const count of [2, 3, 4, 8, 10, 16]) {
      const sizes = Array.from({ length: count }, () => 0);
      for (let index = 0; index < 3000; index += 1) {
        const shard = sizes.findIndex((__, part) => inShard(idOf(index), { index: part + 1, count }));
        sizes[shard] = (sizes[shard] ?? 0) + 1;
      }
      // Five standard deviations of a fair draw.
      const [fair, spread] = [3000 / count, 5 * Math.sqrt((3000 / count) * (1 - 1 / count))];
      expect(Math.min(...sizes)).toBeGreaterThan(fair - spread);
      expect(Math.max(...sizes)).toBeLessThan(fair + spread);
    }
  });

  test('are the same in every version: a memory is divided as the fleet was', () => {
    expect(['00000000-0000-0000-0000-000000000001', '8a1b0c4e-6d2f-4c3a-9b7e-1f2d3c4b5a69', 'ffffffff-ffff-ffff-ffff-ffffffffffff'].map((id) => [1, 2, 3, 4, 5, 6, 7, 8].find((index) => inShard(id, { index, count: 8 })))).toMatchInlineSnapshot(`
[
  5,
  7,
  2,
]
`);
  });

  test('know all earlier findings, and their own clusters only', () => {
    const other = clusterId('other', '/subscriptions/00000000-0000-0000-0000-00000000000b/resourceGroups/app');
    const run = earlierRun([remembered(clusterId('one')), remembered(networkId('hub'))], { clusters: [clusterId('one'), other], unseenClusters: [{ id: other, since: times.first }] });
    const parts = [1, 2, 3, 4].map((index) => earlierOfShard(run, { index, count: 4 }));
    expect(parts.map(({ findings }) => findings)).toEqual(parts.map(() => run.findings));
    expect(parts.flatMap(({ clusters }) => clusters).toSorted()).toEqual([...run.clusters].toSorted());
    expect(parts.flatMap(({ unseenClusters }) => unseenClusters ?? [])).toEqual([{ id: other, since: times.first }]);
  });
});
