import { parseResourceId, segmentAfter } from '../../arm/resource-id.ts';
import type { Finding, Severity } from '../../policy/finding.ts';
import type { EarlierFinding, UnseenCluster } from './earlier.ts';
import { findingKey, idKey } from './key.ts';
import { ancestorsOf } from './compare/sight.ts';
import { compareText, isOpen, severityRank } from './standing.ts';

export interface FleetCluster {
  readonly id: string;
  readonly name: string;
  readonly location?: string;
  readonly outboundType?: string;
}

/** Where clusters are. */
export interface FleetSubscription {
  /** The GUID alone. */
  readonly subscriptionId: string;
  readonly name?: string;
  /** Every management group that it is below, in any order. */
  readonly managementGroups: readonly { readonly id: string; readonly name: string }[];
}

export interface Fleet {
  readonly clusters: readonly FleetCluster[];
  readonly unseenClusters: readonly UnseenCluster[];
  readonly subscriptions: readonly FleetSubscription[];
  /** With their `change`. */
  readonly findings: readonly Finding[];
  /** What is known from before and could not be looked at again. */
  readonly carried: readonly EarlierFinding[];
  /** The clusters that refer to a resource, by its id in lower case. What lies on a cluster itself, or below what they refer to, is found without. */
  readonly clustersOf: ReadonlyMap<string, readonly string[]>;
}

/** See `ReportCluster` and `ReportPlace` of the report. */
export interface ClusterState extends FleetCluster {
  readonly state: 'failing' | 'undetermined' | 'unseen' | 'clean';
  readonly severity?: Severity;
  readonly findings: number;
  readonly fresh: number;
  readonly unseenSince?: string;
}

export interface PlaceState {
  readonly kind: 'managementGroup' | 'subscription';
  readonly id: string;
  readonly name: string;
  readonly clusters: number;
  readonly failing: number;
  readonly undetermined: number;
  readonly unseen: number;
}

const worstStateFirst: readonly ClusterState['state'][] = ['failing', 'undetermined', 'unseen', 'clean'];

/**
 * Each cluster and each place with its numbers, the worst first. A finding counts for the cluster that it is on or below, and for every cluster that
 * refers to its resource; each key once. What could not be looked at again counts too: a cluster with such a finding is not clean but undetermined.
 * Places are given whatever their number; a report of one subscription leaves them out, unless it is of a shard.
 */
export function fleetOf(fleet: Fleet): { readonly clusters: readonly ClusterState[]; readonly places: readonly PlaceState[] } {
  const about = findingsByCluster(fleet);
  const seen = new Map(fleet.clusters.map((cluster) => [idKey(cluster.id), stateOf(cluster, about.get(idKey(cluster.id)))] as const));
  const unseen = fleet.unseenClusters.filter(({ id }) => !seen.has(idKey(id))).map(({ id, since }): ClusterState => ({ ...stateOf({ id, name: parseResourceId(id)?.name ?? id }, about.get(idKey(id))), state: 'unseen', unseenSince: since }));
  const clusters = [...seen.values(), ...unseen].toSorted(compareClusters);
  return { clusters, places: placesOf(clusters, fleet.subscriptions) };
}

/** The findings of each cluster, by key: a violation counts before what is only known from before. */
function findingsByCluster({ clusters, unseenClusters, findings, carried, clustersOf }: Fleet): ReadonlyMap<string, readonly About[]> {
  const about = new Map([...clusters, ...unseenClusters].map(({ id }) => [idKey(id), new Map<string, About>()] as const));
  const add = (finding: Finding | EarlierFinding, one: About): void => {
    if (!isOpen(finding) || finding.resource.id === undefined) return;
    const key = findingKey(finding);
    for (const cluster of clustersAbout(idKey(finding.resource.id), clustersOf)) {
      const there = about.get(cluster);
      there?.set(key, together(there.get(key), one));
    }
  };
  for (const finding of findings) add(finding, { isFailing: finding.verdict !== 'undetermined', severity: finding.severity, isFresh: finding.change !== undefined && finding.change.kind !== 'unchanged' });
  for (const finding of carried) add(finding, { isFailing: false, severity: finding.severity, isFresh: false });
  return new Map([...about].map(([id, ones]) => [id, [...ones.values()]] as const));
}

interface About {
  readonly isFailing: boolean;
  readonly isFresh: boolean;
  readonly severity: Severity;
}

function together(left: About | undefined, right: About): About {
  if (left === undefined) return right;
  return { isFailing: left.isFailing || right.isFailing, isFresh: left.isFresh || right.isFresh, severity: severityRank(left.severity) > severityRank(right.severity) ? left.severity : right.severity };
}

function clustersAbout(key: string, clustersOf: Fleet['clustersOf']): ReadonlySet<string> {
  return new Set([key, ...ancestorsOf(key)].flatMap((id) => [id, ...(clustersOf.get(id) ?? []).map(idKey)]));
}

function stateOf({ id, name, location, outboundType }: FleetCluster, about: readonly About[] = []): ClusterState {
  const worst = about.map(({ severity }) => severity).toSorted((left, right) => severityRank(right) - severityRank(left))[0];
  const state = about.some(({ isFailing }) => isFailing) ? 'failing' : about.length > 0 ? 'undetermined' : 'clean';
  return {
    id,
    name,
    state,
    ...(worst === undefined ? {} : { severity: worst }),
    findings: about.length,
    fresh: about.filter(({ isFresh }) => isFresh).length,
    ...(location === undefined ? {} : { location }),
    ...(outboundType === undefined ? {} : { outboundType }),
  };
}

/** The order of clusters: state, severity, what is new or worse, all findings, name. */
export function compareClusters(left: ClusterState, right: ClusterState): number {
  return (
    worstStateFirst.indexOf(left.state) - worstStateFirst.indexOf(right.state) ||
    rankOf(right.severity) - rankOf(left.severity) ||
    right.fresh - left.fresh ||
    right.findings - left.findings ||
    compareText(left.name.toLowerCase(), right.name.toLowerCase()) ||
    compareText(idKey(left.id), idKey(right.id))
  );
}

function rankOf(severity: Severity | undefined): number {
  return severity === undefined ? -1 : severityRank(severity);
}

function placesOf(clusters: readonly ClusterState[], subscriptions: readonly FleetSubscription[]): readonly PlaceState[] {
  const known = new Map(subscriptions.map((subscription) => [subscription.subscriptionId.toLowerCase(), subscription] as const));
  const places = new Map<string, PlaceState>();
  const count = (kind: PlaceState['kind'], id: string, name: string, { state }: ClusterState): void => {
    const place = places.get(idKey(id)) ?? { kind, id, name, clusters: 0, failing: 0, undetermined: 0, unseen: 0 };
    places.set(idKey(id), { ...place, clusters: place.clusters + 1, ...(state === 'clean' ? {} : { [state]: place[state] + 1 }) });
  };
  for (const cluster of clusters) {
    const subscriptionId = segmentAfter(cluster.id, 'subscriptions');
    if (subscriptionId === undefined) continue;
    const subscription = known.get(subscriptionId.toLowerCase());
    count('subscription', `/subscriptions/${subscription?.subscriptionId ?? subscriptionId}`, subscription?.name ?? subscriptionId, cluster);
    for (const { id, name } of new Map((subscription?.managementGroups ?? []).map((group) => [idKey(group.id), group])).values()) count('managementGroup', id, name, cluster);
  }
  return [...places.values()].toSorted(comparePlaces);
}

/** The order of places: failing, undetermined, unseen, all clusters, the outer kind first, name. */
export function comparePlaces(left: PlaceState, right: PlaceState): number {
  return (
    right.failing - left.failing ||
    right.undetermined - left.undetermined ||
    right.unseen - left.unseen ||
    right.clusters - left.clusters ||
    compareText(left.kind, right.kind) ||
    compareText(left.name.toLowerCase(), right.name.toLowerCase()) ||
    compareText(idKey(left.id), idKey(right.id))
  );
}
