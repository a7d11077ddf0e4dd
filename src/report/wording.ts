import { isUnknown } from '../language/unknown.ts';
import type { Finding, Reason, Severity, Verdict } from '../policy/finding.ts';
import { clusterCounts } from './drift/words.ts';
import type { Report } from './report.ts';
import { verdictOrder } from './report.ts';
import { severityOrder } from './worst-first.ts';

/** What a verdict is called when findings are counted: "2 violations". */
const nouns: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  error: ['error', 'errors'],
  violation: ['violation', 'violations'],
  undetermined: ['undetermined', 'undetermined'],
  exempt: ['exempt', 'exempt'],
  compliant: ['compliant', 'compliant'],
  notApplicable: ['not applicable', 'not applicable'],
};

/** The run's result in a few words: "failed at Create cluster demo", "2 violations, 1 undetermined", "compliant". What could not be read is never compliant. */
export function outcomeOf(report: Report): string {
  const findings = [...countFindings(report.findings), ...countUnseen(report.drift)];
  const failed = report.steps.find((step) => step.status === 'failed');
  if (failed !== undefined) return [`failed at ${failed.title}`, ...findings].join(', ');
  if (findings.length > 0) return findings.join(', ');
  if (report.verdict === 'error') return 'failed';
  return report.verdict === 'notApplicable' ? 'nothing to judge' : nouns[report.verdict][0];
}

/** "1 violation", "2 errors", "3 not applicable". */
export function countOf(verdict: Verdict, count: number): string {
  return `${count} ${nouns[verdict][count === 1 ? 0 : 1]}`;
}

function countUnseen(drift: Report['drift']): readonly string[] {
  if (drift === undefined) return [];
  const { isConclusive, unseen } = drift;
  return [...(unseen.length === 0 ? [] : [`${unseen.length} not read`]), ...(isConclusive ? [] : ['inconclusive'])];
}

/** The verdict by which a report is coloured: nobody takes what could not be read for clean. */
export function shownVerdict({ verdict, drift }: Report): Verdict {
  return verdict === 'compliant' && countUnseen(drift).length > 0 ? 'undetermined' : verdict;
}

function countFindings(findings: readonly Finding[]): readonly string[] {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of findings) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return verdictOrder
    .filter((verdict) => verdict !== 'compliant' && verdict !== 'notApplicable')
    .flatMap((verdict) => {
      const count = counts.get(verdict) ?? 0;
      return count === 0 ? [] : [countOf(verdict, count)];
    });
}

/** What the run did to its target: "changed", "nothing changed", "dry run: nothing to change". Undefined for a run that only looks. */
export function effectOf(report: Report): string | undefined {
  if (report.dryRun) return report.changed ? 'dry run: would change, nothing was written' : 'dry run: nothing to change';
  if (report.steps.length === 0) return undefined;
  return report.changed ? 'changed' : 'nothing changed';
}

/** "2 of high and 7 of medium severity", for findings left out; undefined when there is none. */
export function countBySeverity(findings: readonly Finding[]): string | undefined {
  const parts = severityOrder.flatMap((severity: Severity) => {
    const count = findings.reduce((total, finding) => (finding.severity === severity ? total + 1 : total), 0);
    return count === 0 ? [] : [{ count, severity }];
  });
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  const head = `${first.count} ${first.count === 1 ? 'finding' : 'findings'} of ${first.severity}`;
  return `${[head, ...rest.map(({ count, severity }) => `${count} of ${severity}`)].join(', ')} severity`;
}

/** A value of a resource or a rule as people write it: texts bare, the rest as JSON; of one that nobody knows, why. */
export function formatValue(value: unknown): string {
  if (value === undefined) return 'absent';
  if (isUnknown(value)) return `not known: ${value.why}`;
  return typeof value === 'string' ? value : JSON.stringify(value, (_name, part: unknown) => (isUnknown(part) ? `not known: ${part.why}` : part));
}

/** What stands before a finding's remedy: one that is undetermined asks for a fact, every other for a change. */
export function remedyLabel({ verdict }: Finding): string {
  return verdict === 'undetermined' ? 'What would decide it' : 'To do';
}

/** "12 files judged, 3 skipped; 14 resources; 2 violations, 1 undetermined; 1 ready fix", or "12 clusters: 2 failing, 10 clean; 2 violations". Undefined for a run that judges neither files nor fleets. */
export function summaryOf({ files, findings, drift }: Report): string | undefined {
  if (drift !== undefined) return [clusterCounts(drift.clusters), countFindings(findings).join(', ')].filter((part) => part !== '').join('; ');
  if (files === undefined) return undefined;
  const fixes = findings.filter(({ fix }) => fix !== undefined).length;
  const read = `${counted(files.judged, 'file')} judged${files.skipped === 0 ? '' : `, ${files.skipped} skipped`}`;
  const found = countFindings(findings);
  return [
    read,
    counted(files.resources, 'resource'),
    found.length === 0 ? 'no findings' : found.join(', '),
    ...(fixes === 0 ? [] : [`${fixes} ready ${fixes === 1 ? 'fix' : 'fixes'}`]),
  ].join('; ');
}

/** The one sentence for a run that judged files or living clusters and has nothing to object to; undefined for every other. */
export function calmSentence(report: Report): string | undefined {
  const { files, findings, rules, verdict, drift } = report;
  if (findings.length > 0 || verdict === 'error') return undefined;
  if (drift !== undefined) return calmLook(drift);
  if (files === undefined) return undefined;
  if (files.resources === 0) return `Nothing to judge: no infrastructure in ${counted(files.judged + files.skipped, 'file')}.`;
  const by = rules === undefined ? '' : ` by ${counted(rules.length, 'rule')}`;
  return `Nothing to object to: ${counted(files.resources, 'resource')} in ${counted(files.judged, 'file')}${files.resources === 1 ? ' was' : ' were'} judged${by}.`;
}

function calmLook({ clusters, unseen, isConclusive }: NonNullable<Report['drift']>): string | undefined {
  if (unseen.length > 0 || !isConclusive || clusters.some(({ state }) => state !== 'clean')) return undefined;
  if (clusters.length === 0) return 'Nothing to judge: there is no cluster.';
  return `Nothing to object to: ${counted(clusters.length, 'cluster')} ${clusters.length === 1 ? 'was' : 'were'} judged.`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The reasons that tell a reader something: that the rule is about resources of this type he knows. All of them where there are no others. */
export function tellingReasons({ reasons }: Pick<Finding, 'reasons'>): readonly Reason[] {
  const telling = reasons.filter(({ expression, result }) => result !== true || expression.toLowerCase() !== 'type');
  return telling.length === 0 ? reasons : telling;
}

/** A reason in parts: what was read where, and what the rule wanted. */
export interface ReasonWords {
  readonly path: string;
  readonly actual: string;
  /** `→` where the rule names what it would accept, else the operator that decided. */
  readonly relation: string;
  readonly expected: string;
}

/** A condition that says "not X" and holds, or says "X" and does not, names in X what would be accepted. */
export function reasonWords(reason: Reason): ReasonWords {
  const negative = reason.operator.toLowerCase().startsWith('not');
  const namesWanted = (negative && reason.result === true) || (!negative && reason.result === false);
  return {
    path: reason.path ?? reason.expression,
    actual: formatValue(reason.actual),
    relation: namesWanted ? '→' : reason.operator,
    expected: formatValue(reason.expected),
  };
}
