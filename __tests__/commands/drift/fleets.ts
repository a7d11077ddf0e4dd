import * as fc from 'fast-check';
import { parseResourceId, segmentAfter } from '../../../src/arm/resource-id.ts';
import { compareRuns, type Comparison } from '../../../src/isolation/drift/compare.ts';
import type { EarlierRun } from '../../../src/isolation/drift/earlier.ts';
import { fleetOf } from '../../../src/isolation/drift/fleet.ts';
import { unaskedNotes } from '../../../src/isolation/drift/compare/notes.ts';
import { earlierOfShard, inShard, type Shard } from '../../../src/isolation/drift/shards.ts';
import type { DriftReport } from '../../../src/commands/drift/merge/shard-report.ts';
import { driftVerdict } from '../../../src/commands/drift/verdict.ts';
import type { Finding, Verdict } from '../../../src/policy/finding.ts';
import { clusterId, clusterType, earlierRun, found, networkId, remembered, times } from '../../isolation/drift/runs.ts';

/** What there is in Azure at one time, and what may be read of it. */
export interface World {
  readonly clusters: readonly { readonly id: string; readonly networks: readonly string[] }[];
  /** What would be found on each resource, were it looked at. */
  readonly findings: readonly Finding[];
  readonly unreadable: readonly string[];
  readonly earlier: EarlierRun | undefined;
}

export const subscriptionIds = ['a', 'b', 'c', 'd', 'e'].map((letter) => `00000000-0000-0000-0000-00000000000${letter}`);

function groupOf(subscriptionId: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/app`;
}

function subscriptionOf(id: string): string {
  return segmentAfter(id, 'subscriptions') ?? '';
}

/** What a run over a part of the world, or all of it, reports. */
export function lookAt(world: World, shard?: Shard): DriftReport {
  const isOurs = (id: string): boolean => shard === undefined || inShard(subscriptionOf(id), shard);
  const isHidden = (id: string): boolean => world.unreadable.some((scope) => id === scope || id.startsWith(`${scope}/`));
  const clusters = world.clusters.filter(({ id }) => isOurs(id) && !isHidden(id));
  const referred = [...new Set(clusters.flatMap(({ networks }) => networks))];
  const read = new Set([...clusters.map(({ id }) => id), ...referred.filter((id) => !isHidden(id))]);
  const unseen = [...world.unreadable.filter(isOurs), ...referred.filter(isHidden)].map((scope) => ({ scope, why: 'it may not be read' }));
  const earlier = world.earlier === undefined || shard === undefined ? world.earlier : earlierOfShard(world.earlier, shard);
  const readable = subscriptionIds.filter((id) => isOurs(`/subscriptions/${id}`));
  const comparison = compareRuns(earlier, {
    at: times.now, seen: read, clusters: clusters.map(({ id }) => id), unseen, referred, rules: ['open', 'other', 'third'],
    findings: world.findings.filter(({ resource }) => read.has(resource.id ?? '')),
    complete: readable.map((id) => ({ type: clusterType, scope: `/subscriptions/${id}` })),
  });
  return reportOf(comparison, clusters, unseen, shard);
}

function reportOf(comparison: Comparison, clusters: World['clusters'], unseen: DriftReport['drift']['unseen'], shard: Shard | undefined): DriftReport {
  const { findings, healed, carried, unasked, unseenClusters } = comparison;
  const clustersOf = new Map<string, string[]>();
  for (const { id, networks } of clusters) for (const network of networks) clustersOf.set(network.toLowerCase(), [...(clustersOf.get(network.toLowerCase()) ?? []), id]);
  const subscriptions = subscriptionIds.map((subscriptionId, index) => ({ subscriptionId, managementGroups: [{ id: `/providers/Microsoft.Management/managementGroups/${index % 2}`, name: `Group ${index % 2}` }] }));
  const fleet = fleetOf({ clusters: clusters.map(({ id }) => ({ id, name: parseResourceId(id)?.name ?? '', location: 'westeurope' })), unseenClusters, subscriptions, findings, carried, clustersOf });
  const counts: Partial<Record<Verdict, number>> = { compliant: clusters.length * 10 };
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  const single = new Set(fleet.clusters.map(({ id }) => subscriptionOf(id))).size < 2 && shard === undefined;
  return {
    command: 'drift', title: 'clusters in management group corp', verdict: driftVerdict(findings, { unseen, carried }), target: { id: '/providers/Microsoft.Management/managementGroups/corp', name: 'corp' },
    changed: false, dryRun: false, steps: [], findings, counts,
    facts: [{ label: 'Clusters', value: String(clusters.length) }, { label: 'Judged by', value: 'core' }],
    exposures: clusters.map(({ id }) => ({ cluster: { id, name: parseResourceId(id)?.name ?? '' }, ways: [] })),
    drift: {
      at: comparison.at, ...(comparison.earlier === undefined ? {} : { earlier: comparison.earlier }), isConclusive: comparison.isConclusive, unseen, counts: comparison.counts, healed, clusters: fleet.clusters,
      ...(carried.length === 0 ? {} : { carried }), ...(unasked.length === 0 ? {} : { unasked }), ...(single ? {} : { places: fleet.places }), ...(shard === undefined ? {} : { shard }),
      azure: { compared: clusters.length, different: 0, ...(clusters.length === 0 ? {} : { at: times.before }) },
    },
    notes: ['Egress is declared in no file.', ...unaskedNotes(unasked)],
    rules: [{ rule: 'open', title: 'Open', severity: 'high' }],
    toolVersion: '0.1.0',
  };
}

/** A file as `--format json` writes it. */
export function fileOf(report: DriftReport): { readonly name: string; readonly text: string } {
  return { name: `drift-${report.drift.shard?.index ?? 'all'}.json`, text: JSON.stringify({ schemaVersion: '1.3', ...report }) };
}

const anyCluster = fc.tuple(fc.constantFrom(...subscriptionIds), fc.constantFrom('one', 'two', 'three')).map(([subscriptionId, name]) => clusterId(name, groupOf(subscriptionId)));
const anyNetwork = fc.tuple(fc.constantFrom(...subscriptionIds.slice(0, 3)), fc.constantFrom('hub', 'spoke')).map(([subscriptionId, name]) => networkId(name, groupOf(subscriptionId)));
const anyResource = fc.oneof(anyCluster, anyNetwork);
const standing = { rule: fc.constantFrom('open', 'other', 'third'), severity: fc.constantFrom('high', 'medium', 'low') } as const;

export const anyWorld: fc.Arbitrary<World> = fc.record({
  clusters: fc.uniqueArray(fc.record({ id: anyCluster, networks: fc.uniqueArray(anyNetwork, { maxLength: 2 }) }), { selector: ({ id }) => id, maxLength: 12 }),
  findings: fc.uniqueArray(fc.record({ ...standing, verdict: fc.constantFrom('violation', 'undetermined', 'error', 'exempt'), id: anyResource, message: fc.constantFrom('x', 'y') }), { maxLength: 25, selector: ({ rule, id, message }) => `${rule}${id}${message}` })
    .map((list) => list.map(({ id, ...rest }) => found(id, rest))),
  unreadable: fc.uniqueArray(fc.oneof(anyCluster, fc.constantFrom(...subscriptionIds.map((id) => `/subscriptions/${id}`))), { maxLength: 2 }),
  earlier: fc.option(
    fc.record({
      findings: fc.uniqueArray(fc.record({ ...standing, rule: fc.constantFrom('open', 'other', 'retired'), verdict: fc.constantFrom('violation', 'undetermined', 'exempt'), id: anyResource, unseenSince: fc.constantFrom(undefined, '2026-10-01T00:00:00Z', times.before) }), { maxLength: 25, selector: ({ rule, id }) => `${rule}${id}` }),
      clusters: fc.uniqueArray(anyCluster, { maxLength: 10 }),
    }).map(({ findings, clusters }) => earlierRun(findings.map(({ id, unseenSince, ...rest }) => remembered(id, { ...rest, ...(unseenSince === undefined ? {} : { unseenSince }) })), { clusters })),
    { nil: undefined },
  ),
});
