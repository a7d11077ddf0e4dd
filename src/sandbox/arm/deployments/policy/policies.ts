import { inputOf, judge } from '../../../../policy/judge/judge.ts';
import type { Judgement } from '../../../../policy/judge/judgement.ts';
import type { EvaluationInput } from '../../../../policy/index.ts';
import { enforcedOn } from '../../policy-enforcement.ts';
import { evaluablesWithin, relatedIn } from '../../policy-insights/evaluable.ts';
import type { Arm } from '../../state.ts';

/** A policy that has something to deploy for a resource. */
export interface Deploying {
  readonly judgement: Judgement;
  readonly input: EvaluationInput;
}

/**
 * The policies of effect deployIfNotExists whose condition holds for a resource as it is now, and that find nothing of what they look for. What is not
 * enforced, excluded or exempt deploys nothing; neither does what cannot be told.
 */
export function deployingFor(id: string, arm: Arm, now: number): readonly Deploying[] {
  const { state } = arm;
  const enforced = enforcedOn(arm, { apiVersion: '', now }, id);
  const policies = enforced?.policies.filter(mayDeploy) ?? [];
  const resource = policies.length === 0 ? undefined : evaluablesWithin(id, state).find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (enforced === undefined || resource === undefined) return [];
  const context = { ...enforced.context, related: relatedIn(state) };
  return judge(policies, resource, context, enforced.exemptions)
    .filter(({ finding, acts }) => finding.effect === 'deployifnotexists' && acts === true)
    .map((judgement) => ({ judgement, input: inputOf(judgement.policy, resource, context) }));
}

/** Others need not be judged again: an effect that is no literal may turn out to be this one. */
function mayDeploy({ definition: { rule } }: Judgement['policy']): boolean {
  return rule.details !== undefined && (rule.effect.kind !== 'literal' || String(rule.effect.value).toLowerCase() === 'deployifnotexists');
}
