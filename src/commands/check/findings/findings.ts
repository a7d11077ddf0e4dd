import { applyExemptions } from '../../../policy/exemptions/apply.ts';
import type { EvaluationContext } from '../../../policy/conditions/scope.ts';
import type { JudgedCluster } from '../../../isolation/exposure/meant/meant.ts';
import type { Finding, Verdict } from '../../../policy/finding.ts';
import type { Infrastructure } from '../../../sources/read-infrastructure.ts';
import type { CheckTools } from '../check-tools.ts';
import { exposuresIn } from './exposures.ts';
import { judgeResources } from './judge-resources.ts';
import type { Judges } from '../judges/judges.ts';
import type { CheckOptions } from '../options.ts';
import { findingOfProblem } from './problem-findings.ts';

export interface Found {
  readonly findings: readonly Finding[];
  /** Pairs of rule and resource by verdict. */
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
  /** Every cluster with its ways out. */
  readonly clusters: readonly JudgedCluster[];
  readonly notes: readonly string[];
}

/** What the judges say of the infrastructure, exemptions applied. @param others findings that are about no resource, but may be exempted too */
export async function findingsIn(infrastructure: Infrastructure, judges: Judges, others: readonly Finding[], options: CheckOptions, { clock, signal }: CheckTools): Promise<Found> {
  const now = clock.now();
  const context = contextOf(options, now);
  const judged = await judgeResources(infrastructure.resources, judges.policies, judges.exemptions, () => context, signal);
  const exposed = await exposuresIn(infrastructure.resources, options);
  const folded = exposed.findings.length === 0 ? judged.findings : (await import('../../../isolation/exposure/fold.ts')).foldExposures(judged.findings, exposed.findings);
  const gone = infrastructure.deletions.length === 0 ? undefined : await (await import('./judge-deletions.ts')).judgeDeletions(infrastructure, judges.policies, judges.exemptions, context, signal);
  const found = [...infrastructure.problems.map(findingOfProblem), ...exposed.problems, ...folded, ...(gone?.findings ?? []), ...others];
  const { findings, notes } = applyExemptions(await withFingerprints(found, (finding) => judged.bodyOf(finding) ?? gone?.bodyOf(finding)), judges.entries, now);
  const counts: Partial<Record<Verdict, number>> = { ...judged.quiet };
  for (const verdict of ['compliant', 'notApplicable'] as const) if (gone?.quiet[verdict] !== undefined) counts[verdict] = (counts[verdict] ?? 0) + gone.quiet[verdict];
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return { findings, counts, clusters: exposed.clusters, notes: [...exposed.notes, ...notes] };
}

/** Most runs find nothing, and have no use for cryptography. */
async function withFingerprints(findings: readonly Finding[], bodyOf: (finding: Finding) => unknown): Promise<readonly Finding[]> {
  return findings.length === 0 ? findings : (await import('../../../report/fingerprint.ts')).withFingerprints(findings, bodyOf);
}

/** What is known of the place where it would be deployed. The service writes seven digits of a second. */
function contextOf({ facts: { subscriptionId, resourceGroup, location } }: CheckOptions, now: number): EvaluationContext {
  const group = { ...(resourceGroup === undefined ? {} : { name: resourceGroup }), ...(location === undefined ? {} : { location }) };
  return {
    utcNow: new Date(now).toISOString().replace('Z', '0000Z'),
    ...(Object.keys(group).length === 0 ? {} : { resourceGroup: group }),
    ...(subscriptionId === undefined ? {} : { subscription: { subscriptionId } }),
  };
}
