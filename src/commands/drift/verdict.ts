import { reaches } from '../../policy/fail-on.ts';
import { severities, type Finding, type Severity, type Verdict } from '../../policy/finding.ts';
import { worstVerdict, type ReportDrift } from '../../report/report.ts';
import type { DriftOptions } from './options.ts';

type Known = Pick<ReportDrift, 'unseen' | 'carried'>;

/** The worst of what was found. What could not be read, and what was wrong with it before, is not compliant. */
export function driftVerdict(findings: readonly Finding[], known: Known): Verdict {
  const verdict = worstVerdict(findings);
  return verdict === 'compliant' && isUncertain(known, 'low') ? 'undetermined' : verdict;
}

/** Whether the run fails. */
export function exceeds(findings: readonly Finding[], known: Known, { failOn, leastSeverity }: Pick<DriftOptions, 'failOn' | 'leastSeverity'>): boolean {
  return findings.some((finding) => reaches(failOn, finding, leastSeverity)) || (isUncertain(known, leastSeverity) && ['auto', 'undetermined'].includes(failOn));
}

/** Something of the target could not be read, or what was found before could not be looked at again. */
function isUncertain({ unseen, carried = [] }: Known, least: Severity): boolean {
  const counts = severities.indexOf(least);
  return unseen.length > 0 || carried.some(({ verdict, severity }) => verdict !== 'exempt' && severities.indexOf(severity) <= counts);
}
