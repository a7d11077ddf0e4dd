import { createHash } from 'node:crypto';
import { findingKey } from '../../isolation/drift/key.ts';
import type { Finding, FindingChange, Fix } from '../../policy/finding.ts';
import { clip, oneLine } from '../escape.ts';
import { messageOf, plain } from './message.ts';
import { artifactLocation, deletedRegion, primaryLocation, relatedLocations } from './places.ts';
import type { Level, RuleIndex } from './rules.ts';

/** A fix cannot be cut: a long one is left out, and the remedy says what to do. */
const fixLimit = 10_000;

/**
 * How loud a finding is. Undetermined is one step quieter than a violation, and never `open` in SARIF's words: that kind has no
 * level (3.27.9), and GitHub would not show it.
 */
function levelOf({ verdict, severity }: Finding): Level {
  if (verdict === 'error') return 'error';
  if (verdict === 'exempt') return 'note';
  if (verdict === 'undetermined') return severity === 'high' ? 'warning' : 'note';
  return severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'note';
}

/** SARIF's words for how a result stands against the run before (3.27.24). */
const baselineStates: Readonly<Record<FindingChange['kind'], 'new' | 'updated' | 'unchanged'>> = { new: 'new', worse: 'updated', unchanged: 'unchanged' };

/** Findings as SARIF results (3.27). @param isCompared whether there was a run before: then all of them say how they stand against it, else none does */
export function resultsOf(findings: readonly Finding[], rules: RuleIndex, isCompared: boolean): readonly object[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = finding.change === undefined ? undefined : findingKey(finding);
    const occurrence = key === undefined ? 0 : (seen.get(key) ?? 0) + 1;
    if (key !== undefined) seen.set(key, occurrence);
    return resultOf(finding, rules, isCompared, key === undefined ? undefined : lastingFingerprint(key, occurrence));
  });
}

function resultOf(finding: Finding, rules: RuleIndex, isCompared: boolean, lasting: string | undefined): object {
  const { verdict, severity, effect, resource, location, change } = finding;
  const related = relatedLocations(finding);
  const { id, index } = rules.of(finding.rule);
  return {
    ruleId: id,
    ruleIndex: index,
    kind: 'fail',
    level: levelOf(finding),
    message: { text: messageOf(finding) },
    locations: [primaryLocation(finding)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...fingerprintsOf(finding, lasting),
    ...(isCompared ? { baselineState: baselineStates[change?.kind ?? 'unchanged'] } : {}),
    ...(finding.fix === undefined || !isUsable(finding.fix) ? {} : { fixes: [fixOf(finding.fix)] }),
    // GitHub opens an alert for it all the same; "advanced-security/dismiss-alerts" reads this.
    ...(verdict === 'exempt' ? { suppressions: [{ kind: 'external', status: 'accepted', justification: plain(finding.message, 1_000) }] } : {}),
    properties: {
      verdict,
      severity,
      effect: plain(effect, 100),
      resourceType: plain(resource.type, 300),
      ...(change === undefined ? {} : { since: plain(change.since, 40) }),
      ...(location === undefined ? {} : { pointer: clip(oneLine(location.pointer), 1_000) }),
    },
  };
}

/**
 * GitHub reads only `primaryLocationLineHash`. Its upload computes that from the line of a file, and complains of any other
 * value; of a resource that is in no file it cannot, so there a fingerprint of ours stands for it: of what is looked at night by night the
 * lasting one, so that its alert stays the same when values change.
 */
function fingerprintsOf({ fingerprint, location }: Finding, lasting: string | undefined): object {
  const forGitHub = location === undefined ? (lasting ?? fingerprint) : undefined;
  const fingerprints = {
    ...(fingerprint === undefined ? {} : { 'aksIsolation/v1': fingerprint }),
    ...(lasting === undefined ? {} : { 'aksIsolationResource/v1': lasting }),
    ...(forGitHub === undefined ? {} : { primaryLocationLineHash: forGitHub }),
  };
  return Object.keys(fingerprints).length === 0 ? {} : { partialFingerprints: fingerprints };
}

/** Of the rule and the resource, whatever is found. Several findings of one rule on one resource are counted, as GitHub's own fingerprints are. */
function lastingFingerprint(key: string, occurrence: number): string {
  return `${createHash('sha256').update(key).digest('hex')}:${occurrence}`;
}

function isUsable({ file, original, replacement }: Fix): boolean {
  return file !== '' && original.length <= fixLimit && replacement.length <= fixLimit;
}

/** The replacement is written as it is: a viewer puts these very characters into the file. */
function fixOf(fix: Fix): object {
  return {
    description: { text: plain(fix.description, 500) },
    artifactChanges: [{ artifactLocation: artifactLocation(fix.file), replacements: [{ deletedRegion: deletedRegion(fix), insertedContent: { text: fix.replacement } }] }],
  };
}
