import { severities, type Finding, type Severity } from './finding.ts';

/** The least verdict that fails a run. `auto`: what is undetermined fails for Deny rules, only violations for the rest. */
export type FailOn = 'auto' | 'undetermined' | 'violation' | 'never';

/**
 * True when a finding is at or above both thresholds: that of verdicts and `leastSeverity`. A rule that failed itself always counts:
 * Azure would deny.
 */
export function reaches(failOn: FailOn, finding: Finding, leastSeverity: Severity = 'low'): boolean {
  if (finding.verdict === 'error') return true;
  if (failOn === 'never' || severities.indexOf(finding.severity) > severities.indexOf(leastSeverity)) return false;
  if (finding.verdict === 'violation') return true;
  if (finding.verdict !== 'undetermined') return false;
  return failOn === 'undetermined' || (failOn === 'auto' && finding.effect === 'deny');
}
