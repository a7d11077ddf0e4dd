import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Resource } from '../../../src/arm/resource.ts';
import { fleetLooker, type FleetLook } from '../../../src/isolation/exposure/fleet.ts';
import type { CompleteList } from '../../../src/isolation/exposure/graph/inventory.ts';
import { closedEstate, everything, ids, resource, type Estate } from './estate.ts';
import { openings } from './openings.ts';
import { runs } from '../../exhaustive.ts';

const clusterType = 'Microsoft.ContainerService/managedClusters';
const all = Object.entries(openings).flatMap(([rule, several]) => several.map((opening, index) => ({ name: `${rule} (${index + 1})`, resources: Object.values({ ...closedEstate(), ...opening(closedEstate()) }) })));

function clusterIn(resources: readonly Resource[]): Resource {
  const found = resources.find(({ type }) => type === clusterType);
  if (found === undefined) throw new Error('There is no cluster.');
  return found;
}

function statesOf({ answers }: Pick<FleetLook, 'answers'>): ReadonlyMap<string, string> {
  return new Map(answers.map(({ rule, answer }) => [rule.id, answer.state]));
}

/** What is said of the cluster when a part is there first, and everything later: only rules that missed something look again. */
function inTwoWaves(resources: readonly Resource[], first: readonly Resource[], complete: readonly CompleteList[]): ReadonlyMap<string, string> {
  const cluster = clusterIn(resources);
  const early = fleetLooker(first, complete, 'low').look(cluster);
  const late = fleetLooker(resources, everything, 'low').look(cluster, early.lacking);
  return new Map([...statesOf(early), ...statesOf(late)]);
}

// There are a hundred openings: a few orders of arrival of each are hundreds for the law.
const orders = runs(6, 200);

describe('a cluster that is looked at while things are still on their way', () => {
  test.each(all)('is said of in the end what is said of it at once: $name', ({ resources }) => {
    const whole = statesOf(fleetLooker(resources, everything, 'low').look(clusterIn(resources)));
    const types = [...new Set(resources.map(({ type }) => type))];
    // Types come one after the other, each whole, as queries bring them; what is not listed yet is not known.
    fc.assert(fc.property(fc.subarray(types), (here) => {
      const first = resources.filter(({ type }) => type === clusterType || here.includes(type));
      const complete = here.map((type) => ({ type, scope: '' }));
      expect(Object.fromEntries(inTwoWaves(resources, first, complete))).toEqual(Object.fromEntries(whole));
    }), orders);
    // Or single resources, of which nobody says that they are all.
    fc.assert(fc.property(fc.subarray([...resources]), (some) => {
      const first = [clusterIn(resources), ...some.filter(({ type }) => type !== clusterType)];
      expect(Object.fromEntries(inTwoWaves(resources, first, []))).toEqual(Object.fromEntries(whole));
    }), orders);
  });
});

describe('clusters that share a subnet', () => {
  const { cluster, ...around } = closedEstate();
  const twins = [cluster, cluster && { ...cluster, id: `${ids.cluster}-2`, name: 'c-2', body: { ...cluster.body, id: `${ids.cluster}-2`, name: 'c-2' } }].filter((one) => one !== undefined);
  const without = (name: keyof typeof ids): Estate => Object.fromEntries(Object.entries(around).filter(([, { id }]) => id !== ids[name]));

  test('are each told what they reach', () => {
    const looker = fleetLooker([...twins, ...Object.values(around)], everything, 'low');
    const [first = [], second = []] = twins.map((one) => [...looker.look(one).reached].map(({ id }) => id));
    expect(first).toContain(ids.securityGroup);
    expect(new Set(second)).toEqual(new Set(first));
  });

  test('each miss the security group that is not there, and look again by the same rules', () => {
    const looker = fleetLooker([...twins, ...Object.values(without('securityGroup'))], everything, 'low');
    const [first, second] = twins.map((one) => looker.look(one));
    expect([...first?.missing ?? []]).toContain(ids.securityGroup);
    expect([...second?.missing ?? []]).toContain(ids.securityGroup);
    expect(second?.lacking.map(({ id }) => id)).toEqual(first?.lacking.map(({ id }) => id));
    expect(first?.lacking.map(({ id }) => id)).toContain('egress-network-security-group');
    expect(looker.demands().ids.filter((id) => id === ids.securityGroup)).toHaveLength(1);
  });

  test('miss nothing where everything is there, so that nobody looks again', () => {
    const looker = fleetLooker([...twins, ...Object.values(around)], everything, 'low');
    for (const one of twins) expect(looker.look(one).lacking).toEqual([]);
    expect(looker.demands()).toEqual({ ids: [], lists: [] });
  });

  test('ask for nothing on behalf of rules that are less severe than wanted', () => {
    const known = [...twins, ...Object.values(without('registry')), resource(`${ids.registry}-other`, {})];
    const [low, high] = (['low', 'high'] as const).map((least) => {
      const looker = fleetLooker(known, [], least);
      for (const one of twins) looker.look(one);
      return looker.demands().lists.length;
    });
    expect(high).toBeLessThan(low ?? 0);
    expect(high).toBeGreaterThan(0);
  });
});
