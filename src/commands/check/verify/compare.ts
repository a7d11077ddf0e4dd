import type { PolicyEvaluation } from '../../../azure/policy-restrictions.ts';
import type { Resource } from '../../../arm/resource.ts';
import { ruleName } from '../../../policy/judge/rule-facts.ts';
import type { AssignedPolicy, Judgement } from '../../../policy/index.ts';

/**
 * - `agreement`: both object, or neither does
 * - `difference`: one objects
 * - `aside`: nothing can be concluded: the verdict here is undetermined or exempt, the effect is one that the API does not answer for, or
 *   Azure is silent on an assignment that does not enforce
 * - `silent`: the policy is not about the resource, and nobody says so
 */
export type Agreement = 'agreement' | 'difference' | 'aside' | 'silent';

export interface Compared {
  readonly judgement: Judgement;
  readonly azure: PolicyEvaluation | undefined;
  readonly agreement: Agreement;
}

/** The policies whose assignments do not reach a resource: not about it, unless Azure thinks otherwise. @param reached what the others say of it */
export function unreachedBy(policies: readonly AssignedPolicy[], reached: readonly Judgement[], resource: Resource): readonly Judgement[] {
  const judged = new Set(reached.map(({ policy }) => policy));
  return policies.filter((policy) => !judged.has(policy)).map((policy) => unreached(policy, resource));
}

function unreached(policy: AssignedPolicy, { type, name }: Resource): Judgement {
  const rule = ruleName(policy.definition);
  const finding = { rule, title: rule, verdict: 'notApplicable', effect: '', severity: 'medium', resource: { type, name }, message: 'The assignment does not reach it.', reasons: [] } as const;
  return { policy, finding, acts: false, decisions: [] };
}

/**
 * Sets what the engine says of a resource beside what Azure says, for the policies of the same assignments.
 * @param evaluations Azure's; it names only what it objects to
 */
export function compare(judgements: readonly Judgement[], evaluations: readonly PolicyEvaluation[]): readonly Compared[] {
  const byKey = new Map<string, PolicyEvaluation>();
  for (const evaluation of evaluations.filter(objects)) {
    const key = keyOf(evaluation.assignmentId, evaluation.referenceId);
    if (!byKey.has(key)) byKey.set(key, evaluation);
  }
  return judgements.map((judgement) => {
    const { assignment, initiative, referenceId } = judgement.policy;
    const azure = byKey.get(keyOf(assignment?.id ?? '', initiative === undefined ? undefined : referenceId));
    return { judgement, azure, agreement: agreementOf(judgement, azure) };
  });
}

function objects({ result }: PolicyEvaluation): boolean {
  return result.toLowerCase() !== 'compliant';
}

function keyOf(assignmentId: string, referenceId: string | undefined): string {
  return JSON.stringify([assignmentId.toLowerCase(), (referenceId ?? '').toLowerCase()]);
}

/** Effects that the API answers for, with `includeAuditEffect`; and none, where nothing takes effect. */
const answered: ReadonlySet<string> = new Set(['deny', 'audit', 'disabled', '']);

function agreementOf({ finding, policy }: Judgement, azure: PolicyEvaluation | undefined): Agreement {
  const { verdict, effect } = finding;
  // Whether Azure's answer honours exemptions is not documented, nor whether it speaks of what is not enforced.
  if (verdict === 'undetermined' || verdict === 'exempt' || !answered.has(effect)) return 'aside';
  if (azure === undefined && policy.assignment?.enforcementMode !== 'Default') return verdict === 'notApplicable' ? 'silent' : 'aside';
  const objected = verdict === 'violation' || verdict === 'error';
  if (objected !== (azure !== undefined)) return 'difference';
  return verdict === 'notApplicable' ? 'silent' : 'agreement';
}
