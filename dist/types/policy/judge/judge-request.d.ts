import type { Resource } from '../../arm/resource.ts';
import type { Truth } from '../../language/truth.ts';
import type { AssignedPolicy } from '../bind.ts';
import type { EvaluationContext } from '../conditions/scope.ts';
import type { Exemption } from '../documents/exemption.ts';
import type { Judgement } from './judgement.ts';
/** What policies make of a request, before it reaches the provider. */
export interface RequestJudgement {
    /** One for each policy that reaches the resource, in their order; all but `append` and `modify` saw the changed request. */
    readonly judgements: readonly Judgement[];
    /** The request after `append` and `modify`. */
    readonly resource: Resource;
    /** Two policies that write different values to one field, of which the first stays; and fields that may not be written. */
    readonly conflicts: readonly Conflict[];
}
export interface Conflict {
    readonly policy: AssignedPolicy;
    readonly field: string;
    /** Whether the request is refused: with `conflictEffect` deny, as far as it is known that the policy wants to write. */
    readonly isDenied: Truth;
}
/**
 * Judges a request as Azure does at the PUT: `append` and `modify` change it first, then the other effects see what became of it
 * (azure-policy-language.md §1.10). Assignments that do not enforce change nothing. Never throws for what a rule or the resource says.
 */
export declare function judgeRequest(policies: readonly AssignedPolicy[], request: Resource, context?: EvaluationContext, allExemptions?: readonly Exemption[]): RequestJudgement;
