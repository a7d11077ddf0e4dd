import { expiredRule } from '../../../policy/exemptions/apply.ts';
import type { Finding } from '../../../policy/finding.ts';
import { withFingerprints } from '../../../report/fingerprint.ts';

/** How often each fingerprint was there before. */
export type KnownFindings = ReadonlyMap<string, number>;

export interface SplitFindings {
  /** What is new, and what a baseline never hides, with fingerprints and in their order. */
  readonly fresh: readonly Finding[];
  /** How many findings were there before and are left out. */
  readonly known: number;
  /** How many of those that were there before are gone. */
  readonly healed: number;
}

/** A rule that fails may hide anything, and an exemption that has ended wants an answer: a baseline does not hide either. */
function canBeKnown({ verdict, rule }: Finding): boolean {
  return (verdict === 'violation' || verdict === 'undetermined') && rule !== expiredRule;
}

/** The fingerprints of findings of an earlier report or of another tree; worked out where a report of an older version has none. */
export function knownFindings(findings: readonly Finding[]): KnownFindings {
  const counts = new Map<string, number>();
  for (const finding of fingerprinted(findings).filter(canBeKnown)) {
    const { fingerprint = '' } = finding;
    counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
  }
  return counts;
}

/** Findings that were there before, told from the others by their fingerprint alone. */
export function splitByBaseline(findings: readonly Finding[], known: KnownFindings): SplitFindings {
  const left = new Map(known);
  const fresh = fingerprinted(findings).filter((finding) => {
    const { fingerprint = '' } = finding;
    const count = canBeKnown(finding) ? (left.get(fingerprint) ?? 0) : 0;
    if (count > 0) left.set(fingerprint, count - 1);
    return count === 0;
  });
  const healed = Array.from(left.values()).reduce((sum, count) => sum + count, 0);
  return { fresh, known: findings.length - fresh.length, healed };
}

/** Fingerprints that are there stay; the others are counted over all findings, so that the same list always gets the same ones. */
function fingerprinted(findings: readonly Finding[]): readonly Finding[] {
  const made = withFingerprints(findings);
  return findings.map((finding, index) => (finding.fingerprint === undefined ? (made[index] ?? finding) : finding));
}
