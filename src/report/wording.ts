import type { Finding, Reason, Severity, Verdict } from '../policy/finding.ts';
import type { Report } from './report.ts';
import { verdictOrder } from './report.ts';
import { severityOrder } from './worst-first.ts';

/** What a verdict is called when findings are counted: "2 violations". */
const nouns: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  error: ['failed rule', 'failed rules'],
  violation: ['violation', 'violations'],
  undetermined: ['undetermined', 'undetermined'],
  exempt: ['exempt', 'exempt'],
  compliant: ['compliant', 'compliant'],
  notApplicable: ['not applicable', 'not applicable'],
};

/** The run's result in a few words: "failed at Create cluster demo", "2 violations, 1 undetermined", "compliant". */
export function outcomeOf(report: Report): string {
  const findings = countFindings(report.findings);
  const failed = report.steps.find((step) => step.status === 'failed');
  if (failed !== undefined) return [`failed at ${failed.title}`, ...findings].join(', ');
  if (findings.length > 0) return findings.join(', ');
  if (report.verdict === 'error') return 'failed';
  return report.verdict === 'notApplicable' ? 'nothing to judge' : nouns[report.verdict][0];
}

function countFindings(findings: readonly Finding[]): readonly string[] {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of findings) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return verdictOrder
    .filter((verdict) => verdict !== 'compliant' && verdict !== 'notApplicable')
    .flatMap((verdict) => {
      const count = counts.get(verdict) ?? 0;
      return count === 0 ? [] : [`${count} ${nouns[verdict][count === 1 ? 0 : 1]}`];
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

/** A value of a resource or a rule as people write it: texts bare, the rest as JSON. */
export function formatValue(value: unknown): string {
  if (value === undefined) return 'absent';
  return typeof value === 'string' ? value : JSON.stringify(value);
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
