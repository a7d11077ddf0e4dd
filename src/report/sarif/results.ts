import type { Finding, Fix } from '../../policy/finding.ts';
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

/** Against the look before (3.27.24). */
const baselineStates = { new: 'new', worse: 'updated', unchanged: 'unchanged' } as const;

/** A finding as a SARIF result (3.27). */
export function resultOf(finding: Finding, rules: RuleIndex): object {
  const { verdict, severity, effect, resource, location } = finding;
  const related = relatedLocations(finding);
  const { id, index } = rules.of(finding.rule);
  return {
    ruleId: id,
    ruleIndex: index,
    kind: 'fail',
    level: levelOf(finding),
    // What is healed is no result: GitHub takes every one for an alert, and closes those that are not repeated.
    ...(finding.change === undefined ? {} : { baselineState: baselineStates[finding.change.kind] }),
    message: { text: messageOf(finding) },
    locations: [primaryLocation(finding)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...fingerprintsOf(finding),
    ...(finding.fix === undefined || !isUsable(finding.fix) ? {} : { fixes: [fixOf(finding.fix)] }),
    // GitHub opens an alert for it all the same; "advanced-security/dismiss-alerts" reads this.
    ...(verdict === 'exempt' ? { suppressions: [{ kind: 'external', status: 'accepted', justification: plain(finding.message, 1_000) }] } : {}),
    properties: {
      verdict,
      severity,
      effect: plain(effect, 100),
      resourceType: plain(resource.type, 300),
      ...(finding.change === undefined ? {} : { since: plain(finding.change.since, 40) }),
      ...(location === undefined ? {} : { pointer: clip(oneLine(location.pointer), 1_000) }),
    },
  };
}

/**
 * GitHub reads only `primaryLocationLineHash`. Its upload computes that from the line of a file, and complains of any other
 * value; of a resource that is in no file it cannot, so there the fingerprint stands for it.
 */
function fingerprintsOf({ fingerprint, location }: Finding): object {
  if (fingerprint === undefined) return {};
  return { partialFingerprints: { 'aksIsolation/v1': fingerprint, ...(location === undefined ? { primaryLocationLineHash: fingerprint } : {}) } };
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
