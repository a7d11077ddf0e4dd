import { toldNow } from '../../../isolation/drift/compare/fate.ts';
import { compareClusters, comparePlaces } from '../../../isolation/drift/fleet.ts';
import { findingKey, idKey } from '../../../isolation/drift/key.ts';
import { hiddenBy } from '../../../isolation/drift/compare/sight.ts';
import { compareText, isOpen } from '../../../isolation/drift/standing.ts';
import { firstOf } from '../../../isolation/drift/time.ts';
import type { Finding } from '../../../policy/finding.ts';
import type { CarriedFinding, HealedFinding, ReportAzureStates, ReportCluster, ReportDrift, ReportPlace } from '../../../report/report.ts';

/**
 * What became of a fleet by what its parts say. All of them were compared with the same earlier run, whole: what one could not see another may have
 * seen, and what it carries is healed by that one's word. What none could see is carried.
 * @param findings those of all parts, with their changes settled
 */
export function mergeDrift(parts: readonly ReportDrift[], findings: readonly Finding[]): ReportDrift {
  const [first, ...others] = parts;
  if (first === undefined) throw new RangeError('There is no part to merge.');
  const unseen = distinct(parts.flatMap((part) => part.unseen), ({ scope, why }) => JSON.stringify([idKey(scope), why]));
  const { healed, carried, unasked } = fatesOf(parts, findings, unseen);
  const clusters = clustersOf(parts);
  const places = placesOf(parts);
  const azure = azureOf(parts);
  const remedies = parts.flatMap((part) => part.remedies ?? []);
  return {
    at: others.reduce((at, part) => firstOf(at, part.at), first.at),
    ...(first.earlier === undefined ? {} : { earlier: first.earlier }),
    isConclusive: clusters.some(({ state }) => state !== 'unseen') || (unseen.length === 0 && clusters.length === 0),
    unseen,
    counts: { ...countsOf(findings), healed: healed.length },
    healed,
    ...(carried.length === 0 ? {} : { carried }),
    ...(unasked.length === 0 ? {} : { unasked }),
    clusters,
    ...(places.filter(({ kind }) => kind === 'subscription').length > 1 ? { places } : {}),
    ...(azure === undefined ? {} : { azure }),
    ...(remedies.length === 0 ? {} : { remedies }),
  };
}

type Fates = Pick<ReportDrift, 'healed'> & { readonly carried: readonly CarriedFinding[]; readonly unasked: readonly CarriedFinding[] };

const surestFirst: readonly HealedFinding['because'][] = ['exempt', 'mended', 'gone'];

function fatesOf(parts: readonly ReportDrift[], findings: readonly Finding[], unseen: ReportDrift['unseen']): Fates {
  const open = new Set(findings.filter(isOpen).map(findingKey));
  const exempt = new Set(findings.filter(({ verdict }) => verdict === 'exempt').map(findingKey));
  const told = toldNow(findings);
  const isThere = (key: string): boolean => open.has(key) || (!exempt.has(key) && told.get(key) === 'there');
  const carried = together(parts.map((part) => part.carried ?? []));
  const hidden = hiddenBy(unseen);
  const healed = new Map<string, HealedFinding>();
  const doubtful = new Set<string>();
  for (const finding of parts.flatMap((part) => part.healed).toSorted((left, right) => surestFirst.indexOf(left.because) - surestFirst.indexOf(right.because))) {
    const key = findingKey(finding);
    if (healed.has(key) || isThere(key)) continue;
    if (carried.has(key) && isDoubtful(finding, hidden)) doubtful.add(key);
    else healed.set(key, exempt.has(key) || told.get(key) === 'exempt' ? { ...finding, because: 'exempt' } : finding);
  }
  const forgotten = together(parts.map((part) => part.unasked ?? []));
  const isLeft = (key: string): boolean => !isThere(key) && !healed.has(key);
  const inAll = (key: string): boolean => (carried.get(key)?.parts ?? 0) + (forgotten.get(key)?.parts ?? 0) === parts.length;
  const kept = [...carried].filter(([key]) => isLeft(key) && (inAll(key) || doubtful.has(key)));
  const unasked = [...forgotten].filter(([key]) => isLeft(key) && inAll(key) && !carried.has(key));
  return { healed: sorted([...healed.values()]), carried: sorted(kept.map(([, { finding }]) => finding)), unasked: sorted(unasked.map(([, { finding }]) => finding)) };
}

/** One part says that it is healed, and another could not look: who saw the resource is believed, but not who only missed it on a list below what is hidden. */
function isDoubtful({ because, resource: { id } }: HealedFinding, hidden: (id: string) => 'itself' | 'above' | undefined): boolean {
  if (because === 'exempt') return false;
  if (id === undefined) return true;
  const by = hidden(id);
  return by === 'itself' || (by === 'above' && because === 'gone');
}

/** By key, in how many parts. The time since when it was not seen is that of the first. */
function together(lists: readonly (readonly CarriedFinding[])[]): ReadonlyMap<string, { readonly finding: CarriedFinding; readonly parts: number }> {
  const found = new Map<string, { readonly finding: CarriedFinding; readonly parts: number }>();
  for (const list of lists) {
    for (const finding of list) {
      const key = findingKey(finding);
      const other = found.get(key);
      const since = other?.finding.unseenSince ?? finding.unseenSince;
      const unseenSince = since === undefined || finding.unseenSince === undefined ? since : firstOf(since, finding.unseenSince);
      found.set(key, { finding: { ...finding, ...(unseenSince === undefined ? {} : { unseenSince }) }, parts: (other?.parts ?? 0) + 1 });
    }
  }
  return found;
}

function countsOf(findings: readonly Finding[]): Omit<ReportDrift['counts'], 'healed'> {
  const kinds = new Map(findings.filter(isOpen).flatMap((finding) => (finding.change === undefined ? [] : [[findingKey(finding), finding.change.kind] as const])));
  const counts = { new: 0, worse: 0, unchanged: 0 };
  for (const kind of kinds.values()) counts[kind] += 1;
  return counts;
}

/** Whoever saw a cluster knows more of it than whoever did not. */
function clustersOf(parts: readonly ReportDrift[]): readonly ReportCluster[] {
  const clusters = new Map<string, ReportCluster>();
  for (const cluster of parts.flatMap((part) => part.clusters)) {
    const other = clusters.get(idKey(cluster.id));
    if (other === undefined || (cluster.state !== 'unseen' && (other.state === 'unseen' || compareClusters(cluster, other) < 0))) clusters.set(idKey(cluster.id), cluster);
  }
  return [...clusters.values()].toSorted(compareClusters);
}

/** A management group is divided among the parts, a subscription is in one of them. */
function placesOf(parts: readonly ReportDrift[]): readonly ReportPlace[] {
  const places = new Map<string, ReportPlace>();
  for (const place of parts.flatMap((part) => part.places ?? [])) {
    const other = places.get(idKey(place.id));
    places.set(idKey(place.id), other === undefined ? place : { ...other, clusters: other.clusters + place.clusters, failing: other.failing + place.failing, undetermined: other.undetermined + place.undetermined, unseen: other.unseen + place.unseen });
  }
  return [...places.values()].toSorted(comparePlaces);
}

function azureOf(parts: readonly ReportDrift[]): ReportAzureStates | undefined {
  const states = parts.flatMap((part) => part.azure ?? []);
  if (states.length === 0) return undefined;
  const at = states.flatMap((state) => state.at ?? []).toSorted((left, right) => Date.parse(right) - Date.parse(left))[0];
  const sum = (of: (state: ReportAzureStates) => number): number => states.reduce((total, state) => total + of(state), 0);
  return { ...(at === undefined ? {} : { at }), compared: sum(({ compared }) => compared), different: sum(({ different }) => different) };
}

export function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function sorted<Found extends Pick<Finding, 'rule' | 'resource'>>(findings: readonly Found[]): readonly Found[] {
  return findings.map((finding) => [findingKey(finding), finding] as const).toSorted(([left], [right]) => compareText(left, right)).map(([, finding]) => finding);
}
