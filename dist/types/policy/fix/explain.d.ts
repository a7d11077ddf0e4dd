import type { Resource } from '../../arm/resource.ts';
import type { EvaluationContext } from '../conditions/scope.ts';
import type { Finding } from '../finding.ts';
import type { Judgement } from '../judge/judgement.ts';
/**
 * The finding of a judgement with what a person needs to change the file: the places from which the values that decided came, and the edit
 * of one literal after which the policy is satisfied, where there is one. Takes many times as long as `judge`; what is compliant and what
 * does not come from a file stays as it is.
 */
export declare function explainFinding(judgement: Judgement, resource: Resource, context?: EvaluationContext): Finding;
