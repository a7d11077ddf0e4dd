import { describe, expect, test } from '@jest/globals';
import { fleetOf, type Fleet } from '../../../src/isolation/drift/fleet.ts';
import { clusterId, found, networkId, remembered, subscription, times } from './runs.ts';

const one = clusterId('one');
const two = clusterId('two');
const elsewhere = clusterId('three', '/subscriptions/00000000-0000-0000-0000-00000000000b/resourceGroups/app');
const hub = networkId('hub');
const corp = { id: '/providers/Microsoft.Management/managementGroups/corp', name: 'Corp' };

function fleet(overrides: Partial<Fleet> = {}): ReturnType<typeof fleetOf> {
  return fleetOf({ clusters: [one, two].map((id) => ({ id, name: id.slice(-3) })), unseenClusters: [], subscriptions: [], findings: [], carried: [], clustersOf: new Map(), ...overrides });
}

function states(of: ReturnType<typeof fleetOf>): readonly string[] {
  return of.clusters.map(({ name, state, findings, fresh }) => `${name} ${state} ${findings} ${fresh}`);
}

describe('a cluster', () => {
  test('is clean without findings; what is exempt or compliant is none', () => {
    expect(states(fleet({ findings: [found(one, { verdict: 'exempt' }), found(one, { verdict: 'compliant' })] }))).toEqual(['one clean 0 0', 'two clean 0 0']);
  });

  test('keeps what is known of it', () => {
    expect(fleet({ clusters: [{ id: one, name: 'one', location: 'westeurope', outboundType: 'none' }] }).clusters).toEqual([{ id: one, name: 'one', state: 'clean', findings: 0, fresh: 0, location: 'westeurope', outboundType: 'none' }]);
  });

  test('has the findings on it and on its pools, in whatever letters, each rule and resource once', () => {
    const findings = [found(two.toUpperCase()), found(two, { verdict: 'undetermined' }), found(`${two}/agentPools/system`, { severity: 'low', change: { kind: 'new', since: times.now } })];
    expect(fleet({ findings }).clusters[0]).toEqual({ id: two, name: 'two', state: 'failing', severity: 'high', findings: 2, fresh: 1 });
  });

  test('is not the one whose name begins alike', () => {
    expect(states(fleet({ findings: [found(`${one}more`)] }))).toEqual(['one clean 0 0', 'two clean 0 0']);
  });

  test('has the findings on what it shares with others, and on what lies below that', () => {
    const clustersOf = new Map([[hub.toLowerCase(), [one, two.toUpperCase()]], [networkId('spoke').toLowerCase(), [two]]]);
    expect(states(fleet({ clustersOf, findings: [found(`${hub}/subnets/nodes`, { change: { kind: 'worse', since: times.first } }), found(networkId('spoke'), { verdict: 'undetermined' })] }))).toEqual(['two failing 2 1', 'one failing 1 1']);
  });

  test('is undetermined when nothing is worse, and also when an earlier finding could not be looked at again', () => {
    expect(states(fleet({ findings: [found(one, { verdict: 'undetermined' })] }))).toEqual(['one undetermined 1 0', 'two clean 0 0']);
    expect(states(fleet({ carried: [remembered(one)] }))).toEqual(['one undetermined 1 0', 'two clean 0 0']);
  });

  test('that could not be seen is unseen, with what is known from before', () => {
    expect(fleet({ unseenClusters: [{ id: elsewhere, since: times.first }, { id: one, since: times.first }], carried: [remembered(elsewhere, { severity: 'low' })] }).clusters).toEqual([
      { id: elsewhere, name: 'three', state: 'unseen', severity: 'low', findings: 1, fresh: 0, unseenSince: times.first },
      { id: one, name: 'one', state: 'clean', findings: 0, fresh: 0 },
      { id: two, name: 'two', state: 'clean', findings: 0, fresh: 0 },
    ]);
  });

  test('stands before others by state, severity, what is fresh, all findings, and name', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = names.map((name) => clusterId(name));
    const findings = [
      found(a, { severity: 'medium' }), found(b), found(c), found(c, { rule: 'x', severity: 'low' }), found(d, { change: { kind: 'new', since: times.now } }), found(e, { verdict: 'undetermined' }), found(f, { verdict: 'error', severity: 'low' }),
    ];
    const { clusters } = fleet({ clusters: names.toReversed().map((name) => ({ id: clusterId(name), name })), findings });
    expect(clusters.map(({ name }) => name).join('')).toBe('dcbafegh');
  });
});

describe('places', () => {
  const subscriptions = [{ subscriptionId: subscription.slice(15).toUpperCase(), name: 'Platform', managementGroups: [{ ...corp, id: corp.id.toUpperCase() }, corp] }, { subscriptionId: '00000000-0000-0000-0000-00000000000b', managementGroups: [corp] }];

  test('have the numbers of the clusters below them, the worst first', () => {
    const { places } = fleet({ subscriptions, findings: [found(one), found(two, { verdict: 'undetermined' })], unseenClusters: [{ id: elsewhere, since: times.first }] });
    expect(places).toEqual([
      { kind: 'managementGroup', ...corp, clusters: 3, failing: 1, undetermined: 1, unseen: 1 },
      { kind: 'subscription', id: subscription.toUpperCase().replace('SUBSCRIPTIONS', 'subscriptions'), name: 'Platform', clusters: 2, failing: 1, undetermined: 1, unseen: 0 },
      { kind: 'subscription', id: '/subscriptions/00000000-0000-0000-0000-00000000000b', name: '00000000-0000-0000-0000-00000000000b', clusters: 1, failing: 0, undetermined: 0, unseen: 1 },
    ]);
  });

  test('without clusters are left out', () => {
    expect(fleet({ subscriptions, clusters: [] }).places).toEqual([]);
  });
});

test('ten thousand clusters that share fifty thousand findings take seconds', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => clusterId(`cluster-${index}`));
  const findings = Array.from({ length: 50_000 }, (_, index) => (index < 2000 ? found(networkId(`hub-${index % 20}`), { rule: `rule-${index}` }) : found(ids[index % 10_000] ?? '', { rule: `rule-${index % 7}` })));
  const clustersOf = new Map(Array.from({ length: 20 }, (_, index) => [networkId(`hub-${index}`).toLowerCase(), ids.slice(index * 500, index * 500 + 500)] as const));
  const started = performance.now();
  expect(fleet({ clusters: ids.map((id) => ({ id, name: id })), findings, clustersOf }).clusters).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(60_000);
}, 90_000);
