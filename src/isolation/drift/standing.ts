import type { Finding, Severity, Verdict } from '../../policy/finding.ts';

/** How bad something is: verdict and severity. */
export type Standing = Pick<Finding, 'verdict' | 'severity'>;

/** What is remembered from run to run, the mildest first. The other verdicts are no findings. */
export const rememberedVerdicts = ['exempt', 'undetermined', 'violation', 'error'] as const satisfies readonly Verdict[];

export const mildestFirst = ['low', 'medium', 'high'] as const satisfies readonly Severity[];

export type RememberedVerdict = (typeof rememberedVerdicts)[number];

/** A finding that somebody has to do something about. What is exempt is known and agreed to. */
export function isOpen({ verdict }: Pick<Standing, 'verdict'>): boolean {
  return verdict === 'undetermined' || verdict === 'violation' || verdict === 'error';
}

export function isRemembered<Found extends Standing>(found: Found): found is Found & { readonly verdict: RememberedVerdict } {
  return found.verdict === 'exempt' || isOpen(found);
}

/** True when the verdict or the severity is worse than it was. What was exempt and is not any more is worse than it was. */
export function isWorse(now: Standing, before: Standing): boolean {
  return verdictRank(now.verdict) > verdictRank(before.verdict) || severityRank(now.severity) > severityRank(before.severity);
}

/** Two findings of one key count as one: the worse verdict and the worse severity of both. */
export function worstOf(left: Standing, right: Standing): Standing {
  return {
    verdict: verdictRank(right.verdict) > verdictRank(left.verdict) ? right.verdict : left.verdict,
    severity: severityRank(right.severity) > severityRank(left.severity) ? right.severity : left.severity,
  };
}

/** Negative when the left one comes first: by verdict, then by severity, the worst first. */
export function compareWorstFirst(left: Standing, right: Standing): number {
  return verdictRank(right.verdict) - verdictRank(left.verdict) || severityRank(right.severity) - severityRank(left.severity);
}

/** -1 for what is no finding. */
export function verdictRank(verdict: Verdict): number {
  return (rememberedVerdicts as readonly Verdict[]).indexOf(verdict);
}

export function severityRank(severity: Severity): number {
  return mildestFirst.indexOf(severity);
}

/** By code unit: the same on every machine, whatever its locale. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
