import { describe, expect, test } from '@jest/globals';
import type { DriftTarget } from '../../../src/commands/drift/options.ts';
import { parseScope, type Scope } from '../../../src/arm/scope.ts';
import { clusterId, group, leakingEstate, subscription } from '../../azure/leaking-estate.ts';
import { managedEstate } from '../../azure/managed-estate.ts';
import { runDrift } from './run-drift.ts';

const scope = (id: string): Scope => {
  const found = parseScope(id);
  if (found === undefined) throw new Error(id);
  return found;
};

const one: DriftTarget = { kind: 'cluster', id: clusterId };
const fleet = (...ids: readonly string[]): DriftTarget => ({ kind: 'fleet', scopes: ids.map(scope), clusters: [] });

describe('a living cluster', () => {
  test('is read directly, and found by what only its surroundings show', async () => {
    const arm = leakingEstate();
    const { report, exceeds } = await runDrift(arm, { target: one });
    expect(report.findings).toContainEqual(expect.objectContaining({ rule: 'egress-subnet-nat-gateway', verdict: 'violation' }));
    expect(exceeds).toBe(true);
    expect(report.drift).toMatchObject({ isConclusive: true, unseen: [], counts: { new: 0, worse: 0, healed: 0 }, clusters: [{ id: expect.stringMatching(/\/c$/), state: 'failing', outboundType: 'none' }] });
    expect(arm.requests.some(({ path }) => path.includes('ResourceGraph'))).toBe(false);
  });

  test.each<[string, DriftTarget]>([
    ['its resource group', fleet(group)], ['its subscription', fleet(subscription)], ['a management group', fleet('/providers/Microsoft.Management/managementGroups/contoso')],
    ['a list', { kind: 'fleet', scopes: [], clusters: [clusterId, clusterId.toUpperCase().replace(/^\/SUBSCRIPTIONS/, '/subscriptions')] }],
  ])('is found the same as one of %s', async (_, target) => {
    for (const estate of [leakingEstate, managedEstate]) {
      const [direct, graph] = await Promise.all([runDrift(estate(), { target: one, exposures: 'all' }), runDrift(estate(), { target, exposures: 'all' })]);
      const essence = ({ report }: typeof direct) => report.findings.map(({ rule, verdict, resource, message }) => ({ rule, verdict, id: resource.id?.toLowerCase(), message })).toSorted((left, right) => (left.rule < right.rule ? -1 : 1));
      expect(essence(graph)).toEqual(essence(direct));
      expect(graph.report.drift?.clusters).toHaveLength(1);
    }
  });

  test('in the network that AKS made is judged by that: storage of the region is within reach', async () => {
    const { report } = await runDrift(managedEstate(), { target: one });
    expect(report.findings).toContainEqual(expect.objectContaining({ rule: 'egress-regional-storage', verdict: 'violation', remedy: expect.stringContaining('`block`') }));
  });
});
