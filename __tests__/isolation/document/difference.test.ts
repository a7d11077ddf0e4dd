import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../src/arm/json.ts';
import { differencesBetween, versionAtLeast } from '../../../src/isolation/document/difference.ts';
import { mergeDocument } from '../../../src/isolation/document/merge.ts';
import { putBodyOf } from '../../../src/isolation/document/put-body.ts';

interface Exchange {
  readonly request: { readonly method: string; readonly path: string; readonly body: JsonObject | null };
  readonly response: { readonly status: number; readonly body: JsonObject };
}

const recordings = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'ground-truth');

function exchangesOf(file: string): readonly Exchange[] {
  return (JSON.parse(readFileSync(join(recordings, file), 'utf8')) as { exchanges: Exchange[] }).exchanges;
}

const isCluster = ({ path }: Exchange['request']): boolean => /\/managedClusters\/[^/?]+\?/.test(path);
const whenRecorded = existsSync(recordings) ? test : test.skip;

describe('what the service makes of a request is no difference', () => {
  whenRecorded.each(['managed-acr-create.json', 'byo-acr-create.json', 'update-to-isolated.json'])('recorded in %s (skipped where the recordings are absent)', (file) => {
    const exchanges = exchangesOf(file).filter(({ request }) => isCluster(request));
    const puts = exchanges.filter(({ request }) => request.method === 'PUT');
    const last = exchanges.findLast(({ request, response }) => request.method === 'GET' && response.status === 200);
    expect(puts.length).toBeGreaterThan(0);
    expect(differencesBetween(puts.at(-1)?.request.body ?? {}, puts.at(-1)?.response.body)).toEqual([]);
    expect(differencesBetween(puts.at(-1)?.request.body ?? {}, last?.response.body)).toEqual([]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['empty members are dropped', { addonProfiles: {}, nodeTaints: [], tags: null }, {}],
    ['defaults are not echoed', { scaleSetPriority: 'Regular', scaleSetEvictionPolicy: 'Delete', spotMaxPrice: -1 }, {}],
    ['ids and words come back in another case', { subnet: '/subscriptions/S/resourceGroups/G', sku: 'standard' }, { subnet: '/subscriptions/s/resourcegroups/g', sku: 'Standard' }],
    ['empty profiles come back filled', { storageProfile: {}, upgradeSettings: {} }, { storageProfile: { disk: true }, upgradeSettings: { maxSurge: '10%' } }],
    ['secrets never come back', { windowsProfile: { adminUsername: 'a', adminPassword: 'x' } }, { windowsProfile: { adminUsername: 'a' } }],
  ])('%s', (_, wish, living) => {
    expect(differencesBetween(wish, living)).toEqual([]);
  });
});

test("the user's own words keep their case", () => {
  expect(differencesBetween({ tags: { a: 'X' } }, { tags: { a: 'x' } })).toHaveLength(1);
  expect(differencesBetween({ nodeLabels: { a: 'X' } }, { nodeLabels: { a: 'x' } })).toHaveLength(1);
});

test.each<[string, string, boolean]>([
  ['1.34.2', '1.34', true], ['1.34.2', '1.34.2', true], ['1.35.0', '1.34.9', true], ['1.33.9', '1.34', false], ['1.9.0', '1.10', false], ['1.34.1', '1.34.2', false],
])('version %s is at least %s: %s', (actual, wanted, expected) => {
  expect(versionAtLeast(actual, wanted)).toBe(expected);
});

describe('properties', () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  const document = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(fc.string({ minLength: 1 }), tie('node'), { maxKeys: 4 })),
  })).node;
  const object = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'properties', 'tags', '__proto__', 'constructor'), document, { maxKeys: 5 });

  test('a document differs from itself in nothing', () => {
    fc.assert(fc.property(object, (living) => {
      expect(differencesBetween(living, living)).toEqual([]);
    }));
  });

  test('what was merged in is no difference any more', () => {
    fc.assert(fc.property(object, object, (living, wish) => {
      expect(differencesBetween(wish, mergeDocument(living, wish))).toEqual([]);
    }));
  });

  test('stripping twice is stripping once, and never reaches the prototype', () => {
    fc.assert(fc.property(object, (living) => {
      const once = putBodyOf(living);
      expect(putBodyOf(once)).toEqual(once);
      expect(Object.getPrototypeOf(once)).toBe(Object.prototype);
    }));
  });
});

describe('a switch that is on unless somebody says otherwise', () => {
  const proxy = { properties: { httpProxyConfig: { enabled: false } } };
  const name = { properties: { apiServerAccessProfile: { enablePrivateClusterPublicFQDN: false } } };

  test.each([
    [proxy, { httpProxyConfig: { httpProxy: 'http://proxy:3128' } }, 1],
    [proxy, { httpProxyConfig: { httpsProxy: 'http://proxy:3128', enabled: false } }, 0],
    [proxy, { httpProxyConfig: { httpProxy: '' } }, 0],
    [proxy, {}, 0],
    [name, { apiServerAccessProfile: { enablePrivateCluster: true } }, 1],
    [name, { apiServerAccessProfile: { enablePrivateCluster: false } }, 0],
    [name, {}, 0],
  ])('%j beside %j: %d', (wish, properties, count) => {
    expect(differencesBetween(wish, { properties })).toHaveLength(count);
  });
});
