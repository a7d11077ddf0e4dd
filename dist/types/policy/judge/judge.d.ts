import type { Resource } from '../../arm/resource.ts';
import type { AssignedPolicy } from '../bind.ts';
import type { EvaluationInput } from '../rule/compile.ts';
import type { EvaluationContext } from '../conditions/scope.ts';
import type { Exemption } from '../documents/exemption.ts';
import type { Judgement } from './judgement.ts';
/**
 * What policies say of a resource, in their order. Policies whose assignment does not reach the resource are left out;
 * those that do not concern it come out as `notApplicable`, so that they can be counted.
 * Where it is not known whether the resource will be deployed, a violation or an error is `undetermined`.
 * Never throws for what a rule or the resource says: a failing rule is the verdict `error`.
 */
export declare function judge(policies: readonly AssignedPolicy[], resource: Resource, context?: EvaluationContext, exemptions?: readonly Exemption[]): readonly Judgement[];
/** What an evaluation of a policy looks at. */
export declare function inputOf(policy: AssignedPolicy, resource: Resource, context: EvaluationContext): EvaluationInput;
