import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { compareRuns, type Comparison } from '../../../src/isolation/drift/compare.ts';
import { comparisonKey, hasSetChanged } from '../../../src/isolation/drift/compare/changed-set.ts';
import { earlierOf, type EarlierRun } from '../../../src/isolation/drift/earlier.ts';
import { findingKey } from '../../../src/isolation/drift/key.ts';
import type { Look } from '../../../src/isolation/drift/compare/look.ts';
import { unaskedNotes } from '../../../src/isolation/drift/compare/notes.ts';
import { anyEarlier, anyFindings, anySight, clusterId, clusterType, compared, earlierRun, found, group, look, networkId, remembered, resourceOf, subscription, times } from './runs.ts';

const one = clusterId('one');
const two = clusterId('two');
const hub = networkId('hub');

function kindsOf({ findings }: Comparison): readonly (string | undefined)[] {
  return findings.map(({ change }) => change?.kind);
}

/** What the next run will be compared with. */
function next(comparison: Comparison, clusters: readonly string[]): EarlierRun {
  return earlierOf({
    findings: comparison.findings,
    drift: { at: comparison.at, carried: comparison.carried, clusters: [...clusters.map((id) => ({ id, state: 'failing' })), ...comparison.unseenClusters.map(({ id, since }) => ({ id, state: 'unseen', unseenSince: since }))] },
  });
}

describe('a first run', () => {
  test('calls nothing new: everything is there since now', () => {
    const comparison = compared(undefined, [found(one), found(two, { verdict: 'exempt' })]);
    expect(comparison.findings.map(({ change }) => change)).toEqual([{ kind: 'unchanged', since: times.now }, { kind: 'unchanged', since: times.now }]);
    expect(comparison.counts).toEqual({ new: 0, worse: 0, unchanged: 1, healed: 0 });
    expect(comparison).not.toHaveProperty('earlier');
    expect(hasSetChanged(comparison)).toBe(false);
  });
});

describe('a finding that is there', () => {
  test('is new when the earlier run did not have it, since now', () => {
    const comparison = compared(earlierRun([]), [found(one)]);
    expect(comparison.findings[0]?.change).toEqual({ kind: 'new', since: times.now });
    expect(comparison.counts).toEqual({ new: 1, worse: 0, unchanged: 0, healed: 0 });
    expect(comparison.earlier).toEqual({ at: times.before });
  });

  test('is unchanged when its rule and resource were found before, whatever the values, and keeps its date', () => {
    const comparison = compared(earlierRun([remembered(one.toUpperCase(), { title: 'Another title' })]), [found(one, { rule: 'AKS-outbound-type', message: 'The outbound type is userDefinedRouting.' })]);
    expect(comparison.findings[0]?.change).toEqual({ kind: 'unchanged', since: times.first });
  });

  test.each([
    ['undetermined', 'high', 'violation', 'high', 'worse'],
    ['violation', 'high', 'error', 'high', 'worse'],
    ['violation', 'medium', 'violation', 'high', 'worse'],
    ['violation', 'medium', 'undetermined', 'high', 'worse'],
    ['error', 'high', 'violation', 'high', 'unchanged'],
    ['violation', 'high', 'undetermined', 'low', 'unchanged'],
    ['exempt', 'high', 'violation', 'high', 'worse'],
    ['exempt', 'high', 'undetermined', 'low', 'worse'],
    ['exempt', 'high', 'exempt', 'high', 'unchanged'],
    ['exempt', 'low', 'exempt', 'high', 'unchanged'],
  ] as const)('from %s/%s to %s/%s is %s', (verdict, severity, verdictNow, severityNow, kind) => {
    const comparison = compared(earlierRun([remembered(one, { verdict, severity })]), [found(one, { verdict: verdictNow, severity: severityNow })]);
    expect(comparison.findings[0]?.change).toEqual({ kind, since: times.first });
    expect(comparison.counts).toEqual({ new: 0, healed: 0, worse: kind === 'worse' ? 1 : 0, unchanged: kind === 'unchanged' && verdictNow !== 'exempt' ? 1 : 0 });
  });

  test('and exempt is no news, nor counted', () => {
    const comparison = compared(earlierRun([]), [found(one, { verdict: 'exempt' })]);
    expect(kindsOf(comparison)).toEqual(['unchanged']);
    expect(comparison.counts).toEqual({ new: 0, worse: 0, unchanged: 0, healed: 0 });
  });

  test('counts once with others of its rule and resource, with the worst verdict and severity of them', () => {
    const before = earlierRun([remembered(one, { verdict: 'violation', severity: 'medium' })]);
    const comparison = compared(before, [found(one, { verdict: 'undetermined', severity: 'medium' }), found(one, { verdict: 'violation', severity: 'low' })]);
    expect(kindsOf(comparison)).toEqual(['unchanged', 'unchanged']);
    expect(comparison.counts.unchanged).toBe(1);
    expect(kindsOf(compared(before, [found(one, { severity: 'low' }), found(one, { verdict: 'exempt', severity: 'high' })]))).toEqual(['worse', 'worse']);
  });

  test('was known when another finding told of it before', () => {
    const comparison = compared(earlierRun([remembered(one, { exposes: ['public-load-balancer'] })]), [found(one), found(one, { rule: 'public-load-balancer' })]);
    expect(kindsOf(comparison)).toEqual(['unchanged', 'unchanged']);
  });

  test('is not since the future, whoever wrote that into the memory', () => {
    const comparison = compared(earlierRun([remembered(one, { since: '2999-01-01T00:00:00Z' })]), [found(one)]);
    expect(comparison.findings[0]?.change?.since).toBe(times.now);
  });

  test('loses a change that it came with, and compliant ones have none', () => {
    const comparison = compared(earlierRun([]), [found(one, { verdict: 'compliant', change: { kind: 'worse', since: times.first } })]);
    expect(comparison.findings[0]).not.toHaveProperty('change');
  });
});

describe('a finding that is not there any more', () => {
  const before = earlierRun([remembered(one)], { clusters: [one, two] });
  const because = (overrides: Partial<Look>, findings: Look['findings'] = [], earlier = before): readonly string[] => {
    const { healed, carried, unasked } = compared(earlier, findings, overrides);
    return [...healed.map((finding) => finding.because), ...carried.map(() => 'carried'), ...unasked.map(() => 'unasked')];
  };

  test('is mended when the resource was read', () => {
    expect(because({ seen: [one.toUpperCase()] })).toEqual(['mended']);
    expect(because({ clusters: [one] })).toEqual(['mended']);
    expect(because({}, [found(one, { verdict: 'compliant' })])).toEqual(['mended']);
  });

  test('tells what it was and since when', () => {
    expect(compared(before, [], { seen: [one] }).healed).toEqual([{ rule: 'aks-outbound-type', title: 'Clusters have no outbound path', severity: 'high', verdict: 'violation', resource: resourceOf(one), because: 'mended', since: times.first }]);
  });

  test.each([
    ['of the resource group', { type: clusterType, scope: group }],
    ['of the subscription, in other letters', { type: clusterType.toUpperCase(), scope: subscription.toUpperCase() }],
    ['of everything in it', { type: '*', scope: subscription }],
    ['of everything at its own id', { type: '*', scope: one }],
    ['of everything', { type: clusterType, scope: '' }],
  ])('is gone when the list %s was read to its end', (_, list) => {
    expect(because({ complete: [list] })).toEqual(['gone']);
  });

  test.each([
    ['of another type', { type: 'Microsoft.Network/virtualNetworks', scope: group }],
    ['of a group whose name begins alike', { type: clusterType, scope: group.slice(0, -1) }],
    ['of another subscription', { type: clusterType, scope: '/subscriptions/00000000-0000-0000-0000-00000000000b' }],
  ])('is not gone for the list %s', (_, list) => {
    expect(because({ complete: [list] })).toEqual(['carried']);
  });

  test('is exempt when somebody agreed to it', () => {
    expect(because({}, [found(one, { verdict: 'exempt' })])).toEqual(['exempt']);
    expect(because({ seen: [one], ways: new Map([[one.toLowerCase(), new Map([['aks-outbound-type', 'meant']])]]) })).toEqual(['exempt']);
  });

  test('is neither healed nor new while it cannot be looked at, and stays in the memory', () => {
    const unseen = [{ scope: group.toUpperCase(), why: 'it may not be read' }];
    expect(because({ unseen })).toEqual(['carried']);
    expect(because({ unseen, complete: [{ type: '*', scope: subscription }] })).toEqual(['carried']);
    const comparison = compared(before, [found(two)], { unseen });
    expect(comparison.carried).toEqual([{ ...before.findings[0], unseenSince: times.now }]);
    expect(comparison.counts).toEqual({ new: 1, worse: 0, unchanged: 0, healed: 0 });
    const again = compared(next(comparison, [two]), [found(one), found(two)], { at: '2026-11-27T06:00:00Z' });
    expect(again.findings.map(({ change }) => change)).toEqual([{ kind: 'unchanged', since: times.first }, { kind: 'unchanged', since: times.now }]);
  });

  test('that was read although its subscription could not be read whole is mended; one that is named as unread is not', () => {
    expect(because({ seen: [one], unseen: [{ scope: subscription, why: 'a page is missing' }] })).toEqual(['mended']);
    expect(because({ seen: [one], unseen: [{ scope: one, why: 'it may not be read' }] })).toEqual(['carried']);
  });

  test('below a management group that could not be read is carried: nobody knows what is below it', () => {
    expect(because({ unseen: [{ scope: '/providers/Microsoft.Management/managementGroups/corp', why: 'it may not be read' }], targets: [] })).toEqual(['carried']);
  });

  test('is carried when its way out is not visible now, although the cluster is', () => {
    expect(because({ seen: [one], ways: new Map([[one.toLowerCase(), new Map([['aks-outbound-type', 'notVisible']])]]) })).toEqual(['carried']);
  });

  test('is there when another finding tells of it now, or the way is open all the same', () => {
    expect(because({ seen: [one] }, [found(one, { rule: 'aks-load-balancer', exposes: [{ rule: 'aks-outbound-type', title: '' }] })])).toEqual([]);
    expect(because({ seen: [one], ways: new Map([[one.toLowerCase(), new Map([['aks-outbound-type', 'open']])]]) })).toEqual([]);
    expect(because({ seen: [one] }, [found(one, { rule: 'aks-load-balancer', verdict: 'exempt', exposes: [{ rule: 'aks-outbound-type', title: '' }] })])).toEqual(['exempt']);
  });

  test('is not mended because its rule does not judge any more: that is told, and forgotten', () => {
    expect(because({ seen: [one], rules: ['aks-private-api-server'] })).toEqual(['unasked']);
    expect(because({ seen: [one], rules: ['AKS-Outbound-Type'] })).toEqual(['mended']);
    expect(unaskedNotes(compared(before, [], { seen: [one], rules: [] }).unasked)).toEqual([expect.stringMatching(/^One earlier finding is not looked at any more.*`aks-outbound-type`/)]);
    expect(unaskedNotes([])).toEqual([]);
  });

  test('is not looked at any more outside of the targets', () => {
    expect(because({ targets: [`${subscription}/resourceGroups/other`] })).toEqual(['unasked']);
    expect(because({ targets: [group] })).toEqual(['carried']);
    expect(because({ targets: [one.toUpperCase()] })).toEqual(['carried']);
  });

  test('is given up after thirty days in which nothing said anything of it, unless it is named as unread', () => {
    const lost = earlierRun([remembered(one, { unseenSince: times.first })]);
    expect(because({ at: '2026-11-30T06:00:00Z' }, [], lost)).toEqual(['carried']);
    expect(because({ at: '2026-12-02T06:00:00Z' }, [], lost)).toEqual(['unasked']);
    expect(because({ at: '2026-12-02T06:00:00Z', unseen: [{ scope: subscription, why: 'it may not be read' }] }, [], lost)).toEqual(['carried']);
    expect(compared(lost, []).carried[0]?.unseenSince).toBe(times.first);
  });

  test('was on a pool: gone with its cluster, and when the cluster has no such pool any more', () => {
    const pool = earlierRun([remembered(`${one}/agentPools/system`)]);
    expect(because({ complete: [{ type: clusterType, scope: group }] }, [], pool)).toEqual(['gone']);
    expect(because({ seen: [one] }, [], pool)).toEqual(['gone']);
    expect(because({ unseen: [{ scope: one, why: 'it may not be read' }] }, [], pool)).toEqual(['carried']);
  });

  test('was on an extension of a cluster, and the cluster is gone', () => {
    const extension = earlierRun([remembered(`${one}/providers/Microsoft.KubernetesConfiguration/extensions/flux`)]);
    expect(because({ complete: [{ type: clusterType, scope: group }] }, [], extension)).toEqual(['gone']);
    expect(because({ seen: [one] }, [], extension)).toEqual(['carried']);
  });

  test('was on a network that no cluster refers to any more: not looked at, when every cluster was seen', () => {
    const network = earlierRun([remembered(hub)], { clusters: [one] });
    expect(because({ clusters: [one] }, [], network)).toEqual(['carried']);
    expect(because({ clusters: [one], referred: [networkId('spoke')] }, [], network)).toEqual(['unasked']);
    expect(because({ clusters: [one], referred: [`${hub.toUpperCase()}/subnets/nodes`] }, [], network)).toEqual(['carried']);
    expect(because({ clusters: [], referred: [] }, [], network)).toEqual(['carried']);
    expect(because({ clusters: [one], referred: [], unseen: [{ scope: `${subscription}/resourceGroups/x`, why: '' }] }, [], network)).toEqual(['carried']);
  });

  test('without an id is mended only when nothing was missed', () => {
    const nameless = earlierRun([remembered(one, { resource: { type: clusterType, name: 'one' } })]);
    expect(because({}, [], nameless)).toEqual(['mended']);
    expect(because({ unseen: [{ scope: hub, why: '' }] }, [], nameless)).toEqual(['carried']);
  });

  test('and was exempt is no success of anybody', () => {
    const exempt = earlierRun([remembered(one, { verdict: 'exempt' })]);
    expect(because({ seen: [one] }, [], exempt)).toEqual([]);
    expect(unaskedNotes(compared(exempt, [], { seen: [one], rules: [] }).unasked)).toEqual([]);
    expect(because({}, [], exempt)).toEqual(['carried']);
  });

  test('on a cluster made again elsewhere: the old one is gone, the other new', () => {
    const moved = clusterId('one', `${subscription}/resourceGroups/other`);
    const comparison = compared(earlierRun([remembered(one)]), [found(moved)], { complete: [{ type: clusterType, scope: subscription }] });
    expect(kindsOf(comparison)).toEqual(['new']);
    expect(comparison.healed.map((finding) => [finding.because, finding.resource.id])).toEqual([['gone', one]]);
  });
});

describe('clusters that are known from before', () => {
  const before = earlierRun([], { clusters: [one, two], unseenClusters: [{ id: two, since: times.before }] });

  test('are unseen when nothing says anything of them, since the first run that did not see them', () => {
    expect(compared(before, []).unseenClusters).toEqual([{ id: one, since: times.now }, { id: two, since: times.before }]);
    expect(compared(before, [], { clusters: [two.toUpperCase()] }).unseenClusters).toEqual([{ id: one, since: times.now }]);
  });

  test('are forgotten when they are gone, or lost for long', () => {
    expect(compared(before, [], { complete: [{ type: clusterType, scope: group }] }).unseenClusters).toEqual([]);
    expect(compared(before, [], { at: '2026-12-26T06:00:00Z' }).unseenClusters).toEqual([{ id: one, since: '2026-12-26T06:00:00Z' }]);
  });
});

describe('a run from which nothing follows', () => {
  test('saw no cluster, and something is hidden', () => {
    expect(compared(undefined, [], { unseen: [{ scope: subscription, why: 'it may not be read' }] }).isConclusive).toBe(false);
  });

  test('saw no cluster, and nothing says what became of those of before: whoever lost access gets an empty answer', () => {
    expect(compared(earlierRun([remembered(one)]), []).isConclusive).toBe(false);
  });

  test.each([
    ['one that saw some, while others are hidden', compared(earlierRun([remembered(one)]), [found(two)], { unseen: [{ scope: one, why: '' }] })],
    ['the first one where there are none', compared(undefined, [])],
    ['one that knows that all are gone', compared(earlierRun([remembered(one)]), [], { complete: [{ type: clusterType, scope: group }] })],
  ])('is not %s', (_, comparison) => {
    expect(comparison.isConclusive).toBe(true);
  });
});

describe('an earlier run that had no room for everything', () => {
  const partial = earlierRun([remembered(one)], { more: { count: 7, verdict: 'violation', severity: 'medium' } });

  test('may have had what it does not name: that is not new, but for what would have had room', () => {
    const comparison = compared(partial, [found(one), found(two), found(two, { rule: 'milder', severity: 'medium' }), found(two, { rule: 'open', verdict: 'undetermined' })]);
    expect(kindsOf(comparison)).toEqual(['unchanged', 'new', 'unchanged', 'unchanged']);
  });
});

describe('laws', () => {
  const runs = fc.record({ earlier: anyEarlier, findings: anyFindings, sight: anySight });

  test('every open finding of before is there, healed, carried, or not looked at: exactly one of them', () => {
    fc.assert(fc.property(runs, ({ earlier, findings, sight }) => {
      const { healed, carried, unasked } = compared(earlier, findings, sight);
      const now = new Set(findings.filter(({ verdict }) => verdict !== 'compliant' && verdict !== 'notApplicable' && verdict !== 'exempt').map(findingKey));
      const told = new Set(findings.flatMap(({ resource, exposes = [] }) => exposes.map(({ rule }) => findingKey({ rule, resource }))));
      for (const finding of earlier.findings.filter(({ verdict }) => verdict !== 'exempt')) {
        const key = findingKey(finding);
        const places = [now.has(key), ...[healed, carried, unasked].map((list) => list.some((other) => findingKey(other) === key))].filter(Boolean).length;
        expect(places === 1 || (places === 0 && told.has(key))).toBe(true);
      }
    }), { numRuns: 400 });
  });

  test('the counts are those of the keys', () => {
    fc.assert(fc.property(runs, ({ earlier, findings, sight }) => {
      const { counts, findings: changed, healed } = compared(earlier, findings, sight);
      const open = new Set(findings.filter(({ verdict }) => ['error', 'violation', 'undetermined'].includes(verdict)).map(findingKey));
      expect(counts.new + counts.worse + counts.unchanged).toBe(open.size);
      expect(counts.healed).toBe(new Set(healed.map(findingKey)).size);
      expect(new Set(changed.filter(({ change, verdict }) => change?.kind === 'new' && verdict !== 'exempt').map(findingKey)).size).toBe(counts.new);
    }), { numRuns: 400 });
  });

  test('a second look at the same finds nothing changed, and keeps every date', () => {
    fc.assert(fc.property(runs, ({ earlier, findings, sight }) => {
      const first = compared(earlier, findings, sight);
      const second = compared(next(first, sight.clusters), findings, { ...sight, at: '2026-11-26T07:00:00Z' });
      expect(second.counts).toEqual({ new: 0, worse: 0, unchanged: first.counts.new + first.counts.worse + first.counts.unchanged, healed: 0 });
      expect(hasSetChanged(second)).toBe(false);
      expect(second.findings.map(({ change }) => change?.since)).toEqual(first.findings.map(({ change }) => change?.since));
      expect(second.carried).toEqual(first.carried);
    }), { numRuns: 400 });
  });

  test('the order of nothing matters', () => {
    fc.assert(fc.property(runs, fc.infiniteStream(fc.nat()), ({ earlier, findings, sight }, random) => {
      const shuffled = <Item>(items: readonly Item[]): readonly Item[] => items.map((item) => [random.next().value ?? 0, item] as const).toSorted(([left], [right]) => left - right).map(([, item]) => item);
      const straight = compared(earlier, findings, sight);
      const { seen, clusters, complete, unseen } = sight;
      const mixed = compared({ ...earlier, findings: shuffled(earlier.findings) }, shuffled(findings), { seen: shuffled([...seen]), clusters: shuffled(clusters), complete: shuffled(complete), unseen: shuffled(unseen) });
      const plain = ({ findings: changed, ...rest }: Comparison) => ({ ...rest, changes: new Map(changed.flatMap((finding) => (finding.change === undefined ? [] : [[findingKey(finding), finding.change] as const]))) });
      expect(plain(mixed)).toEqual(plain(straight));
      expect(comparisonKey(mixed)).toBe(comparisonKey(straight));
    }), { numRuns: 300 });
  });

  test('nothing heals because less was read', () => {
    fc.assert(fc.property(runs, ({ earlier, findings, sight }) => {
      const healed = (of: Comparison): readonly string[] => of.healed.map(findingKey);
      const less = healed(compared(earlier, findings, { ...sight, seen: [], complete: [] }));
      expect(healed(compared(earlier, findings, sight))).toEqual(expect.arrayContaining([...less]));
    }), { numRuns: 300 });
  });
});

describe('the key of what has changed', () => {
  const before = earlierRun([remembered(two)]);
  const changed = compared(before, [found(one)], { seen: [one, two] });

  test('does not depend on when the run was, so that one that starts again tells nothing twice', () => {
    expect(comparisonKey(compared(before, [found(one)], { seen: [one, two], at: '2026-11-26T06:05:00Z' }))).toBe(comparisonKey(changed));
  });

  test.each([
    ['after another earlier run', compared({ ...before, at: times.first }, [found(one)], { seen: [one, two] })],
    ['when more is new', compared(before, [found(one), found(hub)], { seen: [one, two, hub] })],
    ['when it is new with another verdict', compared(before, [found(one, { verdict: 'error' })], { seen: [one, two] })],
    ['when less is healed', compared(before, [found(one), found(two)])],
    ['when it healed otherwise', compared(before, [found(one)], { seen: [one], complete: [{ type: '*', scope: subscription }] })],
  ])('is another one %s', (_, other) => {
    expect(comparisonKey(other)).not.toBe(comparisonKey(changed));
  });

  test('what is unchanged or exempt has no part in it', () => {
    const more = compared(earlierRun([remembered(two), remembered(hub)]), [found(one), found(hub), found(one, { rule: 'other', verdict: 'exempt' })], { seen: [one, two, hub] });
    expect(comparisonKey(more)).toBe(comparisonKey(changed));
    expect(hasSetChanged(more)).toBe(true);
  });
});

test('ten thousand clusters with fifty thousand findings are compared in seconds', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => clusterId(`cluster-${index}`, `/subscriptions/00000000-0000-0000-0000-${String(index % 3000).padStart(12, '0')}/resourceGroups/app`));
  const rules = ['a', 'b', 'c', 'd', 'e'];
  const before = earlierRun(ids.flatMap((id) => rules.map((rule) => remembered(id, { rule }))));
  const unseen = Array.from({ length: 500 }, (_, index) => ({ scope: `/subscriptions/00000000-0000-0000-0000-${String(index).padStart(12, '0')}`, why: 'it may not be read' }));
  const findings = ids.slice(5000).flatMap((id) => rules.map((rule) => found(id, { rule, severity: 'low' })));
  const complete = Array.from({ length: 2500 }, (_, index) => ({ type: clusterType, scope: `/subscriptions/00000000-0000-0000-0000-${String(index + 500).padStart(12, '0')}` }));
  const started = performance.now();
  const comparison = compareRuns(before, look(findings, { unseen, complete, clusters: ids.slice(5000), seen: ids.slice(5000) }));
  expect(performance.now() - started).toBeLessThan(60_000);
  expect(comparison.counts.unchanged).toBe(25_000);
  expect(comparison.healed.length + comparison.carried.length).toBe(25_000);
}, 90_000);
