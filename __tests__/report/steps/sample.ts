import * as fc from 'fast-check';
import type { ReportStep } from '../../../src/report/report.ts';
import { hostile } from '../exposures/hostile.ts';

export function step(overrides: Partial<ReportStep> = {}): ReportStep {
  return { title: 'Do something', status: 'planned', details: [], ...overrides };
}

const anew = 'every node is drained and made anew, one after the other';

/** A living cluster with two pools on its way to isolation. */
export function migration(pools: readonly string[] = ['system', 'work']): readonly ReportStep[] {
  const renewals = pools.map((pool) => `node-image/${pool}`);
  return [
    step({ key: 'exemption/a', title: 'Exempt the cluster from aks-egress-isolation for a day', why: 'The policies refuse every write of a cluster that is not isolated yet, also those on the way there.', after: [], details: ['assignment: /subscriptions/s/resourceGroups/rg'] }),
    step({ key: 'artifact-source', title: 'Set the bootstrap artifact source to Cache, leaving the outbound type alone', why: 'Nodes must be able to start from the private registry before the way out is closed.', after: ['exemption/a'], details: ['properties.bootstrapProfile.artifactSource: Direct → Cache'] }),
    ...pools.map((pool) => step({ key: `node-image/${pool}`, title: `Upgrade the node image of pool ${pool}`, why: 'Nodes learn where to pull from only when they are made anew.', after: ['artifact-source'], disruption: anew })),
    step({ key: 'outbound-type', title: 'Set the outbound type to none', why: 'The last step: from here on nothing leaves.', after: renewals, disruption: 'connections through the old way out break', details: ['properties.networkProfile.outboundType: loadBalancer → none'] }),
    step({ key: 'close/nodes', title: 'Close the ways out of subnet nodes', why: 'The cluster needs none of them any more.', after: ['outbound-type'], disruption: 'connections that leave the subnet break' }),
    step({ key: 'exemption-removed/a', title: 'Take the exemption of the cluster away', why: 'The cluster satisfies the policies from here on.', after: ['close/nodes'] }),
  ];
}

/** The same while it is carried out, and stopped by a failure. */
export function failedMigration(): readonly ReportStep[] {
  return migration().slice(0, 4).map((one, index) => (index === 3 ? { ...one, status: 'failed', details: ['Quota exceeded.'], elapsed: 64_000 } : { ...one, status: 'done', elapsed: 185_000 }));
}

/** Steps with a network, a registry and identities around a cluster: some wait for many, some for none, some over several lines. */
export function prerequisites(): readonly ReportStep[] {
  const one = (key: string, after: readonly string[]): ReportStep => step({ key, title: `Create ${key} in resource group rg-network-of-the-platform`, why: 'The cluster stands on it.', after });
  return [
    one('group', []), one('network', ['group']), one('registry', ['group']), one('control identity', ['group']), one('kubelet identity', ['group']), one('zone', ['group']),
    one('cache rule', ['registry']), one('endpoint', ['network', 'registry']), one('zone group', ['endpoint', 'zone']), one('zone link', ['zone', 'network']),
    one('role of control plane', ['control identity', 'network']), one('role of kubelet', ['kubelet identity', 'registry']), one('role of operator', ['control identity', 'kubelet identity']),
    one('cluster', ['cache rule', 'zone group', 'zone link', 'role of control plane', 'role of kubelet', 'role of operator']),
  ];
}

const someKey = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');

/** Steps that an attacker would name, in circles and with keys that are there twice. */
export const hostileSteps: fc.Arbitrary<readonly ReportStep[]> = fc.array(
  fc
    .record({
      title: hostile,
      status: fc.constantFrom('planned', 'done', 'unchanged', 'failed', 'skipped'),
      details: fc.array(hostile, { maxLength: 3 }),
      key: fc.option(fc.oneof(someKey, hostile), { nil: undefined }),
      after: fc.option(fc.array(fc.oneof(someKey, hostile), { maxLength: 3 }), { nil: undefined }),
      why: fc.option(hostile, { nil: undefined }),
      disruption: fc.option(hostile, { nil: undefined }),
      elapsed: fc.option(fc.nat(), { nil: undefined }),
    })
    .map(({ key, after, why, disruption, elapsed, ...rest }): ReportStep => ({
      ...rest,
      ...(key === undefined ? {} : { key }), ...(after === undefined ? {} : { after }), ...(why === undefined ? {} : { why }),
      ...(disruption === undefined ? {} : { disruption }), ...(elapsed === undefined ? {} : { elapsed }),
    })),
  { maxLength: 6 },
);
