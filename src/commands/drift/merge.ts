import { findingKey, idKey } from '../../isolation/drift/key.ts';
import { unaskedNotes } from '../../isolation/drift/compare/notes.ts';
import { compareText } from '../../isolation/drift/standing.ts';
import { firstOf } from '../../isolation/drift/time.ts';
import type { Finding, FindingChange } from '../../policy/finding.ts';
import { verdictOrder, type Report, type ReportExposure, type ReportFact } from '../../report/report.ts';
import { worstFirst } from '../../report/worst-first.ts';
import { UserError } from '../../run/errors.ts';
import { distinct, mergeDrift } from './merge/merge-drift.ts';
import { oneFleet } from './merge/one-fleet.ts';
import { driftVerdict } from './verdict.ts';
import { parseDriftReport, type DriftReport } from './merge/shard-report.ts';

export interface ReportFile {
  /** Names the file in messages. */
  readonly name: string;
  readonly text: string;
}

/**
 * One report from the JSON reports of all parts of a fleet (`shard`), as a run over the whole would have made it: findings about what is shared
 * between parts stand once. The report of a whole fleet alone comes out as it is. Pairs of rule and resource that found nothing are counted as the parts count them.
 * Throws `UserError` for a file that is no such report, and for a set that is not one fleet.
 */
export function mergeReports(files: readonly ReportFile[]): DriftReport {
  if (files.length === 0) throw new UserError('There is no report to merge: name the JSON reports of all parts.');
  const reports = oneFleet(files.map(({ name, text }) => ({ name, report: parseDriftReport(text, name) })));
  const [first] = reports;
  if (first === undefined) throw new UserError('There is no report to merge.');
  const all = reports.flatMap(({ findings }) => findings);
  const findings = worstFirst(withOneChange(reports.length === 1 ? all : distinctFindings(all)));
  const drift = mergeDrift(reports.map((report) => report.drift), findings);
  const exposures = exposuresOf(reports);
  return {
    command: first.command,
    title: first.title,
    verdict: findings.length > 0 || reports.some(({ verdict }) => verdict !== 'notApplicable') ? driftVerdict(findings, drift) : 'notApplicable',
    target: first.target,
    changed: reports.some(({ changed }) => changed),
    dryRun: first.dryRun,
    steps: reports.flatMap(({ steps }) => steps),
    findings,
    counts: countsOf(reports, all, findings),
    facts: factsOf(reports),
    ...(exposures.length === 0 ? {} : { exposures }),
    drift,
    notes: notesOf(reports, drift.unasked ?? []),
    ...(first.rules === undefined ? {} : { rules: first.rules }),
    ...(reports.length > 1 || first.planHash === undefined ? {} : { planHash: first.planHash }),
    ...(first.toolVersion === undefined ? {} : { toolVersion: first.toolVersion }),
  };
}

/** Without those that another part has word for word, whatever changed. Most keys are there once: only of the others the words are looked at. */
function distinctFindings(findings: readonly Finding[]): readonly Finding[] {
  const keyed = findings.map((finding) => [findingKey(finding), finding] as const);
  const [once, more] = [new Set<string>(), new Set<string>()];
  for (const [key] of keyed) (once.has(key) ? more : once).add(key);
  return distinct(keyed, ([key, finding]) => (more.has(key) ? JSON.stringify({ ...finding, change: undefined }) : key)).map(([, finding]) => finding);
}

const strongestFirst: readonly FindingChange['kind'][] = ['new', 'worse', 'unchanged'];

/** Parts that look at the same resource may have found different things on it: all findings of one key have the change of the worst. */
function withOneChange(findings: readonly Finding[]): readonly Finding[] {
  const changes = new Map<string, FindingChange>();
  for (const finding of findings) {
    if (finding.change === undefined) continue;
    const key = findingKey(finding);
    const other = changes.get(key);
    changes.set(key, other === undefined ? finding.change : strongest(other, finding.change));
  }
  return findings.map((finding) => {
    const change = finding.change === undefined ? undefined : changes.get(findingKey(finding));
    return change === undefined ? finding : { ...finding, change };
  });
}

function strongest(left: FindingChange, right: FindingChange): FindingChange {
  const strong = strongestFirst.indexOf(right.kind) < strongestFirst.indexOf(left.kind) ? right : left;
  const write = strong.write ?? left.write ?? right.write;
  return { kind: strong.kind, since: firstOf(left.since, right.since), ...(write === undefined ? {} : { write }) };
}

/** What stands in two reports was counted twice. */
function countsOf(reports: readonly Report[], all: readonly Finding[], findings: readonly Finding[]): Report['counts'] {
  return Object.fromEntries(verdictOrder.flatMap((verdict) => {
    const many = (list: readonly Finding[]): number => list.filter((finding) => finding.verdict === verdict).length;
    const count = reports.reduce((sum, { counts }) => sum + (counts[verdict] ?? 0), 0) - (many(all) - many(findings));
    return count <= 0 ? [] : [[verdict, count] as const];
  }));
}

function exposuresOf(reports: readonly Report[]): readonly ReportExposure[] {
  const keyed = reports.flatMap(({ exposures = [] }) => exposures).map((exposure) => [idKey(exposure.cluster.id ?? exposure.cluster.name), exposure] as const);
  return distinct(keyed, ([key]) => key).toSorted(([left], [right]) => compareText(left, right)).map(([, exposure]) => exposure);
}

/** Numbers are added up, what is the same stands once, and what differs stands side by side. */
function factsOf(reports: readonly Report[]): readonly ReportFact[] {
  const labels = distinct(reports.flatMap(({ facts }) => facts), ({ label }) => label).map(({ label }) => label);
  return labels.map((label) => {
    const values = reports.flatMap(({ facts }) => facts.filter((fact) => fact.label === label).map(({ value }) => value));
    if (reports.length > 1 && values.every((value) => /^\d{1,9}$/.test(value))) return { label, value: String(values.reduce((sum, value) => sum + Number(value), 0)) };
    return { label, value: [...new Set(values)].join(', ') };
  });
}

/** Each once; what a part forgot another may have seen. */
function notesOf(reports: readonly DriftReport[], unasked: Parameters<typeof unaskedNotes>[0]): readonly string[] {
  const ofParts = reports.flatMap(({ notes, drift }) => {
    const about = new Set(unaskedNotes(drift.unasked ?? []));
    return notes.filter((note) => !about.has(note));
  });
  return [...new Set([...ofParts, ...unaskedNotes(unasked)])];
}
