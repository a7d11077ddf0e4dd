/** What Azure calls failed says only what it was to become: the next run writes it once more before anything stands on it. */
import { describe, expect, test } from '@jest/globals';
import { AzureError } from '../../../../src/azure/arm-error.ts';
import { writes } from '../runs.ts';
import type { Row } from './stage/rows.ts';
import { scenarioOf, stateOf } from './stage/scenario.ts';

const isolating: Row = { start: 'load balancer', target: 'none', network: 'managed', registry: 'managed', apiServer: 'link', policies: 'left alone', pools: 'one' };
const around: Row = { ...isolating, start: 'absent', network: 'own', registry: 'made' };
const leaving: Row = { ...isolating, start: 'isolated', target: 'leave' };
const closing: Row = { ...isolating, start: 'own NAT gateway', network: 'own' };

const clusterAgain = 'PUT managedClusters/demo';
const cases: readonly (readonly [what: string, row: Row, fault: string, again: string])[] = [
  ['the cluster, where the last step failed', isolating, 'PUT managedClusters/* #2', clusterAgain],
  ['the cluster, before its nodes are made anew', isolating, 'PUT managedClusters/* #1', clusterAgain],
  ['the cluster, on the way back', leaving, 'PUT managedClusters/* #2', clusterAgain],
  ['a subnet whose way out was closed', closing, 'PUT subnets/nodes #1', 'PUT subnets/nodes'],
  ['a registry', around, 'PUT registries/contoso', 'PUT registries/contoso'],
  ['a network', around, 'PUT virtualNetworks/*', 'PUT virtualNetworks/vnet'],
  ['an endpoint', around, 'PUT privateEndpoints/*', 'PUT privateEndpoints/'],
  ['the records of an endpoint', around, 'PUT privateDnsZoneGroups/*', 'PUT privateDnsZoneGroups/default'],
  ['the link of a zone', around, 'PUT virtualNetworkLinks/*', 'PUT virtualNetworkLinks/'],
];

describe('what failed is written once more', () => {
  test.each(cases)('%s', async (_what, row, request, again) => {
    const scenario = await scenarioOf(row);
    const stage = scenario.begin();
    stage.arm.faults.set(`${request} → failed code=Broken message="It broke."`);
    const first = await stage.run();
    expect(first.failure).toBeInstanceOf(AzureError);
    expect(first.failure?.message).toContain('It broke.');
    stage.arm.faults.set('');
    stage.arm.forget();
    const { failure } = await stage.run();
    expect([failure, stage.unsafe]).toEqual([undefined, []]);
    expect(writes(stage.arm)[0]).toContain(again);
    expect(stateOf(stage.arm)).toBe(scenario.end);
  });
});
