import type { JsonObject } from '../../../arm/json.ts';
import type { Resource } from '../../../arm/resource.ts';
import type { EvaluationContext } from '../../../policy/conditions/scope.ts';
import type { Exemption } from '../../../policy/documents/exemption.ts';
import type { AssignedPolicy } from '../../../policy/bind.ts';
import type { Finding, Verdict } from '../../../policy/finding.ts';
import { indexPolicies } from '../../../policy/judge/index-policies.ts';
import { inputOf, judge } from '../../../policy/judge/judge.ts';
import { throwIfCancelled } from '../../../run/errors.ts';
import { distinctFindings } from './distinct-findings.ts';
import { findingOfProblem } from './problem-findings.ts';
import { withWhatDecides } from './what-decides.ts';

export interface Judged {
  /** What is not compliant, in the order of the resources. */
  readonly findings: readonly Finding[];
  /** How many pairs of policy and resource came out otherwise. */
  readonly quiet: Readonly<Partial<Record<Verdict, number>>>;
  /** The resource's document, for findings among those above. */
  readonly bodyOf: (finding: Finding) => JsonObject | undefined;
}

/** The verdicts that nobody asks the reasons of. */
const quietVerdicts: ReadonlySet<Verdict> = new Set(['compliant', 'notApplicable']);

/** Judges each resource by the policies that could concern it. */
export async function judgeResources(
  resources: readonly Resource[], policies: readonly AssignedPolicy[], exemptions: readonly Exemption[], contextOf: (resource: Resource) => EvaluationContext, signal: AbortSignal,
): Promise<Judged> {
  const index = indexPolicies(policies);
  const quiet: Partial<Record<Verdict, number>> = {};
  const findings: Finding[] = [];
  const bodies = new Map<Finding, JsonObject>();
  for (const [position, resource] of resources.entries()) {
    if (findings.length >= mostFindings) return { findings: [...distinctFindings(findings), endOfFindings(resource, resources.length - position)], quiet, bodyOf: (finding) => bodies.get(finding) };
    await breathe(position, signal);
    const context = contextOf(resource);
    for (const policy of index.for(resource)) {
      const verdict = quietVerdict(policy, resource, context);
      if (verdict !== undefined) {
        quiet[verdict] = (quiet[verdict] ?? 0) + 1;
        continue;
      }
      for (const judgement of judge([policy], resource, context, exemptions)) {
        const came = judgement.finding.verdict;
        if (quietVerdicts.has(came)) {
          quiet[came] = (quiet[came] ?? 0) + 1;
          continue;
        }
        const { explainFinding } = await import('../../../policy/fix/explain.ts');
        const finding = withWhatDecides(explainFinding(judgement, resource, context));
        bodies.set(finding, resource.body);
        findings.push(finding);
      }
    }
  }
  return { findings: distinctFindings(findings), quiet, bodyOf: (finding) => bodies.get(finding) };
}

/** The verdict of a policy without an assignment around it, where it is one without reasons: those take several times as long. */
function quietVerdict(policy: AssignedPolicy, resource: Resource, context: EvaluationContext): Verdict | undefined {
  if (policy.assignment !== undefined || policy.definitionVersion !== undefined) return undefined;
  const { verdict } = policy.definition.decide(inputOf(policy, resource, context));
  return quietVerdicts.has(verdict) ? verdict : undefined;
}

/** More findings than this are for no reader, and no report holds them. */
export const mostFindings = 50_000;

export function endOfFindings({ originOf, name }: Resource, left: number): Finding {
  return findingOfProblem({ kind: 'error', message: `There are ${mostFindings} findings already; from here on ${left} ${left === 1 ? 'resource is' : 'resources are'} not judged`, origin: originOf?.('') ?? { file: name, pointer: '' } });
}

/** So many resources are judged before the run looks whether it was cancelled. */
const breath = 500;

/** Lets others have a turn now and then. Rejects with CancelledError. */
export async function breathe(position: number, signal: AbortSignal): Promise<void> {
  if (position % breath !== breath - 1) return;
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
  throwIfCancelled(signal);
}
