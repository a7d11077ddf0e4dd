import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { checks } from '../../../../src/isolation/deployment/preflight/catalogue.ts';
import { formatObstacle, stops } from '../../../../src/isolation/deployment/preflight/obstacle.ts';
import { change, clusterId, group, migration, obstacles, subscription, usage, withPool, type Opening } from './openings.ts';

describe('an obstacle', () => {
  test('stops when it is a refusal, or unverified and that is not allowed', () => {
    const kinds = ['refusal', 'unverified', 'undetermined', 'warning', 'notice'] as const;
    expect(kinds.filter((kind) => stops({ kind }, { allowUnverified: false }))).toEqual(['refusal', 'unverified']);
    expect(kinds.filter((kind) => stops({ kind }, { allowUnverified: true }))).toEqual(['refusal']);
  });

  test('is a sentence on what was found, why that matters and what to do', () => {
    const [one] = obstacles({ cluster: withPool({ name: 'win', osType: 'Windows', provisioningState: 'Succeeded', vmSize: 'Standard_D4ds_v5' }) });
    expect(one === undefined ? '' : formatObstacle(one)).toMatch(/^Pool win runs Windows\. Windows nodes .* Delete the pool, .* \(az aks nodepool delete .*--name win .*\)$/);
  });
});

test('the answer does not depend on the order in which things were read', () => {
  const list = <Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> => fc.shuffledSubarray([...items], { minLength: items.length });
  const locks = [group, clusterId, `${subscription}/resourceGroups/other`].map((scope) => ({ id: `${scope}/providers/Microsoft.Authorization/locks/keep`, properties: { level: 'ReadOnly' } }));
  const extensions = ['microsoft.flux', 'microsoft.dapr', 'contoso.tool'].map((extensionType) => ({ name: extensionType, properties: { extensionType } }));
  const usages = [usage('cores', 99, 100), usage('standardDDSv5Family', 99, 100), usage('virtualMachines', 1, 100)];
  const permissions = [subscription, group, clusterId].map((scope, index) => ({ scope, entries: index === 1 ? { unseen: 'No right.' } : { known: [{ actions: ['*/read'] }] } }));
  const assigned = ['a8eff44f-8c92-45c3-a3fb-9880802d67a7', '1b708b0a-3380-40e9-8b79-821f9fa224cc'].map((guid) => ({ assignmentId: `${subscription}/providers/Microsoft.Authorization/policyAssignments/theirs`, assignment: 'theirs', guid, effect: 'DeployIfNotExists', isEnforced: true }));
  const pools = ['web', 'win'].map((name) => ({ name, osType: name === 'win' ? 'Windows' : 'Linux', count: 0, vmSize: 'Standard_A1', mode: 'Gateway' }));
  const opening = (observed: Opening['observed'], cluster: readonly JsonObject[]): Opening => ({ ...(observed === undefined ? {} : { observed }), cluster: cluster.reduce((document, pool) => withPool(pool, document), withPool({})), steps: [...migration, change('tags', clusterId, { tags: {} })] });
  const expected = obstacles(opening({ locks: [{ scope: subscription, locks: { known: locks } }], extensions: { known: extensions }, usages: { known: usages }, permissions, assigned: { known: assigned } }, pools));
  expect(expected.length).toBeGreaterThan(10);
  expect(new Set(expected.map(({ id }) => id)).size).toBe(expected.length);
  fc.assert(fc.property(list(locks), list(extensions), list(usages), list(permissions), list(assigned), list(pools), (a, b, c, d, e, f) => {
    expect(obstacles(opening({ locks: [{ scope: subscription, locks: { known: a } }], extensions: { known: b }, usages: { known: c }, permissions: d, assigned: { known: e } }, f))).toEqual(expected);
  }), { numRuns: 50 });
});

test('each check speaks in a test of this folder', () => {
  const texts = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts')).map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n');
  const silent = checks.flatMap(({ id, kinds }) => kinds.map((kind) => new RegExp(`\\b${id}[^\n]*${kind}`)).filter((said) => !said.test(texts)).map((said) => said.source));
  expect(silent).toEqual([]);
});
