import type { Finding, Severity } from '../../policy/finding.ts';
import { findingKey, idKey } from './key.ts';
import { isRemembered, worstOf, type RememberedVerdict, type Standing } from './standing.ts';
import { firstOf } from './time.ts';

/** What one run leaves to the next. */
export interface EarlierRun {
  /** When its clusters were read: ISO 8601 in UTC. */
  readonly at: string;
  /** Each key once (see `findingKey`). What was exempt is among them: when the exemption ends, it is no news. */
  readonly findings: readonly EarlierFinding[];
  /** The ids of all clusters that were seen, or are known from before and were not seen. */
  readonly clusters: readonly string[];
  /** Of those the ones that were not seen, and since when. */
  readonly unseenClusters?: readonly UnseenCluster[];
  /** Findings that had no room, and how bad the worst of them is. Absent when nothing was left out. */
  readonly more?: Standing & { readonly count: number };
}

export interface EarlierFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly verdict: RememberedVerdict;
  readonly resource: Finding['resource'];
  /** When a run saw it first: ISO 8601 in UTC. */
  readonly since: string;
  /** Since when no run could tell anything of it: ISO 8601 in UTC. Absent when the last one could. */
  readonly unseenSince?: string;
  /** The exposures that were told by it, as in `Finding.exposes`: their rules. */
  readonly exposes?: readonly string[];
  readonly message?: string;
}

export interface UnseenCluster {
  readonly id: string;
  /** The time of the first run that did not see it: ISO 8601 in UTC. */
  readonly since: string;
}

/** The parts of a report that the next run needs. */
export interface RememberedReport {
  readonly findings: readonly Finding[];
  readonly drift: {
    readonly at: string;
    readonly carried?: readonly EarlierFinding[];
    readonly clusters: readonly { readonly id: string; readonly state: string; readonly unseenSince?: string }[];
  };
}

/** What a report leaves to the next run. Findings without a change are taken to be of this run. */
export function earlierOf({ findings, drift: { at, carried = [], clusters } }: RememberedReport): EarlierRun {
  const unseen = clusters.flatMap(({ id, state, unseenSince }) => (state === 'unseen' ? [{ id, since: unseenSince ?? at }] : []));
  return {
    at,
    findings: onePerKey([...findings.filter(isRemembered).map((finding) => rememberedOf(finding, at)), ...carried]),
    clusters: [...new Map(clusters.map(({ id }) => [idKey(id), id])).values()],
    ...(unseen.length === 0 ? {} : { unseenClusters: unseen }),
  };
}

function rememberedOf({ rule, title, severity, verdict, resource: { type, name, id }, message, change, exposes = [] }: Finding & { readonly verdict: RememberedVerdict }, at: string): EarlierFinding {
  const resource = { type, name, ...(id === undefined ? {} : { id }) };
  return { rule, title, severity, verdict, resource, since: change?.since ?? at, message, ...(exposes.length === 0 ? {} : { exposes: exposes.map((exposure) => exposure.rule) }) };
}

/** The worst of each key, since the first of them, in the order in which the keys come first. */
export function onePerKey(findings: readonly EarlierFinding[]): readonly EarlierFinding[] {
  const kept = new Map<string, EarlierFinding>();
  for (const finding of findings) {
    const key = findingKey(finding);
    const other = kept.get(key);
    kept.set(key, other === undefined ? finding : together(other, finding));
  }
  return [...kept.values()];
}

function together(left: EarlierFinding, right: EarlierFinding): EarlierFinding {
  const standing = worstOf(left, right);
  const exposes = [...new Set([...(left.exposes ?? []), ...(right.exposes ?? [])])].toSorted();
  const told = standing.verdict === left.verdict ? left : right;
  return { ...told, ...standing, verdict: told.verdict, since: firstOf(left.since, right.since), ...(exposes.length === 0 ? {} : { exposes }) };
}
