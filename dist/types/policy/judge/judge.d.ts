import type { Resource } from '../../arm/resource.ts';
import type { Truth } from '../../language/values.ts';
import type { AssignedPolicy } from '../bind.ts';
import type { EvaluationInput } from '../rule/compile.ts';
import type { EvaluationContext } from '../conditions/scope.ts';
import type { Decision } from '../conditions/test.ts';
import type { Exemption } from '../documents/exemption.ts';
import type { Finding } from '../finding.ts';
/** What one policy says of one resource. */
export interface Judgement {
    readonly policy: AssignedPolicy;
    readonly finding: Finding;
    /** Whether the effect takes place: the condition holds and, for the IfNotExists family, nothing related satisfies it. */
    readonly acts: Truth;
    /** The comparisons that decided, in the order of the finding's reasons, with their places in the resource. */
    readonly decisions: readonly Decision[];
    /** `then.details` with their expressions resolved, where the effect takes place. */
    readonly details?: unknown;
}
/**
 * What policies say of a resource, in their order. Policies whose assignment does not reach the resource are left out;
 * those that do not concern it come out as `notApplicable`, so that they can be counted.
 * Where it is not known whether the resource will be deployed, a violation or an error is `undetermined`.
 * Never throws for what a rule or the resource says: a failing rule is the verdict `error`.
 */
export declare function judge(policies: readonly AssignedPolicy[], resource: Resource, context?: EvaluationContext, exemptions?: readonly Exemption[]): readonly Judgement[];
/** What an evaluation of a policy looks at. */
export declare function inputOf(policy: AssignedPolicy, resource: Resource, context: EvaluationContext): EvaluationInput;
