import { describe, expect, test } from '@jest/globals';
import { array, assert, constantFrom, property, tuple } from 'fast-check';
import type { Resource } from '../../../src/arm/resource.ts';
import { concernsOfClusters } from '../../../src/commands/drift/concerns.ts';

const cluster = (id: string): Resource => ({ id, type: 'Microsoft.ContainerService/managedClusters', name: id, body: {} });

describe('what concerns clusters', () => {
  test('names each cluster once, whatever is noted in which order', () => {
    assert(property(array(tuple(constantFrom('/a', '/b', '/c'), constantFrom('network', 'registry'))), (noted) => {
      const concerns = concernsOfClusters();
      for (const [id, thing] of noted) concerns.of(cluster(id))(thing);
      const expected = new Map(noted.map(([, thing]) => [thing, [...new Set(noted.flatMap(([id, other]) => (other === thing ? [id] : [])))]]));
      expect(concerns.all()).toEqual(expected);
    }));
  });
});
