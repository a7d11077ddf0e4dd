import type { Finding, FindingChange, Verdict } from '../../policy/finding.ts';
import type { EarlierFinding, EarlierRun, UnseenCluster } from './earlier.ts';
import { fateIn, fateOfSight } from './compare/fate.ts';
import { findingKey, idKey } from './key.ts';
import type { Look } from './compare/look.ts';
import { sightOf, type Sight } from './compare/sight.ts';
import { compareText, compareWorstFirst, isOpen, isWorse, worstOf, type Standing } from './standing.ts';
import { firstOf } from './time.ts';

/** A finding of before that is not there any more: see `HealedFinding` of the report. */
export interface Healed {
  readonly rule: string;
  readonly title: string;
  readonly severity: Finding['severity'];
  readonly verdict: Verdict;
  readonly resource: Finding['resource'];
  readonly because: 'mended' | 'gone' | 'exempt';
  readonly since: string;
}

export interface Comparison {
  readonly at: string;
  readonly earlier?: { readonly at: string };
  /** In the order given; those that are open or exempt with their `change`. What is exempt is never new. */
  readonly findings: readonly Finding[];
  /** By rule and resource. */
  readonly healed: readonly Healed[];
  /** What could not be looked at again: neither healed nor counted, and to be remembered. */
  readonly carried: readonly EarlierFinding[];
  /** What nobody looks at any more: the rule does not judge, or the resource lies outside, concerns no cluster, or was lost for long. Forgotten. */
  readonly unasked: readonly EarlierFinding[];
  /** Clusters that are known from before, and nothing was seen of. */
  readonly unseenClusters: readonly UnseenCluster[];
  /** Each key once; what is exempt is not counted. */
  readonly counts: { readonly new: number; readonly worse: number; readonly unchanged: number; readonly healed: number };
  /** False when no cluster was seen, and something is hidden that may hold some. */
  readonly isConclusive: boolean;
}

/**
 * What became of what an earlier run found. An earlier finding is either found again, told by another one (`exposes`), healed, carried or unasked.
 *
 * - There was no earlier run: nothing is new, everything is `unchanged` since now.
 * - It is there with a worse verdict or severity, or its exemption has ended: `worse`. With a milder one: `unchanged`.
 * - It is not there: `mended` when the resource was read, `gone` when the list that it would be on was, `exempt` when it is exempt or declared
 *   as meant now. In every other case nothing is known of it.
 * - The earlier run had no room for all its findings: what may have been among those left out does not count as new.
 */
export function compareRuns(earlier: EarlierRun | undefined, look: Look): Comparison {
  const { at } = look;
  const before = new Map((earlier?.findings ?? []).map((finding) => [findingKey(finding), finding] as const));
  const told = toldBefore(earlier?.findings ?? []);
  const now = standingsOf(look.findings);
  const changes = new Map<string, FindingChange>();
  const counts = { new: 0, worse: 0, unchanged: 0, healed: 0 };
  for (const [key, standing] of now) {
    const change = changeOf(standing, before.get(key), told.get(key), earlier, at);
    changes.set(key, change);
    if (isOpen(standing)) counts[change.kind] += 1;
  }
  const sight = sightOf({ ...look, seen: [...look.seen, ...look.clusters] });
  const unseenClusters = unseenOf(earlier, look, sight);
  const fate = fateIn(look, now, sight, unseenClusters.length === 0);
  const healed: Healed[] = [];
  const carried: EarlierFinding[] = [];
  const unasked: EarlierFinding[] = [];
  for (const [key, finding] of before) {
    const found = fate(key, finding);
    if (found === 'carried') carried.push({ ...finding, unseenSince: finding.unseenSince ?? at });
    else if (found === 'unasked') unasked.push(finding);
    else if (found !== 'there' && isOpen(finding)) healed.push(healedOf(finding, found, at));
  }
  return {
    at,
    ...(earlier === undefined ? {} : { earlier: { at: earlier.at } }),
    findings: look.findings.map((finding) => withChange(finding, changes)),
    healed: healed.toSorted(byKey),
    carried: carried.toSorted(byKey),
    unasked: unasked.toSorted(byKey),
    unseenClusters,
    counts: { ...counts, healed: healed.length },
    isConclusive: look.clusters.length > 0 || (look.unseen.length === 0 && unseenClusters.length === 0),
  };
}

/** The standing of each key. */
function standingsOf(findings: readonly Finding[]): ReadonlyMap<string, Standing> {
  const found = new Map<string, Standing>();
  for (const finding of findings) {
    if (!isOpen(finding) && finding.verdict !== 'exempt') continue;
    const key = findingKey(finding);
    const other = found.get(key);
    found.set(key, other === undefined ? { verdict: finding.verdict, severity: finding.severity } : worstOf(other, finding));
  }
  return found;
}

/** Exposures that other findings told of, by their own keys, with the first time of any: one that stands alone now was known. */
function toldBefore(findings: readonly EarlierFinding[]): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const { resource, since, exposes = [] } of findings.filter(isOpen)) {
    for (const rule of exposes) {
      const key = findingKey({ rule, resource });
      told.set(key, firstOf(told.get(key) ?? since, since));
    }
  }
  return told;
}

function changeOf(now: Standing, before: EarlierFinding | undefined, told: string | undefined, earlier: EarlierRun | undefined, at: string): FindingChange {
  // Who wrote a time in the future into the memory gains nothing by it.
  if (before !== undefined) return { kind: isOpen(now) && isWorse(now, before) ? 'worse' : 'unchanged', since: firstOf(before.since, at) };
  if (told !== undefined) return { kind: 'unchanged', since: firstOf(told, at) };
  const mayBeKnown = earlier === undefined || (earlier.more !== undefined && compareWorstFirst(now, earlier.more) >= 0);
  return { kind: isOpen(now) && !mayBeKnown ? 'new' : 'unchanged', since: at };
}

function withChange(finding: Finding, changes: ReadonlyMap<string, FindingChange>): Finding {
  const { change: _, ...rest } = finding;
  const change = isOpen(finding) || finding.verdict === 'exempt' ? changes.get(findingKey(finding)) : undefined;
  return change === undefined ? rest : { ...rest, change };
}

function healedOf({ rule, title, severity, verdict, resource, since }: EarlierFinding, because: Healed['because'], at: string): Healed {
  return { rule, title, severity, verdict, resource, because, since: firstOf(since, at) };
}

function unseenOf(earlier: EarlierRun | undefined, { at, clusters }: Look, sight: (id: string) => Sight): readonly UnseenCluster[] {
  const since = new Map((earlier?.unseenClusters ?? []).map((cluster) => [idKey(cluster.id), cluster.since]));
  const read = new Set(clusters.map(idKey));
  return (earlier?.clusters ?? []).flatMap((id) => {
    const known = since.get(idKey(id));
    // A cluster that others refer to may have been read as a resource, and judged by nobody.
    const isUnseen = !read.has(idKey(id)) && fateOfSight(sight(id), known, at) === 'carried';
    return isUnseen ? [{ id, since: known ?? at }] : [];
  });
}

function byKey(left: EarlierFinding | Healed, right: EarlierFinding | Healed): number {
  return compareText(findingKey(left), findingKey(right));
}
