import type { Comparison } from '../compare.ts';
import { findingKey } from '../key.ts';
import { isOpen } from '../standing.ts';

/** True when something is new, worse or healed: what is worth a message to people who know the state of before. */
export function hasSetChanged({ counts, earlier }: Pick<Comparison, 'counts' | 'earlier'>): boolean {
  return earlier !== undefined && counts.new + counts.worse + counts.healed > 0;
}

/**
 * Names what has changed against which earlier run, in a text that depends on neither the order of things nor the time of the run: one that was
 * interrupted after it told of a change, and starts again, does not tell it twice. The same change after another run is another one.
 */
export function comparisonKey({ earlier, findings, healed }: Pick<Comparison, 'earlier' | 'findings' | 'healed'>): string {
  const changed = findings.flatMap((finding) => {
    const { change, verdict, severity } = finding;
    return !isOpen(finding) || change === undefined || change.kind === 'unchanged' ? [] : [JSON.stringify([change.kind, findingKey(finding), verdict, severity])];
  });
  const lines = [...changed, ...healed.map((finding) => JSON.stringify([finding.because, findingKey(finding)]))];
  return ['aks-isolation/drift/1', earlier?.at ?? '', ...[...new Set(lines)].toSorted()].join('\n');
}
