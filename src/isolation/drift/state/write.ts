import { formatResourceId, parseResourceId } from '../../../arm/resource-id.ts';
import type { Finding } from '../../../policy/finding.ts';
import type { EarlierFinding, EarlierRun } from '../earlier.ts';
import { findingKey, idKey, resourceKey } from '../key.ts';
import { compareText, compareWorstFirst, severityRank, verdictRank, worstOf, type Standing } from '../standing.ts';
import { isTime } from '../time.ts';
import { most, stateVersion, type StateForm } from './form.ts';

/**
 * The run as a compact text of one line, the same for equal runs in whatever order, which `parseEarlierState` reads. Messages are left out.
 * When it does not fit, clusters without findings are left out, then findings, the mildest first; that findings are missing is kept.
 * @param fits whether a text has room where it is to be kept: its length after compression, say. It must take the text of a run of nothing
 */
export function stateOf(run: EarlierRun, fits: (state: string) => boolean = (state) => state.length <= most.length): string {
  // Ids take the most room: of what is equally bad, the findings of one resource stay together.
  const findings = run.findings.filter(isWritable).toSorted((left, right) => compareWorstFirst(left, right) || byResource(left, right)).slice(0, most.findings);
  const byKey = new Map(run.clusters.filter((id) => id !== '' && id.length <= most.id).toSorted().map((id) => [idKey(id), id] as const));
  const clusters = [...byKey].toSorted(([left], [right]) => compareText(left, right)).map(([, id]) => id).slice(0, most.clusters);
  const attempt = (count: number, ids: readonly string[]): string => JSON.stringify(formOf(run, findings.slice(0, count), ids));
  const whole = attempt(findings.length, clusters);
  if (fits(whole)) return whole;
  const found = (count: number): readonly string[] => {
    const on = new Set(findings.slice(0, count).map(({ resource }) => resourceKey(resource)));
    return clusters.filter((id) => on.has(idKey(id)));
  };
  const withoutOthers = attempt(findings.length, found(findings.length));
  if (fits(withoutOthers)) return withoutOthers;
  // The greatest number of findings that has room; one fewer never takes more.
  let [low, high] = [0, findings.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(attempt(middle, found(middle)))) low = middle;
    else high = middle - 1;
  }
  return attempt(low, found(low));
}

function byResource(left: EarlierFinding, right: EarlierFinding): number {
  return compareText(resourceKey(left.resource), resourceKey(right.resource)) || compareText(findingKey(left), findingKey(right));
}

/** What the reader would refuse is not written. */
function isWritable({ rule, resource: { type, name, id = '' }, since, unseenSince, exposes = [] }: EarlierFinding): boolean {
  const isShort = rule !== '' && rule.length <= most.rule && type.length <= most.type && name.length <= most.name && id.length <= most.id;
  return isShort && isTime(since) && (unseenSince === undefined || isTime(unseenSince)) && exposes.length <= most.exposes && exposes.every((one) => one !== '' && one.length <= most.rule);
}

function formOf(run: EarlierRun, kept: readonly EarlierFinding[], clusterIds: readonly string[]): StateForm {
  const findings = kept.toSorted(byResource);
  const isListed = new Set(clusterIds.map(idKey));
  const unseen = (run.unseenClusters ?? []).filter(({ id, since }) => isListed.has(idKey(id)) && isTime(since)).toSorted((left, right) => compareText(idKey(left.id), idKey(right.id)));
  const times = listOf(findings.flatMap(({ since, unseenSince }) => [since, ...(unseenSince === undefined ? [] : [unseenSince])]).concat(unseen.map(({ since }) => since)));
  const rules = listOf(findings.flatMap((finding) => [ruleKey(finding), ...(finding.exposes ?? []).map(exposedKey)]));
  const places = new Map<string, Place>();
  for (const place of [...findings.map(({ resource }) => placeOf(resource)), ...clusterIds.map((id) => placeOf(resourceOfId(id)))]) places.set(place.key, place);
  const scopes = listOf([...places.values()].flatMap(({ parts }) => parts?.scope ?? []));
  const types = listOf([...places.values()].flatMap(({ parts }) => parts?.type ?? []));
  const resources = listOf([...places.keys()]);
  const more = moreOf(run, kept);
  const clusterPlaces = new Map(clusterIds.map((id) => [idKey(id), resources.at(placeOf(resourceOfId(id)).key)] as const));
  return {
    v: stateVersion,
    at: run.at,
    times: times.items,
    scopes: scopes.items,
    types: types.items,
    rules: rules.items.map((item) => JSON.parse(item) as readonly [string, string]),
    resources: resources.items.map((key) => writtenPlace(places.get(key), scopes, types)),
    findings: findings.map((finding) => {
      const { resource, verdict, severity, since, unseenSince, exposes = [] } = finding;
      const head = [rules.at(ruleKey(finding)), resources.at(placeOf(resource).key), verdictRank(verdict), severityRank(severity), times.at(since)];
      const unseenAt = unseenSince === undefined ? -1 : times.at(unseenSince);
      if (exposes.length === 0) return unseenAt < 0 ? head : [...head, unseenAt];
      return [...head, unseenAt, exposes.map((rule) => rules.at(exposedKey(rule))).toSorted((left, right) => left - right)];
    }),
    clusters: [...clusterPlaces.values()],
    ...(unseen.length === 0 ? {} : { unseen: unseen.map(({ id, since }) => [clusterPlaces.get(idKey(id)) ?? 0, times.at(since)] as const) }),
    ...(more === undefined ? {} : { more: [Math.min(more.count, most.count), verdictRank(more.verdict), severityRank(more.severity)] }),
  };
}

/** What is left out of this text, and what was left out before. */
function moreOf(run: EarlierRun, kept: readonly EarlierFinding[]): EarlierRun['more'] {
  const isKept = new Set(kept);
  const left = run.findings.filter((finding) => !isKept.has(finding));
  const all: readonly Standing[] = [...left, ...(run.more === undefined ? [] : [run.more])];
  const [first, ...others] = all;
  return first === undefined ? undefined : { ...others.reduce(worstOf, { verdict: first.verdict, severity: first.severity }), count: left.length + (run.more?.count ?? 0) };
}

function ruleKey({ rule, title }: EarlierFinding): string {
  return JSON.stringify([rule, title.slice(0, most.title)]);
}

function exposedKey(rule: string): string {
  return JSON.stringify([rule, '']);
}

interface Place {
  readonly key: string;
  readonly resource: Finding['resource'];
  /** Where the id is made of them, and says the same type and name as the resource. */
  readonly parts?: { readonly scope: string; readonly type: string; readonly name: string };
}

function placeOf(resource: Finding['resource']): Place {
  const { type, name, id } = resource;
  const parsed = id === undefined ? undefined : parseResourceId(id);
  const key = JSON.stringify([id ?? '', type, name]);
  if (parsed === undefined || parsed.type !== type || parsed.fullName !== name || formatResourceId(parsed.scope, type, name) !== id) return { key, resource };
  return { key, resource, parts: { scope: parsed.scope, type, name } };
}

function writtenPlace(place: Place | undefined, scopes: Listed, types: Listed): StateForm['resources'][number] {
  const { parts, resource: { type, name, id } = { type: '', name: '' } } = place ?? {};
  if (parts !== undefined) return [scopes.at(parts.scope), types.at(parts.type), parts.name];
  return id === undefined ? [type, name] : [type, name, id];
}

function resourceOfId(id: string): Finding['resource'] {
  const parsed = parseResourceId(id);
  return { type: parsed?.type ?? '', name: parsed?.fullName ?? '', id };
}

interface Listed {
  readonly items: readonly string[];
  readonly at: (item: string) => number;
}

/** Each text once, in the order of code units, and its place. */
function listOf(texts: readonly string[]): Listed {
  const items = [...new Set(texts)].toSorted();
  const places = new Map(items.map((item, index) => [item, index] as const));
  return { items, at: (item) => places.get(item) ?? 0 };
}
